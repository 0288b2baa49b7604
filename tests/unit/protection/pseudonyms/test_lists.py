"""Name lists: what is known beforehand, inflected, and never more than whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.features import LOOKS, looks
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.lists import ListDetector, bases, read_lists
from faden.protection.pseudonyms.matching import split_words


def _found(text: str) -> dict[str, Kind]:
    return {one.text: one.kind for one in ListDetector().find(text, "de")}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Alis Bruder", "Alis", Kind.PERSON),
        ("mit MOHAMMED", "MOHAMMED", Kind.PERSON),
        ("Олени немає", "Олени", Kind.PERSON),
        ("قلت لعلي", "لعلي", Kind.PERSON),
        ("ምስ ተስፋይ", "ተስፋይ", Kind.PERSON),
        ("aus Kiel", "Kiel", Kind.PLACE),
        ("Bremens Häfen", "Bremens", Kind.PLACE),
        ("die Kieler Förde", "Kieler", Kind.PLACE),
        ("eine Hamburgerin", "Hamburgerin", Kind.PLACE),
        ("die Mettenhofer Kita", "Mettenhofer", Kind.PLACE),
        ("die Bremer Stadtmusik", "Bremer", Kind.PLACE),
        ("in Bad Segeberg", "Bad Segeberg", Kind.PLACE),
        ("من دمشق", "دمشق", Kind.PLACE),
    ],
)
def test_listed_names_are_found_inflected(text: str, word: str, kind: Kind) -> None:
    """With endings of their language, with particles, in capitals, as words made from places."""
    assert kind is _found(text)[word]


@pytest.mark.parametrize("text", ["das alibi", "wir essen", "der vater"])
def test_common_words_in_small_letters_are_no_names(text: str) -> None:
    """Where a script has capitals, names begin with one."""
    assert {} == _found(text)


def test_names_that_are_common_words_too_are_marked_as_doubtful() -> None:
    """Context decides; the list alone gives them a low score."""
    scores = {one.text: one.score for one in ListDetector().find("Rose Amira", "de")}

    assert scores["Rose"] < scores["Amira"] / 2


def test_lists_hold_single_words_of_many_scripts() -> None:
    """Those that people in this field have."""
    lists = read_lists()

    assert {"Mohammed", "علي", "Олена", "ሰላም", "Berivan", "Fadumo"} <= lists.first
    assert {"Kiel", "Damaskus", "Charkiw", "Asmara"} <= lists.places


@given(st.text(min_size=1, max_size=20))
def test_any_word_has_itself_among_its_forms(word: str) -> None:
    """Whatever its letters."""
    assert word in bases(word)


@given(st.text(max_size=60))
def test_any_text_has_one_row_of_looks_for_each_word(text: str) -> None:
    """Also one without words."""
    words = split_words(text)

    assert (len(words), LOOKS) == looks(text, words).shape
    assert all(text[one.start : one.end] == one.text for one in ListDetector().find(text, "de"))
