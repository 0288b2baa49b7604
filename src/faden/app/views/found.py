"""What the search page shows: hits with their marked words, and what can be chosen to narrow them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faden.build.searching import Hit
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a hit.

    Attributes:
        text: The words; all pieces joined are the text of the hit.
        marked: Whether they stand in the question.
    """

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit as the page shows it.

    Attributes:
        hit: What was found.
        pieces: Its text in pieces.
        who: Who says so, by role of the group; empty for all but participants.
        place: Name of the municipality, or empty.
        codes: Whether it can be coded from here.
    """

    hit: Hit
    pieces: tuple[Piece, ...]
    who: str
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter.

    Attributes:
        value: As it stands in the address.
        label: As people read it.
        chosen: Whether it is chosen now.
    """

    value: str
    label: str
    chosen: bool


def show_hits(case: Case, hits: Sequence[Hit], language: str) -> list[HitView]:
    """Hits in their order."""
    return [_show(case, hit, language) for hit in hits]


def _show(case: Case, hit: Hit, language: str) -> HitView:
    settings = case.corpus.settings
    # An interpreter's turn may hold a person's words, but it is not this person who speaks.
    group = settings.group(hit.group) if hit.role == Role.PARTICIPANT else None
    place = settings.municipality(hit.municipality)
    return HitView(
        hit=hit,
        pieces=tuple(pieces(hit.text, hit.marks)),
        who=group.role.text(language) if group else "",
        place=place.name if place else "",
    )


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """A text cut where marked words begin and end.

    Args:
        text: The text.
        marks: Start and end in code points, in order, never overlapping.
    """
    at = 0
    for start, end in marks:
        if at < start:
            yield Piece(text[at:start], marked=False)
        yield Piece(text[start:end], marked=True)
        at = end
    if at < len(text):
        yield Piece(text[at:], marked=False)


def choices(
    case: Case, chosen: Mapping[str, str], language: str, roles: Mapping[str, str]
) -> dict[str, list[Choice]]:
    """What can be chosen to narrow hits, by name of the filter.

    Args:
        case: The study.
        chosen: Name of the filter → value chosen now.
        language: Of the page.
        roles: Roles of speakers and how they are called.
    """
    settings, texts = case.corpus.settings, case.corpus.transcripts
    spoken = {part.language for t in texts.values() for turn in t.turns for part in turn.parts}
    speaking = {speaker.role for t in texts.values() for speaker in t.head.speakers.values()}
    offered: dict[str, list[tuple[str, str]]] = {
        "code": [
            ("\u2003" * (len(placed.path) - 1) + placed.code.name.text(language), placed.code.id)
            for placed in case.corpus.codebook.codes()
            if placed.code.merged_into is None
        ],
        "group": [(group.name.text(language), group.id) for group in settings.groups],
        "municipality": [(place.name, place.id) for place in settings.municipalities],
        "role": [(roles[role.value], role.value) for role in Role if role in speaking],
        "language": [(NAMES.get(code, code), code) for code in sorted(spoken)],
        "transcript": [(identifier, identifier) for identifier in texts],
    }
    return {
        name: [Choice(value, label, chosen.get(name) == value) for label, value in values]
        for name, values in offered.items()
    }
