"""Candidate clusters of needs and pain points, over all transcripts and in any language.

Cleaning → vectors → their language taken away → nine runs of BERTopic that look with different
sizes → consensus. The same statements give the same clusters, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis._bertopic import Sizes, topic_labels, ward_labels
from faden.analysis.cluster import Cluster, Clusters, Member, Reason, Statement, Unassigned, Way
from faden.analysis.consensus import LEFT_OUT, agreement, attach, centre, cohesion, groups, together
from faden.analysis.label_words import UNKNOWN, label_words
from faden.analysis.merging import merges
from faden.core.files import digest
from faden.language.centring import centre as without_language
from faden.language.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from faden.language.embedding import Embedder

FEWEST: Final = 5
"""Statements below which nothing is grouped."""

ENOUGH: Final = 30
"""Statements from which BERTopic is used; with fewer it finds nothing or fails (measured)."""

SCALES: Final = (0.7, 1.0, 1.4)
"""Both sizes are varied by these: nine runs. Tried on 860 coded stretches of this study: at one cut,
sizes that vary agree better on 90 % subsamples than seeds alone (ARI .45 against .35), and 18 runs
no better than nine. Still far from .80: short stretches of talk hold together loosely."""

RUNS: Final = len(SCALES) ** 2

TOGETHER: Final = 0.3
"""Share of the runs in which groups must be together to become one. Tried from .2 to .35 on 150
statements in five languages (topic ARI .51 to .57) and on this study (3 to 9 % unassigned)."""

EDGE: Final = 0.02
"""A statement joins a cluster when it lies nearer its middle than the outermost 2 % of its members."""

KEPT: Final = 0.8
"""Share of a small set that takes part in each run of Ward's method."""

TYPICAL: Final = 3
DEVIANT: Final = 2


