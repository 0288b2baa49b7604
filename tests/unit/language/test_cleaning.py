"""What a model sees of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.language.cleaning import clean

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wohnungs\u00adsuche", "Wohnungssuche"),
        ("Mu\u0308ller", "Müller"),
        ("ja\x00nein", "ja nein"),
        (" viel \n\t Platz\u00a0", "viel Platz"),
        ("halb\ud800es Zeichen", "halbes Zeichen"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u202bمرحبا\u202c", "مرحبا"),
        ("\ufeff", ""),
    ],
)
def test_only_what_people_wrote_is_left(text: str, expected: str) -> None:
    """Layout, controls and invisible marks are no words; spelling stays."""
    assert expected == clean(text)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """The cleaned text names the vector in the cache, so it has to be one form."""
    assert clean(text) == clean(clean(text))


@given(ANYTHING)
def test_the_result_can_always_be_written_and_is_composed(text: str) -> None:
    """Models written in C or Rust take UTF-8 only."""
    cleaned = clean(text)

    assert cleaned == cleaned.encode("utf-8").decode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
