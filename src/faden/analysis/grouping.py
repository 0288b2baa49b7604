"""Groups that hold: means that begin at fixed branches of meaning, are held near them and share statements.

So it is done with few statements, where those alone part differently each time; with many, see `many`.

Parts of nine tenths each are grouped in the same way from the beginning, so that it can be told how far
groups depend on single statements.

Source:
    Means held near a beginning are those of a mixture with a prior on its means: Fraley, C., Raftery, A. E.
    (2007), Bayesian Regularization for Normal Mixture Estimation. For comparing parts: Ben-Hur, A.,
    Elisseeff, A., Guyon, I. (2002), A Stability Based Method for Discovering Structure in Clustered Data.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.branches import followed, tree
from faden.analysis.consensus import LEFT_OUT, agreement
from faden.analysis.places import held_means, nearest, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from faden.language.landmarks import Landmarks

PARTS: Final = 12
"""Parts whose groupings are compared."""

KEPT: Final = 0.9
"""Share of the statements in each part: that of the measurement, ``needs.stability.*``."""

HOLD: Final = 20
"""Statements that the beginning of a group counts as."""

SHARE: Final = 0.3
"""What it counts beside that, as a share of the statements that a group has on average."""

LOOSE: Final = 0.04
"""Share of the statements that may stay unassigned at most."""

STRANGE: Final = 0.3
"""How near the nearest middle a statement is, beside what is usual, below which it fits nowhere."""


MANY: Final = 1000
"""Statements from which groups are made of them alone (`many`); with fewer, parts agreed less than .80."""

FEW_GROUPS: Final = 7
"""Groups of so many statements; 4 to 8 were tried, and a number by agreement, which leapt between parts."""


def smallest(size: int) -> int:
    """Statements that make a group, of so many in all."""
    return max(2, int(np.sqrt(size) / 4))


def usual(size: int) -> int:
    """Groups that hold, of so many statements: 5 of 50, 8 of 150, 11 of 500, 7 from a thousand on."""
    return FEW_GROUPS if size >= MANY else round(float(np.clip(1.3 * size**0.35, 2, 13)))


def grouped(places: NDArray[np.float32], landmarks: Landmarks | None, count: int) -> NDArray[np.int64]:
    """Places in so many groups, fewer where branches are empty: ``(n,)`` labels from 0, -1 for none.

    Args:
        places: ``(n, d)`` float32 as `placed` gives them; five or more.
        landmarks: Those of the model, if there are any.
        count: Groups wanted.
    """
    start = followed(tree(landmarks, places), places, count, smallest(len(places)))
    return settled(places, held_means(places, start, HOLD + SHARE * len(places) / len(start)))


def settled(places: NDArray[np.float32], middles: NDArray[np.float32]) -> NDArray[np.int64]:
    """Groups around their middles, those with too few members dropped: ``(n,)``, -1 for none.

    Args:
        places: ``(n, d)`` float32.
        middles: ``(k, d)`` float32.
    """
    least = smallest(len(places))
    home = nearest(places, middles)
    while len(middles) > 1 and (few := np.bincount(home, minlength=len(middles)) < least).any():
        middles = middles[~few] if not few.all() else middles[:1]
        home = nearest(places, middles)
    return _without_strangers(places, middles, home)


def part_groups(
    vectors: NDArray[np.float32], group: Callable[[NDArray[np.float32]], NDArray[np.int64]]
) -> list[NDArray[np.int64]]:
    """Each part in groups, as if there were nothing else.

    Args:
        vectors: ``(n, d)`` float32, each of length 1.
        group: Labels of a part from its vectors.

    Returns:
        ``(n,)`` labels of each part, -1 for none, `LEFT_OUT` for what is not in it.
    """
    made = []
    size = len(vectors)
    for part in range(PARTS):
        rows = np.sort(np.random.default_rng([1, part]).permutation(size)[: round(size * KEPT)])
        labels = np.full(size, LEFT_OUT, np.int64)
        labels[rows] = group(vectors[rows])
        made.append(labels)
    return made


def accord(runs: Sequence[NDArray[np.int64]]) -> float:
    """How far groupings of parts agree: mean adjusted Rand index."""
    return float(np.mean([agreement(one, other) for one, other in combinations(runs, 2)]))


def _without_strangers(
    places: NDArray[np.float32], middles: NDArray[np.float32], home: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Labels in order, without the few statements that lie far from every middle."""
    near = (places * unit(middles)[home]).sum(axis=1)
    order = np.argsort(near, kind="stable")[: int(len(places) * LOOSE)]
    labels = np.unique(home, return_inverse=True)[1].astype(np.int64)
    labels[order[near[order] < STRANGE * np.median(near)]] = -1
    return labels
