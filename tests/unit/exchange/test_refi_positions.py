"""Positions over all of Unicode: there and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.text import normal
from faden.exchange.refi.offsets import ALL, Newline, Reading, Scale, Unit, cuts_word, text_of
from faden.exchange.refi.turns import Track, split

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
LINES = st.lists(TEXTS, max_size=5).map("\r\n".join)


READINGS = (*ALL, *(Reading(Unit.UTF_8, newline) for newline in Newline))


@given(LINES, st.sampled_from(READINGS))
def test_every_code_point_has_one_position(text: str, reading: Reading) -> None:
    """Whatever counts two: the way back gives the code point again."""
    scale = Scale(text_of(text), reading)

    for at in range(len(text_of(text).plain) + 1):
        assert (at, False) == scale.plain(scale.position(at))


@given(TEXTS, st.data())
def test_an_anchor_holds_the_words_of_its_stretch(text: str, data: st.DataObject) -> None:
    """Nothing is added; what lies between turns and in labels is not words of a turn."""
    pieces, _ = split(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = Track(text, pieces, "und").anchor(start, end)

    if anchor is not None:
        assert anchor.exact
        assert len(anchor.exact.split()) <= len(normal(text).split())


@given(TEXTS)
def test_pieces_are_the_words_of_the_text(text: str) -> None:
    """In order, each at its place, none twice."""
    pieces, _ = split(text)
    at = 0
    for piece in pieces:
        assert at <= piece.start < piece.end <= len(text)
        assert normal(text[piece.start : piece.end]).strip() == piece.words
        at = piece.end


@given(st.text("abc äß😀e\u0301\n:", max_size=60), st.data())
def test_a_whole_word_comes_back_to_its_place(text: str, data: st.DataObject) -> None:
    """From position to anchor and back."""
    pieces, _ = split(text)
    track = Track(text, pieces, "und")
    if not pieces:
        return
    piece = data.draw(st.sampled_from(pieces))
    anchor = track.anchor(piece.start, piece.end)

    assert anchor is not None
    assert piece.words == anchor.exact
    assert (piece.start, piece.end) == track.span(anchor.start, anchor.end)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("Wir haben gesucht", 4, 9, False),
        ("Wir haben gesucht", 5, 9, True),
        ("Wir haben gesucht", 5, 99, True),
        ("Wir haben gesucht", 99, 99, False),
        ("Wir haben gesucht", 9, 5, False),
        ("Wir haben gesucht", -5, 6, False),
        ("\U00020000\U00020001\U00020002", 1, 2, False),
        ("ฉันหาบ้าน", 1, 4, False),
    ],
)
def test_a_word_is_cut_only_where_that_is_sure(text: str, start: int, end: int, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Not before the text: there is no letter, and looking for one read the whole text for each selection."""
    assert expected is cuts_word(text, start, end)
