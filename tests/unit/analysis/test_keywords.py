"""Keyword in context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.keywords import Keyword, Match, keywords
from faden.core.text import normal
from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn

ARABIC = "قبل الشباب يلي بيشتغلوا"


def _talk(text: str, language: str = "de") -> Transcript:
    head = Head(format="", id="I01", kind="interview", language=language, speakers={"P1": Speaker()})
    return Transcript(head, (Turn("t1", "P1", (Part(PartKind.ORIGINAL, language, text),)),))


def _found(text: str, wanted: str, match: Match = Match.FOLDED, **more: int) -> list[Keyword]:
    return list(keywords([_talk(text)], wanted, match, **more))


@pytest.mark.parametrize(
    ("wanted", "match", "expected"),
    [
        ("brief", Match.FOLDED, ["Brief"]),
        ("brief", Match.EXACT, []),
        ("Brief", Match.EXACT, ["Brief"]),
        ("Brief*", Match.FOLDED, ["Brief", "Briefkasten"]),
        ("kam Brief", Match.FOLDED, ["kam. Brief"]),
        ("rief", Match.FOLDED, []),
        ("kommen", Match.LEMMA, ["kam"]),
        ("*", Match.FOLDED, []),
        ("", Match.FOLDED, []),
    ],
)
def test_words_are_whole_words(wanted: str, match: Match, expected: list[str]) -> None:
    """A part of a word is found only with a star; several words stand one after the other."""
    text = "Kein Mensch kam. Brief und Briefkasten blieben leer."

    assert expected == [found.words for found in _found(text, wanted, match)]


def test_context_is_counted_in_words_and_in_the_order_of_speech() -> None:
    """Before is what was said before."""
    (found,) = _found("eins zwei drei vier fünf sechs", "vier", around=2)

    assert ("zwei drei", "vier", "fünf sechs") == (found.before, found.words, found.after)


def test_right_to_left_is_not_turned_around() -> None:
    """Arabic: what was said first stands in `before`; vowel signs and forms of letters do not matter."""
    (found,) = list(keywords([_talk(ARABIC, "ar")], "الشَّباب"))

    assert ("قبل", "الشباب", "يلي بيشتغلوا") == (found.before, found.words, found.after)
    assert "rtl" == found.direction


@given(st.text(max_size=60).map(normal), st.text(min_size=1, max_size=5).map(normal))
@pytest.mark.parametrize("match", [Match.EXACT, Match.FOLDED])
def test_a_place_holds_the_words_it_tells(match: Match, text: str, wanted: str) -> None:
    """Over all of Unicode: the slice of the text is what is shown, and it lies within."""
    for found in _found(text, wanted, match):
        assert text[found.start : found.end] == found.words
        assert 0 <= found.start < found.end <= len(text)
