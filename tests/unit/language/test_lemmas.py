"""Words in dictionary form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.language.lemmas import content_lemmas, lemmas, stop_words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Wohnungen wurden genehmigt.", ["wohnung", "genehmigen"]),
        ("en", "The flats in 2024", ["flat"]),
        ("uk", "у дитячому садку", ["дитячий", "садок"]),
        ("ar", "الرسائل", ["رسالة"]),
        ("fa", "که در محله", ["محله"]),
        ("ti", "ሰላም። ከመይ", ["ሰላም"]),
        ("ti", "ኣብ ገዛ ሓደ መስኮት ጥራይ ኣሎ", ["ገዛ", "መስኮት"]),
        ("ar", "شو بدنا نعمل هلق، ما في غرفة وحدة", ["نعمل", "غرفة"]),
        ("ar", "أنا عندي خمسة ورقات", ["ورق"]),
        (
            "de",
            "Ich hab’s gesagt, wenn's klappt, und auf'm Amt gibt's so'n Zimmer",
            ["sagen", "klappen", "amt", "geben", "zimmer"],
        ),
        ("de", "ich's wie's hat's", []),
        ("en", "the landlord's flat", ["landlord", "flat"]),
        (None, "Mietvertrag x", ["mietvertrag"]),
    ],
)
def test_words_that_say_something_are_left_in_dictionary_form(
    language: str | None, text: str, expected: list[str]
) -> None:
    """Clusters are described by these words; without a dictionary a word stays as it is."""
    assert expected == content_lemmas(text, language)


def test_vowel_signs_do_not_make_another_word() -> None:
    """Arabic writes the same word with and without them."""
    assert lemmas("أفهم", "ar") == lemmas("أَفْهَمُ", "ar")


@pytest.mark.parametrize("language", ["de", "en", "ar", "fa", "uk"])
def test_each_language_of_the_interviews_has_stop_words(language: str) -> None:
    """They ship with a package; nothing is downloaded."""
    assert 50 < len(stop_words(language))


def test_a_language_without_a_list_has_no_stop_words() -> None:
    """The package has no list for Tigrinya; the search for names is given none of our own."""
    assert frozenset() == stop_words("ti")
    assert "هلق" not in stop_words("ar")


@settings(deadline=None)  # the first call loads a dictionary
@given(st.text(), st.sampled_from(["de", "en", "ar", "ti", None]))
def test_any_text_has_lemmas_none_of_them_empty(text: str, language: str | None) -> None:
    """Transcripts hold anything; a word form is never empty."""
    assert all(lemmas(text, language))
    assert len(content_lemmas(text, language)) <= len(lemmas(text, language))
