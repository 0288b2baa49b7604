"""Vectors as they are grouped: moved a little towards what is known, and means that begin there.

Nothing here is drawn by lot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from faden.language.landmarks import Landmarks

NARROW: Final = 0.05
"""How much nearer a landmark must be to count nearly alone; .1 did not hold better."""

ROUNDS: Final = 20
"""Steps of k-means; further ones change little."""

SOFT: Final = 0.04
"""How much farther a middle may be and still get a share of a statement; .03 to .12 were tried, and none."""

CHUNK: Final = 20_000


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of length 1; what has no length stays short."""
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    found: NDArray[np.float32] = (vectors / length).astype(np.float32)
    return found


def placed(vectors: NDArray[np.float32], landmarks: Landmarks | None) -> NDArray[np.float32]:
    """Vectors without what all share, drawn halfway to the landmarks near them.

    What only one wording carries becomes less by it.

    Args:
        vectors: ``(n, d)`` float32, each of length 1.
        landmarks: Those of the model, if there are any.

    Returns:
        ``(n, d)`` float32 in the same order, each of length 1.
    """
    own = unit(vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32))
    if landmarks is None:
        return own
    known = unit(landmarks.middles)
    drawn = np.empty_like(own)
    for start in range(0, len(own), CHUNK):
        alike = own[start : start + CHUNK] @ known.T
        best = alike.max(axis=1, keepdims=True)
        share = np.exp((alike - best) / NARROW)
        drawn[start : start + CHUNK] = unit((share / share.sum(axis=1, keepdims=True)) @ known)
    return unit(own + drawn)


def means(places: NDArray[np.float32], start: NDArray[np.float32]) -> NDArray[np.float32]:
    """Middles of k-means from a given start: ``(k, d)`` float32; a middle without members stays.

    Written here because the one of scikit-learn adds in an order that depends on its threads.

    Args:
        places: ``(n, d)`` float32.
        start: ``(k, d)``, where the middles begin.
    """
    middles = start.copy()
    for _ in range(ROUNDS):
        home = nearest(places, middles)
        mass = np.bincount(home, minlength=len(start)).astype(np.float32)
        sums = np.zeros_like(start)
        one = np.eye(len(start), dtype=np.float32)
        for first in range(0, len(places), CHUNK):
            sums += one[home[first : first + CHUNK]].T @ places[first : first + CHUNK]
        filled = mass > 0
        middles[filled] = sums[filled] / mass[filled, None]
    return middles


def held_means(places: NDArray[np.float32], start: NDArray[np.float32], hold: float) -> NDArray[np.float32]:
    """Middles that are held near their beginnings, and share the statements between them: ``(k, d)`` float32.

    Of k-means, a statement halfway between two middles moves one of them by all it has, and one that is left
    out can turn the other way what lies near it. Here it counts for both by half.

    Args:
        places: ``(n, d)`` float32.
        start: ``(k, d)``, where the middles begin.
        hold: Statements that each beginning counts as, above 0: middles of few statements stay near it.

    Source:
        Means of a mixture with equal, known spread and a prior on its means: Dempster, A. P., Laird, N. M.,
        Rubin, D. B. (1977), Maximum Likelihood from Incomplete Data via the EM Algorithm.
    """
    middles = start
    for _ in range(ROUNDS):
        mass = np.zeros(len(start), np.float32)
        sums = np.zeros_like(start)
        for first in range(0, len(places), CHUNK):
            own = places[first : first + CHUNK]
            near = (own @ middles.T - (middles**2).sum(axis=1) / 2) / SOFT
            share = np.exp(near - near.max(axis=1, keepdims=True))
            share /= share.sum(axis=1, keepdims=True)
            mass += share.sum(axis=0)
            sums += share.T @ own
        middles = (hold * start + sums) / (hold + mass)[:, None]
    return middles


def nearest(places: NDArray[np.float32], middles: NDArray[np.float32]) -> NDArray[np.int64]:
    """The nearest middle of each place: ``(n,)``."""
    lengths = (middles**2).sum(axis=1) / 2
    found = [
        (places[start : start + CHUNK] @ middles.T - lengths).argmax(axis=1)
        for start in range(0, len(places), CHUNK)
    ]
    return np.concatenate(found).astype(np.int64)
