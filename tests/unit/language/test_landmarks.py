"""The landmarks that faden ships."""

from __future__ import annotations

import json
from importlib import resources

import numpy as np

from faden.language.landmarks import landmarks_of, read_landmarks
from faden.language.sharpening import read_sharpening


def test_landmarks_lie_in_the_space_of_the_model_that_sharpening_was_measured_with() -> None:
    """Both hold for one model and are of no use for another."""
    found = read_landmarks()

    assert read_sharpening().model == found.model
    assert (len(found.weights), len(read_sharpening().middle)) == found.middles.shape
    assert (found.weights > 0).all()
    assert 0 < np.linalg.norm(found.middles, axis=1).min()
    assert np.linalg.norm(found.middles, axis=1).max() <= 1.01


def test_another_model_has_no_landmarks() -> None:
    """What was learnt with one model says nothing of another."""
    assert landmarks_of("blobs-1") is None
    assert landmarks_of(read_landmarks().model) is read_landmarks()


def test_each_source_says_under_which_licence_it_was_read() -> None:
    """Where works of others may be passed on only with a notice, the notice travels with the file."""
    shipped = resources.files("faden.language").joinpath("landmarks.json").read_text("utf-8")
    content = json.loads(shipped)

    assert "CC BY-SA 4.0" == content["licence"]
    assert 8 == len(content["sources"])
    assert all("CC" in told or "official works" in told for told in content["sources"].values())
