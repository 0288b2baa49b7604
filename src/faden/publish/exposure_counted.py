"""What numbers of a site tell of who said a quotation: of nobody in a group or place, so of the others.

Where a need holds for nobody in three of four places, all its quotations come from the fourth, whatever
stands below them; and with role and language that may be few. So this counts like what the words tell.

Which numbers a site gives up (`publish.closing`) is not waited for: what might be told is taken to be told.

Source:
    Machanavajjhala, A. et al. (2007), l-diversity: what all of a class share is told of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from faden.publish.apart import CARDS, told_numbers
from faden.publish.counts import parts
from faden.publish.exposure_population import GROUPS, PLACES
from faden.publish.numbers import tellable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.findings.evidence import Evidence
    from faden.publish.apart import Key
    from faden.publish.exposure import Fact
    from faden.publish.verdict import Case

_ATTRIBUTES: Final = {"group": GROUPS, "municipality": PLACES}
"""Dimension of numbers → attribute of what they leave open."""


@dataclass(frozen=True)
class Counted:
    """What the numbers of a study leave open.

    Attributes:
        case: The study.
    """

    case: Case

    def facts(self, evidence: Evidence) -> Iterator[Fact]:
        """The groups and places that are left for who said this; nothing where all are left."""
        for dimension, attribute in _ATTRIBUTES.items():
            every = self._values[dimension]
            nobody = {
                value
                for key, none in self._nobody.items()
                if none.get(dimension) and self._counts(key, evidence)
                for value in none[dimension]
            }
            left = [value for value in every if value not in nobody]
            if left and len(left) < len(every):
                yield attribute, "/".join(left)

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """Groups and places of which anybody was asked."""
        divided = parts(self.case).persons
        return {name: [value for value, who in divided[name].items() if who] for name in _ATTRIBUTES}

    @cached_property
    def _nobody(self) -> Mapping[Key, Mapping[str, frozenset[str]]]:
        """Key → dimension → groups or places of which it may be told that it holds for nobody there."""
        subjects = tellable(self.case)
        found: dict[Key, dict[str, frozenset[str]]] = {}
        for (key, (dimension, value)), who in told_numbers(subjects, parts(self.case), frozenset()).items():
            if not who and subjects[key].persons and dimension in _ATTRIBUTES:
                row = found.setdefault(key, {})
                row[dimension] = row.get(dimension, frozenset()) | {value}
        return found

    def _counts(self, key: Key, evidence: Evidence) -> bool:
        """Whether a coding is among what is counted under a key."""
        if key[:1] == (CARDS,):
            return evidence.coding.id in self._cards.get(key[1], frozenset())
        return evidence.coding.code in key

    @cached_property
    def _cards(self) -> Mapping[str, frozenset[str]]:
        return {
            group.need: frozenset(group.cards) for group in self.case.corpus.needs_board.groups if group.need
        }
