"""Groups from fixed beginnings: they repeat to the bit and part what lies apart."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.analysis.consensus import LEFT_OUT, agreement
from faden.analysis.grouping import LOOSE, MANY, PARTS, accord, grouped, part_groups, smallest, usual
from faden.analysis.places import placed
from faden.language.landmarks import Landmarks, read_landmarks


def blobs(count: int, kinds: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Vectors around so many middles, and which they lie around."""
    chance = np.random.default_rng(3)
    kind = np.arange(count) % kinds
    vectors = np.eye(kinds, 24)[kind] + chance.normal(scale=0.08, size=(count, 24))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), kind


def known() -> Landmarks:
    """Landmarks on the axes that blobs lie on, and as many on others."""
    return Landmarks("blobs-1", np.eye(12, 24, dtype=np.float32), np.ones(12, np.float32))


@pytest.mark.parametrize("landmarks", [known(), None])
def test_groups_that_lie_apart_are_found(landmarks: Landmarks | None) -> None:
    """With landmarks and, for a model without any, from the statements alone."""
    vectors, kind = blobs(90, 6)
    found = grouped(placed(vectors, landmarks), landmarks, 6)

    assert agreement(kind.astype(np.int64), found) > 0.95


def test_branches_without_statements_make_no_group() -> None:
    """Three subjects are three groups, though six were asked for and twelve landmarks stand ready."""
    vectors = np.repeat(np.eye(3, 24, dtype=np.float32), 10, axis=0)

    assert 3 == len(np.unique(grouped(placed(vectors, known()), known(), 6)))


def test_hardly_anything_is_left_over_where_there_is_no_structure() -> None:
    """At most four in a hundred stay unassigned, whatever the data."""
    vectors = np.random.default_rng(5).normal(size=(100, 24)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    assert all((grouped(placed(vectors, None), None, count) < 0).mean() <= LOOSE for count in (3, 8, 20))


def test_a_statement_far_from_every_group_is_left_over() -> None:
    """It is listed, not pressed into a group that says nothing of it."""
    vectors, _ = blobs(60, 3)
    stranger = np.zeros((1, 24), np.float32)
    stranger[0, 20] = 1

    assert -1 == grouped(np.concatenate([placed(vectors, None), stranger]), None, 3)[-1]


def test_equal_vectors_do_no_harm() -> None:
    """Forty times "Ja." happens."""
    same = np.full((40, 384), 0.05, np.float32)

    for landmarks in (read_landmarks(), None):
        assert {0} == set(grouped(placed(same, landmarks), landmarks, 5).tolist())


def test_parts_are_grouped_without_the_rest_and_the_same_each_time() -> None:
    """Nine tenths each; a statement that is not in a part has no label there."""
    vectors, _ = blobs(60, 4)
    one, other = (
        part_groups(vectors, lambda part: grouped(placed(part, known()), known(), 4)) for _ in range(2)
    )

    assert [True] * PARTS == [np.array_equal(a, b) for a, b in zip(one, other, strict=True)]
    assert {6} == {int((labels == LEFT_OUT).sum()) for labels in one}
    assert accord(one) > 0.95


def test_the_usual_number_and_the_smallest_group_follow_the_size() -> None:
    """Few groups hold better, and can be read more finely; seven where statements decide alone."""
    assert [2, 5, 8, 11, 13] == [usual(size) for size in (5, 50, 150, 500, MANY - 1)]
    assert [7, 7] == [usual(size) for size in (MANY, 10**6)]
    assert [2, 2, 3, 5, 17] == [smallest(size) for size in (5, 50, 150, 500, 5000)]
