"""Groups of many statements: made of the statements alone, by always the same cuts.

From about a thousand on, parts of a study part alike without landmarks, too, if nothing is drawn by lot: each
group is cut across the direction in which it lies widest apart, that of the greatest gain first. Groups are
then those of what was said, not of what landmarks know.

Source:
    Boley, D. (1998), Principal Direction Divisive Partitioning; the middles of the cuts are then moved by
    k-means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.grouping import settled
from faden.analysis.hierarchy import divided
from faden.analysis.places import means, placed, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

AXES: Final = 20
"""Directions that are kept; all of them, 10 and 30 held about as well."""


def along(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors in the directions in which they lie widest apart.

    Args:
        vectors: ``(n, d)`` float32, each of length 1.

    Returns:
        ``(n, min(d, 20))`` float32 in the same order, each of length 1.
    """
    own = placed(vectors, None)
    middle = own.mean(axis=0, dtype=np.float64).astype(np.float32)
    own -= middle
    _, axes = np.linalg.eigh((own.T @ own).astype(np.float64))
    return unit(own @ axes[:, ::-1][:, :AXES].astype(np.float32))


def cut(places: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Places in so many groups, fewer where nothing can be cut: ``(n,)`` labels from 0, -1 for none.

    Args:
        places: ``(n, d)`` float32 as `along` gives them; five or more.
        count: Groups wanted.
    """
    first = divided(np.zeros(len(places), np.int64), places, count)
    start = np.stack([places[first == label].mean(axis=0) for label in range(int(first.max()) + 1)])
    return settled(places, means(places, start))
