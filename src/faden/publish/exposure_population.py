"""How many people of a group live in a place and share what is told: estimated from below.

A study knows populations of groups per place and, at best, shares of some attributes
(``research/context.yaml``). Where a share is not known, the lower end of the 95 % interval of the share
in the sample stands for it; where a population is not known, only the sample counts.

Source:
    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.publish.exposure_details import band

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.publish.exposure import Fact, Facts
    from faden.study.context import GroupCount, MunicipalityContext
    from faden.study.settings import Settings

PLACE: Final = "municipality"
"""The attribute of a place that is told."""

PLACES: Final = "places"
"""The attribute of all places that numbers leave open, with ``/`` between them."""

GROUPS: Final = "groups"
"""The attribute of all groups that numbers leave open, with ``/`` between them."""

_WHERE: Final = frozenset({PLACE, PLACES, GROUPS})
"""What says among whom is counted, and is no share of them."""

_Z: Final = 1.959964
"""Two-sided 95 %."""


def lower_share(n: int, of: int) -> float:
    """Lower end of Wilson's interval for a share of `n` in `of`; 0 where nobody was asked."""
    if of == 0:
        return 0.0
    share, square = n / of, _Z * _Z
    middle = share + square / (2 * of)
    spread = _Z * math.sqrt((share * (1 - share) + square / (4 * of)) / of)
    return max(0.0, (middle - spread) / (1 + square / of))


@dataclass(frozen=True, slots=True)
class Population:
    """What is known of the people in the places of a study.

    Attributes:
        settings: Places and thresholds.
        places: What is known of each place, by id.
        groups: Person of the sample → group.
        homes: Person of the sample → place.
        holds: Fact → persons of the sample of whom it is known.
    """

    settings: Settings
    places: Mapping[str, MunicipalityContext]
    groups: Mapping[str, str]
    homes: Mapping[str, str]
    holds: Mapping[Fact, frozenset[str]]

    def least(self, facts: Facts) -> int:
        """How many people must share the facts: more where the place that is told is small.

        Without a place all places of the study are meant. A quarter of unknown size counts as small.
        """
        privacy = self.settings.privacy
        meant = self._meant(facts)
        known = [self.places[place].population.value for place in meant if place in self.places]
        if len(known) == len(meant):
            small = bool(meant) and sum(known) < privacy.small_population
        else:
            kinds = [m.kind for m in self.settings.municipalities if m.id in meant]
            small = bool(kinds) and set(kinds) == {"quarter"}
        return max(privacy.k, privacy.k_small) if small else privacy.k

    def estimate(self, groups: frozenset[str], facts: Facts) -> float:
        """How many people of the groups share the facts, in the place that is told, or in all of them."""
        meant = self._meant(facts)
        groups = groups.intersection(*_left(GROUPS, facts))
        if not meant:
            return float(self._sampled(groups, facts))
        return math.fsum(self._in_place(place, group, facts) for place in meant for group in sorted(groups))

    def _meant(self, facts: Facts) -> list[str]:
        told = sorted(value for attribute, value in facts if attribute == PLACE)
        every = frozenset(place.id for place in self.settings.municipalities)
        return told or sorted(every.intersection(*_left(PLACES, facts)))

    def _in_place(self, place: str, group: str, facts: Facts) -> float:
        context = self.places.get(place)
        known = context.groups.get(group) if context is not None else None
        if known is None:
            return float(self._sampled(frozenset({group}), facts, place))
        shares = (self._share(known, group, fact) for fact in sorted(facts) if fact[0] not in _WHERE)
        return known.population * math.prod(shares)

    def _share(self, known: GroupCount, group: str, fact: Fact) -> float:
        attribute, value = fact
        known_shares: Mapping[str, Mapping[str, float]] = {str(k): v for k, v in known.shares.items()}
        shares = known_shares.get("age_band" if attribute == "age" else attribute)
        if shares is not None:
            if attribute == "age":
                return math.fsum(share for name, share in shares.items() if int(value) in band(name))
            return shares.get(value.partition("/")[0], 0.0)
        asked = [person for person, its in self.groups.items() if its == group]
        holds = self.holds.get(fact, frozenset())
        return lower_share(sum(person in holds for person in asked), len(asked))

    def _sampled(self, groups: frozenset[str], facts: Facts, place: str = "") -> int:
        persons = (p for p, group in self.groups.items() if group in groups)
        wanted = [self.holds.get(fact, frozenset()) for fact in facts]
        at = (p for p in persons if not place or self.homes.get(p, "") == place)
        return sum(all(p in holds for holds in wanted) for p in at)


def _left(attribute: str, facts: Facts) -> Iterator[frozenset[str]]:
    yield from (frozenset(value.split("/")) for name, value in facts if name == attribute)


def unknown_places(settings: Settings, places: Mapping[str, MunicipalityContext]) -> Iterator[str]:
    """Places of a study of whose population nothing is known."""
    yield from (place.id for place in settings.municipalities if place.id not in places)
