"""What weight a need has: in how many persons, of which groups and places, and where two groups differ.

Persons are counted, never segments (FIELD QM-9), and never without how many were asked. These are the
team's numbers; what a site may tell of them stands in `publish.counts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.findings.evidence import Index, Reach
    from faden.study.settings import Group, Settings

_NORMAL: Final = 1.959964  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Weight:
    """In how many persons there is evidence under some codes.

    Attributes:
        total: In all.
        groups: Group → in it, in the order of the settings; groups nobody of which was asked left out.
        municipalities: The same by municipality.
    """

    total: Reach
    groups: Mapping[str, Reach]
    municipalities: Mapping[str, Reach]


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two groups differ in the share of persons for whom something holds.

    Attributes:
        share: First share less the second, from -1 to 1.
        low: Lower end of its 95 % interval.
        high: Upper end; with few persons the two ends lie far apart.
    """

    share: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt which group it holds for more often."""
        return self.low > 0 or self.high < 0


def weigh(index: Index, codes: Iterable[str]) -> Weight:
    """Persons with evidence under the codes, by group and municipality, with those asked."""
    wanted = tuple(codes)
    settings = index.corpus.settings
    groups = {group.id: index.reach(wanted, group=group.id) for group in settings.groups}
    places = {place.id: index.reach(wanted, municipality=place.id) for place in settings.municipalities}
    return Weight(
        index.reach(wanted),
        {key: reach for key, reach in groups.items() if reach.of},
        {key: reach for key, reach in places.items() if reach.of},
    )


def difference(n: int, of: int, other: int, of_other: int) -> Difference | None:
    """How far two shares differ, with an interval that holds for small numbers; ``None`` without persons.

    The interval tells how much chance there would be in who was asked, were they drawn by lot. People in a
    qualitative study are not, so that it is a warning against reading too much into it, not a test.

    Args:
        n: Persons of the first group for whom it holds.
        of: Persons of the first group, all.
        other: Persons of the second group for whom it holds.
        of_other: Persons of the second group, all.

    Source:
        Newcombe, R. G. (1998), Interval Estimation for the Difference between Independent Proportions,
        method 10; Wilson, E. B. (1927).
    """
    if not of or not of_other:
        return None
    first, second = n / of, other / of_other
    low, high = _wilson(n, of)
    low_other, high_other = _wilson(other, of_other)
    share = first - second
    below = sqrt((first - low) ** 2 + (high_other - second) ** 2)
    above = sqrt((high - first) ** 2 + (second - low_other) ** 2)
    return Difference(share, share - below, share + above)


def _wilson(n: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson."""
    z2 = _NORMAL**2
    middle = (n + z2 / 2) / (of + z2)
    half = _NORMAL * sqrt(n * (of - n) / of + z2 / 4) / (of + z2)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def opposites(settings: Settings) -> tuple[Group, Group] | None:
    """The two groups whose difference is shown first: those who seek, and those who decide.

    ``refugees`` and ``administration`` where the study has groups with these ids, else the first group of
    the residents and the first of the institutions; ``None`` where there are no two.
    """
    first = settings.group("refugees") or _first(settings, "residents")
    second = settings.group("administration") or _first(settings, "institutions")
    return (first, second) if first and second else None


def _first(settings: Settings, side: str) -> Group | None:
    return next((group for group in settings.groups if group.side == side), None)
