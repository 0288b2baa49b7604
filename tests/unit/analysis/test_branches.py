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
