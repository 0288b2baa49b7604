"""Quotations behind the cells of matrices."""

from __future__ import annotations

import pytest
from ministudy import TODAY, MiniStudy

from faden.analysis.matrix import Near
from faden.build.quotations import Wanted, quotations, quotations_sheet
from faden.core.problems import StudyError
from faden.findings.evidence import Index
from faden.publish.verdict import Case


def _case(study: MiniStudy) -> Case:
    corpus = study.corpus()
    return Case(corpus, Index(corpus), TODAY)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), 6),
        (Wanted(code="antworten"), 6),
        (Wanted(code="schnelle-antwort"), 1),
        (Wanted(group="residents"), 6),
        (Wanted(group="administration"), 0),
        (Wanted(group="-"), 0),
        (Wanted(municipality="ort"), 6),
        (Wanted(role="participant"), 6),
        (Wanted(role="facilitator"), 0),
        (Wanted(talk="W01"), 6),
        (Wanted(talk="W02"), 0),
        (Wanted(person="p-222222"), 1),
        (Wanted(coder="zweite"), 0),
    ],
)
def test_quotations_are_narrowed(study: MiniStudy, wanted: Wanted, expected: int) -> None:
    """By code with those below it, and by all that matrices tell apart."""
    assert expected == len(quotations(_case(study), wanted))


def test_without_a_role_only_participants_are_quoted(study: MiniStudy) -> None:
    """As in the matrices; ``*`` asks for everybody."""
    study.code(
        ("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"),
        ("c-99999999", "keine-antwort", "t1", "Was fehlt Ihnen"),
    )

    assert [1, 2, 1] == [
        len(quotations(_case(study), Wanted(role=role))) for role in ("", "*", "facilitator")
    ]


def test_both_sides_of_a_pair_are_quoted(study: MiniStudy) -> None:
    """Two codes in one turn, but on other words."""
    study.code(
        ("c-22222222", "keine-antwort", "t7", "Bei uns ging es schnell"),
        ("c-33333333", "schnelle-antwort", "t7", "zwei Tage"),
    )
    near = {
        reach: quotations(_case(study), Wanted(code="keine-antwort", near="schnelle-antwort", reach=reach))
        for reach in Near
    }

    assert [[], ["c-22222222", "c-33333333"]] == [
        [each.observation.coding for each in near[reach]] for reach in (Near.WORDS, Near.TURN)
    ]


def test_the_table_leaves_out_who_allows_none(study: MiniStudy) -> None:
    """A person's consent decides on tables, too."""
    path = study.folder.consent
    path.write_text(path.read_text(encoding="utf-8").replace(" analyse", "", 1), encoding="utf-8")
    sheet = quotations_sheet(_case(study), Wanted(), "de")

    assert 6 == len(sheet.rows) + sheet.left_out
    assert "words" == sheet.columns[-1]


@pytest.mark.parametrize("wanted", [Wanted(code="fremd"), Wanted(code="keine-antwort", near="fremd")])
def test_a_code_that_is_not_there_is_told(study: MiniStudy, wanted: Wanted) -> None:
    """Rather than nothing found."""
    with pytest.raises(StudyError) as caught:
        quotations(_case(study), wanted)

    assert "matrix-code-unknown" == caught.value.problem.code
