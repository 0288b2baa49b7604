"""Vectors of words: long texts in windows, every word seen once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.language.embedding import default_embedder
from faden.language.tokens import WordVectors, windows, word_vectors

WORDS = "Frau Meyer aus Lindhafen sagt dass die Wohnung zu klein ist und der Vermieter nicht antwortet"


def _vectors(text: str) -> WordVectors:
    """The vectors of the words between blanks."""
    starts = [0, *(at + 1 for at, ch in enumerate(text) if ch == " ")]
    spans = [(start, start + len(word)) for start, word in zip(starts, text.split(" "), strict=True)]
    return next(word_vectors([(text, spans)], default_embedder()))


@given(st.text(max_size=400), st.integers(40, 90))
def test_windows_cover_a_text_and_overlap(text: str, size: int) -> None:
    """No code point is left out, none is too long, and neighbours share at least the context."""
    parts = windows(text, size, 10)

    assert (0, len(text)) == (parts[0][0], parts[-1][1])
    assert all(end - start <= size for start, end in parts)
    assert all(later[0] < earlier[1] for earlier, later in itertools.pairwise(parts))
    assert all(later[0] > earlier[0] for earlier, later in itertools.pairwise(parts))


@pytest.mark.slow
def test_every_word_of_a_long_text_has_a_vector() -> None:
    """Also beyond what the model reads at once."""
    vectors = _vectors(" ".join([WORDS] * 60))

    assert (60 * 16, 384) == vectors.mean.shape
    assert np.all(np.linalg.norm(vectors.mean, axis=1) > 0)
    assert np.all(np.linalg.norm(vectors.first, axis=1) > 0)


@pytest.mark.slow
def test_a_text_that_has_more_pieces_than_the_model_reads_is_halved() -> None:
    """Rare letters take a piece each, so that a window may be too long for the model."""
    vectors = _vectors(" ".join(["𐎀𐎁𐎂𐎃"] * 300))

    assert np.all(np.linalg.norm(vectors.mean, axis=1) > 0)


@pytest.mark.slow
def test_the_vectors_of_a_text_do_not_depend_on_other_texts() -> None:
    """Only so can what was found be remembered by text."""
    spans = [(0, 4), (5, 10)]
    alone = next(word_vectors([("Frau Meyer", spans)], default_embedder()))
    beside = list(
        word_vectors([("Ganz etwas anderes", [(0, 4)]), ("Frau Meyer", spans)], default_embedder())
    )[1]

    assert np.array_equal(alone.mean, beside.mean)


def test_a_text_without_words_has_no_vectors_and_loads_no_model() -> None:
    """Signs alone are nothing to read."""
    vectors = next(word_vectors([("…", [])], default_embedder()))

    assert (0, 384) == vectors.first.shape
