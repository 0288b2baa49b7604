"""Quotations behind the cells of matrices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ministudy import ALL, PEOPLE, TODAY, MiniStudy

from faden.analysis.matrix import Near
from faden.build.quotations import Wanted, quotations, quotations_sheet
from faden.coding.anchor import Position, describe
from faden.coding.codings import coding_at, format_codings, read_codings
from faden.core.problems import UnknownError
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
        (Wanted(person="p-222222"), 1),
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


def test_words_of_several_leave_with_the_consent_of_all(study: MiniStudy) -> None:
    """A coding over two turns is nobody's alone; each of the two may keep it out of the table."""
    study.code(("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet."))
    path = study.folder.coding_file("erste", "W01")
    read = read_codings(study.folder, path).value
    transcript = study.case().corpus.transcripts["W01"]
    assert read is not None
    over = describe(transcript, Position("t2", 10), Position("t3", 7))
    made = coding_at(over, identifier="c-99999999", code="keine-antwort", on="2026-02-01", codebook=1)
    order = tuple(turn.id for turn in transcript.turns)
    path.write_text(format_codings(replace(read, codings=(made,)), order), encoding="utf-8")
    before = quotations_sheet(_case(study), Wanted(role="*"), "de")
    study.consents({**dict.fromkeys(PEOPLE, ALL), PEOPLE[1]: "transcribe"})
    after = quotations_sheet(_case(study), Wanted(role="*"), "de")

    assert ((1, 0), (0, 1)) == ((len(before.rows), before.left_out), (len(after.rows), after.left_out))


@pytest.mark.parametrize("wanted", [Wanted(code="fremd"), Wanted(code="keine-antwort", near="fremd")])
def test_a_code_that_is_not_there_is_told(study: MiniStudy, wanted: Wanted) -> None:
    """Rather than nothing found."""
    with pytest.raises(UnknownError) as caught:
        quotations(_case(study), wanted)

    assert "asked-unknown" == caught.value.problem.code
