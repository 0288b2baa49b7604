"""Consensus of several groupings: what stays together whichever way one looks.

One run of a clustering depends on chance and on its settings. Several runs are made; how often two
statements come together is a figure that can be shown, and the groups are drawn from it.

Source:
    Fred, A., Jain, A. (2005), Combining Multiple Clusterings Using Evidence Accumulation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEFT_OUT: Final = -2
"""The label of a statement that did not take part in a run; -1 is one that fits nowhere in it."""


def together(runs: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """How often each two statements are in one group.

    Args:
        runs: At least one; each ``(n,)`` labels, below 0 for no group.

    Returns:
        ``(n, n)`` float32 from 0 to 1, symmetric: the share of the runs in which both took part; 0
        where there is none; 1 on the diagonal.
    """
    size = len(runs[0])
    same = np.zeros((size, size), np.float32)
    both = np.zeros((size, size), np.float32)
    for labels in runs:
        same += (labels[:, None] == labels[None, :]) & (labels >= 0)[:, None]
        present = labels != LEFT_OUT
        both += present[:, None] & present[None, :]
    share = (same / np.maximum(both, 1)).astype(np.float32)
    np.fill_diagonal(share, 1)
    return share


def centre(vectors: NDArray[np.float32], weights: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """The middle of vectors, ``(d,)`` float32 of length 1; undefined (zeros) where they cancel out."""
    middle = np.average(vectors, axis=0, weights=weights)
    length = float(np.linalg.norm(middle))
    return (middle / length if length else middle).astype(np.float32)


def cohesion(
    shares: NDArray[np.float32], members: NDArray[np.int64], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """For each member of a group, its mean share with the others: ``(m,)`` from 0 to 1; 1 of a single one.

    Args:
        shares: Of `together`.
        members: Rows of the group.
        weights: ``(m,)``, how many statements each row stands for.
    """
    own = shares[np.ix_(members, members)] @ weights - 1
    others = float(weights.sum()) - 1
    mean: NDArray[np.float32] = (
        np.clip(own / others, 0, 1) if others > 0 else np.ones(len(members), np.float32)
    )
    return mean.astype(np.float32)


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
