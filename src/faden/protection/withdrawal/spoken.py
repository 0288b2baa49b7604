"""The person's turns in a conversation that others took part in: the words go, the others' turns stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.documents import split_front_matter
from faden.core.problems import StudyError
from faden.interviews.files import parse_transcript
from faden.protection.withdrawal.cutting import cut_keys

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript, Turn
    from faden.protection.withdrawal.person import Person

MARKER: Final = {
    "de": "[Beitrag nach Widerruf der Einwilligung entfernt]",
    "en": "[Contribution removed: consent was withdrawn]",
}
"""What stands in the place of a removed turn, by language of the conversation; German where there is none."""


def marker(language: str) -> str:
    """What stands in the place of a removed turn."""
    return MARKER.get(language, MARKER["de"])


def change_transcript(text: str, path: str, person: Person) -> str:
    """The file of a transcript without the person: turns, speaker, and what others repeated of their words.

    All other lines stay as they are.

    Raises:
        StudyError: The transcript cannot be understood; then nothing is known to be complete.
    """
    parsed = parse_transcript(text, path)
    parts = split_front_matter(text)
    if parsed.value is None or parts is None or parsed.problems:
        problems = parsed.problems
        raise StudyError.of(problems[0]) if problems else StudyError("front-matter-missing", path)
    transcript = parsed.value
    turns = person.turns.get(transcript.head.id, frozenset())
    gone = {key for key, one in transcript.head.speakers.items() if one.participant == person.id}
    head, free = _head(parts.head, transcript, gone)
    lines = parts.body.split("\n")
    for at in range(len(transcript.turns) - 1, -1, -1):
        turn = transcript.turns[at]
        if turn.id not in turns:
            continue
        first = turn.line - parts.body_line
        following = (
            transcript.turns[at + 1].line - parts.body_line if at + 1 < len(transcript.turns) else None
        )
        if _removed(turn, transcript, gone):
            continue
        lines[first:following] = [
            _heading(lines[first], turn, free),
            "",
            marker(transcript.head.language),
            "",
        ]
    body = "\n".join(lines)
    return f"---\n{head}---\n{person.words.redact(body)}"


def _removed(turn: Turn, transcript: Transcript, gone: set[str]) -> bool:
    """Whether this was done before; a turn that was interpreted keeps its speaker."""
    return turn.speaker not in gone and turn.text == marker(transcript.head.language)


def _head(head: str, transcript: Transcript, gone: set[str]) -> tuple[str, str]:
    """The front matter without the speaker, and the key that now stands for nobody."""
    if not gone:
        return head, "X"
    free = "X"
    while free in transcript.head.speakers and (
        transcript.head.speakers[free].role != "unknown" or transcript.head.speakers[free].participant
    ):
        free += "X"
    head = cut_keys(head, ("speakers",), frozenset(gone))
    if free in transcript.head.speakers:
        return head, free
    begin = head.index("speakers:")
    end = head.find("\n", begin) + 1
    others = set(transcript.head.speakers) - gone
    entry = f"  {free}: {{role: unknown}}\n"
    if not others:
        return head[:begin] + "speakers:\n" + entry, free
    indent = len(head[end:]) - len(head[end:].lstrip(" "))
    return head[:end] + entry.replace("  ", " " * max(indent, 1), 1) + head[end:], free


def _heading(line: str, turn: Turn, free: str) -> str:
    """The heading with another speaker and without the language that the person spoke."""
    fields = [field.strip() for field in line.removeprefix("## ").split("·")]
    kept = [field for field in fields[2:] if ":" in field]
    return "## " + " · ".join([turn.id, free, *kept])
