"""Vectors with the manner weakened."""

from __future__ import annotations

import numpy as np

from faden.language.sharpening import read_sharpening, sharpen


def test_what_translations_differ_in_counts_less() -> None:
    """Two vectors that differ in a weakened direction come nearer to each other."""
    shipped = read_sharpening()
    kept = np.random.default_rng(0).normal(size=len(shipped.middle)).astype(np.float32)
    kept -= (kept @ shipped.directions.T) @ shipped.directions
    one, other = kept / np.linalg.norm(kept), kept / np.linalg.norm(kept) + shipped.directions[-1]
    before = np.stack([one, other / np.linalg.norm(other)])
    after = sharpen(before, model=shipped.model)

    assert before[0] @ before[1] < after[0] @ after[1]
    assert np.allclose(1, np.linalg.norm(after, axis=1), atol=1e-5)


def test_vectors_of_another_model_stay_as_they_are() -> None:
    """The directions were measured with one model and say nothing of another."""
    vectors = np.eye(3, dtype=np.float32)

    assert vectors is sharpen(vectors, model="other")


def test_the_directions_stand_at_right_angles() -> None:
    """Each is taken away once."""
    shipped = read_sharpening()

    assert np.allclose(np.eye(len(shipped.loss)), shipped.directions @ shipped.directions.T, atol=2e-2)
    assert ((shipped.loss >= 0) & (shipped.loss < 1)).all()
