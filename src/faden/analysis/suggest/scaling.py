"""From raw scores to calibrated ones, and where to draw the line.

Raw scores are those that each example gets from all others, so that nothing is judged by itself. They
are scaled code by code so that the codes can be compared (softmax), and then so that of ten suggestions with
score .7 about seven are right (logistic). With few examples the codes share one scale.

Source:
    Guo, C. et al. (2017), On Calibration of Modern Neural Networks (vector scaling). Platt, J. (1999),
    Probabilistic Outputs for Support Vector Machines. Lipton, Z. et al. (2014), Thresholding Classifiers to
    Maximize F1 Score: the best threshold is half of the best F1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.suggest._numbers import minimise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

SCALE: Final = 11.0
"""Scale of raw scores before there is anything to learn it from; tried on the development part."""

STIFF: Final = 3.0
"""How strongly a code's shift is drawn to none, per squared difference, code and example: weaker the more
examples there are; tried on the development part with 1 and 5 examples a code and with 1,331."""

STIFF_SLOPE: Final = 0.04
"""How strongly a code's slope is drawn to that of all, as a share of `STIFF`."""

FEWEST: Final = 20
"""Examples from which scales are learnt."""

LINE: Final = 0.25
"""The score above which a code is proposed before there is anything to learn it from."""

PARTS: Final = 3
"""Parts in turn left out of scaling, so that calibration sees scores as of new passages."""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Scaling:
    """How raw scores become calibrated ones.

    Attributes:
        slope: ``(codes,)`` factor of each code's raw score.
        shift: ``(codes,)`` what is added.
        steep: Factor of the log odds in the last step.
        lift: What is added to the log odds.
        line: Calibrated score from which a code is proposed.
        learnt: Whether it was learnt from examples; else scores only tell which code fits better.
    """

    slope: Table
    shift: Table
    steep: float
    lift: float
    line: float
    learnt: bool = True

    def scores(self, raw: Table) -> Table:
        """``(n, codes)`` calibrated scores from 0 to 1, of ``(n, codes)`` raw ones."""
        return _logistic(self.steep * _log_odds(shares(raw, self.slope, self.shift)) + self.lift)


def unlearnt(codes: int) -> Scaling:
    """The scaling before there is anything to learn from."""
    return Scaling(np.full(codes, SCALE), np.zeros(codes), 1.0, 0.0, LINE, learnt=False)


def shares(raw: Table, slope: Table, shift: Table) -> Table:
    """``(n, codes)`` shares that add up to 1 in each row (softmax)."""
    logits = raw * slope + shift
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def learn_scaling(raw: Table, truth: Table) -> Scaling:
    """The scaling under which these raw scores tell the truth best.

    Args:
        raw: ``(n, codes)``; each row as the example gets it from the others.
        truth: ``(n, codes)`` 1 where the example carries the code, else 0; rows of zeros say nothing.
    """
    told = truth.sum(axis=1) > 0
    raw, truth = raw[told], truth[told]
    if len(raw) < FEWEST:
        return unlearnt(truth.shape[1])
    unseen = np.empty_like(raw)
    parts = np.arange(len(raw)) % PARTS
    for part in range(PARTS):
        slope, shift = _scale(raw[parts != part], truth[parts != part])
        unseen[parts == part] = shares(raw[parts == part], slope, shift)
    steep, lift = _calibrate(_log_odds(unseen), truth)
    scores = _logistic(steep * _log_odds(unseen) + lift)
    slope, shift = _scale(raw, truth)
    return Scaling(slope, shift, steep, lift, _best(scores.ravel(), truth.ravel()) / 2)


def _scale(raw: Table, truth: Table) -> tuple[Table, Table]:
    """Slope and shift of each code: the least cross entropy, drawn to a common slope and no shift."""
    goal = truth / truth.sum(axis=1, keepdims=True)
    codes = raw.shape[1]
    tie = STIFF * codes / len(raw)
    tie_slope = STIFF_SLOPE * tie

    def loss(told: Table) -> tuple[float, Table]:
        common, own, shift = told[0], told[1 : codes + 1], told[codes + 1 :]
        logits = raw * (common + own) + shift
        top = logits.max(axis=1, keepdims=True)
        total = top + np.log(np.exp(logits - top).sum(axis=1, keepdims=True))
        wrong = np.exp(logits - total) - goal
        tied = tie_slope * (own @ own) + tie * (shift @ shift)
        slopes = (wrong * raw).sum(axis=0)
        slope = np.concatenate(
            [[slopes.sum()], slopes + 2 * tie_slope * own, wrong.sum(axis=0) + 2 * tie * shift]
        )
        return float(total.sum() - (goal * logits).sum() + tied), slope

    found = minimise(loss, np.concatenate([[SCALE], np.zeros(2 * codes)]))
    return found[0] + found[1 : codes + 1], found[codes + 1 :]


def _calibrate(odds: Table, truth: Table) -> tuple[float, float]:
    """Steepness and lift of the log odds, over all codes, in which they tell how often a code is right."""

    def loss(told: Table) -> tuple[float, Table]:
        logits = told[0] * odds + told[1]
        wrong = _logistic(logits) - truth
        value = (np.logaddexp(0, logits) - truth * logits).sum() + (told[0] - 1) ** 2
        return float(value), np.array([(wrong * odds).sum() + 2 * (told[0] - 1), wrong.sum()])

    steep, lift = minimise(loss, np.array([1.0, 0.0]))
    return float(steep), float(lift)


def _best(scores: Table, truth: Table) -> float:
    """The best F1 to be had by drawing a line."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(truth[order])
    return float((2 * right / (np.arange(1, len(order) + 1) + max(truth.sum(), 1))).max(initial=0))


def _log_odds(share: Table) -> Table:
    kept = np.clip(share, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(kept / (1 - kept)))


def _logistic(logits: Table) -> Table:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
