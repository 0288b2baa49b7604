"""Groups of many statements: cut alike each time, of what was said alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from faden.analysis.consensus import agreement
from faden.analysis.grouping import LOOSE
from faden.analysis.many import AXES, along, cut


def blobs(count: int, kinds: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Vectors around so many middles, and which they lie around."""
    chance = np.random.default_rng(3)
    kind = np.sort(np.arange(count) % kinds).astype(np.int64)
    vectors = np.eye(kinds, 40)[kind] + chance.normal(scale=0.08, size=(count, 40))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), kind


def test_groups_that_lie_apart_are_found() -> None:
    """No landmark stands near them."""
    vectors, kind = blobs(1200, 6)

    assert agreement(kind, cut(along(vectors), 6)) > 0.95


def test_places_have_few_directions_and_the_length_one() -> None:
    """What only one wording carries lies in none of them."""
    places = along(blobs(100, 4)[0])

    assert (100, AXES) == places.shape
    assert np.allclose(1, np.linalg.norm(places, axis=1), atol=1e-5)
    assert (100, 8) == along(np.eye(8, dtype=np.float32)[np.arange(100) % 8]).shape


def test_parts_of_the_statements_part_alike() -> None:
    """Two random parts of nine tenths differ in a fifth of their statements, and hardly in their groups."""
    vectors, _ = blobs(1000, 6)
    runs = []
    for seed in range(3):
        rows = np.random.default_rng(seed).permutation(1000)[:900]
        labels = np.full(1000, -2, np.int64)
        labels[rows] = cut(along(vectors[rows]), 6)
        runs.append(labels)

    assert min(agreement(one, other) for one, other in combinations(runs, 2)) > 0.95


def test_the_same_comes_from_the_same_and_hardly_anything_is_left_over() -> None:
    """Also where there is no structure: at most four in a hundred stay unassigned."""
    vectors = np.random.default_rng(5).normal(size=(1000, 30)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    one, other = (cut(along(vectors), 6) for _ in range(2))

    assert np.array_equal(one, other)
    assert (one < 0).mean() <= LOOSE
    assert 6 == one.max() + 1


def test_equal_vectors_do_no_harm() -> None:
    """A thousand times "Ja." happens."""
    assert {0} == set(cut(along(np.full((1000, 384), 0.05, np.float32)), 6).tolist())
