"""One result at several numbers of groups, each within the one before: 5, 12 or 30 of the same clusters."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.cluster import Group, Level
from faden.analysis.grouping import smallest
from faden.analysis.places import means, nearest
from faden.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

READ: Final = (5, 12, 30)
"""Numbers of groups that people read a result at."""


def divided(labels: NDArray[np.int64], places: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Clusters split further, the widest first, until there are so many.

    Args:
        labels: ``(n,)``, -1 for none.
        places: ``(n, d)`` float32.
        count: Groups wanted; fewer come where no cluster can be split into two that are large enough.

    Returns:
        ``(n,)`` labels from 0; statements of one group are of one cluster; -1 stays.
    """
    parts = [np.flatnonzero(labels == label) for label in np.unique(labels[labels >= 0])]
    least = smallest(len(labels))
    waiting: list[tuple[float, int, NDArray[np.int64], NDArray[np.int64]]] = []
    fresh = list(range(len(parts)))
    while True:
        for at in fresh:
            if found := _halves(places, parts[at], least):
                heapq.heappush(waiting, (-found[0], at, *found[1:]))
        if not waiting or len(parts) >= count:
            break
        _, at, parts[at], other = heapq.heappop(waiting)
        parts.append(other)
        fresh = [at, len(parts) - 1]
    finer = np.full(len(labels), -1, np.int64)
    for name, part in enumerate(parts):
        finer[part] = name
    return finer


def _halves(
    places: NDArray[np.float32], rows: NDArray[np.int64], least: int
) -> tuple[float, NDArray[np.int64], NDArray[np.int64]] | None:
    """How much nearer two middles are to the rows than one, and the rows of each; nothing if one has too few.

    The two begin on either side of the direction in which the rows lie widest apart.
    """
    if len(rows) < 2 * least:
        return None
    own = places[rows] - places[rows].mean(axis=0)
    _, axes = np.linalg.eigh((own.T @ own).astype(np.float64))
    side = own @ axes[:, -1].astype(np.float32) >= 0
    if side.all() or not side.any():
        return None
    middles = means(own, np.stack([own[side].mean(axis=0), own[~side].mean(axis=0)]))
    first = nearest(own, middles) == 0
    if min(first.sum(), (~first).sum()) < least:
        return None
    # Rows in order: which half is called first must not depend on the sign of an axis, which is free.
    halves = sorted((rows[first], rows[~first]), key=lambda half: int(half[0]))
    gain = sum(float(own[half].sum(axis=0) @ own[half].mean(axis=0)) for half in (first, ~first))
    return gain, halves[0], halves[1]


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
