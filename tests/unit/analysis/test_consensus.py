"""Agreement of groupings: figures counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from faden.analysis.consensus import agreement, centre, cohesion


def run(*labels: int) -> NDArray[np.int64]:
    """The labels of one run."""
    return np.array(labels, np.int64)


def test_cohesion_counts_others_over_the_runs_in_which_both_took_part() -> None:
    """Everybody is always together with themselves; that is no stability. Who fitted nowhere was alone."""
    runs = [run(0, 0, 1), run(0, 0, -2), run(0, -1, -1), run(1, 1, 1)]
    rows = np.array([0, 1, 2])

    assert [(0.5 + 1 + 0 + 1) / 4, (0.5 + 1 + 0 + 1) / 4, 1 / 3] == pytest.approx(
        cohesion(runs, rows).tolist()
    )
    assert [1] == cohesion(runs, np.array([1])).tolist()


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
