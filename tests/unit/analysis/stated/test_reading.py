"""Sentences read within their text: each gets its own pieces, and long texts are read in windows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.stated.reading import WINDOW, read, windows
from faden.language._e5 import TokenVectors


class Places:
    """Stands in for a model: a piece is a word, its vector the length of the word and of what is read."""

    name = "places"
    dimension = 2

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([pieces.vectors.mean(axis=0) for pieces in self.token_vectors(texts)], np.float32)

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [self._pieces(text) for text in texts]

    def _pieces(self, text: str) -> TokenVectors:
        found = list(re.finditer(r"\S+", text))
        return TokenVectors(
            np.array([word.span() for word in found], np.int64).reshape(-1, 2),
            np.array([[len(word.group()), len(text)] for word in found], np.float32).reshape(-1, 2),
            truncated=False,
        )


def test_each_sentence_gets_its_own_pieces_read_with_the_others() -> None:
    """The words are its own; what was read is the whole text."""
    told = next(read([["Der Bus fährt.", "Nie."]], Places()))

    assert [[[3, 14 + 5], [3, 19], [6, 19]], [[4, 19]]] == [pieces.tolist() for pieces in told]


def test_a_sentence_without_pieces_is_zeros() -> None:
    """So that nothing is lost on the way."""
    told = next(read([["Ja.", "", "Nein."]], Places()))

    assert [[0, 0]] == told[1].tolist()
    assert [1, 1, 1] == [len(pieces) for pieces in told]


def test_a_text_without_sentences_has_none() -> None:
    """And takes nothing from the next one."""
    assert [0, 1] == [len(told) for told in read([[], ["Ja."]], Places())]


@given(st.lists(st.integers(0, 2 * WINDOW), min_size=1, max_size=20))
def test_windows_hold_every_sentence_and_are_not_too_long(lengths: list[int]) -> None:
    """Only a sentence that is too long by itself is read in a longer one."""
    sentences = ["x" * length for length in lengths]

    found = windows(sentences)

    assert set(range(len(lengths))) == {at for first, end in found for at in range(first, end)}
    for first, end in found:
        assert len(" ".join(sentences[first:end])) <= WINDOW or end - first <= 2
