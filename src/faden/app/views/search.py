"""Full-text search: words as people type them, found in any spelling of case, accents and vowel signs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import direction
from faden.protection.leaks.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.interviews.transcript import Part, Transcript, Turn

MOST: Final = 200
"""Places that are shown; the rest is counted."""

AROUND: Final = 40
"""Code points shown on either side."""

LONGEST: Final = 200
"""Code points of the longest search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand.

    Attributes:
        transcript: Id of the conversation.
        turn: Id of the turn.
        speaker: Who speaks.
        part: Kind of the part.
        language: Its language.
        direction: ``ltr`` or ``rtl``.
        before: Words before them.
        words: The words, as they stand there.
        after: Words after them.
        start: First code point in the part.
        end: One past the last.
    """

    transcript: str
    turn: str
    speaker: str
    part: str
    language: str
    direction: str
    before: str
    words: str
    after: str
    start: int
    end: int

    def values(self) -> dict[str, Any]:
        """Plain values that become JSON."""
        return asdict(self)


def search(transcripts: Iterable[Transcript], wanted: str) -> Iterator[Hit]:
    """Every place where words stand, without regard to case, accents, vowel signs and white space."""
    needle = folded(wanted[:LONGEST].strip())[0]
    if not needle.strip():
        return
    for transcript in transcripts:
        for turn in transcript.turns:
            for part in turn.parts:
                yield from _in_part(transcript, turn, part, needle)


def _in_part(transcript: Transcript, turn: Turn, part: Part, needle: str) -> Iterator[Hit]:
    text, places = folded(part.text)
    at = text.find(needle)
    while at >= 0:
        last = at + len(needle)
        # Marks that fold to nothing belong to the letter before them.
        start, end = places[at], places[last] if last < len(places) else len(part.text)
        yield Hit(
            transcript=transcript.head.id,
            turn=turn.id,
            speaker=turn.speaker,
            part=part.kind.value,
            language=part.language,
            direction=direction(part.language),
            before=("…" if start > AROUND else "") + part.text[max(0, start - AROUND) : start],
            words=part.text[start:end],
            after=part.text[end : end + AROUND] + ("…" if end + AROUND < len(part.text) else ""),
            start=start,
            end=end,
        )
        at = text.find(needle, last)


@lru_cache(maxsize=20_000)
def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as it is compared, and for each of its characters the code point it came from."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        plain = _letter(character)
        letters.append(plain)
        places += [at] * len(plain)
    return "".join(letters), tuple(places)


@lru_cache(maxsize=10_000)
def _letter(character: str) -> str:
    return " " if character.isspace() else fold(character)
