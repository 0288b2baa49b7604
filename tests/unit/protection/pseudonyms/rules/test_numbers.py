"""Number words of six languages, and texts made plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.rules.numbers import number_at, word_value
from faden.protection.pseudonyms.rules.plain import fold, make_plain


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("vierunddreißig", 34),
        ("einundzwanzig", 21),
        ("dreiundfuenfzig", 53),
        ("zweitausendfünfzehn", 2015),
        ("neunzehnhundertachtundneunzig", 1998),
        ("nullhunderteinundsiebzig", 71),
        ("thirty four", 34),
        ("one thousand seven hundred eighty", 1780),
        ("nineteen ninety eight", 1998),
        ("أربعة وثلاثين", 34),
        ("سی و چهار", 34),
        ("тридцять чотири", 34),
        ("сорок п’ять", 45),
        ("ሰላሳን ኣርባዕተን", 34),
        ("٣٤", 34),
    ],
)
def test_numbers_are_understood_as_people_say_them(words: str, value: int) -> None:
    """Compounds, order and "and" are those of each language."""
    plain = make_plain(words)

    assert number_at(plain.words, 0) == (value, len(plain.words))


@pytest.mark.parametrize("word", ["hundertwasser", "und", "unhundert", "einhund", "tausendschön", "haus", ""])
def test_words_that_hold_a_number_are_no_numbers(word: str) -> None:
    """A compound counts only as a whole."""
    assert word_value(word) is None


@given(st.text())
def test_every_stretch_of_a_plain_text_has_its_original(text: str) -> None:
    """The way back leads to whole signs of the original, in order."""
    plain = make_plain(text)
    spans = [plain.found(word.start, word.end, Kind.OTHER, "x") for word in plain.words]

    assert [text[i.start : i.end] for i in spans] == [i.text for i in spans]
    assert len(plain.plain) == len(plain.low)
    assert sorted(spans) == spans


def test_letters_that_look_alike_are_one() -> None:
    """Arabic and Persian keyboards, hamza, apostrophes."""
    assert fold("کردی") == fold("كردي")
    assert fold("п’ять") == fold("п'ять")
    assert fold("مئة") == "ميه"
