"""The normal form, words, and short names."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.text import first_words, normal, slug, visible, words

ANYTHING = st.text(st.characters(codec=None))


@given(ANYTHING)
def test_the_normal_form_is_reached_in_one_step(text: str) -> None:
    """Offsets count on it: applying it twice changes nothing."""
    once = normal(text)

    assert once == normal(once)


@given(ANYTHING)
def test_the_normal_form_can_be_stored_and_is_composed(text: str) -> None:
    """It is NFC, has no lone surrogates, and its only line break is LF."""
    plain = normal(text)

    assert unicodedata.is_normalized("NFC", plain)
    assert plain == plain.encode("utf-8").decode("utf-8")
    assert len(plain.splitlines()) <= plain.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("u\u0308ber", "über"),
        ("\ufeffGuten\x00 Tag\x7f\x9b", "Guten Tag"),
        ("👩\u200d👧 می\u200cروم", "👩\u200d👧 می\u200cروم"),
        ("\ud800x\ufffe\uffff", "x"),
    ],
)
def test_layout_of_machines_goes_and_spelling_stays(text: str, expected: str) -> None:
    """Joiners belong to the spelling of Persian and of emoji; controls belong to nobody's words."""
    assert expected == normal(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir haben's 3 Mal, na ja, versucht.", ["Wir", "haben's", "3", "Mal", "na", "ja", "versucht"]),
        ("E-Mail – und dann?", ["E-Mail", "und", "dann"]),
        ("نمی\u200cدانم چه", ["نمی\u200cدانم", "چه"]),
        ("ደሓን ዲኻ", ["ደሓን", "ዲኻ"]),
        ("… !", []),
    ],
)
def test_words_are_counted_in_any_script(text: str, expected: list[str]) -> None:
    """Numbers count as words, punctuation does not; a joiner or hyphen does not part a word."""
    assert expected == words(text)


@given(ANYTHING)
def test_a_short_name_is_safe_for_files_and_addresses(text: str) -> None:
    """Letters a to z, digits and hyphens; it begins with a letter and is never empty."""
    name = slug(text)

    assert name == slug(name)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name[0].isalpha()


def test_german_letters_are_spelled_out_in_short_names() -> None:
    """ä becomes ae, as a German reader expects; other accents are dropped."""
    assert "strassenbaeume-cafe" == slug("Straßenbäume Café")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I01\u202egnp.md", "I01‹U+202E›gnp.md"),
        ("a\nb\tc\x1b[31m\x9b2J", "a‹U+000A›b‹U+0009›c‹U+001B›[31m‹U+009B›2J"),
        ("\u2068name\u2069 and \u2069out\u2068", "\u2068name\u2069 and ‹U+2069›out‹U+2068›"),
        ("\u2067jpg\u2069", "‹U+2067›jpg‹U+2069›"),
        ("\ufeffa\udce4", "‹U+FEFF›a‹U+DCE4›"),
        ("می\u200cخواهم\u200f، كريم\u061c 👨\u200d👩", "می\u200cخواهم\u200f، كريم\u061c 👨\u200d👩"),
        ("Grüße", "Grüße"),
    ],
)
def test_what_acts_on_a_screen_is_made_visible(text: str, expected: str) -> None:
    """A file name could turn a message around, or clear it; what Arabic and Farsi need stays."""
    assert expected == visible(text)


@given(ANYTHING)
def test_a_visible_text_is_visible_and_can_be_written(text: str) -> None:
    """Nothing that acts is left, in any text at all, and a terminal can be given it."""
    told = visible(text)

    assert told == visible(told)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]", told)
    assert told == told.encode().decode()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("kurz  und\ngut", "kurz und gut"),
        ("Wir haben lange gesucht und nichts", "Wir haben lange …"),
        (
            "家を長いあいだ探していましたがどこにもありませんでした",
            "家を長いあいだ探していましたがどこに …",
        ),
        ("https://example.org/ein/langer/weg und mehr", "https://example.or …"),
        ("ก" * 17 + "ก้" * 9, "ก" * 17 + " …"),
    ],
)
def test_the_first_words_of_a_text_are_some_in_every_script(told: str, expected: str) -> None:
    """Where there is no space to end at, an ellipsis alone would tell nothing."""
    assert expected == first_words(told, 20)
    assert 20 >= len(expected)
