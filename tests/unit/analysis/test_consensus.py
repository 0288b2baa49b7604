"""Consensus of groupings: figures counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from faden.analysis.consensus import agreement, centre, cohesion, together


def run(*labels: int) -> NDArray[np.int64]:
    """The labels of one run."""
    return np.array(labels, np.int64)


def test_how_often_two_come_together_is_counted_over_the_runs_in_which_both_took_part() -> None:
    """Who was left out of a run says nothing there; who fitted nowhere was alone."""
    shares = together([run(0, 0, 1), run(0, 0, -2), run(0, -1, -1), run(1, 1, 1)])

    assert [0.75, 1 / 3, 1 / 3] == pytest.approx([shares[0, 1], shares[0, 2], shares[1, 2]])
    assert np.array_equal(shares, shares.T)


def test_cohesion_leaves_the_member_itself_out() -> None:
    """Everybody is always together with themselves; that is no stability."""
    shares = np.array([[1, 0.5, 0], [0.5, 1, 1], [0, 1, 1]], np.float32)

    rows, once, twice = np.array([0, 1, 2]), np.ones(3, np.float32), np.array([2, 1, 1], np.float32)

    assert [0.25, 0.75, 0.5] == cohesion(shares, rows, once).tolist()
    assert [0.5, 2 / 3, 1 / 3] == pytest.approx(cohesion(shares, rows, twice).tolist())
    assert [1] == cohesion(shares, np.array([1]), np.ones(1, np.float32)).tolist()


def test_the_middle_counts_weights() -> None:
    """A proposal of a machine moves the middle less than a coding."""
    middle = centre(np.eye(2, dtype=np.float32), np.array([3, 1], np.float32))

    assert [0.9487, 0.3162] == pytest.approx(middle.tolist(), abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (run(0, 0, 1, 1), run(1, 1, 0, 0), 1.0),
        (run(0, 0, 1, 1), run(0, 1, 0, 1), -0.5),
        (run(0, 0, 1, 2), run(0, 0, 1, 1), 4 / 7),  # the example of scikit-learn's documentation: 0.57
        (run(0, 0, -1, -1), run(0, 0, 1, 2), 1.0),
        (run(0, 0, 1, -2), run(0, 0, 1, 1), 1.0),
        (run(), run(), 1.0),
        (run(0, 0), run(0, 0), 1.0),
    ],
)
def test_agreement_is_the_adjusted_rand_index(
    one: NDArray[np.int64], other: NDArray[np.int64], expected: float
) -> None:
    """Statements without a group are groups of their own; those left out do not count."""
    assert expected == pytest.approx(agreement(one, other))


LABELS = arrays(np.int64, 12, elements=st.integers(-1, 4))


@given(LABELS, LABELS)
def test_agreement_does_not_ask_who_comes_first_or_how_groups_are_numbered(
    one: NDArray[np.int64], other: NDArray[np.int64]
) -> None:
    """It compares groupings, not numbers."""
    renamed = np.where(other >= 0, 10 - other, other)

    assert agreement(one, other) == pytest.approx(agreement(renamed, one))
    assert 1 == pytest.approx(agreement(one, one))
