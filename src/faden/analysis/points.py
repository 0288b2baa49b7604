"""Vectors made few and short, so that many groupings of them can be tried.

Nothing here is drawn by lot: the same vectors in the same order give the same points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS: Final = 20
"""To which vectors are reduced. Tried on sets for development: 5 loses topics, 15 to 30 are alike."""

DIRECT: Final = 1500
"""Statements up to which each is a point of its own."""

PROTOTYPES: Final = 1200
"""Points that stand for more statements than that."""

SAMPLE: Final = 20_000
"""Statements from which the prototypes are made; every one then goes to its nearest."""

ROUNDS: Final = 8
"""Steps of k-means in one run; further ones change little."""

CHUNK: Final = 20_000


@dataclass(frozen=True, slots=True)
class Points:
    """Points that stand for statements.

    Attributes:
        places: ``(p, r)`` float32.
        weights: ``(p,)`` float32, how many statements each stands for.
        of: ``(n,)``, the point of each statement.
    """

    places: NDArray[np.float32]
    weights: NDArray[np.float32]
    of: NDArray[np.int64]


def reduced(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors without what all share, on their main axes: ``(n, r)`` float32, r at most 20."""
    moved = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), np.float32(1e-6))
    scatter = moved.T @ moved
    _, axes = np.linalg.eigh(scatter.astype(np.float64))
    kept = axes[:, ::-1][:, : min(DIMENSIONS, max(1, len(vectors) - 1))]
    # The sign of an axis is free; fixed, so that every machine has the same.
    signs = np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    shorter: NDArray[np.float32] = (moved @ (kept * signs).astype(np.float32)).astype(np.float32)
    return shorter


def points(places: NDArray[np.float32]) -> Points:
    """Each place by itself, or prototypes where there are too many: ``(n, r)`` float32 in."""
    size = len(places)
    if size <= DIRECT:
        return Points(places, np.ones(size, np.float32), np.arange(size))
    sample = places[np.sort(np.random.default_rng(0).permutation(size)[:SAMPLE])]
    middles = means(sample, np.ones(len(sample), np.float32), PROTOTYPES, np.random.default_rng(0))
    home = nearest(places, middles)
    counts = np.bincount(home, minlength=len(middles)).astype(np.float32)
    used = np.flatnonzero(counts)
    renamed = np.full(len(middles), -1, np.int64)
    renamed[used] = np.arange(len(used))
    return Points(middles[used], counts[used], renamed[home])


def means(
    places: NDArray[np.float32], weights: NDArray[np.float32], count: int, chance: np.random.Generator
) -> NDArray[np.float32]:
    """Middles of k-means from one random start: ``(count, r)`` float32, fewer where places are equal.

    Written here because the one of scikit-learn adds in an order that depends on its threads.

    Args:
        places: ``(p, r)`` float32.
        weights: ``(p,)``, how much each counts.
        count: Middles wanted, at most p.
        chance: Where the start is drawn from.
    """
    middles = places[_spread(places, weights, count, chance)].copy()
    for _ in range(ROUNDS):
        home = nearest(places, middles)
        sums = np.zeros((len(middles), places.shape[1]))
        for axis in range(places.shape[1]):
            sums[:, axis] = np.bincount(home, places[:, axis] * weights, len(middles))
        mass = np.bincount(home, weights, len(middles))
        middles[mass > 0] = (sums[mass > 0] / mass[mass > 0, None]).astype(np.float32)
    return middles


def nearest(places: NDArray[np.float32], middles: NDArray[np.float32]) -> NDArray[np.int64]:
    """The nearest middle of each place: ``(n,)``."""
    lengths = (middles**2).sum(axis=1) / 2
    found = [
        (places[start : start + CHUNK] @ middles.T - lengths).argmax(axis=1)
        for start in range(0, len(places), CHUNK)
    ]
    return np.concatenate(found).astype(np.int64)


def _spread(
    places: NDArray[np.float32], weights: NDArray[np.float32], count: int, chance: np.random.Generator
) -> list[int]:
    """Rows far from each other, by lot (k-means++; Arthur & Vassilvitskii 2007)."""
    rows = [int(chance.integers(len(places)))]
    apart = np.full(len(places), np.inf, np.float32)
    while len(rows) < count:
        apart = np.minimum(apart, ((places - places[rows[-1]]) ** 2).sum(axis=1))
        mass = np.cumsum((apart * weights).astype(np.float64))
        if not mass[-1] > 0:
            break
        rows.append(int(np.searchsorted(mass, chance.random() * mass[-1], side="right")))
    return rows
