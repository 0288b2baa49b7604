"""One result at several numbers of groups, each within the one before: 5, 12 or 30 of the same clusters."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.cluster import Group, Level
from faden.analysis.evidence import smallest
from faden.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.points import Points

READ: Final = (5, 12, 30)
"""Numbers of groups that people read a result at."""


def divided(labels: NDArray[np.int64], points: Points, count: int) -> NDArray[np.int64]:
    """Clusters split further, the widest first, until there are so many.

    Args:
        labels: ``(n,)``, -1 for none.
        points: What stands for the statements.
        count: Groups wanted; fewer come where no cluster can be split into two that are large enough.

    Returns:
        ``(n,)`` labels from 0; statements of one group are of one cluster; -1 stays.
    """
    held = np.flatnonzero(labels >= 0)
    units, of = np.unique(np.stack([labels[held], points.of[held]]), axis=1, return_inverse=True)
    of = of.reshape(-1)
    weights = np.bincount(of).astype(np.float64)
    parts = [np.flatnonzero(units[0] == label) for label in np.unique(labels[held])]
    least = smallest(len(labels))
    queue = [_split(points.places[units[1]], weights, part, least) for part in parts]
    waiting = [(-found[0], at, found[1], found[2]) for at, found in enumerate(queue) if found]
    heapq.heapify(waiting)
    while waiting and len(parts) < count:
        _, at, one, other = heapq.heappop(waiting)
        parts[at] = one
        parts.append(other)
        for place in (at, len(parts) - 1):
            found = _split(points.places[units[1]], weights, parts[place], least)
            if found:
                heapq.heappush(waiting, (-found[0], place, found[1], found[2]))
    names = np.empty(len(weights), np.int64)
    for name, part in enumerate(parts):
        names[part] = name
    finer = np.full(len(labels), -1, np.int64)
    finer[held] = names[of]
    return finer


def _split(
    places: NDArray[np.float32], weights: NDArray[np.float64], part: NDArray[np.int64], least: int
) -> tuple[float, NDArray[np.int64], NDArray[np.int64]] | None:
    """How wide a part is (Ward), and its two halves; nothing where one would be too small."""
    if len(part) < 2:  # noqa: PLR2004 - one has no halves
        return None
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(places[part].astype(np.float64), "ward")
    half = fcluster(tree, 2, "maxclust") == 1
    if min(weights[part[half]].sum(), weights[part[~half]].sum()) < least:
        return None
    return float(tree[-1, 2]), part[half], part[~half]


def levels(
    ids: Sequence[str], clusters: Mapping[str, tuple[str, ...]], labels: Sequence[NDArray[np.int64]]
) -> tuple[Level, ...]:
    """Levels as they are told.

    Args:
        ids: The statements, in the order of the labels.
        clusters: Id of each cluster → its statements: groups with the same statements have its id.
        labels: Labels of each level, the coarsest first, each within the one before.
    """
    known = {frozenset(members): name for name, members in clusters.items()}
    made: list[Level] = []
    for level in labels:
        gathered: dict[int, list[str]] = {}
        for identifier, label in zip(ids, level.tolist(), strict=True):
            if label >= 0:
                gathered.setdefault(label, []).append(identifier)
        parents = {member: group.id for group in made[-1].groups for member in group.members} if made else {}
        groups = [
            _group(tuple(sorted(members)), len(gathered), known, parents) for members in gathered.values()
        ]
        made.append(Level(len(groups), tuple(sorted(groups, key=lambda g: (-len(g.members), g.id)))))
    return tuple(made)


def _group(
    members: tuple[str, ...], count: int, known: Mapping[frozenset[str], str], parents: Mapping[str, str]
) -> Group:
    name = known.get(frozenset(members)) or f"k{count}-{digest(members[0])[:8]}"
    return Group(name, members, parents.get(members[0]))
