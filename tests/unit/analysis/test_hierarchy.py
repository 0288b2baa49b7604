"""Splitting and merging groups: figures small enough to be seen."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from faden.analysis.hierarchy import divided, levels
from faden.analysis.merging import merged


def places(count: int, seed: int) -> NDArray[np.float32]:
    """Places by lot, of length 1."""
    drawn = np.random.default_rng(seed).normal(size=(count, 4))
    unit: NDArray[np.float32] = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


@settings(max_examples=25, deadline=None)
@given(st.integers(12, 60), st.integers(0, 99), st.integers(1, 6), st.integers(1, 20))
def test_finer_groups_lie_within_the_clusters_and_clusters_within_coarser_ones(
    size: int, seed: int, number: int, wanted: int
) -> None:
    """One result: a person who reads twelve groups finds them whole in the five."""
    where = places(size, seed)
    labels = np.random.default_rng(seed).permutation(np.arange(size) % (number + 1)) - 1
    fine = divided(labels, where, wanted)
    coarse = merged(labels, where, wanted)

    for inner, outer in ((fine, labels), (labels, coarse)):
        assert np.array_equal(inner < 0, outer < 0)
        assert all(1 == len(set(outer[inner == label])) for label in set(inner) - {-1})
    assert len(set(fine) - {-1}) <= max(wanted, number)
    assert len(set(coarse) - {-1}) == min(wanted, number)


def test_a_group_has_one_id_at_every_level_at_which_it_is_the_same() -> None:
    """A cluster that is not split keeps its name; the others are named by their level."""
    ids = ["a", "b", "c", "d"]
    found = levels(
        ids, {"k-1": ("a", "b"), "k-2": ("c", "d")}, [np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])]
    )

    assert {"k-1", "k-2"} == {group.id for group in found[0].groups}
    assert [("k-1", "k-1"), ("k-2", None), ("k-2", None)] == [
        (group.parent, group.id if group.id == "k-1" else None) for group in found[1].groups
    ]
