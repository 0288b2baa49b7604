"""The rules as a whole: marked sentences of six languages, offsets, time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faden.protection.pseudonyms.identifiers import Detector, Identifier
from faden.protection.pseudonyms.rules import RuleDetector
from tests.unit.protection.pseudonyms.rules.marked import LANGUAGES, Case, read_cases

DETECTOR: Detector = RuleDetector()
CASES = [(language, case) for language in LANGUAGES for case in read_cases(f"cases_{language}.txt")]
LENGTH = 100_000
SECONDS = 3.0
"""A second on a free processor; three where eight people share two."""


PATTERNS = (
    *(
        "a",
        "1",
        "1 ",
        "1.",
        "1/",
        "1-",
        "a.",
        "a-",
        "A-",
        "A ",
        "A. ",
        "Aa ",
        "a@",
        "@",
        "'",
        " ",
        "\n",
        ".",
        "-",
    ),
    *("+49 ", "null ", "eins und ", "einund", "dot ", "a ät ", "http://", "Nr. 1", "am 1. ", "12.03."),
    *("Frau ", "Dr. ", "Meine Tochter ", "Mit freundlichen Grüßen\n", "straße", "straße ", "Am A"),
    *("jährig", "im Alter von ", "و", "و ", "من ", "شارع ا", "вул. ", "ስመይ "),
)


def _found(text: str, language: str = "de") -> set[tuple[int, int, str, str]]:
    return {(i.start, i.end, i.kind.value, i.text) for i in DETECTOR.find(text, language)}


@pytest.mark.parametrize(("language", "case"), [(x, c) for x, c in CASES if c.gold])
def test_every_marked_detail_is_found_with_exact_limits(language: str, case: Case) -> None:
    """What stands in brackets is what a reviewer must be shown."""
    assert set(case.gold) <= _found(case.text, language)


@pytest.mark.parametrize(("language", "case"), [(x, c) for x, c in CASES if not c.gold])
def test_hours_rents_and_laws_are_not_proposed(language: str, case: Case) -> None:
    """A sentence that identifies nobody gives nothing to review."""
    assert set() == _found(case.text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_enough_cases(language: str) -> None:
    """25 sentences that identify and 15 that do not, at least."""
    cases = read_cases(f"cases_{language}.txt")

    assert sum(bool(case.gold) for case in cases) >= 25
    assert sum(not case.gold for case in cases) >= 15


@pytest.mark.parametrize("case", [c for _, c in CASES if c.gold][::7])
def test_the_language_given_changes_nothing(case: Case) -> None:
    """A transcript may be labelled wrongly, and people change their language within a sentence."""
    assert _found(case.text, "de") == _found(case.text, "ti")


_SEEDS = "".join(sorted({ch for _, case in CASES for ch in case.text}))


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from(_SEEDS), st.characters())))
def test_every_proposal_is_a_stretch_of_the_text(text: str) -> None:
    """Offsets are code points of the text as it was given, in order."""
    found = DETECTOR.find(text, "de")

    assert [text[i.start : i.end] for i in found] == [i.text for i in found]
    assert sorted(found) == list(found)
    assert all(0 <= i.start < i.end <= len(text) and 0 < i.score <= 1 for i in found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([case.text for _, case in CASES]), max_size=5),
    st.sampled_from(" \n\u200f\u00ad"),
)
def test_proposals_in_longer_texts_are_stretches_too(texts: list[str], between: str) -> None:
    """Sentences behind each other, with signs nobody sees between them."""
    text = between.join(texts)
    found: list[Identifier] = list(DETECTOR.find(text, "de"))

    assert [text[i.start : i.end] for i in found] == [i.text for i in found]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_with_the_length_and_not_with_its_square(pattern: str) -> None:
    """A hundred thousand characters of anything take a second, whoever wrote them."""
    text = (pattern * LENGTH)[:LENGTH]
    start = time.process_time()
    DETECTOR.find(text, "de")

    assert time.process_time() - start < SECONDS


def test_decomposed_letters_and_persian_digits_keep_their_places() -> None:
    """Letters in two code points, marks of direction and ZWNJ do not shift what is proposed."""
    text = "Sie wohnt Fo\u0308rdestraße\u200f 3 und heißt nicht so; ۰۴۳۱ ۱۲۳۴۵۶ تلفن"
    found = {(i.kind.value, i.text) for i in DETECTOR.find(text, "de")}

    assert {("street", "Fo\u0308rdestraße\u200f 3"), ("phone", "۰۴۳۱ ۱۲۳۴۵۶")} <= found
