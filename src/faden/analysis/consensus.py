"""How far several groupings of the same statements agree, and how often statements stay together in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEFT_OUT: Final = -2
"""The label of a statement that did not take part in a run; -1 is one that fits nowhere in it."""


def centre(vectors: NDArray[np.float32], weights: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """The middle of vectors, ``(d,)`` float32 of length 1; undefined (zeros) where they cancel out."""
    middle = np.average(vectors, axis=0, weights=weights)
    length = float(np.linalg.norm(middle))
    return (middle / length if length else middle).astype(np.float32)


def cohesion(runs: Sequence[NDArray[np.int64]], members: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each member of a group, how often it came together with the others: ``(m,)`` from 0 to 1.

    Args:
        runs: At least one; each ``(n,)`` labels, `LEFT_OUT` for what took no part, -1 for no group.
        members: Rows of the group.

    Returns:
        The mean, over the runs with the member and others of the group, of the share of these others that
        came into its group; 1 of a single one, and where there is no such run.
    """
    shares, counted = np.zeros(len(members)), np.zeros(len(members))
    for labels in runs:
        own = labels[members]
        present = own != LEFT_OUT
        others = int(present.sum()) - 1
        if others < 1:
            continue
        _, at, sizes = np.unique(own, return_inverse=True, return_counts=True)
        shares += np.where(own >= 0, sizes[at.reshape(-1)] - 1, 0) * present / others
        counted += present
    return np.where(counted > 0, shares / np.maximum(counted, 1), 1.0)


def agreement(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """How far two groupings of the same statements coincide beyond chance.

    A statement without a group counts as one by itself; one left out of either does not count.

    Returns:
        The adjusted Rand index: 1 the same, 0 chance; 1 where there is nothing to tell apart.

    Source:
        Hubert, L., Arabie, P. (1985), Comparing Partitions.
    """
    counted = (one != LEFT_OUT) & (other != LEFT_OUT)
    first, second = _numbered(one[counted]), _numbered(other[counted])
    size = len(first)
    _, cells = np.unique(first * (size + 1) + second, return_counts=True)
    rows, columns = np.bincount(first), np.bincount(second)
    pairs, row_pairs, column_pairs = (_pairs(counts) for counts in (cells, rows, columns))
    all_pairs = size * (size - 1) / 2
    expected = row_pairs * column_pairs / all_pairs if all_pairs else 0.0
    most = (row_pairs + column_pairs) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def _pairs(counts: NDArray[np.int64]) -> float:
    return float((counts * (counts - 1) / 2).sum())


def _numbered(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels from 0, each statement without a group as a group of its own."""
    own = labels.copy()
    alone = labels < 0
    own[alone] = labels.max(initial=-1) + 1 + np.arange(alone.sum())
    return np.unique(own, return_inverse=True)[1].astype(np.int64)
