"""Vectors without their language."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.language.centring import centre, read_offsets, without_common


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of length 1."""
    made: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return made


def two_languages(count: int) -> tuple[NDArray[np.float32], list[str | None]]:
    """The same subjects told in two languages that each shift them."""
    draw = np.random.default_rng(1)
    subjects = draw.normal(size=(count, 16))
    shifted = np.concatenate([subjects + 5 * draw.normal(size=16) for _ in range(2)])
    return unit(shifted.astype(np.float32)), ["xx"] * count + ["yy"] * count


def test_the_same_said_in_two_languages_comes_together() -> None:
    """Language must not decide the cluster."""
    vectors, languages = two_languages(40)
    centred = centre(vectors, languages, model="another")
    nearest = (centred[:40] @ centred[40:].T).argmax(axis=1)

    assert np.mean(nearest == np.arange(40)) > 0.9


def test_a_measured_offset_does_not_depend_on_the_other_texts() -> None:
    """A code suggested for one text may not change because another text was added."""
    offsets = read_offsets()
    vectors = unit(np.random.default_rng(2).normal(size=(20, len(offsets.common))).astype(np.float32))
    alone = centre(vectors[:1], ["de"], model=offsets.model)

    assert np.array_equal(alone, centre(vectors, ["de"] * 20, model=offsets.model)[:1])


@pytest.mark.parametrize("count", [0, 1, 9, 10, 30])
@pytest.mark.parametrize("language", ["de", "xx", None])
def test_every_vector_has_length_one_again(count: int, language: str | None) -> None:
    """Cosines are read as products, also for few texts and unknown languages."""
    offsets = read_offsets()
    vectors = unit(np.random.default_rng(3).normal(size=(count, len(offsets.common))).astype(np.float32))

    for model in (offsets.model, "another"):
        lengths = np.linalg.norm(centre(vectors, [language] * count, model=model), axis=1)
        assert np.allclose(1, lengths, atol=1e-6)


def test_few_vectors_of_another_model_stay_as_they_are() -> None:
    """A mean of fewer than ten texts is chance."""
    vectors = unit(np.eye(5, dtype=np.float32))

    assert np.array_equal(vectors, centre(vectors, [None] * 5, model="another"))
    assert np.array_equal(vectors, without_common(vectors))


def test_equal_vectors_do_not_become_undefined() -> None:
    """Where nothing is left after subtracting, the vector stays as it was."""
    vectors = unit(np.ones((12, 4), np.float32))

    assert np.array_equal(vectors, centre(vectors, ["xx"] * 12, model="another"))
    assert np.array_equal(vectors, without_common(vectors))


def test_offsets_are_shipped_for_the_languages_of_the_interviews() -> None:
    """German, English, Arabic, Ukrainian, Farsi, Tigrinya."""
    assert {"de", "en", "ar", "uk", "fa", "ti"} <= read_offsets().languages.keys()
