"""The framework matrix and its file."""

from __future__ import annotations

import pytest
from ministudy import OFFICE, PEOPLE, MiniStudy

from faden.analysis.framework import parse_framework
from faden.build.checking import check_all
from faden.build.matrices import study_framework

FILE = """\
format: faden.framework/1
rows: group
codes: [keine-antwort, schnelle-antwort]
cells:
  - row: residents
    code: keine-antwort
    text: {de: "Fünf warten.", en: "Five wait."}
    codings: [c-22222222, c-55555555]
    by: erste
    "on": 2026-03-01
"""


def test_every_case_meets_every_code(study: MiniStudy) -> None:
    """A summary where there is one, counts where not, and an empty cell is seen to be empty."""
    study.write("analysis/framework.yaml", FILE)

    found, problems = study_framework(study.case())

    assert [] == problems
    assert (("residents", "administration"), 4) == (found.rows, len(found.cells))
    told = found.cells["residents", "keine-antwort"]
    assert told.summary is not None
    assert ("Fünf warten.", 5) == (told.summary.text.text("de"), len(told.persons))
    bare = found.cells["residents", "schnelle-antwort"]
    assert (None, 1) == (bare.summary, len(bare.codings))
    assert () == found.cells["administration", "keine-antwort"].codings


def test_without_a_file_rows_are_persons_and_columns_the_top_of_the_codebook(study: MiniStudy) -> None:
    """Something to begin with."""
    found, problems = study_framework(study.case())

    assert [] == problems
    assert ("antworten",) == found.codes
    assert {*PEOPLE, OFFICE} == set(found.rows)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("row: residents", "row: strangers", "framework-cell-nowhere"),
        ("code: keine-antwort", "code: antworten", "framework-cell-nowhere"),
        ("c-55555555]", "c-99999999]", "framework-coding-unknown"),
        ("c-55555555]", "c-77777777]", "framework-coding-elsewhere"),
        ("format: faden.framework/1", "format: faden.framework/2", "format-newer"),
    ],
)
def test_what_leads_nowhere_is_a_problem(study: MiniStudy, old: str, new: str, code: str) -> None:
    """`faden check` names the cell."""
    study.write("analysis/framework.yaml", FILE)
    assert code not in {problem.code for problem in check_all(study.folder)}
    study.edit("analysis/framework.yaml", old, new)

    found = [problem for problem in check_all(study.folder) if problem.code == code]

    assert ["analysis/framework.yaml"] == [problem.place.path for problem in found]
    assert found[0].place.line > 0


def test_a_cell_has_one_summary(study: MiniStudy) -> None:
    """Of two, one would hide the other."""
    cell = FILE.partition("cells:\n")[2]
    study.write("analysis/framework.yaml", FILE + cell)

    assert "framework-cell-twice" in {problem.code for problem in check_all(study.folder)}


def test_the_file_is_read_as_people_write_it() -> None:
    """Keys that are not known are refused, so that no text loses its end."""
    assert parse_framework(FILE, "x").value is not None
    assert parse_framework(FILE.replace("by:", "from:"), "x").value is None
