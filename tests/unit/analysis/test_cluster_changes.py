"""What changed between two results, and how ids follow statements."""

from __future__ import annotations

import numpy as np

from faden.analysis.cluster import Change, Changes, Former
from faden.analysis.cluster_changes import changes, held, matched

BEFORE = Former({"k-a": ("1", "2", "3"), "k-b": ("4", "5"), "k-c": ("6",)}, ("7",))


def test_changes_name_what_came_moved_left_and_is_gone() -> None:
    """Whoever quoted a cluster must see what became of it."""
    now = {"k-a": ("1", "2", "7", "9"), "k-b": ("4", "5"), "k-d": ("3",)}

    expected = Changes(
        ("k-b",), (Change("k-a", came=("9",), moved=("7",), left=("3",), gone=()),), ("k-d",), ("k-c",)
    )
    assert expected == changes(BEFORE, now, ("6",))
    assert ("6",) == changes(BEFORE, {"k-c": ("1",)}, ()).changed[0].gone


def test_ids_follow_the_statements() -> None:
    """Each id is given once, to the cluster that shares most with the former one."""
    found = [("4", "5", "8"), ("1", "2"), ("3",), ("9",)]

    assert ["k-b", "k-a", None, None] == matched(found, BEFORE)


def test_old_statements_stay_and_new_ones_join_what_they_lie_within() -> None:
    """What is new and far from all is listed; enough of it, near together, make a new cluster."""
    base = {"1": 0.0, "2": 0.1, "3": 0.2, "4": 1.5, "5": 1.6}
    near, far = {"8": 0.1}, {"9": 3.0, "9a": 3.01, "9b": 3.02}
    angles = np.array([*base.values(), *near.values(), *far.values()])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    ids = [*base, *near, *far]

    labels, names = held(ids, vectors, BEFORE)
    assert ([0, 0, 0, 1, 1, 0, 2, 2, 2], ["k-a", "k-b", None]) == (labels.tolist(), names)
    labels, names = held(ids[:7], vectors[:7], BEFORE)
    assert (-1, ["k-a", "k-b"]) == (labels[-1], names)


def test_what_was_unassigned_before_stays_so() -> None:
    """A person may have seen it in the list; only `anew` looks at it again."""
    vectors = np.eye(3, dtype=np.float32)[[0, 0, 0]]

    assert [0, 0, -1] == held(["1", "2", "7"], vectors, BEFORE)[0].tolist()
