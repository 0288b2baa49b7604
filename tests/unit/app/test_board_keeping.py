"""Keeping the machine's groups from the board: what is kept is compared with from then on."""

from __future__ import annotations

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy

from faden.app.boards import Boards
from faden.app.views.board import show_board
from faden.core.catalogue import text

pytestmark = pytest.mark.slow


def test_what_is_kept_says_what_is_new_once_a_coding_is_added(study: MiniStudy) -> None:
    """Nothing at first; then a card waits, and once groups are computed it is new; anew keeps what comes."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    boards = Boards(study.folder)
    boards.propose()
    before = show_board(boards.look("erste"), "erste", "de").news
    boards.keep()
    kept = show_board(boards.look("erste"), "erste", "de").news
    study.code(("c-88888888", "keine-antwort", "t2", "dreißig Mal geschrieben"))
    waiting = show_board(boards.look("erste"), "erste", "de").news
    boards.propose()
    page = show_board(boards.look("erste"), "erste", "de")
    boards.propose(anew=True)
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
