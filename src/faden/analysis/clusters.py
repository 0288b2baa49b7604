"""Candidate clusters of needs and pain points, over all transcripts and in any language.

Cleaning → vectors → their language and manner taken away → BERTopic, with means that begin at fixed branches
of meaning (of many statements: at cuts through them) in the place of UMAP and HDBSCAN, whose answer depends
on chance. The same statements give the same clusters, in whatever order they come; what was kept of an
earlier result is held on to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis._bertopic import fitted
from faden.analysis.cluster import Clusters, Reason, Unassigned, Way
from faden.analysis.cluster_changes import changes, former_of, held, matched
from faden.analysis.describing import Told, described, middles_of
from faden.analysis.grouping import MANY, PARTS, accord, grouped, part_groups, usual
from faden.analysis.hierarchy import READ, divided, levels
from faden.analysis.many import along, cut
from faden.analysis.merging import merged, merges
from faden.analysis.places import placed
from faden.language.centring import centre as without_language
from faden.language.centring import without_common
from faden.language.cleaning import clean
from faden.language.landmarks import landmarks_of, read_landmarks
from faden.language.sharpening import sharpen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from faden.analysis.cluster import Former, Statement
    from faden.language.embedding import Embedder
    from faden.language.landmarks import Landmarks

FEWEST: Final = 5
"""Statements below which nothing is grouped."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at the vectors gave.

    Attributes:
        places: ``(n, d)`` float32, the vectors as they were grouped.
        labels: ``(n,)``, -1 for none.
        names: The former id of each label, where it has one.
    """

    places: NDArray[np.float32]
    labels: NDArray[np.int64]
    names: tuple[str | None, ...]


def cluster(
    statements: Sequence[Statement],
    embedder: Embedder,
    *,
    count: int | None = None,
    former: Former | None = None,
    anew: bool = False,
) -> Clusters:
    """Candidate clusters of statements.

    Args:
        statements: What participants who allow analysis said; one entry per stretch of words.
        embedder: Gives the vectors; a cached one makes the next call quicker.
        count: Groups wanted, by splitting or merging those of the number that the data give.
        former: What was kept of an earlier result: old statements stay where they are, new ones join
            or make new clusters, and the result says what changed.
        anew: Group everything again; of what was kept only the ids are held on to.

    Returns:
        Clusters, and every statement that is in none. Below five statements there are none.

    Raises:
        ValueError: Two statements have one id.
    """
    ordered = sorted(statements, key=lambda s: s.id)
    if len({s.id for s in ordered}) < len(ordered):
        raise ValueError("two statements have one id; give each stretch of words its own")
    told = [s for s in ordered if clean(s.text)]
    silent = [Unassigned(s.id, Reason.EMPTY) for s in ordered if not clean(s.text)]
    if len(told) < FEWEST:
        few = [Unassigned(s.id, Reason.TOO_FEW) for s in told]
        found = Clusters(Way.NONE, embedder.name, 0, None, (), _by_id([*silent, *few]))
    else:
        found = _grouped(told, embedder, count, None if anew else former, former)
        found = replace(found, unassigned=_by_id([*silent, *found.unassigned]))
    if former is None or count is not None:
        return found
    now = former_of(found)
    return replace(found, since=changes(former, now.clusters, now.unassigned))


def labels(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """The groups of vectors of the default model: ``(n,)`` from 0, -1 for what fits nowhere.

    Args:
        vectors: ``(n, d)`` float32 as `space` gives them, each of length 1; five rows or more.
    """
    return _look(vectors, read_landmarks(), (), None).labels


def space(texts: Sequence[str], languages: Sequence[str | None], embedder: Embedder) -> NDArray[np.float32]:
    """Vectors in which statements are compared: without the share of their language, the manner weakened.

    Returns:
        ``(n, d)`` float32 in the order of the texts, each of length 1.
    """
    centred = without_language(embedder.embed(texts), languages, model=embedder.name)
    return sharpen(centred, model=embedder.name)


def _look(
    vectors: NDArray[np.float32], landmarks: Landmarks | None, ids: Sequence[str], former: Former | None
) -> _Seen:
    """Group vectors by BERTopic with our steps, or hold on to how they were grouped."""
    kept: list[_Seen] = []
    reduce, grouping = _steps(landmarks, len(vectors))

    def group(places: NDArray[np.float32]) -> NDArray[np.int64]:
        names: list[str | None] = []
        found = np.empty(0, np.int64)
        if former is not None:
            found, names = held(ids, without_common(vectors), former)
        if not names:
            found = grouping(places, usual(len(places)))
            names = [None] * (int(found.max()) + 1)
        kept.append(_Seen(places, found, tuple(names)))
        return found

    fitted(vectors, reduce, group)
    return kept[-1]


def _steps(
    landmarks: Landmarks | None, size: int
) -> tuple[
    Callable[[NDArray[np.float32]], NDArray[np.float32]],
    Callable[[NDArray[np.float32], int], NDArray[np.int64]],
]:
    """How vectors become places, and places groups: with landmarks, or of many statements alone."""
    if size >= MANY:
        return along, cut
    return (
        partial(placed, landmarks=landmarks),
        lambda places, count: grouped(places, landmarks, count),
    )


def _grouped(
    told: list[Statement],
    embedder: Embedder,
    count: int | None,
    basis: Former | None,
    former: Former | None,
) -> Clusters:
    raw = space([s.text for s in told], [s.language for s in told], embedder)
    vectors, mean = without_common(raw), raw.mean(axis=0)
    landmarks = landmarks_of(embedder.name)
    seen = _look(raw, landmarks, [s.id for s in told], basis)
    names = seen.names
    if former is not None and basis is None:
        names = tuple(matched(_members(told, seen.labels), former))
    own = seen.labels if count is None else _at(seen, vectors, count)
    reduce, grouping = _steps(landmarks, len(told))
    groups = int(own.max()) + 1
    parts = part_groups(raw, lambda part: grouping(reduce(part), groups))
    told_of = Told(told, vectors, own, parts)
    made = described(
        told_of,
        names if count is None else (),
        lambda texts, languages: space(texts, languages, embedder) - mean,
    )
    ids = [one.id for one in made]
    middles = middles_of(told_of)
    chosen = [_at(seen, vectors, each) for each in sorted({*READ, len(seen.names)})]
    kept = {one.id: tuple(sorted(m.id for m in one.members)) for one in made}
    loose = [
        Unassigned(told[row].id, Reason.FITS_NOWHERE, _nearest(vectors[row], ids, middles))
        for row in np.flatnonzero(own < 0)
    ]
    return Clusters(
        way=Way.BERTOPIC,
        model=embedder.name,
        runs=PARTS,
        agreement=round(accord(parts), 4),
        clusters=tuple(sorted(made, key=lambda c: (-len(c.persons), -len(c.members), c.id))),
        unassigned=tuple(loose),
        merges=merges(ids, middles),
        levels=levels([s.id for s in told], kept, chosen),
    )


def _at(seen: _Seen, vectors: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The same result at another number of groups: finer by splitting, coarser by merging."""
    if count > int(seen.labels.max()) + 1:
        return divided(seen.labels, seen.places, count)
    return merged(seen.labels, vectors, count)


def _members(told: list[Statement], found: NDArray[np.int64]) -> list[tuple[str, ...]]:
    return [
        tuple(told[row].id for row in np.flatnonzero(found == label)) for label in range(int(found.max()) + 1)
    ]


def _nearest(vector: NDArray[np.float32], ids: list[str], middles: list[NDArray[np.float32]]) -> str | None:
    return ids[int(np.argmax([middle @ vector for middle in middles]))] if ids else None


def _by_id(loose: list[Unassigned]) -> tuple[Unassigned, ...]:
    return tuple(sorted(loose, key=lambda one: one.id))
