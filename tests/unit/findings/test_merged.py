"""Needs that have gone into others: the check, and what is shown of them."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.build.checking import check_all
from faden.build.prototyping import check_prototypes
from faden.findings.merged import check_merged
from tests.unit.prototypes.conftest import GOOD

NEEDS = "analysis/needs.yaml"


def merge(study: MiniStudy, into: str) -> None:
    """Note the second need as merged, by hand."""
    text = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    at = text.index("  - id: N02") + len("  - id: N02\n")
    study.write(NEEDS, f"{text[:at]}    merged_into: {into}\n{text[at:]}")


def test_a_study_without_merges_is_in_order(study: MiniStudy) -> None:
    """Nothing to say."""
    assert [] == list(check_merged(study.case().corpus))


@pytest.mark.parametrize("into", ["N02", "N31"])
def test_a_merge_that_leads_nowhere_is_a_problem(study: MiniStudy, into: str) -> None:
    """Into itself, or into a need that there is not."""
    merge(study, into)
    problem = next(p for p in check_merged(study.case().corpus) if p.code == "need-merge-gone")

    assert (NEEDS, {"need": "N02", "value": into}) == (problem.place.path, dict(problem.params))
    assert problem.place.line


def test_what_names_a_merged_need_is_told_and_nothing_is_stopped(study: MiniStudy) -> None:
    """A finding keeps the id that a person wrote; on the site the need is not shown any more."""
    merge(study, "N01")
    study.edit("analysis/findings/F01.md", "needs: [N01]", "needs: [N02]")
    told = [p for p in check_merged(study.case().corpus) if p.code == "need-merged"]

    assert [("analysis/findings/F01.md", "N02", "N01")] == [
        (p.place.path, p.params["value"], p.params["into"]) for p in told
    ]
    assert "warning" == told[0].severity
    assert "N02" not in study.verdict().needs
    assert "N01" in study.verdict().needs


def test_a_prototype_that_names_a_merged_need_is_told(study: MiniStudy) -> None:
    """In the check of the study, and in that of the prototypes alone."""
    merge(study, "N01")
    study.write("prototypes/probe/prototype.yaml", GOOD)
    told = [
        [(p.place.path, p.params["into"]) for p in found if p.code == "need-merged"]
        for found in (check_all(study.folder), check_prototypes(study.folder))
    ]

    assert told[0]
    assert told[0] == told[1]
    assert {("prototypes/probe/prototype.yaml", "N01")} == {*told[0]}


def board(study: MiniStudy, *groups: str) -> None:
    """Groups of the board, one line each."""
    lines = "".join(f'  - {{by: erste, "on": 2026-02-02, {group}}}\n' for group in groups)
    study.write("analysis/board.yaml", f"format: faden.board/1\ngroups:\n{lines}")


def test_a_merge_that_only_the_board_knows_is_told(study: MiniStudy) -> None:
    """Its quotation hangs in the group of the other need, and it has no group of its own."""
    text = (study.folder.root / NEEDS).read_text(encoding="utf-8").replace("merged_into", "")
    study.write(NEEDS, text.replace("id: N01", "id: N09").replace("id: N02", "id: N01"))
    board(study, "id: g1, need: N01, cards: [c-22222222]")

    told = [p for p in check_merged(study.case().corpus) if p.code == "need-merge-half"]

    assert [(NEEDS, {"value": "N09", "into": "N01"})] == [(p.place.path, dict(p.params)) for p in told]
    assert "warning" == told[0].severity
    assert told[0].place.line


def test_a_merge_that_only_the_needs_know_is_told(study: MiniStudy) -> None:
    """A group of the board still stands for the need that has gone."""
    merge(study, "N01")
    board(study, "id: g1, need: N01, cards: [c-22222222]", "id: g2, need: N02, cards: []")

    told = [p for p in check_merged(study.case().corpus) if p.code == "board-need-merged"]

    assert [("analysis/board.yaml", 4, {"value": "N02", "into": "N01"})] == [
        (p.place.path, p.place.line, dict(p.params)) for p in told
    ]


@pytest.mark.parametrize(
    "groups", [["id: g1, need: N01, cards: [c-22222222]"], ["id: g1, cards: [c-22222222]"]]
)
def test_needs_that_hang_in_their_own_group_or_in_none_are_in_order(
    study: MiniStudy, groups: list[str]
) -> None:
    """A need written by hand needs no group, and a group no need."""
    board(study, *groups)

    assert [] == list(check_merged(study.case().corpus))
