"""What can be told of each cluster: who is in it, which words, which quotations, how firmly it holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.cluster import Cluster, Member
from faden.analysis.consensus import centre, cohesion
from faden.analysis.extracting import extracts
from faden.analysis.label_words import UNKNOWN, label_words
from faden.core.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from faden.analysis.cluster import Extract, Statement
    from faden.analysis.extracting import Embed

TYPICAL: Final = 3
DEVIANT: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """Statements and where they were put.

    Attributes:
        statements: By id.
        vectors: ``(n, d)`` float32, without what all share.
        labels: ``(n,)`` from 0, -1 for none.
        parts: Labels of the statements in each random part, as `grouping.part_groups` gives them.
    """

    statements: Sequence[Statement]
    vectors: NDArray[np.float32]
    labels: NDArray[np.int64]
    parts: Sequence[NDArray[np.int64]]


def middles_of(told: Told) -> list[NDArray[np.float32]]:
    """The middle of each cluster, ``(d,)`` of length 1, by the weights of its statements."""
    return [
        centre(told.vectors[rows], np.array([told.statements[row].weight for row in rows], np.float32))
        for rows in _rows(told)
    ]


def described(told: Told, names: Sequence[str | None], embed: Embed) -> list[Cluster]:
    """All clusters, in the order of their labels.

    Args:
        told: The statements.
        names: The ids that clusters had before, ``None`` for a new one; may be empty.
        embed: Gives the vectors of sentences.
    """
    rows, middles = _rows(told), middles_of(told)
    near = [told.vectors[own] @ middle for own, middle in zip(rows, middles, strict=True)]
    orders = [
        sorted(range(len(own)), key=lambda at, own=own, by=by: (-by[at], told.statements[own[at]].id))  # type: ignore[misc]  # mypy knows no lambda with defaults
        for own, by in zip(rows, near, strict=True)
    ]
    sorted_rows = [own[order] for own, order in zip(rows, orders, strict=True)]
    members = [[told.statements[row] for row in own] for own in sorted_rows]
    words = label_words(members, middles, embed)
    sentences = extracts(members, middles, embed)
    taken = {name for name in names if name}
    made = []
    for label, own in enumerate(sorted_rows):
        figures = np.stack([near[label][orders[label]], cohesion(told.parts, own)], axis=1)
        name = (names[label] if label < len(names) else None) or _fresh(members[label][0].id, taken)
        taken.add(name)
        made.append(_cluster(name, members[label], figures, words[label], sentences[label]))
    return made


def _rows(told: Told) -> list[NDArray[np.int64]]:
    return [np.flatnonzero(told.labels == label) for label in range(int(told.labels.max(initial=-1)) + 1)]


def _fresh(statement: str, taken: set[str]) -> str:
    """An id from the most typical statement; longer where a former cluster has it still."""
    whole = digest(statement)
    return next(name for size in range(8, len(whole)) if (name := f"k-{whole[:size]}") not in taken)


def _cluster(
    name: str,
    own: list[Statement],
    figures: NDArray[np.float64],
    words: dict[str, tuple[str, ...]],
    sentence: Extract | None,
) -> Cluster:
    """One cluster of statements, the nearest first; the figures are nearness and cohesion of each."""
    typical = _typical(own)
    persons = {s.participant: s.group for s in own if s.participant is not None}
    return Cluster(
        id=name,
        members=tuple(
            Member(s.id, round(float(tight), 4), round(float(near), 4))
            for s, (near, tight) in zip(own, figures, strict=True)
        ),
        stability=round(float(figures[:, 1].mean()), 4),
        persons=tuple(sorted(persons)),
        groups=_counted(group for group in persons.values() if group is not None),
        languages=_counted(s.language or UNKNOWN for s in own),
        words=words,
        typical=typical,
        deviant=tuple(s.id for s in reversed(own) if s.id not in typical)[:DEVIANT],
        coherence=round(float(figures[:, 0].mean()), 4),
        statement=sentence,
    )


def _typical(nearest_first: Sequence[Statement]) -> tuple[str, ...]:
    """The nearest of different persons; where there are too few persons, the nearest of the rest."""
    first: dict[str, str] = {}
    for statement in nearest_first:
        first.setdefault(statement.participant or statement.id, statement.id)
    rest = [s.id for s in nearest_first if s.id not in first.values()]
    return tuple([*first.values(), *rest][:TYPICAL])


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
