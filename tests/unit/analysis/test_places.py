"""Where statements are grouped: figures small enough to be seen."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.analysis import places
from faden.analysis.places import SOFT, held_means, means, nearest, placed, unit
from faden.language.landmarks import Landmarks


def rows(*values: tuple[float, ...]) -> NDArray[np.float32]:
    """Rows of numbers."""
    return np.array(values, np.float32)


def test_a_statement_is_drawn_halfway_to_the_landmark_near_it() -> None:
    """The angle to the landmark becomes half of what it was."""
    landmarks = Landmarks("m", rows((1, 0), (0, 1)), np.ones(2, np.float32))
    found = placed(unit(rows((1, 0.4), (-1, -0.4))), landmarks)

    assert np.arctan2(0.4, 1) / 2 == pytest.approx(np.arctan2(found[0, 1], found[0, 0]), abs=0.01)
    assert [1, 1] == pytest.approx(np.linalg.norm(found, axis=1).tolist(), abs=1e-5)


def test_without_landmarks_only_what_all_share_is_taken_away() -> None:
    """Another model has no landmarks; its statements stay where they are."""
    found = placed(rows((1, 0, 0), (0, 1, 0)), None)

    assert np.allclose([(0.7071, -0.7071, 0), (-0.7071, 0.7071, 0)], found, atol=1e-4)


def test_a_middle_of_k_means_is_the_mean_of_its_members() -> None:
    """One without any stays where it began."""
    assert [[2, 0], [-5, 0]] == means(rows((2, 0), (2, 0)), rows((0, 0), (-5, 0))).tolist()


def test_a_middle_of_few_statements_stays_near_its_beginning() -> None:
    """With two statements and a beginning that counts as two, it goes half the way."""
    found = held_means(rows((2, 0), (2, 0)), rows((0, 0), (-5, 0)), 2.0)

    assert [[1, 0], [-5, 0]] == found.tolist()


def test_a_statement_between_two_middles_counts_for_both() -> None:
    """So leaving it out moves both a little and turns none of them."""
    found = held_means(rows((0, 1)), rows((1, 0), (-1, 0)), 1.0)

    assert np.allclose([(2 / 3, 1 / 3), (-2 / 3, 1 / 3)], found)


def test_a_statement_clearly_nearer_to_one_middle_counts_for_that_alone() -> None:
    """Ten times the softness is clear."""
    found = held_means(rows((10 * SOFT, 0)), rows((1, 0), (-1, 0)), 1.0)

    assert np.allclose([-1, 0], found[1], atol=1e-3)


def test_many_places_in_portions_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions save memory and change nothing."""
    where = unit(np.random.default_rng(1).normal(size=(50, 6)).astype(np.float32))
    landmarks = Landmarks("m", where[:7], np.ones(7, np.float32))
    whole = nearest(placed(where, landmarks), means(where, where[:4]))
    held = held_means(where, where[:4], 1.0)
    monkeypatch.setattr(places, "CHUNK", 8)

    assert np.array_equal(whole, nearest(placed(where, landmarks), means(where, where[:4])))
    assert np.allclose(held, held_means(where, where[:4], 1.0), atol=1e-5)
