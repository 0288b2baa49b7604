"""How often statements come together when parts of them are grouped in many ways, coarsely and finely.

Parts of nine tenths each are drawn; within each, many k-means runs with different numbers of groups say how
alike two statements are. Average linkage makes one tree of it, which can be cut anywhere. The number of
groups is the one at which the trees of the parts agree best, rather near the number that people can use than
far off.

Source:
    Fred, A., Jain, A. (2005), Combining Multiple Clusterings Using Evidence Accumulation; for the number:
    Ben-Hur, A., Elisseeff, A., Guyon, I. (2002), A Stability Based Method for Discovering Structure in
    Clustered Data.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.consensus import LEFT_OUT, agreement
from faden.analysis.points import means, nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from faden.analysis.points import Points

    Tree = NDArray[np.float64]
    """Merges as scipy writes them."""

PARTS: Final = 12
"""Parts whose groupings are compared."""

KEPT: Final = 0.9
"""Share of the statements in each part: that of the measurement, ``needs.stability.*``."""

RUNS: Final = 40
"""Runs of k-means in each part."""

DRAWN: Final = 0.8
"""Share of a part that decides the middles of a run."""

FINEST: Final = 60
"""Groups of the finest run."""

NUMBERS: Final = (3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30)
"""Numbers of groups that are tried; two groups are stable nearly always, and say little."""

PULL: Final = 0.3
"""How much a number far from the usual one for a size loses: agreement alone is often as good at three as at
twenty-five groups and would leap between them. Set by hand from curves on sets for development; no other
value was run (``measurements/LOG.md``)."""

LOOSE: Final = 0.04
"""Share of the statements that may stay unassigned; what else is in no group joins the nearest."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What comes together.

    Attributes:
        weights: ``(p,)`` how many statements each point stands for.
        rows: The points of each part.
        shares: For each part, how often each two of its points come together, 0 to 1.
        mean: ``(p, p)`` float32, the mean over the parts that hold both.
        tree: Average linkage of the mean.
        trees: That of each part.
    """

    weights: NDArray[np.float32]
    rows: tuple[NDArray[np.int64], ...]
    shares: tuple[NDArray[np.float32], ...]
    mean: NDArray[np.float32]
    tree: Tree
    trees: tuple[Tree, ...]


def evidence(points: Points) -> Evidence:
    """The evidence of parts of the points, five or more."""
    size = len(points.places)
    rows = [
        np.sort(np.random.default_rng([1, part]).permutation(size)[: round(size * KEPT)])
        for part in range(PARTS)
    ]
    shares = [_together(points, own, part) for part, own in enumerate(rows)]
    total, held = np.zeros((size, size), np.float32), np.zeros((size, size), np.float32)
    for own, share in zip(rows, shares, strict=True):
        total[np.ix_(own, own)] += share
        held[np.ix_(own, own)] += 1
    mean: NDArray[np.float32] = (total / np.maximum(held, 1)).astype(np.float32)
    np.fill_diagonal(mean, 1)
    trees = tuple(_tree(share) for share in shares)
    return Evidence(points.weights, tuple(rows), tuple(shares), mean, _tree(mean), trees)


def numbers(size: int) -> tuple[int, ...]:
    """Numbers of groups that are tried for so many statements."""
    return tuple(count for count in NUMBERS if count * 5 <= size) or (max(2, min(3, size // 4)),)


def smallest(size: int) -> int:
    """Statements that make a group, of so many in all."""
    return max(2, int(np.sqrt(size) / 4))


def usual(size: int) -> float:
    """Groups that people can use, of so many statements: 8 of 50, 12 of 150, 18 of 500, at most 20."""
    return float(np.clip(2 * size**0.35, 2, 20))


def steadiest(found: Evidence) -> int:
    """The number of groups at which the parts agree best, rather near the usual one than far from it."""
    size = int(found.weights.sum())
    tried = numbers(size)
    scores = [accord(found, count) - PULL * np.log(count / usual(size)) ** 2 for count in tried]
    return tried[int(np.argmax(scores))]


def accord(found: Evidence, count: int) -> float:
    """How far the groupings of the parts agree at a number of groups: mean adjusted Rand index."""
    runs = part_groups(found, count)
    return float(np.mean([agreement(one, other) for one, other in combinations(runs, 2)]))


def part_groups(found: Evidence, count: int) -> list[NDArray[np.int64]]:
    """Each part in so many groups: ``(p,)`` labels, `LEFT_OUT` for what is not in it."""
    made = []
    for rows, shares, tree in zip(found.rows, found.shares, found.trees, strict=True):
        labels = np.full(len(found.mean), LEFT_OUT, np.int64)
        labels[rows] = _joined(shares, found.weights[rows], _cut(tree, found.weights[rows], count))
        made.append(labels)
    return made


def groups(found: Evidence, count: int) -> NDArray[np.int64]:
    """The points in so many groups, fewer where the tree has fewer: ``(p,)`` labels, -1 for none.

    Cut from one tree, groups at a larger number lie within those at a smaller one, but for what joins.
    """
    return _joined(found.mean, found.weights, _cut(found.tree, found.weights, count))


def _together(points: Points, rows: NDArray[np.int64], part: int) -> NDArray[np.float32]:
    """The share of the runs in which each two points of a part come together."""
    places, weights = points.places[rows], points.weights[rows]
    size, chance = len(rows), np.random.default_rng([3, part])
    most = max(6, min(FINEST, size // 4))
    shares = np.zeros((size, size), np.float32)
    for _ in range(RUNS):
        count = round(float(np.exp(chance.uniform(np.log(2), np.log(most)))))
        drawn = chance.permutation(size)[: max(round(size * DRAWN), min(size, count + 1))]
        middles = means(places[drawn], weights[drawn], min(count, len(drawn)), chance)
        one = np.eye(len(middles), dtype=np.float32)[nearest(places, middles)]
        shares += one @ one.T
    mean: NDArray[np.float32] = (shares / RUNS).astype(np.float32)
    return mean


def _tree(shares: NDArray[np.float32]) -> Tree:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    tree: Tree = linkage(squareform(1 - shares, checks=False), "average")
    return tree


def _cut(tree: Tree, weights: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Labels at the coarsest cut with so many groups that are large enough; -1 in smaller ones."""
    from scipy.cluster.hierarchy import fcluster

    least = smallest(int(weights.sum()))
    best = np.zeros(len(weights), np.int64)
    most = 1
    for wanted in range(count, min(len(weights), 4 * count + 20) + 1):
        found = fcluster(tree, wanted, "maxclust") - 1
        large = np.bincount(found, weights) >= least
        if large.sum() > most:
            most = int(large.sum())
            names = np.where(large, np.cumsum(large) - 1, -1)
            best = names[found].astype(np.int64)
        if most >= count:
            break
    return best


def _joined(
    shares: NDArray[np.float32], weights: NDArray[np.float32], labels: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Labels in which points of no group have joined the nearest, but for a few that lie farthest off."""
    alone = np.flatnonzero(labels < 0)
    if not len(alone):
        return labels
    member = np.zeros((len(labels), int(labels.max()) + 1), np.float32)
    held = np.flatnonzero(labels >= 0)
    member[held, labels[held]] = weights[held]
    near = (shares[alone] @ member) / member.sum(axis=0)
    order = np.argsort(near.max(axis=1), kind="stable")
    off = np.cumsum(weights[alone[order]]) <= weights.sum() * LOOSE
    joined = labels.copy()
    joins = alone[order[~off]]
    joined[joins] = near.argmax(axis=1)[order[~off]]
    return joined
