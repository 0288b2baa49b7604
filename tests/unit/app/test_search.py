"""Full-text search over the parts of transcripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.app.views.search import folded, search
from faden.core.text import normal
from faden.interviews.files import parse_transcript
from faden.interviews.transcript import Transcript

HEAD = """\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
speakers:
  P1: {role: participant}
---

## t1 · P1

"""


def transcript(words: str) -> Transcript:
    """A transcript with one turn."""
    parsed = parse_transcript(HEAD + words + "\n", "I01.md").value
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("words", "wanted", "expected"),
    [
        ("Die Straße.", "STRASSE", "Straße"),
        ("Über uns", "uber", "Über"),
        ("بَيْتُنَا صَغِيرٌ جِدًّا.", "صغير", "صَغِيرٌ"),
        ("Im Flur\nstand es", "flur stand", "Flur\nstand"),
        ("👨‍👩‍👧 kam", "kam", "kam"),
        ("ﬁnden", "finden", "ﬁnden"),
    ],
)
def test_words_are_found_in_any_spelling(words: str, wanted: str, expected: str) -> None:
    """Case, accents, vowel signs, line breaks; what is given back stands in the text."""
    (hit,) = search([transcript(words)], wanted)

    assert expected == hit.words
    assert hit.words == normal(words)[hit.start : hit.end]


@pytest.mark.parametrize("wanted", ["", "   ", "\u064b", "gibt es nicht"])
def test_nothing_is_found_for_nothing(wanted: str) -> None:
    """A search of blanks or bare marks would find every place."""
    assert [] == list(search([transcript("Worte und Worte")], wanted))


@given(st.text(max_size=40))
def test_each_letter_knows_where_it_came_from(text: str) -> None:
    """One place for each letter, never going back, inside the text."""
    letters, places = folded(text)

    assert len(letters) == len(places)
    assert sorted(places) == list(places)
    assert all(0 <= place < len(text) for place in places)
