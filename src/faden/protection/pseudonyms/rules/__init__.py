"""Rules that find identifying details in German, English, Arabic, Farsi, Ukrainian and Tigrinya text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind
from faden.protection.pseudonyms.rules.ages import find_ages
from faden.protection.pseudonyms.rules.contact import find_contacts
from faden.protection.pseudonyms.rules.dates import find_dates
from faden.protection.pseudonyms.rules.details import find_details
from faden.protection.pseudonyms.rules.organisations import find_organisations
from faden.protection.pseudonyms.rules.origins import find_origins
from faden.protection.pseudonyms.rules.papers import find_papers
from faden.protection.pseudonyms.rules.persons import find_persons
from faden.protection.pseudonyms.rules.phone import find_phones
from faden.protection.pseudonyms.rules.plain import Plain, make_plain
from faden.protection.pseudonyms.rules.streets import find_streets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_RULES: Final[tuple[Callable[[Plain], Iterator[Identifier]], ...]] = (
    find_contacts,
    find_papers,
    find_dates,
    find_phones,
    find_streets,
    find_ages,
    find_persons,
    find_organisations,
    find_origins,
    find_details,
)
_FIRM: Final = frozenset(
    {Kind.EMAIL, Kind.WEB, Kind.ACCOUNT, Kind.NUMBER, Kind.PHONE, Kind.DATE, Kind.PLATE, Kind.AGE}
)
"""Kinds of which one stretch can be only one: an account is no phone number."""


class RuleDetector:
    """Finds what its form or the words around it give away; needs no model and no list of names.

    All rules look at every text: people change their language within a sentence, and the transcript's
    label may be wrong. Where two kinds of number claim one stretch, the surer and longer one stays.
    """

    name: Final = "rules"

    def find(self, text: str, language: str) -> list[Identifier]:
        """The identifiers in a text, by position; those of different kinds may overlap.

        Args:
            text: A part of a turn.
            language: Its language; not needed, since scripts and words tell the languages apart.
        """
        del language
        plain = make_plain(text)
        return _settle(found for rule in _RULES for found in rule(plain) if found.end > found.start)


def _settle(found: Iterable[Identifier]) -> list[Identifier]:
    """Each stretch once per kind, the longest; numbers and dates only as the surest kind."""
    kept: list[Identifier] = []
    taken: dict[Kind | None, set[int]] = {}
    for one in sorted(
        set(found),
        key=lambda i: (i.start - i.end if i.kind not in _FIRM else 0, -i.score, i.start - i.end, i),
    ):
        group = None if one.kind in _FIRM else one.kind
        places = taken.setdefault(group, set())
        stretch = range(one.start, one.end)
        if places.isdisjoint(stretch):
            kept.append(one)
            places.update(stretch)
    return sorted(kept)
