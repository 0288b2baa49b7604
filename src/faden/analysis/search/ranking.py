"""The order of what was found: words and meaning together, and whether there is anything at all.

How both are put together was tried on half of the documents of OMoS-QA (``measurements/search.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.search.question import phrase_places
from faden.analysis.search.values import Answer, Ranked, Reason
from faden.analysis.search.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.search.meaning import Meaning
    from faden.analysis.search.question import Question
    from faden.analysis.search.terms import Span, Term
    from faden.analysis.search.values import Passage

    Floats = NDArray[np.float64]
    Rows = NDArray[np.bool_]

WORDS: Final = 8.0
"""What a passage gains that holds all words of a question, in standard deviations of likeness."""
ONWARD: Final = (0.6, 0.42, 0.24)
"""What a passage hands on to the next three of its sequence: answers follow what they answer."""
BACK: Final = (0.3, 0.15)
"""What it hands to the two before."""
DOUBT: Final = 0.35
"""Likeness of the best passage below which there is probably nothing on this.

Chosen on the demonstration study: of 20 questions on other subjects it doubts 15, of 20 on its subjects 2.
"""
MOST_WORDS: Final = 0.6
"""Share of the question's words from which a passage with them is no doubt."""
ALIKE: Final = 3.0
"""Standard deviations above the mean from which a passage counts as meaning something alike."""
NEAREST: Final = 10
"""Passages that count as alike in a small study, too, if they are no doubt."""
CLOSEST: Final = 10
"""Passages that are given with a doubt at least: it is judged by what comes closest."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each passage.

    Attributes:
        words: ``(n,)`` how much of the question's words stands in it, from 0 (`Words.scores`).
        matched: What stands for each word of the question.
        near: ``(n, 2)`` likeness of the passage and of what stands around it (`Meaning.scores`), NaN
            where no model may read it; ``None`` without a model.
        standing: The same in standard deviations from the mean of all; 0 where no model may read.
    """

    words: Floats
    matched: Sequence[Mapping[Term, float]]
    near: Floats | None
    standing: Floats


class Searching:
    """Passages that can be asked: by their words at once, by meaning once the vectors are there.

    Args:
        passages: The passages, in the order of the texts.
        sequences: For each, a number that those have in common which stand one after the other.

    Attributes:
        meaning: The vectors; ``None`` until somebody has computed them.
    """

    def __init__(self, passages: Sequence[Passage], sequences: Sequence[int]) -> None:
        self.meaning: Meaning | None = None
        self._passages = passages
        self._sequences = np.array(sequences, np.intp)
        self._words = Words(passages)

    def ask(self, question: Question, allowed: Rows | None = None) -> Answer:
        """All passages that were found, the best first; those equally good in their order.

        Args:
            question: What is looked for. With phrases only passages count that hold all of them.
            allowed: ``(n,)`` which passages count; by default all.
        """
        fits = np.ones(len(self._passages), np.bool_) if allowed is None else allowed.copy()
        for phrase in question.phrases:
            fits &= self._holds(phrase, fits)
        told = self.evidence(question)
        scores = self.scores(told)
        stand = _stands_out(told, fits)
        held = self._words.held({term for weights in told.matched for term in weights})
        rows = np.flatnonzero(fits & (held | stand))
        doubtful = _is_doubtful(told, fits)
        if doubtful and len(rows) < CLOSEST and told.near is not None:
            known = np.flatnonzero(fits & ~np.isnan(told.near[:, 0]))
            closest = known[np.argsort(-scores[known], kind="stable")[:CLOSEST]]
            rows = np.union1d(rows, closest)
        ordered = sorted(rows.tolist(), key=lambda row: (-scores[row], row))
        hits = tuple(
            Ranked(row, float(scores[row]), _reason(bool(held[row]), bool(stand[row])), marks)
            for row in ordered
            for marks in [self._marks(row, told.matched, question)]
        )
        return Answer(hits, doubtful, told.near is not None)

    def evidence(self, question: Question) -> Evidence:
        """What speaks for each passage."""
        words, matched = self._words.scores(question.words)
        if self.meaning is None or not question.text:
            return Evidence(words, matched, None, np.zeros((len(words), 2)))
        near = self.meaning.scores(question.text, question.language)
        return Evidence(words, matched, near, _standing(near))

    def scores(self, told: Evidence) -> Floats:
        """``(n,)`` words and meaning together, with what the passages before and after hand on."""
        own: Floats = WORDS * told.words + told.standing.sum(axis=1)
        given = np.maximum(own, 0.0)
        handed: Floats = own.copy()
        for step, share in enumerate(ONWARD, start=1):
            together = self._sequences[:-step] == self._sequences[step:]
            handed[step:] += np.where(together, share * given[:-step], 0.0)
        for step, share in enumerate(BACK, start=1):
            together = self._sequences[:-step] == self._sequences[step:]
            handed[:-step] += np.where(together, share * given[step:], 0.0)
        return handed

    def _holds(self, phrase: tuple[str, ...], fits: Rows) -> Rows:
        held = np.zeros(len(fits), np.bool_)
        possible = fits & self._words.held(self._words.spelt(phrase[0]))
        for row in np.flatnonzero(possible).tolist():
            passage = self._passages[row]
            held[row] = bool(phrase_places(passage.text, passage.language, phrase))
        return held

    def _marks(
        self, row: int, matched: Sequence[Mapping[Term, float]], question: Question
    ) -> tuple[Span, ...]:
        passage = self._passages[row]
        if not question.phrases:
            return self._words.marks(row, matched)
        places = (phrase_places(passage.text, passage.language, phrase) for phrase in question.phrases)
        return _joined([span for found in places for span in found])


def _stands_out(told: Evidence, fits: Rows) -> Rows:
    """Which passages mean something alike: far above the mean, or the nearest ones, where they are near."""
    far: Rows = told.standing.max(axis=1, initial=-np.inf) >= ALIKE
    if told.near is not None and len(far):
        around = np.where(fits, np.nan_to_num(told.near[:, 1], nan=-1.0), -1.0)
        least = np.sort(around)[-min(NEAREST, len(around))]
        far |= around >= max(DOUBT, least)
    return far


def likeness(told: Evidence, fits: Rows | None = None) -> float:
    """How alike the best passage is, with what stands around it; 0 where nothing can be compared."""
    if told.near is None:
        return 0.0
    around = told.near[:, 1] if fits is None else told.near[fits, 1]
    known = around[~np.isnan(around)]
    return float(known.max(initial=0.0))


def _is_doubtful(told: Evidence, fits: Rows) -> bool:
    """Whether no passage holds most of the words, and none is like the question either."""
    if told.words[fits].max(initial=0.0) >= MOST_WORDS:
        return False
    if told.near is None:
        return not told.words[fits].any()
    return likeness(told, fits) < DOUBT


def _reason(words: bool, meaning: bool) -> Reason:  # noqa: FBT001 - two facts that only together tell why
    if words and meaning:
        return Reason.BOTH
    return Reason.WORDS if words else Reason.MEANING


def _standing(near: Floats) -> Floats:
    """Standard deviations from the mean, column by column; 0 where there is no number."""
    known = ~np.isnan(near[:, 0])
    standing = np.zeros_like(near)
    if known.sum() > 1:
        some = near[known]
        standing[known] = (some - some.mean(axis=0)) / (some.std(axis=0) + 1e-9)
    return standing


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Places in order; those that overlap become one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
