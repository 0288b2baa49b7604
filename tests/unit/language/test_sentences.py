"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.language.sentences import sentences

WRITING = st.text(st.one_of(st.characters(), st.sampled_from("aB1 .!?\n።፧፡…»\"'")))


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Wir wohnen in der Goethestr. 5 im Hof.", "Es ist laut."]),
        ("de", ["Frau Dr. Meier kam am 3. Mai.", "Danach hörten wir nichts."]),
        ("de", ["Wir brauchen z. B. Abs. 3 der Satzung.", "Warum?", "Das weiß niemand."]),
        ("de", ["Ich also, ähm … ja. nein."]),
        ("en", ["Mr. Smith said no.", "We left!"]),
        ("ar", ["لا أفهم الرسائل.", "لماذا؟", "لا أحد يعرف."]),
        ("uk", ["Ми живемо на вул. Шевченка.", "Тут шумно."]),
        ("fa", ["نامه‌ها را نمی‌فهمم.", "چرا؟", "نمی‌دانم."]),
        ("ti", ["ሰላም።", "ከመይ ኣለኻ፧", "ጽቡቕ"]),
        (None, ["One.", "Two."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language: str | None, parts: list[str]) -> None:
    """Abbreviations and ordinals end no sentence; the stops of every script do."""
    text = " ".join(parts)

    assert parts == [text[start:end] for start, end in sentences(text, language)]


@settings(deadline=None)  # the first call loads a dictionary
@given(WRITING, st.sampled_from(["de", "en", "ar", "fa", "uk", "ti", None]))
def test_no_character_is_lost_or_told_twice(text: str, language: str | None) -> None:
    """Anchors are made from these positions; what lies between sentences is blank."""
    spans = sentences(text, language)
    places = [place for start, end in spans for place in range(start, end)]

    assert sorted(set(places)) == places
    assert all(char.isspace() for place, char in enumerate(text) if place not in set(places))


@settings(deadline=None)  # the first call loads a dictionary
@given(WRITING)
def test_no_sentence_is_empty_or_begins_with_a_blank(text: str) -> None:
    """A sentence is what one would quote."""
    for start, end in sentences(text, "de"):
        assert text[start:end] == text[start:end].strip() != ""
