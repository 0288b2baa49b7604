"""Vectors of the words of a text, such as a detector of names reads; long texts in windows.

Nothing is kept on disk: the vectors of a text can be turned back into its words, and the texts that
are read so hold clear names.

Source:
    Morris, J. X. et al. (2023), Text Embeddings Reveal (Almost) As Much As Text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from faden.language._e5 import TokenVectors
    from faden.language.embedding import TokenEmbedder

Span = tuple[int, int]
"""Start and end in code points, the end excluded."""

WINDOW: Final = 640
"""Code points read at once, about 100 German words or 180 pieces."""

CONTEXT: Final = 120
"""Code points by which windows overlap, so that every word is seen with what stands around it."""

_AT_ONCE: Final = 64  # windows; keeps their vectors below 50 MB
_SMALLEST: Final = 32  # code points; what is longer than 512 pieces even so is no text


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The vectors of the words of one text, in the order of its words.

    Attributes:
        first: ``(n, d)`` float32, the first piece of each word.
        mean: ``(n, d)`` float32, the mean of its pieces.
    """

    first: NDArray[np.float32]
    mean: NDArray[np.float32]


def word_vectors(
    texts: Iterable[tuple[str, Sequence[Span]]], embedder: TokenEmbedder
) -> Iterator[WordVectors]:
    """The vectors of the words of each text, in order; a text's depend on that text alone.

    Args:
        texts: Each text in NFC, and where its words stand, in order and without overlap.
        embedder: What gives the vectors of pieces.
    """
    group: list[tuple[str, Sequence[Span]]] = []
    count = 0
    for text, words in texts:
        group.append((text, words))
        count += len(text) // (WINDOW - CONTEXT) + 1
        if count >= _AT_ONCE:
            yield from _read_group(group, embedder)
            group, count = [], 0
    yield from _read_group(group, embedder)


def _read_group(
    group: Sequence[tuple[str, Sequence[Span]]], embedder: TokenEmbedder
) -> Iterator[WordVectors]:
    """Some texts, their windows read together: a model is slow with one short text at a time."""
    found = [
        WordVectors(*(np.zeros((len(words), embedder.dimension), np.float32) for _ in range(2)))
        for _, words in group
    ]
    parts = [(at, part) for at, (text, words) in enumerate(group) if words for part in windows(text)]
    for begin in range(0, len(parts), _AT_ONCE):
        some = parts[begin : begin + _AT_ONCE]
        for at, part, pieces in _read([(at, group[at][0], part) for at, part in some], embedder):
            _fill(found[at], group[at][1], part, pieces)
    yield from found


def windows(text: str, size: int = WINDOW, context: int = CONTEXT) -> list[Span]:
    """Where to cut a text so that no window is longer than ``size``; a short text is one window.

    Windows overlap by at least ``context`` code points and begin at a word where blanks allow it.
    """
    if len(text) <= size:
        return [(0, len(text))]
    found: list[Span] = []
    start = 0
    while True:
        end = min(start + size, len(text))
        found.append((start, end))
        if end == len(text):
            return found
        target = end - context
        blank = text.rfind(" ", start + size // 2, target)
        start = blank + 1 if blank >= 0 else target


def _read(
    parts: Sequence[tuple[int, str, Span]], embedder: TokenEmbedder
) -> Iterator[tuple[int, Span, TokenVectors]]:
    """Windows of numbered texts with their pieces; one that the model cannot hold is read in halves."""
    vectors = embedder.token_vectors([text[start:end] for _, text, (start, end) in parts])
    for (at, text, (start, end)), pieces in zip(parts, vectors, strict=True):
        if pieces.truncated and end - start > _SMALLEST:
            half = (end - start) // 2 + 1
            smaller = windows(text[start:end], half, min(CONTEXT, half // 4))
            yield from _read([(at, text, (start + a, start + b)) for a, b in smaller], embedder)
        else:
            yield at, (start, end), pieces


def _fill(found: WordVectors, words: Sequence[Span], part: Span, pieces: TokenVectors) -> None:
    """Put the vectors of a window's words in their rows.

    In an overlap the later window takes over halfway, so that no word stands at an edge.
    """
    if not len(pieces.spans):
        return
    starts, ends = pieces.spans[:, 0] + part[0], pieces.spans[:, 1] + part[0]
    begin = part[0] + CONTEXT // 2 if part[0] else 0
    for row in range(bisect_left(words, (part[0], 0)), len(words)):
        start, end = words[row]
        if start >= part[1]:
            break
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        if first < last and (start >= begin or not found.first[row].any()):
            found.first[row] = pieces.vectors[first]
            found.mean[row] = pieces.vectors[first:last].mean(axis=0)
