"""A candidate's places with other names around it, so that a person sees who is spoken about.

Pure functions. What is given is fit to be shown: everything that could act on a screen is visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from faden.core.languages import direction
from faden.protection.pseudonyms.decisions import place_of
from faden.protection.pseudonyms.replacing import Finder
from faden.protection.pseudonyms.review import shown, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate, Occurrence
    from faden.protection.pseudonyms.decisions import State

WIDTH: Final = 260
"""Code points on either side: some lines, enough to tell two people apart."""

_WORD: Final = 24
"""Code points by which the context is drawn out so that it begins and ends between words."""


class Role(StrEnum):
    """What a stretch of the context is."""

    PLAIN = "plain"
    HERE = "here"
    """The candidate, in the place that is shown."""
    SAME = "same"
    """The candidate once more."""
    WAITING = "waiting"
    """Another candidate."""
    DECIDED = "decided"
    """Something that a label stands for already."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of the context; ``label`` is what stands for them, where that is decided."""

    words: str
    role: Role = Role.PLAIN
    label: str = ""


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One place of a candidate.

    Attributes:
        place: Where, such as ``I03/t4``.
        speaker: Key of who speaks; empty where nobody does.
        language: Language of the words.
        direction: ``ltr`` or ``rtl``.
        stretches: The words in order; ``…`` where they are cut.
    """

    place: str
    speaker: str
    language: str
    direction: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: Role
    label: str = ""


def surroundings(
    candidate: Candidate, texts: Sequence[Transcript], state: State, *, most: int = 30, width: int = WIDTH
) -> tuple[Surrounding, ...]:
    """The first places of a candidate; those whose text is not at hand are left out.

    Args:
        candidate: The candidate.
        texts: The texts that were searched, as `searching.searched_texts` gives them.
        state: What is decided and what waits.
        most: How many places.
        width: Code points of context on either side.
    """
    finder = Finder(list(enumerate(state.names, start=1)), state.dismissals, state.spots)
    shown_ = (_surrounding(o, candidate, texts, state, finder, width) for o in candidate.occurrences[:most])
    return tuple(one for one in shown_ if one is not None)


def _surrounding(
    occurrence: Occurrence,
    candidate: Candidate,
    texts: Sequence[Transcript],
    state: State,
    finder: Finder,
    width: int,
) -> Surrounding | None:
    where = text_at(occurrence, texts)
    if where is None:
        return None
    text, language, speaker = where
    marks = _settled(
        [
            _Mark(occurrence.start, occurrence.end, Role.HERE),
            *_marks(occurrence, text, [candidate], Role.SAME),
            *_marks(occurrence, text, [c for c in state.open if c.id != candidate.id], Role.WAITING),
            *(
                _Mark(e.start, e.end, Role.DECIDED, e.text)
                for e in finder.find(text, place_of(occurrence)).edits
            ),
        ]
    )
    first, last = _window(text, occurrence, width)
    stretches = tuple(_stretches(text, marks, first, last))
    return Surrounding(place_of(occurrence), speaker, language, direction(language), stretches)


def _marks(at: Occurrence, text: str, candidates: Iterable[Candidate], role: Role) -> Iterator[_Mark]:
    """Where candidates stand in the text of an occurrence."""
    for candidate in candidates:
        for o in candidate.occurrences:
            same = (o.transcript, o.turn, o.part) == (at.transcript, at.turn, at.part)
            if same and text[o.start : o.end] == o.text:
                yield _Mark(o.start, o.end, role)


def _settled(marks: Iterable[_Mark]) -> list[_Mark]:
    """Marks in order of the text; where two overlap, the one named first stays."""
    kept: list[_Mark] = []
    for mark in marks:
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _window(text: str, occurrence: Occurrence, width: int) -> tuple[int, int]:
    """The part of a text that is shown; it begins and ends between words where one is near."""
    first, last = max(0, occurrence.start - width), min(len(text), occurrence.end + width)
    if first:
        cut = text.rfind(" ", max(0, first - _WORD), first)
        first = cut + 1 if cut >= 0 else first
    if last < len(text):
        cut = text.find(" ", last, last + _WORD)
        last = cut if cut >= 0 else last
    return first, last


def _stretches(text: str, marks: Sequence[_Mark], first: int, last: int) -> Iterator[Stretch]:
    if first:
        yield Stretch("… ")
    at = first
    for mark in marks:
        if mark.end <= first or mark.start >= last:
            continue
        start, end = max(mark.start, first), min(mark.end, last)
        if at < start:
            yield Stretch(_piece(text[at:start]))
        yield Stretch(_piece(text[start:end]), mark.role, mark.label)
        at = end
    if at < last:
        yield Stretch(_piece(text[at:last]))
    if last < len(text):
        yield Stretch(" …")


def _piece(text: str) -> str:
    """Words as they may be shown, with one space at the ends where there was any."""
    middle = shown(text)
    if not middle:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + middle + (" " if text[-1].isspace() else "")
