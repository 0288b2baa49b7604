"""No two conversations of the demonstration study share a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from repeated_sequences import LEAST, Passages, Repeated, repeated, study_passages

from faden.study.folder import find_folder


def _said(**texts: str) -> Passages:
    return {(name, "t1", 0): text.split() for name, text in texts.items()}


def test_no_words_are_repeated_between_transcripts() -> None:
    """A blind reader must not be able to sort them by template."""
    assert [] == repeated(study_passages(find_folder(Path(__file__).parent)))


def test_the_longest_sequence_is_told_once() -> None:
    """Not every piece of it again."""
    shared = "eins zwei drei vier fünf sechs sieben acht"

    found = repeated(_said(I01=f"ja {shared} gut", I02=f"nein {shared}"))

    assert [Repeated(tuple(shared.split()), (("I01", "t1"), ("I02", "t1")))] == found


@pytest.mark.parametrize(
    "texts",
    [
        {"I01": "eins zwei drei vier fünf", "I02": "eins zwei drei vier fünf"},
        {"I01": "a b c d e f a b c d e f"},
        {"I01": "eins zwei drei vier fünf sechs", "I02": "sechs fünf vier drei zwei eins"},
    ],
)
def test_short_own_and_turned_sequences_are_none(texts: dict[str, str]) -> None:
    """Five words anybody says; a person may repeat herself."""
    assert [] == repeated(_said(**texts), LEAST)
