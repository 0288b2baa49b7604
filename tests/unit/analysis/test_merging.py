"""From many clusters to few."""

from __future__ import annotations

import numpy as np

from faden.analysis.merging import merges


def test_the_most_alike_become_one_first() -> None:
    """What lies next to each other is read as one before what lies apart."""
    angles = np.array([0.0, 0.1, 1.5])
    middles = list(np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32))

    assert [("a", "b"), ("a", "c")] == [(m.first, m.second) for m in merges(["a", "b", "c"], middles)]


def test_one_cluster_merges_with_nothing() -> None:
    """There is no other."""
    assert () == merges(["a"], [np.ones(2, np.float32)])
    assert () == merges([], [])
