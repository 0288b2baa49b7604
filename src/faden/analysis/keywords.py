"""Keyword in context: every place where words were said, with what stands before and after.

Text is never turned around: “before” is what was said before, in any direction of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from faden.core.languages import direction
from faden.core.text import normal
from faden.language.lemmas import lemmas
from faden.protection.leaks.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.interviews.transcript import Part, Transcript, Turn

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u135d-\u135f"
)
"""Accents, vowel and reading signs: part of a word, though no letters."""

_WORD: Final = re.compile(rf"(?:[^\W_][{_MARKS}]*)+(?:[-'’\u200c](?:[^\W_][{_MARKS}]*)+)*")


class Match(StrEnum):
    """When a word counts as the one looked for."""

    EXACT = "exact"
    """Letter by letter."""
    FOLDED = "folded"
    """Without regard to case, accents, vowel signs and forms of letters."""
    LEMMA = "lemma"
    """In any inflected form that the dictionary of its language knows."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A place where the words stand.

    Attributes:
        transcript: Id of the conversation.
        turn: Id of the turn.
        speaker: Key of who speaks.
        participant: Random id of the participant; ``None`` for others.
        part: Kind of the part of the turn.
        language: Its language.
        before: Words that were said before, in the order of the text.
        words: The words, as they stand there.
        after: Words that were said after.
        start: First code point in the part.
        end: One past the last.
    """

    transcript: str
    turn: str
    speaker: str
    participant: str | None
    part: str
    language: str
    before: str
    words: str
    after: str
    start: int
    end: int

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.language)


def keywords(
    transcripts: Iterable[Transcript], wanted: str, match: Match = Match.FOLDED, *, around: int = 8
) -> Iterator[Keyword]:
    """Every place where one or several words stand one after the other, in the order of the conversations.

    Args:
        transcripts: Where to look, in all parts of all turns.
        wanted: The words; a last word that ends in ``*`` stands for all that begin so.
        match: When a word counts as the one looked for.
        around: Words shown on either side.
    """
    text = normal(wanted).strip()
    for transcript in transcripts:
        for turn in transcript.turns:
            for part in turn.parts:
                for start, end in _places(part, text, match):
                    yield _keyword(transcript, turn, part, (start, end), around)


def _places(part: Part, wanted: str, match: Match) -> Iterator[tuple[int, int]]:
    stem = wanted.endswith("*")
    sought = _forms(tuple(_WORD.findall(wanted)), match, part.language)
    if not sought:
        return
    spans = [found.span() for found in _WORD.finditer(part.text)]
    here = _forms(tuple(part.text[start:end] for start, end in spans), match, part.language)
    for at in range(len(here) - len(sought) + 1):
        last = at + len(sought) - 1
        ends = here[last].startswith(sought[-1]) if stem else here[last] == sought[-1]
        if ends and here[at:last] == sought[:-1]:
            yield spans[at][0], spans[last][1]


@lru_cache(maxsize=20_000)
def _forms(words: tuple[str, ...], match: Match, language: str) -> tuple[str, ...]:
    """Words as they are compared."""
    if match is Match.EXACT:
        return words
    if match is Match.FOLDED:
        return tuple(fold(word) for word in words)
    return tuple(" ".join(lemmas(word, language)) for word in words)


def _keyword(transcript: Transcript, turn: Turn, part: Part, place: tuple[int, int], around: int) -> Keyword:
    start, end = place
    earlier = [found.start() for found in _WORD.finditer(part.text, 0, start)]
    later = [found.end() for found in _WORD.finditer(part.text, end)]
    first = earlier[-around] if len(earlier) >= around > 0 else 0
    last = later[around - 1] if len(later) >= around > 0 else len(part.text)
    return Keyword(
        transcript.head.id,
        turn.id,
        turn.speaker,
        transcript.participant(turn),
        part.kind.value,
        part.language,
        " ".join(part.text[first:start].split()),
        part.text[start:end],
        " ".join(part.text[end:last].split()),
        start,
        end,
    )
