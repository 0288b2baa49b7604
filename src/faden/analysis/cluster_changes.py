"""New statements beside old clusters: what stays, who comes where, and what changed since the last time.

A person has read, named and quoted the clusters that were kept. One more conversation must not shuffle them:
old statements stay where they were, new ones join the cluster they lie well within, and only what fits
nowhere may make new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.cluster import Change, Changes, Former
from faden.analysis.consensus import centre
from faden.analysis.grouping import smallest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.cluster import Clusters

EDGE: Final = 0.04
"""A new statement joins a cluster when it lies nearer its middle than the outermost 4 % of its members."""

ALIKE: Final = 0.5
"""Share of the statements of a smaller cluster that must be in another for both to count as the same."""


def held(
    ids: Sequence[str], vectors: NDArray[np.float32], former: Former
) -> tuple[NDArray[np.int64], list[str | None]]:
    """Labels that hold on to a former result.

    Args:
        ids: The statements.
        vectors: ``(n, d)`` float32, each of length 1.
        former: What was kept.

    Returns:
        ``(n,)`` labels from 0, -1 for none; and the former id of each label, ``None`` for a new cluster.
    """
    home = {member: name for name, members in former.clusters.items() for member in members}
    names = [name for name in former.clusters if any(home.get(i) == name for i in ids)]
    number = {name: at for at, name in enumerate(names)}
    labels = np.array([number.get(home.get(i, ""), -1) for i in ids], np.int64)
    known = {*home, *former.unassigned}
    fresh = np.array([i not in known for i in ids], np.bool_) & (labels < 0)
    joined = _attached(vectors, labels, np.flatnonzero(fresh)) if names else labels
    return _with_new(vectors, joined, np.flatnonzero(fresh & (joined < 0)), list(names))


def _attached(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], fresh: NDArray[np.int64]
) -> NDArray[np.int64]:
    joined = labels.copy()
    if not len(fresh):
        return joined
    middles = np.stack([centre(vectors[labels == label]) for label in range(int(labels.max()) + 1)])
    edges = np.array(
        [np.quantile(vectors[labels == label] @ middle, EDGE) for label, middle in enumerate(middles)]
    )
    near = vectors[fresh] @ middles.T
    best = near.argmax(axis=1)
    fits = near[np.arange(len(fresh)), best] >= edges[best]
    joined[fresh[fits]] = best[fits]
    return joined


def _with_new(
    vectors: NDArray[np.float32], labels: NDArray[np.int64], loose: NDArray[np.int64], names: list[str]
) -> tuple[NDArray[np.int64], list[str | None]]:
    """New clusters of new statements that fit nowhere but lie as near together as members of a cluster."""
    from scipy.cluster.hierarchy import fcluster, linkage

    made: list[str | None] = [*names]
    least = max(3, smallest(len(labels)))
    if len(loose) < least:
        return labels, made
    own = [float(np.linalg.norm(vectors[labels == at].mean(axis=0))) for at in range(len(names))]
    usual = float(np.median(own)) if own else 0.5
    tree = linkage(vectors[loose].astype(np.float64), "average", metric="cosine")
    found = fcluster(tree, max(0.0, 1 - usual**2), "distance")
    grown = labels.copy()
    for label in dict.fromkeys(found.tolist()):
        rows = loose[found == label]
        if len(rows) >= least:
            grown[rows] = len(made)
            made.append(None)
    return grown, made


def matched(clusters: Sequence[tuple[str, ...]], former: Former) -> list[str | None]:
    """The former id of each cluster: of the former cluster that most of the smaller of both is in.

    Args:
        clusters: The statements of each.
        former: What was kept.

    Returns:
        An id for each cluster, each id once; ``None`` for a cluster that was not there.
    """
    old = {name: frozenset(members) for name, members in former.clusters.items()}
    pairs = sorted(
        (-len(own & members), at, name)
        for at, own in enumerate(map(frozenset, clusters))
        for name, members in old.items()
        if len(own & members) > ALIKE * min(len(own), len(members))
    )
    given: list[str | None] = [None] * len(clusters)
    for _, at, name in pairs:
        if given[at] is None and name not in given:
            given[at] = name
    return given


def changes(former: Former, clusters: Mapping[str, tuple[str, ...]], loose: Sequence[str]) -> Changes:
    """What is different between a former result and a new one.

    Args:
        former: What was kept.
        clusters: Id of each new cluster → its statements.
        loose: Statements in none of them.
    """
    before = {*former.unassigned, *(m for members in former.clusters.values() for m in members)}
    now = {*loose, *(m for members in clusters.values() for m in members)}
    kept, changed = [], []
    for name in sorted(clusters.keys() & former.clusters.keys()):
        own, was = set(clusters[name]), set(former.clusters[name])
        if own == was:
            kept.append(name)
            continue
        changed.append(
            Change(
                name,
                came=tuple(sorted(own - before)),
                moved=tuple(sorted((own - was) & before)),
                left=tuple(sorted((was - own) & now)),
                gone=tuple(sorted(was - now)),
            )
        )
    return Changes(
        tuple(kept),
        tuple(changed),
        tuple(sorted(clusters.keys() - former.clusters.keys())),
        tuple(sorted(former.clusters.keys() - clusters.keys())),
    )


def former_of(clusters: Clusters) -> Former:
    """What is kept of a result: ids alone, no words."""
    return Former(
        {one.id: tuple(sorted(m.id for m in one.members)) for one in clusters.clusters},
        tuple(one.id for one in clusters.unassigned),
    )
