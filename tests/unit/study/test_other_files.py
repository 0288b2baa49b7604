"""Sticky notes, workshops, context, questions and guide."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.study.context import read_context
from faden.study.notes import read_board
from faden.study.prose import read_prose
from faden.study.workshops import read_workshop

WORKSHOP = """\
format: faden.workshop/1
id: W01
title: {de: "Runde", en: "Round"}
aim: {de: "Zuhören", en: "Listening"}
phase: define
counts: {residents: 6}
"""
NOTES = "note,group,cluster,votes_refugees,votes_institutions,votes_market,text"


def test_sticky_notes_keep_who_voted_and_who_was_not_there(study: MiniStudy) -> None:
    """An empty cell is no zero: that side was not in the room."""
    text = f"# faden.notes/1 synthetic\n{NOTES}\nn1,residents,Antwort,3,0,,Keiner ruft zurück\n"

    board = read_board(study.folder, study.write("interviews/notes/W01.csv", text)).value

    assert board is not None
    assert ("W01", 3, 0, None) == (
        board.workshop,
        board.notes[0].votes_refugees,
        board.notes[0].votes_institutions,
        board.notes[0].votes_market,
    )


@pytest.mark.parametrize("row", ["n1,residents,,-1,,,x", "n1,residents,,drei,,,x", "n1,residents,,,,,"])
def test_a_wrong_note_names_its_line(study: MiniStudy, row: str) -> None:
    """Votes are counts, and a note has words."""
    path = study.write("interviews/notes/W01.csv", f"# faden.notes/1\n{NOTES}\n{row}\n")

    assert 3 == read_board(study.folder, path).problems[0].place.line


def test_a_workshop_counts_people_and_names_none(study: MiniStudy) -> None:
    """Counts per role."""
    workshop = read_workshop(study.folder, study.write("research/workshops/W01.yaml", WORKSHOP)).value

    assert workshop is not None
    assert {"residents": 6} == workshop.counts


def test_a_workshop_under_another_name_is_left_out(study: MiniStudy) -> None:
    """File and id agree."""
    parsed = read_workshop(study.folder, study.write("research/workshops/W02.yaml", WORKSHOP))

    assert ("file-misnamed", 2) == (parsed.problems[0].code, parsed.problems[0].place.line)
    assert parsed.value is None


def test_facts_of_a_place_need_source_and_date(study: MiniStudy) -> None:
    """A number without them is none."""
    study.write(
        "research/context.yaml",
        "format: faden.context/1\nmunicipalities:\n  - id: ort\n    population: {value: 20000}\n",
    )

    problems = read_context(study.folder).problems

    assert {("field-missing", 4)} == {(problem.code, problem.place.line) for problem in problems}


def test_questions_stand_in_each_language(study: MiniStudy) -> None:
    """One heading a question, one section a language."""
    path = study.write(
        "research/questions.md",
        "---\nformat: faden.questions/1\n---\n\n## Q1\n\n::: de\nWas?\n\n::: en\nWhat?\n\n"
        "## Q2\n\n::: xx\nHm\n",
    )

    parsed = read_prose(study.folder, path, "questions")

    assert parsed.value is not None
    assert [("Q1", {"de": "Was?", "en": "What?"}), ("Q2", {})] == [
        (section.id, section.texts) for section in parsed.value.sections
    ]
    assert [15] == [problem.place.line for problem in parsed.problems]
