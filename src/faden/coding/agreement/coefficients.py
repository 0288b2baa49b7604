"""Coefficients of agreement on given units: percent, Cohen's kappa, Krippendorff's alpha.

Where a coefficient is undefined it is ``None`` with the reason, never 0 or 1: 1 would praise what nobody
has tested, 0 would blame it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import sqrt
from typing import Any, Final

from faden.coding.agreement.intervals import Interval, jackknife, normal_interval, wilson

Ratings = Sequence[Sequence[Hashable | None]]
"""A row per unit, a column per coder; ``None`` where the coder did not look at the unit."""

Distance = Callable[[Any, Any], float]
"""How far two values are apart: 0 for the same, 1 for the farthest."""

_NOTHING: Final = 1e-12
"""Disagreement below which there is none but that of rounding."""


class Undefined(StrEnum):
    """Why a coefficient has no value."""

    NO_UNITS = "no-units"
    """No unit was looked at by two coders."""
    NO_VARIATION = "no-variation"
    """All coders always gave the same one value, so that agreement by chance is certain."""
    NOT_TWO = "not-two"
    """The coefficient is for two coders, and there are more."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with what one has to know to read it.

    Attributes:
        value: The coefficient; ``None`` where it is undefined.
        reason: Why it is undefined.
        interval: 95 % interval, where it can be told.
        n: Units that at least two coders have looked at.
    """

    value: float | None
    reason: Undefined | None = None
    interval: Interval | None = None
    n: int = 0


def percent(ratings: Ratings) -> Coefficient:
    """Share of pairs of coders that gave a unit the same value, averaged over units.

    Returns:
        0 to 1, not corrected for chance; the interval is Wilson's, for two coders only.
    """
    rows = _pairable(ratings)
    if not rows:
        return Coefficient(None, Undefined.NO_UNITS)
    shares = [_equal_pairs(row) for row in rows]
    value = sum(shares) / len(shares)
    two = all(len(row) == 2 for row in rows)  # noqa: PLR2004 - a pair
    interval = wilson(round(sum(shares)), len(shares)) if two else None
    return Coefficient(value, None, interval, len(rows))


def _equal_pairs(row: Sequence[Hashable]) -> float:
    pairs = list(combinations(row, 2))
    return sum(a == b for a, b in pairs) / len(pairs)


def kappa(ratings: Ratings) -> Coefficient:
    """Cohen's kappa: agreement of two coders beyond chance, each with their own habits.

    Returns:
        1 for full agreement, 0 for chance, below 0 for less. Undefined where there are not two columns,
        no unit both looked at, or chance agreement is certain. The interval is the large-sample one.

    Source:
        Cohen, J. (1960), A Coefficient of Agreement for Nominal Scales; the variance: Fleiss, J. L.,
        Cohen, J., Everitt, B. S. (1969), Large sample standard errors of kappa and weighted kappa, eq. 13.
    """
    if any(len(row) != 2 for row in ratings):  # noqa: PLR2004 - a pair
        return Coefficient(None, Undefined.NOT_TWO)
    cells = Counter((a, b) for a, b in ratings if a is not None and b is not None)
    n = cells.total()
    if not n:
        return Coefficient(None, Undefined.NO_UNITS)
    rows: Counter[Hashable] = Counter()
    columns: Counter[Hashable] = Counter()
    for (a, b), count in cells.items():
        rows[a] += count
        columns[b] += count
    observed = sum(count for (a, b), count in cells.items() if a == b) / n
    chance = sum(rows[value] * columns[value] for value in rows) / n**2
    if 1 - chance < _NOTHING:
        return Coefficient(None, Undefined.NO_VARIATION, None, n)
    value = (observed - chance) / (1 - chance)
    return Coefficient(value, None, normal_interval(value, _kappa_error(cells, rows, columns, value)), n)


def _kappa_error(
    cells: Counter[tuple[Hashable, Hashable]],
    rows: Counter[Hashable],
    columns: Counter[Hashable],
    value: float,
) -> float:
    n = cells.total()
    chance = sum(rows[v] * columns[v] for v in rows) / n**2
    equal = unequal = 0.0
    for (a, b), count in cells.items():
        if a == b:
            equal += count / n * (1 - (rows[a] + columns[a]) / n * (1 - value)) ** 2
        else:
            unequal += count / n * ((columns[a] + rows[b]) / n) ** 2
    spread = equal + (1 - value) ** 2 * unequal - (value - chance * (1 - value)) ** 2
    # Where one of the two never varies, rounding alone leaves a spread.
    return sqrt(spread / n) / (1 - chance) if spread > _NOTHING else 0.0


def nominal(a: Hashable, b: Hashable) -> float:
    """0 for the same value, else 1."""
    return float(a != b)


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Distance of two sets of codes: 1 minus what they share of all they hold.

    Two empty sets are the same: both coders saw nothing to code.

    Source:
        Jaccard, P. (1912), The distribution of the flora in the alpine zone.
    """
    union = a | b
    return 1 - len(a & b) / len(union) if union else 0.0


