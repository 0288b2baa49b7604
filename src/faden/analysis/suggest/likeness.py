"""How alike passages are: by what they mean (vectors) and by the pieces of their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from faden.analysis.suggest._numbers import LENGTH, Pieces, products, stacked, weighed
from faden.language.centring import MINIMUM, centre
from faden.language.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from faden.language.embedding import Embedder

    Floats = NDArray[np.float32]

MEANING: Final = 0.7
"""Share of meaning beside pieces of words, which count 1; .3 to 1 were tried on the development part."""

WAITING: Final = 64
"""Texts that are kept beside the large table before they are worked into it."""

MOST: Final = LENGTH + MEANING
"""How alike a text is itself."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of some texts.

    Attributes:
        meaning: ``(n, d)`` float32, each of length 1.
        pieces: ``(n, pieces)`` sparse float32, of pieces of words and whole words.
    """

    meaning: Floats
    pieces: Any

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.meaning)

    def alike(self, others: Features) -> Floats:
        """``(n, m)`` from -.7 to 2.7: each of these texts with each of the others."""
        same: Floats = products(self.pieces, others.pieces) + MEANING * (self.meaning @ others.meaning.T)
        return same

    def scored(self, others: Features, weights: Floats) -> Floats:
        """``(n, codes)``: what `alike` times ``(m, codes)`` weights of the others gives, but quicker."""
        meant: Floats = self.meaning @ (others.meaning.T @ weights)
        found: Floats = weighed(self.pieces, others.pieces, weights) + np.float32(MEANING) * meant
        return found

    def pick(self, rows: NDArray[np.intp] | Sequence[int]) -> Features:
        """Some rows."""
        return Features(self.meaning[rows], self.pieces[rows])

    def join(self, others: Features) -> Features:
        """These rows, then the others."""
        return Features(np.vstack([self.meaning, others.meaning]), stacked(self.pieces, others.pieces))


class Rows:
    """Features of many texts to which single ones are added quickly.

    Args:
        first: What is there to begin with.
    """

    def __init__(self, first: Features) -> None:
        self._old = first
        self._late: Features | None = None

    def __len__(self) -> int:
        """Number of texts."""
        return len(self._old) + (len(self._late) if self._late else 0)

    def add(self, features: Features) -> None:
        """Add texts at the end."""
        self._late = self._late.join(features) if self._late else features
        if len(self._late) > WAITING:
            self._old, self._late = self.whole(), None

    def whole(self) -> Features:
        """All in one table."""
        return self._old.join(self._late) if self._late else self._old

    def one(self, row: int) -> Features:
        """One row."""
        if self._late and row >= len(self._old):
            return self._late.pick([row - len(self._old)])
        return self._old.pick([row])

    def drop(self, row: int) -> None:
        """Take one row away; those after it move up."""
        kept = np.flatnonzero(np.arange(len(self)) != row)
        self._old, self._late = self.whole().pick(kept), None

    def alike(self, others: Features) -> Floats:
        """``(m, n)``: each of some other texts with each of these."""
        found = others.alike(self._old)
        return np.hstack([found, others.alike(self._late)]) if self._late else found


class Likeness:
    """Makes texts comparable; what is common to the texts given first counts for little.

    Args:
        texts: Texts of the study, coded or not.
        languages: The language of each.
        embedder: What gives vectors.
    """

    def __init__(self, texts: Sequence[str], languages: Sequence[str | None], embedder: Embedder) -> None:
        self._embedder = embedder
        self._common = np.zeros(embedder.dimension, np.float32)
        cleaned = [_plain(text) for text in texts]
        self._pieces = Pieces(cleaned)
        self.first = self._made(cleaned, languages)
        if len(texts) >= MINIMUM:
            self._common = self.first.meaning.mean(axis=0)
            self.first = Features(_unit(self.first.meaning - self._common), self.first.pieces)

    def features(self, texts: Sequence[str], languages: Sequence[str | None]) -> Features:
        """What is compared of these texts; depends on each text alone."""
        return self._made([_plain(text) for text in texts], languages)

    def _made(self, cleaned: Sequence[str], languages: Sequence[str | None]) -> Features:
        vectors = self._embedder.embed(cleaned)
        meaning = centre(vectors, languages, model=self._embedder.name) - self._common
        return Features(_unit(meaning), self._pieces.weights(cleaned))


def _plain(text: str) -> str:
    return clean(text).strip() or "…"


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / np.maximum(length, 1e-6)).astype(np.float32)
    return unit
