"""Code saturation: how many codes each further conversation adds, in the order held and in any order.

“Saturated” is never said alone: always with the base, the run and the threshold (FIELD QM-7).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import comb
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BASE: Final = 4
RUN: Final = 2
THRESHOLD: Final = 0.05
"""The rule of Guest, Namey and Chen (2020): base, run, and share of new codes."""

ORDERS: Final = 1000
"""Orders of the conversations that are tried; the same ones always."""

_SEED: Final = "faden saturation"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a run of conversations adds so little that one may stop.

    Attributes:
        base: Conversations whose codes are the base.
        run: Conversations in a run.
        threshold: Share of new codes of a run in those of the base, from 0 to 1, up to which it is reached.

    Source:
        Guest, G., Namey, E., Chen, M. (2020), A simple method to assess and report thematic saturation in
        qualitative research, PLoS ONE 15(5).
    """

    base: int = BASE
    run: int = RUN
    threshold: float = THRESHOLD


@dataclass(frozen=True, slots=True)
class Step:
    """What one more conversation adds.

    Attributes:
        number: How many conversations there are with it.
        transcript: Its id, in the order held.
        new: Codes that it adds to those before, in the order held.
        codes: Codes of all up to here, in the order held.
        mean: Codes of so many conversations on average over all orders, exactly.
        low: What 2.5 % of the orders tried do not reach.
        middle: The median of the orders tried.
        high: What 2.5 % of them go beyond.
    """

    number: int
    transcript: str
    new: tuple[str, ...]
    codes: int
    mean: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Saturation:
    """How codes accumulate.

    Attributes:
        rule: When a run adds little.
        steps: Conversation by conversation.
        reached: Number of conversations, run included, after which the rule holds in the order held;
            ``None`` where it never does, or there are too few.
        reached_middle: The median of that over the orders tried, those that never reach it counted as later
            than all; ``None`` where at least half never do.
        share: Share of the orders tried that reach it at all.
        orders: Orders tried.
    """

    rule: Rule
    steps: tuple[Step, ...]
    reached: int | None
    reached_middle: float | None
    share: float
    orders: int


def saturation(codes: Mapping[str, frozenset[str]], rule: Rule | None = None) -> Saturation:
    """How codes accumulate over conversations.

    Args:
        codes: Conversation → its codes, in the order in which they were held.
        rule: When a run adds little.

    Source:
        The mean over all orders: Colwell, R. K., Mao, C. X., Chang, J. (2004), Interpolating,
        extrapolating, and comparing incidence-based species accumulation curves, eq. 5.
    """
    chosen = rule or Rule()
    held = list(codes.values())
    draw = random.Random(_SEED)  # noqa: S311 - no secret: the same orders for everybody
    orders = [_shuffled(held, draw) for _ in range(ORDERS)] if held else []
    curves = [accumulated(order) for order in orders]
    ends = [reached(order, chosen) for order in orders]
    late = [end if end is not None else len(held) + 1 for end in ends]
    middle = median(late) if late else None
    return Saturation(
        chosen,
        tuple(_steps(codes, curves)),
        reached(held, chosen),
        middle if middle is not None and middle <= len(held) else None,
        sum(end is not None for end in ends) / len(ends) if ends else 0.0,
        len(orders),
    )


def accumulated(order: Sequence[frozenset[str]]) -> list[int]:
    """Codes after each conversation of an order."""
    known: set[str] = set()
    counts = []
    for found in order:
        known |= found
        counts.append(len(known))
    return counts


def reached(order: Sequence[frozenset[str]], rule: Rule) -> int | None:
    """After how many conversations a run adds no more than the threshold; ``None`` where none does.

    Runs follow each other one conversation apart, as Guest, Namey and Chen (2020) describe them.
    """
    counts = accumulated(order)
    if len(counts) < rule.base + rule.run or not counts[rule.base - 1]:
        return None
    least = counts[rule.base - 1]
    for end in range(rule.base + rule.run, len(counts) + 1):
        if (counts[end - 1] - counts[end - rule.run - 1]) / least <= rule.threshold:
            return end
    return None


def _shuffled(held: Sequence[frozenset[str]], draw: random.Random) -> list[frozenset[str]]:
    order = list(held)
    draw.shuffle(order)
    return order


def _steps(codes: Mapping[str, frozenset[str]], curves: Sequence[Sequence[int]]) -> list[Step]:
    total = len(codes)
    times = [sum(code in found for found in codes.values()) for code in set().union(*codes.values())]
    known: set[str] = set()
    steps = []
    for number, (transcript, found) in enumerate(codes.items(), start=1):
        new = tuple(sorted(found - known))
        known |= found
        # A code is missed by so many orders as there are choices of conversations without it.
        mean = sum(1 - comb(total - n, number) / comb(total, number) for n in times)
        at = [curve[number - 1] for curve in curves]
        cuts = quantiles(at, n=40, method="inclusive")
        steps.append(Step(number, transcript, new, len(known), mean, cuts[0], median(at), cuts[-1]))
    return steps
