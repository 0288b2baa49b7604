"""The fixed tree: it is followed where the statements are, and passed by where they are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from faden.analysis.branches import followed, tree
from faden.language.landmarks import Landmarks

CORNERS = np.array([(1, 0), (1, 0.2), (-1, 0), (-1, 0.2)], np.float32)


def corners() -> Landmarks:
    """Two landmarks on the right, two on the left."""
    return Landmarks("m", CORNERS, np.ones(4, np.float32))


def around(*rows: int) -> NDArray[np.float32]:
    """Three statements at each of these corners."""
    return np.repeat(CORNERS[list(rows)], 3, axis=0)


def test_the_root_is_last_and_stands_for_all_by_their_weight() -> None:
    """A landmark of many texts moves the middle more."""
    found = tree(Landmarks("m", CORNERS, np.array([3, 3, 1, 1], np.float32)), CORNERS)

    assert (7, True) == (len(found.parts), found.parts[-1] is not None)
    assert np.allclose((0.5, 0.1), found.middles[-1])


def test_the_widest_branch_is_parted_first() -> None:
    """Right and left lie farther apart than what is within each."""
    where = around(0, 1, 2, 3)
    found = followed(tree(corners(), where), where, 2, 2)

    assert [-1, 1] == sorted(found[:, 0].tolist())


def test_a_branching_with_too_few_on_one_side_is_passed_by() -> None:
    """Nobody speaks of what is on the left, so the groups are parted on the right."""
    where = around(0, 1)
    found = followed(tree(corners(), where), where, 4, 2)

    assert [[1, 0], [1, np.float32(0.2)]] == sorted(found.tolist())


def test_without_landmarks_the_statements_make_the_tree() -> None:
    """Another model has none."""
    where = around(0, 2)

    assert [-1, 1] == sorted(followed(tree(None, where), where, 2, 2)[:, 0].tolist())


def test_what_landmarks_know_counts_in_which_branch_is_parted_next() -> None:
    """The statements lie a little wider on the left, the landmarks much wider on the right."""
    known = Landmarks(
        "m", np.array([(1, 0), (1, 0.6), (-1, 0), (-1, 0.2)], np.float32), np.ones(4, np.float32)
    )
    where = np.repeat(np.array([(1, 0.25), (1, 0.35), (-1, 0), (-1, 0.2)], np.float32), 3, axis=0)
    found = followed(tree(known, where), where, 3, 2)

    assert [-1, 1, 1] == np.rint(sorted(found[:, 0])).astype(int).tolist()


def test_the_width_of_a_branch_is_that_of_its_landmarks() -> None:
    """Squared distances to their middle, as a share of one for each text."""
    found = tree(corners(), CORNERS)

    assert np.isclose(((CORNERS - CORNERS.mean(axis=0)) ** 2).sum() / 4, found.widths[-1])
    assert [0] * 4 == found.widths[:4].tolist()
