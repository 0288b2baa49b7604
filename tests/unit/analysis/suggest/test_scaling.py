"""Scores that mean what they say."""

from __future__ import annotations

import numpy as np

from faden.analysis.suggest.scaling import learn_scaling, unlearnt


def _told(size: int) -> tuple[np.ndarray, np.ndarray]:
    lot = np.random.default_rng(3)
    truth = np.eye(4)[lot.integers(0, 4, size)]
    return truth * 0.3 + lot.normal(0, 0.25, (size, 4)), truth


def test_of_ten_suggestions_with_a_score_so_many_are_right() -> None:
    """Calibrated on one half, counted on the other."""
    raw, truth = _told(2000)
    scores = learn_scaling(raw[:1000], truth[:1000]).scores(raw[1000:])
    middle = (scores > 0.4) & (scores < 0.6)

    assert 0.07 > abs(truth[1000:][middle].mean() - scores[middle].mean())


def test_scores_are_shares() -> None:
    """From 0 to 1, whatever comes in."""
    scores = unlearnt(3).scores(np.array([[1e6, -1e6, 0.0], [0.0, 0.0, 0.0]]))

    assert ((scores >= 0) & (scores <= 1)).all()


def test_few_examples_teach_no_scale() -> None:
    """Below twenty, scores are scaled as before there was any."""
    raw, truth = _told(10)

    assert np.array_equal(unlearnt(4).scores(raw), learn_scaling(raw, truth).scores(raw))
