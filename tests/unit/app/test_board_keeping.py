"""Keeping the machine's groups from the board: what is kept is compared with from then on."""

from __future__ import annotations

import os

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy

from faden.app.boards import Boards
from faden.app.views.board import show_board
from faden.core.catalogue import text
from faden.core.problems import StudyError
from faden.findings.board.actions import Redo, Undo

pytestmark = pytest.mark.slow


def test_what_is_kept_says_what_is_new_once_a_coding_is_added(study: MiniStudy) -> None:
    """Nothing at first; then a card waits, and once groups are computed it is new; anew keeps what comes."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    boards = Boards(study.folder)
    boards.propose()
    before = show_board(boards.look("erste"), "erste", "de").news
    boards.keep("erste")
    kept = show_board(boards.look("erste"), "erste", "de").news
    study.code(("c-88888888", "keine-antwort", "t2", "dreißig Mal geschrieben"))
    waiting = show_board(boards.look("erste"), "erste", "de").news
    boards.propose()
    page = show_board(boards.look("erste"), "erste", "de")
    boards.propose_anew("erste")
    anew = show_board(boards.look("erste"), "erste", "de").news

    assert before is not None
    assert kept is not None
    assert (True, False) == (before.keepable, kept.keepable)
    assert text("app.board.news.nothing", "de") == kept.lead == (anew.lead if anew else "")
    assert waiting is not None
    assert "W01 (1)" in waiting.waiting
    assert page.news is not None
    assert frozenset({"c-88888888"}) == page.news.fresh
    assert page.cards["c-88888888"].fresh
    assert "W01 (1)" in page.news.talks


def test_keeping_and_grouping_anew_can_be_undone(study: MiniStudy) -> None:
    """As every step on the board; what is undone is told in a word, and can be redone."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    boards, file = Boards(study.folder), study.folder.clusters
    boards.propose()
    boards.keep("erste")
    kept, sight = file.read_bytes(), boards.look("erste")
    told = sight.state.undo
    undone, after = boards.act("erste", Undo(do="undo"), sight.state.fingerprints)
    gone = file.exists()
    boards.act("erste", Redo(do="redo"), undone.state.fingerprints)

    assert told is not None
    assert text("board.said.keep-proposals", "de") == told.text("de")
    assert (False, True) == (gone, after.fresh)
    assert kept == file.read_bytes()


def test_nothing_is_kept_while_another_program_writes_to_the_study(study: MiniStudy) -> None:
    """A withdrawal may be at work, and take out what would be written."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    boards = Boards(study.folder)
    boards.propose()
    (study.folder.build / "import.lock").write_text(str(os.getppid()), encoding="utf-8")

    with pytest.raises(StudyError, match="study-busy"):
        boards.keep("erste")
    assert not study.folder.clusters.exists()


def test_passages_that_nobody_coded_are_looked_for_from_the_page(study: MiniStudy) -> None:
    """Who runs a workshop works in the app and has no terminal."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    boards = Boards(study.folder)
    before = boards.stated()
    boards.seek()

    assert before is None
    assert boards.stated() is not None
    assert Boards(study.folder).stated() is not None
