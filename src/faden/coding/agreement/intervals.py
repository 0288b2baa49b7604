"""Intervals of 95 %, the same for the same data: nothing here is drawn by lot."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Interval = tuple[float, float]
"""Lower and upper end."""

_Z: Final = NormalDist().inv_cdf(0.975)

_NOTHING: Final = 1e-9

LEAST: Final = 5
"""Parts below which leaving one out tells nothing about the spread; our choice."""


def wilson(times: int, n: int) -> Interval:
    """Interval of a share, good in small samples and near 0 and 1.

    Args:
        times: In how many it holds.
        n: Of how many, at least 1.

    Source:
        Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference.
    """
    share, square = times / n, _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def normal_interval(value: float, error: float) -> Interval | None:
    """Interval of a coefficient with its standard error, within -1 and 1; ``None`` where no error is seen.

    A sample in which nothing varies tells nothing about how much it could.
    """
    if error < _NOTHING:
        return None
    return max(-1.0, value - _Z * error), min(1.0, value + _Z * error)


def jackknife(value: float, without: Iterable[tuple[float | None, int]]) -> Interval | None:
    """Interval from what a coefficient becomes when one part of the data is left out at a time.

    Args:
        value: The coefficient of all data.
        without: The coefficient without a part, and how many parts are alike. ``None`` where it is then
            undefined.

    Returns:
        Ends up to 1; ``None`` below `LEAST` parts, where leaving one out makes the coefficient undefined,
        and where nothing ever changes it: no spread seen is not no spread.
    """
    told: list[tuple[float, int]] = []
    for left, count in without:
        if left is None:
            return None
        told.append((left, count))
    n = sum(count for _, count in told)
    if n < LEAST:
        return None
    mean = sum(left * count for left, count in told) / n
    spread = (n - 1) / n * sum(count * (left - mean) ** 2 for left, count in told)
    if spread < _NOTHING**2:
        return None
    half = _student(n - 1) * sqrt(spread)
    return value - half, min(1.0, value + half)


def _student(freedom: int) -> float:
    """The .975 quantile of Student's t, from 4 degrees of freedom within .003 of the table.

    Source:
        Abramowitz, M., Stegun, I. A. (1964), Handbook of Mathematical Functions, 26.7.5.
    """
    z, v = _Z, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3
