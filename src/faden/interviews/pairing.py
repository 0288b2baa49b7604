"""Consecutive interpretation: which turns of an interpreter hold what somebody else said before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faden.core.languages import NAMES
from faden.core.problems import StudyError
from faden.core.text import normal
from faden.interviews.correcting import bare
from faden.interviews.files import parse_transcript
from faden.interviews.transcript import PartKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.interviews.transcript import Transcript, Turn

Pair = tuple["Turn", "Turn"]
"""A turn, and the turn of an interpreter right after it."""

_ASKING: Final = frozenset({Role.INTERVIEWER, Role.FACILITATOR})


def unpaired(transcript: Transcript) -> tuple[Pair, ...]:
    """Turns of participants that an interpreter seems to give in the next turn, in another language.

    Only a participant's turn without any other version counts, with one version of one known language in
    the interpreter's turn. One alone in a conversation that has interpretation beside the original
    elsewhere is left out: an interpreter says something of their own, too.
    """
    return _found(transcript, frozenset({Role.PARTICIPANT}))


def pairable(transcript: Transcript) -> tuple[Pair, ...]:
    """The same with what interpreters give towards the person: questions in the person's language.

    Those are nobody's evidence and no problem of the study; beside each other they are easier to read.
    """
    both = {pair[1].id for pair in (*unpaired(transcript), *_found(transcript, _ASKING))}
    return tuple(pair for pair in pairwise(transcript.turns) if pair[1].id in both)


def _found(transcript: Transcript, roles: frozenset[Role]) -> tuple[Pair, ...]:
    found = tuple(pair for pair in pairwise(transcript.turns) if _belong(transcript, roles, *pair))
    said = (turn for turn in transcript.turns if _role(transcript, turn) in roles)
    beside = any(part.kind is PartKind.INTERPRETATION for turn in said for part in turn.parts)
    return () if beside and len(found) == 1 else found


def _belong(transcript: Transcript, roles: frozenset[Role], said: Turn, given: Turn) -> bool:
    if _role(transcript, said) not in roles or _role(transcript, given) is not Role.INTERPRETER:
        return False
    first, second = _language(said), _language(given)
    return bool(first and second) and first != second


def _language(turn: Turn) -> str:
    """The language of a turn that has words in one version only; empty for others, and where nobody knows."""
    if len(turn.parts) != 1 or not turn.text or turn.parts[0].kind is not PartKind.ORIGINAL:
        return ""
    spoken = turn.parts[0].language
    return spoken if spoken in NAMES and spoken != "und" else ""


def _role(transcript: Transcript, turn: Turn) -> Role:
    speaker = transcript.head.speakers.get(turn.speaker)
    return speaker.role if speaker is not None else Role.UNKNOWN


def with_pairs(transcript: Transcript, pairs: Sequence[Pair]) -> Transcript:
    """The conversation in which the interpreter's words stand beside what they interpret."""
    given = {said.id: turn for said, turn in pairs}
    gone = {turn.id for _, turn in pairs}
    turns = []
    for turn in transcript.turns:
        if turn.id in given:
            other = given[turn.id]
            part = replace(other.parts[0], kind=PartKind.INTERPRETATION, by=other.speaker)
            turns.append(replace(turn, parts=(*turn.parts, part)))
        elif turn.id not in gone:
            turns.append(turn)
    return replace(transcript, turns=tuple(turns))


def paired(text: str, path: str, transcript: Transcript, pairs: Sequence[Pair]) -> tuple[str, Transcript]:
    """The file of a transcript with these turns put together, and what it means now; other lines stay.

    Args:
        text: The file as it is.
        path: How messages name it.
        transcript: What it means.
        pairs: Some of `pairable`.

    Raises:
        StudyError: The file would not mean that; it is written in a way that cannot be changed so.
    """
    lines = normal(text).split("\n")
    for said, given in reversed(pairs):  # from the end, so that lines before stay where they are
        part = given.parts[0]
        _, last = _before_words(lines, given.line)
        lines[given.line - 1 : last] = [f"::: interpretation {part.language} · {given.speaker}"]
        first, last = _before_words(lines, said.line)
        lines[first:last] = [f"::: original {said.parts[0].language}"]
    made = "\n".join(lines)
    meant, again = with_pairs(transcript, pairs), parse_transcript(made, path)
    if again.value is None or again.problems or bare(again.value) != bare(meant):
        raise StudyError("transcript-style", path)
    return made, again.value


def _before_words(lines: Sequence[str], heading: int) -> tuple[int, int]:
    """The mark over the first words of a turn; empty, where there is none."""
    at = next(at for at in range(heading, len(lines)) if lines[at].strip())
    return at, at + lines[at].startswith(":::")
