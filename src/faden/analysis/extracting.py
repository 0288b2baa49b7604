"""The sentence that may stand for a cluster: words of a participant, as they were said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.cluster import Extract
from faden.core.text import words
from faden.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from faden.analysis.cluster import Statement

    Embed = Callable[[Sequence[str], Sequence[str | None]], NDArray[np.float32]]
    """Texts and their languages → vectors like those of the statements."""

FEWEST: Final = 5
MOST: Final = 30
"""Words of a sentence that can stand for a cluster: fewer are no statement, more are hard to read."""

LOOKED_AT: Final = 8
"""Members nearest to the middle whose sentences are looked at."""


def extracts(
    members: Sequence[Sequence[Statement]], middles: Sequence[NDArray[np.float32]], embed: Embed
) -> list[Extract | None]:
    """For each cluster the sentence nearest to its middle, of those that are neither short nor long.

    Args:
        members: The statements of each cluster, nearest to the middle first.
        middles: The middle of each.
        embed: Gives the vectors of sentences; asked once.

    Returns:
        Of equally near ones the first; ``None`` where there is no such sentence.
    """
    found = [list(_sentences(own[:LOOKED_AT])) for own in members]
    texts = [(own.text[one.start : one.end], own.language) for group in found for own, one in group]
    if not texts:
        return [None] * len(members)
    vectors = embed([text for text, _ in texts], [language for _, language in texts])
    best: list[Extract | None] = []
    start = 0
    for group, middle in zip(found, middles, strict=True):
        near = vectors[start : start + len(group)] @ middle
        best.append(group[int(np.argmax(near))][1] if group else None)
        start += len(group)
    return best


def _sentences(members: Sequence[Statement]) -> Iterator[tuple[Statement, Extract]]:
    for statement in members:
        for start, end in sentences(statement.text, statement.language):
            if FEWEST <= len(words(statement.text[start:end])) <= MOST:
                yield statement, Extract(statement.id, start, end)
