"""From many clusters to few: which two are nearest, then which two of what remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from faden.analysis.cluster import Merge
from faden.analysis.consensus import centre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def merges(ids: Sequence[str], middles: Sequence[NDArray[np.float32]]) -> tuple[Merge, ...]:
    """How clusters become one, the most alike first, by Ward's method on their middles.

    Args:
        ids: The clusters.
        middles: The middle of each, of length 1.

    Returns:
        One merge fewer than there are clusters.

    Source:
        Ward, J. H. (1963), Hierarchical Grouping to Optimize an Objective Function. Average linkage
        was tried: it gives one large group and many single clusters.
    """
    if len(ids) < 2:  # noqa: PLR2004 - one cluster has no other to join
        return ()
    from scipy.cluster.hierarchy import linkage

    named = list(ids)
    found: list[Merge] = []
    for left, right, distance, _ in linkage(np.stack(middles).astype(np.float64), "ward"):
        one, other = sorted((named[int(left)], named[int(right)]))
        found.append(Merge(one, other, round(float(distance), 4)))
        named.append(one)
    return tuple(found)


def merged(labels: NDArray[np.int64], vectors: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Groups made fewer, in the same order as `merges`.

    Args:
        labels: ``(n,)`` from 0, -1 for none.
        vectors: ``(n, d)`` float32, each of length 1.
        count: Groups wanted, at least 1; with as many or fewer, they stay.

    Returns:
        ``(n,)`` labels from 0; -1 stays.
    """
    number = int(labels.max(initial=-1)) + 1
    home = {str(label): str(label) for label in range(number)}
    middles = [centre(vectors[labels == label]) for label in range(number)]
    for merge in merges(list(home), middles)[: max(0, number - max(count, 1))]:
        old, new = home[merge.second], home[merge.first]
        home = {label: new if at == old else at for label, at in home.items()}
    names = {group: name for name, group in enumerate(dict.fromkeys(home.values()))}
    return np.array([names[home[str(label)]] if label >= 0 else -1 for label in labels.tolist()], np.int64)
