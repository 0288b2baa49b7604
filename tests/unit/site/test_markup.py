"""Text that stays text, whatever reads the file it stands in."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_sample import hostile

from faden.core.text import normal
from faden.site.markup import balanced, element, inline, paragraphs, plain

ADDED = "\u2068\u2069\u202c"


def _depth(line: str) -> tuple[int, int]:
    """Lowest and last depth of isolates, counted as a reader of plain text would."""
    depth = lowest = 0
    for character in line:
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        lowest = min(lowest, depth)
    return lowest, depth


@given(hostile())
def test_nothing_special_is_left(text: str) -> None:
    """What is not there cannot be read as markup; what is left of it are numbers of characters."""
    rest = re.sub(r"&#\d+;", "", plain(text))

    assert re.search(r"""[&<>"'`*_{}\[\]\\|~^=$@:#!\n\t]""", rest) is None


@given(hostile())
def test_a_browser_shows_the_words(text: str) -> None:
    """Escaping changes what parsers see, never what people read."""
    shown = html.unescape(plain(text))

    assert [c for c in " ".join(normal(text).split("\n")).replace("\t", " ") if c not in ADDED] == [
        c for c in shown if c not in ADDED
    ]


@given(st.text(st.sampled_from("a\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")))
def test_controls_of_direction_end_with_the_line(line: str) -> None:
    """None opened inside stays open, and none closes what was opened outside."""
    assert _depth(balanced(line)) == (0, 0)


@given(st.text(st.sampled_from("a\u2066\u2069\u202b\u202c")))
def test_controls_of_direction_are_kept(line: str) -> None:
    """The words stay word for word; something is only added before and after them."""
    assert line in balanced(line)


def test_an_override_does_not_reach_the_attribution() -> None:
    """U+202E turns all that follows around, until it is closed."""
    assert balanced("a\u202eb") == "a\u202eb\u202c"


def test_words_from_right_to_left_are_set_apart() -> None:
    """Beside German words they would change places with the punctuation."""
    assert inline("شقة") == "<bdi>شقة</bdi>"


def test_paragraphs_and_lines_of_words_are_kept() -> None:
    """Turns have blank lines and line breaks, which belong to the words."""
    assert paragraphs("a\n\nb\nc\n") == ["a", "b<br>c"]


@pytest.mark.parametrize("text", ["", "\n", " \n\n "])
def test_no_words_are_no_paragraph(text: str) -> None:
    """An empty paragraph would be read out as one."""
    assert paragraphs(text) == []


def test_attributes_are_escaped_and_none_is_left_out() -> None:
    """A value cannot end its attribute."""
    assert element("a", "x", class_='"b', href=None) == '<a class="&#34;b">x</a>'
