"""Proposing labels: one per person and thing, unique in the study, never holding a name.

A label is the same in texts of all languages: the words come from the study's first language, so that
``[Person A]`` in an Arabic and a German conversation is seen to be one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text as say
from faden.protection.pseudonyms.decisions import holds_name
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.kinship import Kinship, length, words_of
from faden.protection.pseudonyms.standing import stands
from faden.study.labels import Label, Ladder, is_computed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.pseudonyms.candidates import Candidate
    from faden.protection.pseudonyms.decisions import State

_LETTERED: Final = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.ORIGIN, Kind.OCCUPATION})
"""Kinds told apart by letters; all others by numbers."""

_LADDERS: Final = {
    Kind.STREET.value: (Ladder.PLACE, "street"),
    Kind.PLACE.value: (Ladder.PLACE, "municipality"),
    Kind.ORGANISATION.value: (Ladder.ORGANISATION, "organisation"),
    Kind.DATE.value: (Ladder.DATE, "day"),
    Kind.AGE.value: (Ladder.AGE, "age"),
    Kind.OCCUPATION.value: (Ladder.OCCUPATION, "occupation"),
    Kind.ILLNESS.value: (Ladder.ILLNESS, "illness"),
}
"""Kinds whose labels can be widened, with the rung that a person has most likely named."""

_FIVE: Final = 5
_OLDEST: Final = 120
_DAY: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)")
_MONTHS: Final = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]
_MONTHS_EN: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED: Final = re.compile(
    rf"\b({'|'.join(_MONTHS + _MONTHS_EN)})\w{{0,6}}\.?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER: Final = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]\d)")


@dataclass(frozen=True, slots=True)
class Proposed:
    """The label to show first for a candidate.

    Attributes:
        label: The label; empty where none fits.
        same: Whether the list gives it to somebody already, who is supposed to be meant.
        because: The name in the list that speaks for it; a clear name, empty for a new label.
    """

    label: str
    same: bool = False
    because: str = ""


def propose(candidate: Candidate, state: State, language: str = "de") -> Proposed:
    """The label to show first for a candidate, and why.

    What the list already gives to this name, or to the one full name that this name is a part of; for
    ages and dates a band and a month; else the next free letter or number of its kind, such as
    ``[Person C]``.

    Args:
        candidate: The candidate.
        state: What is decided so far.
        language: The study's first language; German where faden has no words of it.
    """
    used = any(name.label == candidate.label for name in state.names)
    known = Proposed(candidate.label or "", same=True) if used else _of_whom(candidate, state)
    return known or Proposed(_new_label(candidate, state, language))


def _of_whom(candidate: Candidate, state: State) -> Proposed | None:
    """The person of the list whose name a candidate's is a part of; ``None`` where nobody or several are.

    Where one has just this name in another spelling, those who have more names do not count.
    """
    if candidate.kind is not Kind.PERSON:
        return None
    names = [name for name in state.names if name.kind.strip().casefold() == Kind.PERSON]
    kinship = Kinship([*candidate.forms, *(form for name in names for form in name.forms)])
    fits = [name for name in names if kinship.is_part(candidate.forms, name.forms)]
    own = length(candidate)
    exact = [name for name in fits if any(len(words_of(form)) <= own for form in name.forms)]
    fits = exact or fits
    if len({name.label for name in fits}) != 1:
        return None
    longest = max(fits, key=lambda name: (len(words_of(name.name)), name.name))
    return Proposed(longest.label, same=True, because=longest.name)


def _new_label(candidate: Candidate, state: State, language: str) -> str:
    """A label that nobody has yet; empty where none is free of names."""
    word = say(f"label.word.{candidate.kind.value}", language)
    told = _told(candidate, word)
    if told and not holds_name(told, state, candidate):
        return told
    used = {name.label for name in state.names} | {spot.label for spot in state.spots}
    for first in (word, say("label.word.other", language)):
        for mark in _marks(lettered=candidate.kind in _LETTERED):
            label = f"[{first} {mark}]"
            if label in used or stands(label, state.standing, state.salt):
                continue
            if holds_name(label, state, candidate):
                break
            return label
    return ""


def ladder_of(label: str, kind: str) -> Label | None:
    """The entry that a label needs in ``research/labels.yaml``; ``None`` where it needs none.

    Args:
        label: The label.
        kind: Kind of what it stands for.
    """
    place = _LADDERS.get(kind.strip().casefold())
    if place is None or is_computed(label) or not (label.startswith("[") and label.endswith("]")):
        return None
    return Label(label=label, ladder=place[0], at=place[1])


def _told(candidate: Candidate, word: str) -> str:
    """A label that still tells the age in five years, or the month of a date; empty where neither."""
    form = candidate.forms[0] if candidate.forms else ""
    if candidate.kind is Kind.AGE:
        numbers = [int(number) for number in _NUMBER.findall(form)]
        if len(numbers) == 1 and numbers[0] <= _OLDEST:
            first = numbers[0] - numbers[0] % _FIVE
            return f"[{word} {first}–{first + _FIVE - 1}]"
    if candidate.kind is Kind.DATE:
        full = _DAY.search(form) or _ISO.search(form)
        if full is not None and 1 <= int(full["month"]) <= 12:  # noqa: PLR2004 - months
            return f"[{word} {full['year']}-{int(full['month']):02d}]"
        named = _NAMED.search(form)
        if named is not None:
            short = named[1].lower()
            month = (_MONTHS if short in _MONTHS else _MONTHS_EN).index(short) + 1
            return f"[{word} {named[2]}-{month:02d}]"
        year = _YEAR.search(form)
        return f"[{word} {year[0]}]" if year is not None else ""
    return ""


def _marks(*, lettered: bool) -> Iterator[str]:
    """Letters ``A`` to ``Z``, ``AA`` and so on, or numbers from 1, without end."""
    for number in count(1):
        if not lettered:
            yield str(number)
            continue
        letters, rest = "", number
        while rest:
            rest, at = divmod(rest - 1, 26)
            letters = chr(ord("A") + at) + letters
        yield letters
