"""Words as search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.search.terms import COMPOUND, SAME, SHARED, TYPO, Term, alike, terms


def _term(word: str, language: str) -> Term:
    return next(term for _, term in terms(word, language))


@pytest.mark.parametrize(
    ("asked", "word", "language", "expected"),
    [
        ("schufa", "SCHUFA", "de", SAME),
        ("Wohnungen", "Wohnung", "de", SAME),
        ("Wohnung", "Wohnungsamt", "de", COMPOUND),
        ("Wohnung", "Sozialwohnung", "de", COMPOUND),
        ("Wohnungssuche", "Wohnung", "de", SHARED),
        ("Schuffa", "Schufa", "de", TYPO),
        ("Wohnugnsamt", "Wohnungsamt", "de", TYPO),
        ("Amt", "Samt", "de", None),
        ("stand", "understand", "en", None),
        ("الشباب", "شباب", "ar", SAME),
        ("جوب", "والجوب", "ar", SAME),
        ("school", "школа", "uk", None),
    ],
)
def test_a_word_stands_for_another(asked: str, word: str, language: str, expected: float | None) -> None:
    """Case, inflection, compounds of German, what Arabic writes together, and a letter out of place."""
    found = alike(asked, [_term(word, language)])

    assert expected == next(iter(found.values()), None)


def test_letters_out_of_place_are_forgiven_only_where_the_word_does_not_occur() -> None:
    """Who spells a name rightly is not shown its neighbours."""
    found = alike("Meier", [_term("Meier", "de"), _term("Meyer", "de")])

    assert ["meier"] == [term.word for term in found]


@pytest.mark.parametrize(
    ("asked", "word"),
    [("Nacht", "nicht"), ("nachts", "nichts"), ("Lärm", "Larve"), ("kener", "keiner"), ("wurte", "würde")],
)
def test_a_word_that_is_spelt_rightly_or_means_nothing_is_not_forgiven(asked: str, word: str) -> None:
    """Who looks for the night does not want every “not”, though one letter parts them."""
    assert {} == alike(asked, [_term(word, "de")])


def test_a_word_of_one_language_is_still_forgiven_in_another() -> None:
    """“Nacht” is no word of English, so there it may be a slip."""
    assert {TYPO} == set(alike("Nacht", [_term("nackt", "en")]).values())


def test_words_joined_by_a_hyphen_are_found_one_by_one() -> None:
    """“Schufa” stands in “SCHUFA-Auskunft”."""
    assert ["schufa", "auskunft"] == [term.word for _, term in terms("SCHUFA-Auskunft", "de")]


@given(st.text(), st.sampled_from(["de", "ar", "ti", None]))
def test_places_of_words_lie_in_the_text_in_order(text: str, language: str | None) -> None:
    """Offsets are code points, whatever the script."""
    at = 0
    for (start, end), term in terms(text, language):
        assert at <= start < end <= len(text)
        assert term.language == (language or "")
        at = end


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_weights_lie_between_nothing_and_the_same(asked: str, words: list[str]) -> None:
    """Nothing that is asked makes the comparison fail."""
    vocabulary = [term for word in words for _, term in terms(word, "de")]

    assert all(0 < weight <= SAME for weight in alike(asked, vocabulary).values())
