"""The regression that learns one example at a time says what a fit from scratch says."""

from __future__ import annotations

import numpy as np
import pytest

from faden.analysis.suggest.ridge import WAITING, Ridge

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

CLOSE = 1e-4


def _data(size: int) -> tuple[Floats, Floats]:
    lot = np.random.default_rng(7)
    vectors = lot.normal(size=(size, 12)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors @ vectors.T, (lot.random((size, 4)) < 0.3).astype(np.float32)


def _grown(alike: Floats, truth: Floats, first: int) -> Ridge:
    made = Ridge(alike[:first, :first], truth[:first])
    for at in range(first, len(alike)):
        made.add(alike[at, :at], float(alike[at, at]), truth[at])
    return made


@pytest.mark.parametrize("first", [1, 20, 90])
def test_steps_give_what_a_fit_from_scratch_gives(first: int) -> None:
    """Also after more steps than wait beside the large table."""
    alike, truth = _data(WAITING + 40)
    made, fresh = _grown(alike, truth, first), Ridge(alike, truth)

    assert np.allclose(fresh.weights, made.weights, atol=CLOSE)
    assert np.allclose(fresh.unseen(), made.unseen(), atol=CLOSE)
    assert np.allclose(fresh.unseen()[9], made.unseen_at(9), atol=CLOSE)


def test_what_is_corrected_counts_as_if_it_had_been_so_from_the_start() -> None:
    """Early and late examples alike."""
    alike, truth = _data(50)
    made = _grown(alike, truth, 30)
    for row, code in ((3, 1), (44, 2)):
        made.correct(row, code, -1)
        truth[row, code] = -1

    assert np.allclose(Ridge(alike, truth).weights, made.weights, atol=CLOSE)


def test_what_is_forgotten_leaves_no_trace() -> None:
    """As if the example had never been there."""
    alike, truth = _data(50)
    made = _grown(alike, truth, 30)
    made.forget(7)
    kept = np.arange(50) != 7

    assert np.allclose(Ridge(alike[np.ix_(kept, kept)], truth[kept]).weights, made.weights, atol=CLOSE)


@pytest.mark.parametrize("first", [50, 30])
def test_the_weight_of_an_example_is_what_is_lost_without_it(first: int) -> None:
    """Worked out without fitting anew, for passages and for other examples."""
    alike, truth = _data(50)
    made = _grown(alike, truth, first)
    kept = np.arange(50) != 7
    without = Ridge(alike[np.ix_(kept, kept)], truth[kept])
    asked = (alike[2] + alike[40]) / 2

    lost = made.scores(asked[None])[0] - without.scores(asked[None, kept])[0]
    assert np.allclose(lost, made.without(7, asked), atol=CLOSE)
    assert np.allclose(made.unseen()[41] - without.unseen()[40], made.unseen_without(41, 7), atol=CLOSE)


def test_a_new_code_changes_nothing_for_the_others() -> None:
    """It scores 0 until something carries it."""
    alike, truth = _data(30)
    made = _grown(alike, truth, 20)
    before = made.weights.copy()
    made.add_code()

    assert np.allclose(np.hstack([before, np.zeros((30, 1))]), made.weights, atol=CLOSE)
