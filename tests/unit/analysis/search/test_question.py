"""What somebody asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.search.question import parse_question, phrase_places


@pytest.mark.parametrize(
    ("typed", "words", "phrases"),
    [
        ("Schufa", ("Schufa",), ()),
        ("Was ist mit der Schufa?", ("Schufa",), ()),
        ("wer war das", ("wer", "war", "das"), ()),
        ("„keine Antwort“ vom Amt", ("Antwort", "Amt"), (("keine", "antwort"),)),
        ('"Keine Antwort', ("Antwort",), (("keine", "antwort"),)),
        ('""', (), ()),
        ("", (), ()),
        ("???", (), ()),
    ],
)
def test_words_that_say_nothing_are_left_out(
    typed: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]
) -> None:
    """Unless there is nothing else; in quotation marks every word counts."""
    found = parse_question(typed, "de")

    assert (words, phrases) == (found.words, found.phrases)


@pytest.mark.parametrize(
    ("typed", "usual", "expected"),
    [
        ("Kindergarten", "de", "de"),
        ("والجوب سنتر", "de", "ar"),
        ("Why did nobody answer the letter?", "de", "en"),
        ("Schufa", None, None),
    ],
)
def test_short_questions_are_in_the_language_of_the_page(
    typed: str, usual: str | None, expected: str | None
) -> None:
    """One word is said alike in many languages; its script is not."""
    assert expected == parse_question(typed, usual).language


def test_a_phrase_stands_in_any_case_and_across_commas() -> None:
    """Letters and marks around words are no part of them; an emoji is one code point."""
    text = "🙂 Keine, Antwort! keine antwort"

    assert ["Keine, Antwort", "keine antwort"] == [
        text[start:end] for start, end in phrase_places(text, "de", ("keine", "antwort"))
    ]


@given(st.text(), st.text(max_size=5))
def test_a_phrase_is_found_where_it_stands(text: str, phrase: str) -> None:
    """Places lie in the text, in order, and nothing is found twice."""
    wanted = parse_question(f'"{phrase}"').phrases
    at = 0
    for start, end in phrase_places(text, "de", wanted[0] if wanted else ()):
        assert at <= start < end <= len(text)
        at = end


@given(st.text())
def test_anything_can_be_asked(typed: str) -> None:
    """Every text is a question, if an empty one."""
    found = parse_question(typed, "de")

    assert all(found.words)
    assert all(found.phrases)