def cluster(statements: Sequence[Statement], embedder: Embedder) -> Clusters:
    """Candidate clusters of statements.

    Args:
        statements: What participants who allow analysis said; one entry per stretch of words.
        embedder: Gives the vectors; a cached one makes the next call quicker.

    Returns:
        Clusters, and every statement that is in none. Below five statements there are none; below
        thirty they are Ward's.

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
        return Clusters(Way.NONE, embedder.name, 0, None, (), _by_id([*silent, *few]))
    raw = embedder.embed([s.text for s in told])
    vectors = without_language(raw, [s.language for s in told], model=embedder.name)
    return _clusters(told, vectors, embedder.name, silent)


def labels(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """The groups of centred vectors: ``(n,)`` from 0, -1 for what fits nowhere.

    Args:
        vectors: ``(n, d)`` float32, each of length 1, five rows or more.
    """
    return _grouped(vectors, together(_runs(vectors)))


def sizes(count: int) -> Sizes:
    """How coarsely to look at a number of statements, about 30 or more.

    Source:
        Trials on 30 to 500 statements: BERTopic's own sizes leave 20–50 % of such sets unassigned.
    """
    return Sizes(int(np.clip(count // 10, 5, 15)), max(3, int(np.sqrt(count) / 2)))


def smallest(count: int) -> int:
    """Statements that make a cluster of the consensus, of so many in all."""
    return max(3, int(np.sqrt(count) / 4))


def _runs(vectors: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    if len(vectors) < ENOUGH:
        return [_ward_run(vectors, seed) for seed in range(RUNS)]
    base = sizes(len(vectors))
    varied = [
        Sizes(max(5, int(base.neighbours * wide)), max(3, round(base.smallest * large)))
        for large in SCALES
        for wide in SCALES
    ]
    return [topic_labels(vectors, size, seed=seed) for seed, size in enumerate(varied)]


def _ward_run(vectors: NDArray[np.float32], seed: int) -> NDArray[np.int64]:
    """Ward's method on a part of a small set; it knows no chance, so another part is drawn each time."""
    size = len(vectors)
    draw = np.random.default_rng(seed).permutation(size)
    part = np.sort(draw[: max(FEWEST - 1, round(size * KEPT))])
    run = np.full(size, LEFT_OUT, np.int64)
    run[part] = ward_labels(vectors[part], max(2, size // 5))
    return run


def _grouped(vectors: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.int64]:
    found = groups(shares, least=TOGETHER, smallest=smallest(len(vectors)))
    return attach(vectors, found, least=EDGE)


def _clusters(
    told: list[Statement], vectors: NDArray[np.float32], model: str, silent: list[Unassigned]
) -> Clusters:
    runs = _runs(vectors)
    shares = together(runs)
    found = _grouped(vectors, shares)
    rows = [np.flatnonzero(found == label) for label in range(int(found.max()) + 1)]
    words = label_words([[told[row] for row in own] for own in rows])
    middles = [_middle(told, vectors, own) for own in rows]
    made = [
        _cluster(told, (vectors[own] @ middle, cohesion(shares, own)), own, word)
        for own, middle, word in zip(rows, middles, words, strict=True)
    ]
    ids = [one.id for one in made]
    loose = [_unassigned(told[row].id, vectors[row], ids, middles) for row in np.flatnonzero(found < 0)]
    return Clusters(
        way=Way.BERTOPIC if len(told) >= ENOUGH else Way.WARD,
        model=model,
        runs=len(runs),
        agreement=float(np.mean([agreement(a, b) for a, b in combinations(runs, 2)])),
        clusters=tuple(sorted(made, key=lambda c: (-len(c.persons), -len(c.members), c.id))),
        unassigned=_by_id([*silent, *loose]),
        merges=merges(ids, middles),
    )


def _middle(
    told: list[Statement], vectors: NDArray[np.float32], rows: NDArray[np.int64]
) -> NDArray[np.float32]:
    return centre(vectors[rows], np.array([told[row].weight for row in rows], np.float32))


def _cluster(
    told: list[Statement],
    figures: tuple[NDArray[np.float32], NDArray[np.float32]],
    rows: NDArray[np.int64],
    words: dict[str, tuple[str, ...]],
) -> Cluster:
    """One cluster; the figures are nearness and cohesion of each row."""
    near, tight = figures
    order = sorted(range(len(rows)), key=lambda at: (-near[at], told[rows[at]].id))
    own = [told[rows[at]] for at in order]
    members = tuple(
        Member(told[rows[at]].id, round(float(tight[at]), 4), round(float(near[at]), 4)) for at in order
    )
    typical = _typical(own)
    persons = {s.participant: s.group for s in own if s.participant is not None}
    return Cluster(
        id=f"k-{digest(own[0].id)[:8]}",
        members=members,
        stability=round(float(tight.mean()), 4),
        persons=tuple(sorted(persons)),
        groups=_counted(group for group in persons.values() if group is not None),
        languages=_counted(s.language or UNKNOWN for s in own),
        words=words,
        typical=typical,
        deviant=tuple(s.id for s in reversed(own) if s.id not in typical)[:DEVIANT],
    )


def _typical(nearest_first: list[Statement]) -> tuple[str, ...]:
    """The nearest of different persons; where there are too few persons, the nearest of the rest."""
    first: dict[str, str] = {}
    for statement in nearest_first:
        first.setdefault(statement.participant or statement.id, statement.id)
    rest = [s.id for s in nearest_first if s.id not in first.values()]
    return tuple([*first.values(), *rest][:TYPICAL])


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _unassigned(
    identifier: str, vector: NDArray[np.float32], ids: list[str], middles: list[NDArray[np.float32]]
) -> Unassigned:
    nearest = ids[int(np.argmax([middle @ vector for middle in middles]))] if ids else None
    return Unassigned(identifier, Reason.FITS_NOWHERE, nearest)


def _by_id(loose: list[Unassigned]) -> tuple[Unassigned, ...]:
    return tuple(sorted(loose, key=lambda one: one.id))