def masi(a: frozenset[str], b: frozenset[str]) -> float:
    """Distance of two sets of codes that also asks whether one holds the other.

    ``1 - J · M``: J is what they share of all they hold; M is 1 for equal sets, 2/3 where one holds the
    other, 1/3 where they overlap otherwise, 0 where they share nothing.

    Source:
        Passonneau, R. (2006), Measuring Agreement on Set-valued Items (MASI) for Semantic and
        Pragmatic Annotation, LREC.
    """
    if a == b:
        return 0.0
    if not a & b:
        return 1.0
    kind = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - (1 - jaccard(a, b)) * kind


def alpha(ratings: Ratings, distance: Distance = nominal) -> Coefficient:
    """Krippendorff's alpha: agreement beyond chance among any number of coders, gaps allowed.

    Args:
        ratings: One row per unit, one column per coder; ``None`` is a gap. Units with one value or none
            say nothing about agreement and are left out.
        distance: How far two values are apart, as it enters the formula (squared already).

    Returns:
        1 for full agreement, 0 for chance, below 0 for less than chance; undefined where nothing can be
        paired or all values are the same. The interval is from leaving out one unit at a time.

    Source:
        Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability; the jackknife: Hughes, J.
        (2024), Toward improved inference for Krippendorff's Alpha agreement coefficient, and Efron, B.,
        Stein, C. (1981), The jackknife estimate of variance.
    """
    units = Counter(_content(row) for row in _pairable(ratings))
    n = units.total()
    if not n:
        return Coefficient(None, Undefined.NO_UNITS)
    sums = _Sums(units, distance)
    value = sums.alpha()
    if value is None:
        return Coefficient(None, Undefined.NO_VARIATION, None, n)
    without = [(sums.alpha_without(unit), count) for unit, count in units.items()]
    return Coefficient(value, None, jackknife(value, without), n)


_Content = tuple[tuple[Hashable, int], ...]
"""The values of a unit with how often each was given."""


class _Sums:
    """Observed and expected disagreement of units, so kept that one unit can be taken out quickly."""

    def __init__(self, units: Counter[_Content], distance: Distance) -> None:
        self._values: Counter[Hashable] = Counter()
        for unit, times in units.items():
            for value, count in unit:
                self._values[value] += count * times
        known = list(self._values)
        self._far = {(a, b): distance(a, b) for a in known for b in known}
        # How far a value is from all values given.
        self._reach = {a: sum(self._values[b] * self._far[a, b] for b in known) for a in known}
        self._observed = sum(self._within(unit) * times for unit, times in units.items())
        self._all = sum(self._values[a] * self._reach[a] for a in known)

    def _crossed(self, unit: _Content) -> float:
        return sum(m * n * self._far[a, b] for a, m in unit for b, n in unit)

    def _within(self, unit: _Content) -> float:
        return self._crossed(unit) / (sum(count for _, count in unit) - 1)

    def alpha(self) -> float | None:
        return _alpha(self._observed, self._all, self._values.total())

    def alpha_without(self, unit: _Content) -> float | None:
        reach = sum(count * self._reach[value] for value, count in unit)
        left = self._values.total() - sum(count for _, count in unit)
        return _alpha(self._observed - self._within(unit), self._all - 2 * reach + self._crossed(unit), left)


def _alpha(observed: float, crossed: float, n: int) -> float | None:
    """Alpha from the sums of distances within units and between all values."""
    if n < 2 or crossed < _NOTHING:  # noqa: PLR2004 - a pair
        return None
    return 1 - (n - 1) * observed / crossed


def _pairable(ratings: Ratings) -> list[tuple[Hashable, ...]]:
    rows = (tuple(value for value in row if value is not None) for row in ratings)
    return [row for row in rows if len(row) > 1]


def _content(row: Sequence[Hashable]) -> _Content:
    return tuple(sorted(Counter(row).items(), key=lambda item: _order(item[0])))


def _order(value: Hashable) -> str:
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)
