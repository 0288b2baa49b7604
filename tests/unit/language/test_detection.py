"""The language of a turn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.language.detection import LANGUAGES, USUAL, detect


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("de", "Wir bekommen keinen Platz im Kindergarten für unsere Tochter."),
        ("en", "There was no interpreter at the appointment."),
        ("ar", "لا أفهم الرسائل التي تصلني من الدائرة"),
        ("fa", "نامه‌ها را نمی‌فهمم چون آلمانی من هنوز خوب نیست"),
        ("fa", "چرا"),
        ("uk", "Ми не можемо отримати місце в дитячому садку"),
        ("ru", "Мы не понимаем, что здесь написано"),
        ("ti", "ከመይ ኣለኻ"),
        ("tr", "Randevuda tercüman yoktu, hiçbir şey anlamadık."),
        ("fr", "Nous cherchons un appartement depuis six mois."),
    ],
)
def test_a_whole_sentence_is_recognised(expected: str, text: str) -> None:
    """The languages of the interviews, without being told which of them occur."""
    assert expected == detect(text)


@pytest.mark.parametrize("text", ["mhm", "ok", "…", "", "12", "?"])
def test_a_short_answer_takes_the_language_of_the_talk(text: str) -> None:
    """Backchannels are the same in many languages."""
    assert "de" == detect(text, default="de")


@pytest.mark.parametrize("text", ["mhm", "…", ""])
def test_without_a_default_nothing_is_guessed(text: str) -> None:
    """A wrong language misleads sentences, lemmas and centring; none is honest."""
    assert detect(text) is None


def test_the_default_never_speaks_against_the_script() -> None:
    """What is written in Ethiopic letters is not German, whoever speaks."""
    assert detect("ሰላም", candidates=["de", "en"], default="de") is None


def test_letters_of_one_language_only_tell_it() -> None:
    """Pashto, Sorani and Urdu share the letters of Persian and have their own beside them."""
    assert ["ps", "ckb", "ur"] == [detect(t, candidates=LANGUAGES) for t in ("ښه", "ئێوە", "ٹھیک ہے")]


@settings(deadline=None)  # the first call loads a dictionary
@given(st.text(), st.lists(st.sampled_from(LANGUAGES)))
def test_the_answer_is_always_a_candidate_or_none(text: str, candidates: list[str]) -> None:
    """Nothing outside the study's languages appears in it."""
    assert detect(text, candidates=candidates) in {None, *candidates}
    assert set(USUAL) <= set(LANGUAGES)
