"""Sentences read within their text: what a piece means depends on what stands before and after it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from faden.language._e5 import TokenVectors
    from faden.language.embedding import TokenEmbedder

    Pieces = NDArray[np.float16]

WINDOW: Final = 1200
"""Code points read at once, about 180 German words; a longer sentence is read alone."""

_REPEATED: Final = 600
"""Longest sentence that begins the next window again, so that no sentence lacks what stands before it."""

_AT_ONCE: Final = 256


def windows(sentences: Sequence[str]) -> list[tuple[int, int]]:
    """First sentence and one past the last of what is read at once; each begins with the last one before.

    Args:
        sentences: The sentences of one text, in their order.
    """
    found: list[tuple[int, int]] = []
    first = size = 0
    for at, sentence in enumerate(sentences):
        if at > first and size + len(sentence) > WINDOW:
            found.append((first, at))
            first = at - 1 if len(sentences[at - 1]) < _REPEATED else at
            size = sum(len(each) + 1 for each in sentences[first:at])
        size += len(sentence) + 1
    return [*found, (first, len(sentences))] if sentences else []


def read(texts: Sequence[Sequence[str]], embedder: TokenEmbedder) -> Iterator[list[Pieces]]:
    """The vectors of the pieces of each sentence, text by text.

    Args:
        texts: Cleaned sentences of each text.
        embedder: What gives the vectors of pieces.

    Yields:
        For each text, ``(m, d)`` float16 of each of its sentences; one row of zeros where a sentence has no
        piece.
    """
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        spans = [windows(text) for text in some]
        joined = [" ".join(text[a:b]) for text, own in zip(some, spans, strict=True) for a, b in own]
        told = iter(embedder.token_vectors(joined) if joined else ())
        for text, own in zip(some, spans, strict=True):
            found: dict[int, Pieces] = {}
            for (a, b), vectors in zip(own, told, strict=False):
                for at, pieces in enumerate(_apart(text[a:b], vectors, embedder.dimension), start=a):
                    found.setdefault(at, pieces)
            yield [found[at] for at in range(len(text))]


def _apart(sentences: Sequence[str], told: TokenVectors, dimension: int) -> Iterator[Pieces]:
    """The pieces of a window, sentence by sentence: a piece belongs to where it begins."""
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)])
    for start, end in pairwise(starts):
        own = (told.spans[:, 0] >= start) & (told.spans[:, 0] < end)
        yield told.vectors[own].astype(np.float16) if own.any() else np.zeros((1, dimension), np.float16)
