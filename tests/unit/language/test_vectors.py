"""Vectors kept between runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.language.cleaning import clean
from faden.language.embedding import Embedder
from faden.language.vectors import FILE, CachedEmbedder


class Counting:
    """A tiny embedder (letters of a text) that tells how many texts it has computed."""

    def __init__(self, name: str = "letters-1") -> None:
        self.name = name
        self.dimension = 8
        self.computed = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.computed += len(texts)
        rows = [np.bincount([ord(c) % 8 for c in clean(t) + "x"], minlength=8) for t in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(len(texts), 8)


TEXTS = ["Wohnung", "Miete", "Wohnung ", ""]


def test_a_cached_embedder_is_an_embedder(tmp_path: Path) -> None:
    """It takes the place of any other."""
    assert isinstance(CachedEmbedder(Counting(), tmp_path), Embedder)


def test_each_text_is_computed_once(tmp_path: Path) -> None:
    """Across runs, and for texts that are equal once cleaned."""
    inner = Counting()
    first = CachedEmbedder(inner, tmp_path).embed(TEXTS)
    second = CachedEmbedder(inner, tmp_path).embed(TEXTS[::-1])

    assert inner.computed == 3
    assert np.array_equal(first, second[::-1])
    assert np.array_equal(Counting().embed(TEXTS), first)


def test_another_model_has_its_own_vectors(tmp_path: Path) -> None:
    """The name carries the version; old vectors are never taken for new ones."""
    CachedEmbedder(Counting(), tmp_path).embed(TEXTS)
    newer = Counting("letters-2")
    CachedEmbedder(newer, tmp_path).embed(TEXTS)

    assert newer.computed == 3


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_store_is_computed_again_and_mended(tmp_path: Path, content: bytes) -> None:
    """A cache may cost time, never a result."""
    (tmp_path / FILE).write_bytes(content)
    expected = Counting().embed(TEXTS)

    assert np.array_equal(expected, CachedEmbedder(Counting(), tmp_path).embed(TEXTS))
    CachedEmbedder(Counting(), tmp_path).embed(TEXTS)
    inner = Counting()
    CachedEmbedder(inner, tmp_path).embed(TEXTS)
    assert inner.computed == 0


def test_a_damaged_row_is_computed_again(tmp_path: Path) -> None:
    """Each vector carries a checksum."""
    expected = CachedEmbedder(Counting(), tmp_path).embed(TEXTS)
    with closing(sqlite3.connect(tmp_path / FILE)) as store, store:
        store.execute("UPDATE vectors SET vector = zeroblob(40)")
    inner = Counting()

    assert np.array_equal(expected, CachedEmbedder(inner, tmp_path).embed(TEXTS))
    assert inner.computed == 3


def test_without_a_folder_to_write_in_vectors_are_computed(tmp_path: Path) -> None:
    """A read-only place is no reason to stop."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert (4, 8) == CachedEmbedder(Counting(), tmp_path / "file").embed(TEXTS).shape


def test_no_texts_give_no_rows(tmp_path: Path) -> None:
    """The shape is right even then."""
    assert (0, 8) == CachedEmbedder(Counting(), tmp_path).embed([]).shape


def test_the_store_holds_no_words_of_the_interviews(tmp_path: Path) -> None:
    """Deleting a transcript must not leave its sentences in a cache."""
    CachedEmbedder(Counting(), tmp_path).embed(["Goethestrasse"])

    assert b"Goethestrasse" not in (tmp_path / FILE).read_bytes()
