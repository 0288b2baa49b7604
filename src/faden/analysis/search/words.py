"""Search by words: BM25 over words in any form, with what stands around a passage counting a little."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.search.terms import alike, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.search.terms import Span, Term
    from faden.analysis.search.values import Passage

K1: Final = 1.2
"""How soon more of the same word stops counting."""
B: Final = 0.5
"""How far long passages are held back."""
NEAR: Final = 0.4
"""What a word beside a passage counts of one in it."""


class Words:
    """The words of passages, to be asked which passages hold those of a question.

    Args:
        passages: The passages.

    Source:
        Robertson, S. & Zaragoza, H. (2009), The Probabilistic Relevance Framework: BM25 and Beyond.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._places: dict[Term, dict[int, float]] = defaultdict(dict)
        self._own: list[frozenset[Term]] = []
        lengths = np.zeros(len(passages))
        for row, passage in enumerate(passages):
            own = Counter(term for _, term in terms(passage.text, passage.language))
            around = Counter(term for _, term in terms(passage.around, passage.language))
            self._own.append(frozenset(own))
            lengths[row] = own.total() + NEAR * (around.total() - own.total())
            for term, times in around.items():
                self._places[term][row] = own[term] + NEAR * (times - own[term])
        mean = lengths.mean() if len(lengths) else 1.0
        self._norm = K1 * (1 - B + B * lengths / max(mean, 1.0))

    def scores(self, asked: Sequence[str]) -> tuple[NDArray[np.float64], list[Mapping[Term, float]]]:
        """How well each passage fits the words of a question.

        Returns:
            ``(n,)`` scores from 0, in the order of the passages: about 1 where every word stands in a
            passage once; rare words count more. And for each word what stands for it.
        """
        total = np.zeros(len(self._passages))
        best = 0.0
        matched: list[Mapping[Term, float]] = []
        for word in dict.fromkeys(asked):
            weights = alike(word, self._places)
            matched.append(weights)
            counts = np.zeros(len(self._passages))
            for term, weight in weights.items():
                for row, times in self._places[term].items():
                    counts[row] += weight * times
            held = int((counts > 0).sum())
            rarity = math.log(1 + (len(counts) - held + 0.5) / (held + 0.5))
            best += rarity
            total += rarity * counts * (K1 + 1) / (counts + self._norm)
        return total / best if best else total, matched

    def held(self, wanted: Iterable[Term]) -> NDArray[np.bool_]:
        """``(n,)`` in which passages one of the terms stands itself, not only around them."""
        rows = np.zeros(len(self._passages), np.bool_)
        for term in wanted:
            rows[[row for row in self._places[term] if term in self._own[row]]] = True
        return rows

    def spelt(self, word: str) -> list[Term]:
        """The terms that are spelt like a folded word, in all languages."""
        return [term for term in self._places if term.word == word]

    def marks(self, row: int, matched: Sequence[Mapping[Term, float]]) -> tuple[Span, ...]:
        """Where words of the question stand in a passage."""
        wanted = {term for weights in matched for term in weights}
        if wanted.isdisjoint(self._own[row]):
            return ()
        passage = self._passages[row]
        return tuple(span for span, term in terms(passage.text, passage.language) if term in wanted)
