"""The codebook as a tree, and memos."""

from __future__ import annotations

from ministudy import MiniStudy

from faden.coding.codebook import Code, Codebook, read_codebook
from faden.coding.memos import read_memo
from faden.core.languages import LocalText


def _code(identifier: str, *children: Code, into: str | None = None) -> Code:
    return Code(id=identifier, name=LocalText({"de": identifier}), children=children, merged_into=into)


TREE = Codebook(1, (), (_code("a", _code("b", _code("c")), _code("d", into="b")), _code("e", into="d")))


def test_codes_come_parents_first_with_their_path() -> None:
    """So that a table of them reads like the tree."""
    assert [("a",), ("a", "b"), ("a", "b", "c"), ("a", "d"), ("e",)] == [p.path for p in TREE.codes()]


def test_a_merged_code_answers_as_the_one_it_went_into() -> None:
    """Through every further merger; codings of others are not rewritten."""
    code = TREE.find("e")

    assert code is not None
    assert "b" == code.id
    assert TREE.find("unknown") is None


def test_below_a_code_stand_all_that_were_merged_into_it() -> None:
    """`e` went into `d` and `d` into `b`: their codings count for `b`."""
    assert {"b", "c", "d", "e"} == TREE.below("b")
    assert {"c"} == TREE.below("c")
    assert frozenset() == TREE.below("unknown")


def test_codes_merged_in_a_circle_end_somewhere() -> None:
    """A mistake in a file must not hang the program."""
    circle = Codebook(1, (), (_code("a", into="b"), _code("b", into="a")))

    assert circle.find("a") is not None
    assert {"a", "b"} == circle.below("a")


def test_the_codebook_names_the_line_of_a_wrong_code(study: MiniStudy) -> None:
    """However deep in the tree."""
    study.edit("analysis/codebook.yaml", "kind: deviant", "kind: seltsam")

    problem = read_codebook(study.folder).problems[0]

    assert ("value-invalid", 19) == (problem.code, problem.place.line)


def test_a_memo_is_read_with_what_it_is_about(study: MiniStudy) -> None:
    """Front matter, then text."""
    path = study.write(
        "analysis/memos/zweifel.md",
        "---\nformat: faden.memo/1\nabout: W01\nby: erste\non: 2026-02-01\n---\n\nSynthetisch. Zu glatt?\n",
    )

    memo = read_memo(study.folder, path).value

    assert memo is not None
    assert ("zweifel", "W01", "Synthetisch. Zu glatt?") == (memo.name, memo.head.about, memo.text)
