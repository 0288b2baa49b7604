"""A fixed tree of landmarks, of which a study uses those branches that it has statements for.

Every branching is the same for all statements. Only how far it is followed depends on them: the branch in
which they lie widest apart is parted next, where the landmarks count beside them. So two random parts of a
study part nearly alike.

Source:
    Ward, J. H. (1963), Hierarchical Grouping to Optimize an Objective Function.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from faden.language.landmarks import Landmarks

OWN: Final = 1000
"""Statements of which a tree is made where there are no landmarks."""

KNOWN: Final = 2.0
"""How much the landmarks count, beside the statements, in which branch is parted next; 0 to 4 were tried."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The tree; its root is the last.

    Attributes:
        middles: ``(b, d)`` float32, the middle of each branch.
        parts: The two branches that each parts into; ``None`` for a landmark.
        widths: ``(b,)``, sum of squared distances of the landmarks in each branch to its middle, as a share
            of one for each text of all that they stand for.
    """

    middles: NDArray[np.float32]
    parts: tuple[tuple[int, int] | None, ...]
    widths: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Open:
    """A branch that can be parted.

    Attributes:
        width: Sum of squared distances of its statements to their mean, and of the landmarks in it.
        sides: The two branches, with their statements.
    """

    width: float
    sides: tuple[tuple[int, NDArray[np.int64]], tuple[int, NDArray[np.int64]]]


def tree(landmarks: Landmarks | None, places: NDArray[np.float32]) -> Branches:
    """The tree of the landmarks; where there are none, of the places themselves (a thousand at most)."""
    if landmarks is not None:
        return _known(landmarks)
    rows = np.unique(np.linspace(0, len(places) - 1, min(OWN, len(places))).astype(np.int64))
    return _joined(places[rows], np.ones(len(rows), np.float32))


@cache
def _known(landmarks: Landmarks) -> Branches:
    return _joined(landmarks.middles, landmarks.weights)


def _joined(middles: NDArray[np.float32], weights: NDArray[np.float32]) -> Branches:
    from scipy.cluster.hierarchy import linkage

    found, mass = list(middles), list(weights)
    parts: list[tuple[int, int] | None] = [None] * len(found)
    widths = [0.0] * len(found)
    for left, right, *_ in linkage(middles.astype(np.float64), "ward"):
        one, other = int(left), int(right)
        mass.append(mass[one] + mass[other])
        found.append((found[one] * mass[one] + found[other] * mass[other]) / mass[-1])
        parts.append((one, other))
        apart = float(((found[one] - found[other]) ** 2).sum())
        widths.append(widths[one] + widths[other] + apart * float(mass[one] * mass[other] / mass[-1]))
    return Branches(np.array(found, np.float32), tuple(parts), np.array(widths) / float(mass[-1]))


def followed(branches: Branches, places: NDArray[np.float32], count: int, least: int) -> NDArray[np.float32]:
    """The middles of the branches that are followed: ``(k, d)`` float32.

    Args:
        branches: The tree.
        places: ``(n, d)`` float32.
        count: Branches wanted; fewer come where no other holds enough statements on both sides.
        least: Statements on each side of a branching.
    """
    reached = [(len(branches.parts) - 1, np.arange(len(places)))]
    queue: list[tuple[float, int, _Open]] = []
    fresh = [0]
    while True:
        for at in fresh:
            if found := _opened(branches, places, *reached[at], least):
                heapq.heappush(queue, (-found.width, at, found))
        if not queue or len(reached) >= count:
            return branches.middles[[branch for branch, _ in reached]]
        _, at, found = heapq.heappop(queue)
        reached[at] = found.sides[0]
        reached.append(found.sides[1])
        fresh = [at, len(reached) - 1]


def _opened(
    branches: Branches, places: NDArray[np.float32], branch: int, rows: NDArray[np.int64], least: int
) -> _Open | None:
    """The next branching with enough statements on both sides; sides with too few are passed by."""
    while sides := branches.parts[branch]:
        one, other = (branches.middles[side] for side in sides)
        first = places[rows] @ (one - other) >= (one @ one - other @ other) / 2
        held = int(first.sum())
        if min(held, len(rows) - held) >= least:
            width = float(((places[rows] - places[rows].mean(axis=0)) ** 2).sum())
            width += KNOWN * len(places) * float(branches.widths[branch])
            return _Open(width, ((sides[0], rows[first]), (sides[1], rows[~first])))
        if max(held, len(rows) - held) < least:
            return None
        branch = sides[0] if held >= least else sides[1]
    return None
