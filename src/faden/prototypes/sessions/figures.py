"""Small-sample statistics of usability tests: a handful of people, said with how unsure it is.

Sources:
    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Stat. in Medicine 17.
    Sauro, J., Lewis, J. R. (2010), Average task times in usability tests: what to report?, CHI 2010.
    Sauro, J., Lewis, J. R. (2016), Quantifying the User Experience, 2nd edition, chapter 3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVEL: Final = 0.95
"""How often such an interval covers the true value."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From and to, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many.

    Attributes:
        n: For whom it holds.
        of: All.
    """

    n: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; ``None`` of nobody."""
        return self.n / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's score interval; ``None`` of nobody."""
        return wilson(self.n, self.of)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of several values with its interval.

    Attributes:
        value: The mean.
        of: Number of values.
        interval: Where the true mean may lie; ``None`` of a single value.
    """

    value: float
    of: int
    interval: Interval | None


def wilson(n: int, of: int, level: float = LEVEL) -> Interval | None:
    """Wilson's score interval of a share, which holds for few people too and never leaves 0 to 1.

    Args:
        n: For whom it holds.
        of: All.
        level: How often it covers the true share, between 0 and 1.

    Returns:
        Shares from 0 to 1; ``None`` of nobody.

    Source:
        Wilson (1927); recommended for small samples by Newcombe (1998), method 3.
    """
    if of <= 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, square = n / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low = 0.0 if n == 0 else max(0.0, middle - half)
    return Interval(low, 1.0 if n == of else min(1.0, middle + half))


def mean(values: Sequence[float], *, least: float = -math.inf, most: float = math.inf) -> Mean | None:
    """Arithmetic mean with its t interval, cut where the scale ends; ``None`` of no values.

    Args:
        values: The values.
        least: Lower end of the scale.
        most: Upper end of the scale.
    """
    if not values:
        return None
    middle = fmean(values)
    half = _half(values)
    interval = None if half is None else Interval(max(least, middle - half), min(most, middle + half))
    return Mean(middle, len(values), interval)


def geometric_mean(values: Sequence[float]) -> Mean | None:
    """Geometric mean of times with the t interval of their logarithms; ``None`` of no values.

    Times of tasks lean to the right; for fewer than 25 people the geometric mean is nearer to the
    median than the arithmetic mean or the sample's own median (Sauro and Lewis 2010).

    Args:
        values: Times above 0, in any unit.
    """
    logs = mean([math.log(value) for value in values])
    if logs is None:
        return None
    told = logs.interval
    interval = None if told is None else Interval(math.exp(told.low), math.exp(told.high))
    return Mean(math.exp(logs.value), logs.of, interval)


def _half(values: Sequence[float]) -> float | None:
    if len(values) < 2:  # noqa: PLR2004 - one value has no spread
        return None
    return student(len(values) - 1) * stdev(values) / math.sqrt(len(values))


def student(freedom: int, level: float = LEVEL) -> float:
    """The two-sided quantile of Student's t: 2.571 for 5 degrees of freedom and 95 %.

    Args:
        freedom: Degrees of freedom, at least 1.
        level: Probability between minus and plus this value.

    Source:
        Abramowitz and Stegun (1964), 26.7.3 and 26.7.4: finite sums, inverted by halving.
    """
    low, high = 0.0, 1.0
    while _within(high, freedom) < level:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """Probability that Student's t lies between -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2 == 1
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(3 if odd else 2, freedom - 1, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
