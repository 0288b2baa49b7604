"""Memos on anything; everybody changes only their own."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.memos import read_memo
from faden.core.documents import wanted
from faden.core.problems import StudyError


def act(bench: Bench, do: str, **values: Any) -> Any:
    """Carry out an action, having seen all memos."""
    seen = bench.fingerprints(bench.folder.shown(path) for path in bench.folder.memos())
    return bench.perform(parse_action({"do": do, **values}), seen)


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        ("study", "study"),
        ("W01", "W01"),
        ("code:keine-antwort", "keine-antwort"),
        ("keine-antwort", "keine-antwort"),
        ("coding:c-22222222", "c-22222222"),
    ],
)
def test_a_memo_is_about_anything_in_the_study(bench: Bench, study: MiniStudy, about: str, kept: str) -> None:
    """Named as the files name it."""
    outcome = act(bench, "write-memo", about=about, title="Über Ämter: „nein“", text="Text\n\n---\n\nmehr ")
    [path] = study.folder.memos()
    memo = wanted(read_memo(study.folder, path))

    assert (("ueber-aemter-nein",), kept) == (outcome.created, memo.head.about)
    assert ("Über Ämter: „nein“", "erste", "2026-03-15", True, "Text\n\n---\n\nmehr") == (
        memo.head.title,
        memo.head.by,
        memo.head.on,
        memo.head.synthetic,
        memo.text,
    )


@pytest.mark.parametrize(
    "about", ["I99", "code:fremd", "coding:c-99999999", "code:W01", "study:W01", "N01", "../x", ""]
)
def test_a_memo_about_nothing_is_refused(bench: Bench, study: MiniStudy, about: str) -> None:
    """It would never be found again."""
    with pytest.raises(StudyError) as caught:
        act(bench, "write-memo", about=about, text="Text")

    assert ("memo-about-nothing", []) == (caught.value.problem.code, study.folder.memos())


def test_titles_that_are_alike_get_files_of_their_own(bench: Bench) -> None:
    """No memo overwrites another."""
    made = [act(bench, "write-memo", about="study", title="A", text="x").created for _ in range(2)]

    assert [("a",), ("a-2",)] == made
    assert ("study-2026-03-15",) == act(bench, "write-memo", about="study", text="x").created


def test_rewriting_keeps_what_else_stands_in_the_head(bench: Bench, study: MiniStudy) -> None:
    """A person wrote it there."""
    study.write(
        "analysis/memos/a.md", "---\nformat: faden.memo/1\n# so\nabout: W01\nby: erste\non: 2026\n---\nAlt\n"
    )
    act(bench, "write-memo", memo="a", about="study", title="T", text="Neu")

    assert "---\nformat: faden.memo/1\n# so\nabout: study\nby: erste\non: 2026\ntitle: T\n---\n\nNeu\n" == (
        study.folder.root / "analysis/memos/a.md"
    ).read_text("utf-8")


def test_a_deleted_memo_comes_back_by_undo(bench: Bench, study: MiniStudy) -> None:
    """With every byte."""
    path = study.write(
        "analysis/memos/a.md", "---\nformat: faden.memo/1\nabout: W01\nby: erste\non: 2026\n---\n\n\nA\n"
    )
    before = path.read_bytes()
    act(bench, "delete-memo", memo="a")
    gone = path.exists()
    act(bench, "undo")

    assert (False, before) == (gone, path.read_bytes())


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"do": "delete-memo", "memo": "a"}, "memo-of-another"),
        ({"do": "write-memo", "memo": "a", "about": "study", "text": "x"}, "memo-of-another"),
        ({"do": "write-memo", "about": "study", "text": " "}, "memo-empty"),
    ],
)
def test_memos_of_others_stay_as_they_are(
    bench: Bench, study: MiniStudy, values: dict[str, Any], code: str
) -> None:
    """Whoever disagrees writes their own."""
    study.write(
        "analysis/memos/a.md", "---\nformat: faden.memo/1\nabout: W01\nby: zweite\non: 2026\n---\nA\n"
    )
    with pytest.raises(StudyError) as caught:
        act(bench, **values)

    assert code == caught.value.problem.code


def test_a_memo_that_the_page_has_not_shown_is_not_changed(bench: Bench, study: MiniStudy) -> None:
    """The whole text is replaced; somebody may have added to it."""
    study.write("analysis/memos/a.md", "---\nformat: faden.memo/1\nabout: W01\nby: erste\non: 2026\n---\nA\n")
    with pytest.raises(StudyError) as caught:
        bench.perform(parse_action({"do": "delete-memo", "memo": "a"}), {})

    assert "edited-unseen" == caught.value.problem.code


def test_a_memo_that_is_not_there_is_said_so(bench: Bench) -> None:
    """It may have been deleted in another window."""
    with pytest.raises(StudyError) as caught:
        bench.perform(parse_action({"do": "delete-memo", "memo": "a"}), {"analysis/memos/a.md": ""})

    assert "memo-unknown" == caught.value.problem.code
