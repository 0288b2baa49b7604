"""Problems, and how they are worded."""

from __future__ import annotations

import pytest

from faden.core.catalogue import describe, interface_language, text
from faden.core.languages import LocalText, direction
from faden.core.problems import FadenError, Place, Problem, Severity, Status, StudyError, errors, order


def test_problems_are_ordered_as_people_work_through_them() -> None:
    """By file and line, then by code."""
    late, early = Problem("a", Place("b.md", 1)), Problem("z", Place("a.md", 9))
    first = Problem("b", Place("a.md", 2), {"x": 1})

    assert [first, early, late] == order([late, early, first])


def test_a_check_that_did_not_run_counts_as_an_error() -> None:
    """It never passes, whatever its weight."""
    unrun = Problem("x", severity=Severity.NOTE, status=Status.NOT_RUN)

    assert [unrun] == errors([Problem("y", severity=Severity.WARNING), unrun])


def test_an_exception_carries_its_problem() -> None:
    """One catalogue words both."""
    error = StudyError("file-missing", "a.yaml", line=3, reason="x")

    assert isinstance(error, FadenError)
    assert Problem("file-missing", Place("a.yaml", 3), {"reason": "x"}) == error.problem
    assert error.problem == StudyError.of(error.problem).problem


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_message_names_place_what_and_remedy(language: str) -> None:
    """In this order, the remedy on a line of its own."""
    lines = describe(Problem("field-missing", Place("a.yaml", 3), {"field": "id"}), language).split("\n")

    assert lines[0].startswith("a.yaml:3: field-missing: ")
    assert "id" in lines[1]


def test_a_value_that_did_not_come_loses_no_message() -> None:
    """The placeholder is left standing."""
    assert "{field}" in text("problem.field-missing", "de")


def test_other_languages_are_answered_in_german() -> None:
    """German is first."""
    assert text("problem.file-missing", "de") == text("problem.file-missing", "fr")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"FADEN_LANG": "en", "LANG": "de_DE"}, "en"),
        ({"FADEN_LANG": "fr", "LANG": "en_GB"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_GB"}, "en"),
        ({}, "de"),
    ],
)
def test_the_interface_speaks_what_the_system_speaks(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    """`FADEN_LANG` goes before the system's settings."""
    for name in ("FADEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert expected == interface_language()


def test_a_text_without_a_translation_says_in_which_language_it_answers() -> None:
    """Missing translations are shown as such."""
    told = LocalText({"de": "Antwort", "en": " "})

    assert ("Antwort", "de") == (told.text("fr"), told.language("fr"))
    assert ("en", "ar") == told.missing(("de", "en", "ar"))


def test_arabic_and_persian_are_written_from_the_right() -> None:
    """German and Tigrinya from the left."""
    assert ["rtl", "rtl", "ltr", "ltr"] == [direction(code) for code in ("ar", "fa", "de", "ti")]
