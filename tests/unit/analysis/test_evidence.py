"""Evidence of many groupings: it repeats to the bit and finds what lies apart."""

from __future__ import annotations

import numpy as np
import pytest

from faden.analysis import points as making
from faden.analysis.consensus import agreement
from faden.analysis.evidence import LOOSE, evidence, groups, numbers, steadiest, usual
from faden.analysis.points import points, reduced


def blobs(count: int, kinds: int) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float32]], np.ndarray]:
    """Vectors around so many middles, and which they lie around."""
    chance = np.random.default_rng(3)
    kind = np.arange(count) % kinds
    vectors = np.eye(kinds, 24)[kind] + chance.normal(scale=0.08, size=(count, 24))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), kind


def test_groups_that_lie_apart_are_found_and_their_number_too() -> None:
    """Six blobs are six groups, with nothing left over."""
    vectors, kind = blobs(90, 6)
    found = evidence(points(reduced(vectors)))

    assert 6 == steadiest(found)
    assert 1 == pytest.approx(agreement(kind.astype(np.int64), groups(found, 6)))


def test_hardly_anything_is_left_over_where_there_is_no_structure() -> None:
    """At most four in a hundred stay unassigned, whatever the data."""
    vectors = np.random.default_rng(5).normal(size=(100, 24)).astype(np.float32)
    found = evidence(points(reduced(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))))

    assert all((groups(found, count) < 0).mean() <= LOOSE for count in (3, 8, 20))


def test_many_statements_are_grouped_by_prototypes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same groups come out when points stand for several statements, and each has a point."""
    monkeypatch.setattr(making, "DIRECT", 100)
    monkeypatch.setattr(making, "PROTOTYPES", 60)
    vectors, kind = blobs(240, 6)
    stands = points(reduced(vectors))
    found = groups(evidence(stands), 6)[stands.of]

    assert len(stands.places) <= 60
    assert 240 == stands.weights.sum()
    assert agreement(kind.astype(np.int64), found) > 0.95


def test_equal_vectors_do_no_harm() -> None:
    """Forty times "Ja." happens."""
    found = evidence(points(reduced(np.ones((40, 8), np.float32))))

    assert {0} == set(groups(found, 3).tolist())


def test_numbers_that_are_tried_follow_the_size() -> None:
    """Each group should hold five statements on average."""
    assert [(2,), (3,), (3, 4, 5, 6, 7, 8, 10)] == [numbers(5), numbers(15), numbers(50)]
    assert [8, 12, 18, 20] == [round(usual(size)) for size in (50, 150, 500, 5000)]
