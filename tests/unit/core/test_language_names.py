"""Languages by their names, in the language of the interface."""

from __future__ import annotations

from faden.core.catalogue import catalogue, what
from faden.core.languages import NAMES
from faden.core.problems import Place, Problem
from faden.study.information import PLAIN


def test_a_message_names_a_language_in_the_language_of_the_interface() -> None:
    """With the code, which is what stands in files; what is no code stays."""
    problem = Problem("import-language-unlisted", Place("a.txt"), {"value": "I07", "language": "ar"})
    other = Problem("import-language-unlisted", Place("a.txt"), {"value": "I07", "language": "tlh"})

    assert "Arabisch (ar)" in what(problem, "de")
    assert "Arabic (ar)" in what(problem, "en")
    assert "auf tlh" in what(other, "de")


def test_what_tells_of_a_person_is_said_in_words() -> None:
    """Attributes and languages by their names; what a study itself has named stays."""
    facts = "age 62, household parents, language uk/interpretation, municipality eider-ufer, hobby tuba"
    problem = Problem("quotation-recognisable", Place("F01.md"), {"coding": "c-1", "facts": facts})
    none = Problem("quotation-among-few", Place("F01.md"), {"coding": "c-1", "facts": "–"})

    said = "Alter: 62, Haushalt: Eltern, Sprache: Ukrainisch (uk) gedolmetscht, Ort: eider-ufer, hobby tuba"
    assert f"({said})" in what(problem, "de")
    assert "language: Ukrainian (uk)" in what(problem, "en")
    assert what(none, "de")


def test_every_language_of_a_study_has_a_name() -> None:
    """In both languages of the interface; plain German, in which information is written too, has one."""
    named = {key.removeprefix("language.") for key in catalogue() if key.startswith("language.")}

    assert {*NAMES, PLAIN} == named
