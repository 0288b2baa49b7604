"""Memos as the app shows them: those in files of their own and those at codings, in one place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.app.views.codebook import names_of
from faden.core.ids import CODING_PATTERN
from faden.core.languages import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.coding.blind import Blindness
    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.coding.editing.sheet import Sheet
    from faden.coding.memos import Memo

SORTS: Final = ("study", "talk", "code", "coding")
"""What a memo can be about: the study, a conversation, a code, a coding."""


@dataclass(frozen=True, slots=True)
class Place:
    """A coding to which a memo belongs: whose, in which conversation, and the name of its code."""

    owner: str
    transcript: str
    coding: Coding
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A memo.

    Attributes:
        key: Its name; that of a memo at a coding is the id of the coding.
        sort: One of `SORTS`.
        about: What it is about, as in the file.
        subject: The same in words; empty for the study.
        title: Its title; may be empty.
        text: Its text.
        by: Who wrote it.
        on: When.
        own: Whether the person who looks wrote it, and may change it.
        path: Path of its file.
        mark: Fingerprint of that file.
        place: The coding it is about.
        noted: Whether it stands at the coding itself, and in no file of its own.
        direction: That of the coding's words.
    """

    key: str
    sort: str
    about: str
    subject: str
    title: str
    text: str
    by: str
    on: str
    own: bool
    path: str
    mark: str
    place: Place | None = None
    noted: bool = False
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class MemosView:
    """All memos that somebody may see.

    Attributes:
        entries: Those to be shown, the latest first.
        counts: Number of all by sort.
        blind: Whether memos of others on some conversation would be covered; not whether there are any.
        without: What the person has coded and written no memo on, as (sort, id, name).
    """

    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    blind: bool
    without: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What memos are about.

    Attributes:
        codebook: The codebook.
        sheets: Coder → conversation → codings.
        memos: All memos with path and fingerprint.
        marks: Coder and conversation → path and fingerprint of the file of codings.
        sight: Whose codings may be seen.
        talks: All conversations.
        language: That of the interface.
    """

    codebook: Codebook
    sheets: Mapping[str, Mapping[str, Sheet]]
    memos: Iterable[tuple[Memo, str, str]]
    marks: Mapping[tuple[str, str], tuple[str, str]]
    sight: Blindness
    talks: tuple[str, ...]
    language: str


def show_memos(material: Material, *, sort: str = "", about: str = "") -> MemosView:
    """All memos that a person may see.

    Args:
        material: What memos are about.
        sort: Shows only those about a study, a conversation, a code or a coding.
        about: Shows only those about this one thing.
    """
    names = names_of(material.codebook, material.language)
    places = {place.coding.id: place for place in _places(material, names)}
    all_entries = [*_written(material, names, places), *_noted(material, places)]
    seen = [each for each in all_entries if _open(each, material.sight)]
    shown = [each for each in seen if sort in {"", each.sort} and about in {"", each.about}]
    return MemosView(
        entries=tuple(sorted(shown, key=lambda each: (each.on, each.key), reverse=True)),
        counts=Counter(each.sort for each in seen),
        blind=material.sight.covers(material.talks),
        without=tuple(_without(material, seen, names)),
    )


def sort_of(about: str) -> str:
    """What sort of thing a memo is about; see `SORTS`."""
    if about == "study":
        return "study"
    if re.fullmatch(r"[IW][0-9]{2,4}", about):
        return "talk"
    return "coding" if re.fullmatch(CODING_PATTERN, about) else "code"


def place_of(material: Material, coding: str) -> Place | None:
    """The coding with this id, where it may be seen."""
    names = names_of(material.codebook, material.language)
    found = next((place for place in _places(material, names) if place.coding.id == coding), None)
    return found if found and material.sight.shows(found.owner, found.transcript) else None


def _places(material: Material, names: Mapping[str, str]) -> Iterator[Place]:
    for owner, sheets in material.sheets.items():
        for transcript, sheet in sheets.items():
            for coding in sheet.codings:
                yield Place(owner, transcript, coding, names.get(coding.code, coding.code))


def _written(material: Material, names: Mapping[str, str], places: Mapping[str, Place]) -> Iterator[Entry]:
    for memo, path, mark in material.memos:
        about, place = memo.head.about, places.get(memo.head.about)
        sort = sort_of(about)
        yield Entry(
            key=memo.name,
            sort=sort,
            about=about,
            subject="" if sort == "study" else names.get(about, about) if place is None else place.code,
            title=memo.head.title,
            text=memo.text,
            by=memo.head.by,
            on=str(memo.head.on),
            own=memo.head.by == material.sight.viewer,
            path=path,
            mark=mark,
            place=place,
            direction=direction(place.coding.language) if place else "ltr",
        )


def _noted(material: Material, places: Mapping[str, Place]) -> Iterator[Entry]:
    for place in places.values():
        coding = place.coding
        if not coding.memo:
            continue
        path, mark = material.marks[place.owner, place.transcript]
        yield Entry(
            key=coding.id,
            sort="coding",
            about=coding.id,
            subject=place.code,
            title="",
            text=coding.memo,
            by=place.owner,
            on=str(coding.on),
            own=place.owner == material.sight.viewer,
            path=path,
            mark=mark,
            place=place,
            noted=True,
            direction=direction(coding.language),
        )


def _open(entry: Entry, sight: Blindness) -> bool:
    """Whether a memo may be seen: those of others on what is still coded blind may not."""
    if entry.own or entry.sort in {"study", "code"}:
        return True
    if entry.place is not None:
        owners = {entry.place.owner, entry.by}
        return all(sight.shows(owner, entry.place.transcript) for owner in owners)
    return sight.shows(entry.by, entry.about)


def _without(
    material: Material, seen: Iterable[Entry], names: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """What a person has coded and written no memo on."""
    mine = material.sheets.get(material.sight.viewer, {})
    told = {each.about for each in seen if each.own and not each.noted}
    coded = {coding.code for sheet in mine.values() for coding in sheet.codings}
    found = (material.codebook.find(each) for each in coded)
    used = {code.id for code in found if code is not None}
    yield from (("code", each, names[each]) for each in names if each in used and each not in told)
    yield from (("talk", each, each) for each, sheet in mine.items() if sheet.codings and each not in told)
