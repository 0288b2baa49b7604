"""Everything that faden is measured by: one row a figure, with its unit, its target and its data.

The table itself is ``targets.csv`` beside this file.
"""

from __future__ import annotations

import csv
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("targets.csv")

PREFIXES: Final = (
    "build.",
    "import.",
    "refi.",
    "pseudonyms.",
    "gate.",
    "suggest.",
    "agreement.",
    "needs.",
    "search.",
    "app.",
    "prototype.",
    "site.",
)
"""Beginnings of all ids, in the order of the report."""

UNITS: Final = {
    "s": "seconds",
    "ms": "milliseconds",
    "MB": "millions of bytes",
    "kB": "thousands of bytes",
    "share": "part of all, from 0 to 1",
    "ARI": "adjusted Rand index of two groupings: 1 the same, 0 chance",
    "F1": "harmonic mean of precision and recall",
    "NMI": "normalised mutual information: 1 the same, 0 nothing in common",
    "AUC": "area under the curve: 1 told apart, 0.5 chance",
    "count": "number",
    "ratio": "one number divided by another",
    "points": "points of a scale, which the row names",
}
"""What a figure is counted in."""

_COMPARISON: Final = re.compile(r"(ratio )?(>=|<=|==|<|>) (?:(-?[0-9]+(?:\.[0-9]+)?)(?: (\S+))?|baseline)")
_OPERATORS: Final[dict[str, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure must be.

    Attributes:
        of_ratio: Whether value / baseline is judged instead of the value.
        sign: One of ``>= <= == < >``.
        bound: The number on the right; ``None`` where it is the baseline of the same run.
        unit: Unit of the bound; empty where none is written.
    """

    of_ratio: bool
    sign: str
    bound: float | None
    unit: str

    def holds(self, value: float | None, baseline: float | None) -> bool:
        """Whether a figure is what it must be; what was not measured is not."""
        judged = ratio(value, baseline) if self.of_ratio else value
        bound = baseline if self.bound is None else self.bound
        return judged is not None and bound is not None and _OPERATORS[self.sign](judged, bound)


def ratio(value: float | None, baseline: float | None) -> float | None:
    """The value divided by the baseline; ``None`` where either is missing or the baseline is 0."""
    return value / baseline if value is not None and baseline else None


def parse_comparison(text: str) -> Comparison:
    """Parse a target: ``>= 0.62``, ``< 50 ms``, ``ratio < 0.2``, ``>= baseline``.

    Raises:
        ValueError: It is none.
    """
    match = _COMPARISON.fullmatch(text)
    if match is None or (match[1] and (match[4] or not match[3])):
        raise ValueError(f"not a comparison: {text!r}")
    bound = None if match[3] is None else float(match[3])
    return Comparison(bool(match[1]), match[2], bound, match[4] or "")


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that is measured, or will be.

    Attributes:
        id: Its id.
        unit: One of `UNITS`.
        target: What it must be, for `parse_comparison`; empty where it is reported and not judged.
        data: What it is measured on.
        says: What it is.
    """

    id: str
    unit: str
    target: str
    data: str
    says: str

    @property
    def comparison(self) -> Comparison | None:
        """The target, parsed."""
        return parse_comparison(self.target) if self.target else None


def read_targets(path: Path = TABLE) -> tuple[Target, ...]:
    """All rows of the table, in its order, which is that of the report."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Target(**row) for row in csv.DictReader(file))
