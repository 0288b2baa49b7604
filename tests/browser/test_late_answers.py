"""What a person has chosen or typed meanwhile stays, however late the server answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ministudy import MiniStudy
from served import TOKEN, Served, choose, saved

from faden.app import start_address
from faden.core.documents import wanted
from faden.findings.board.board import read_board_file

pytestmark = pytest.mark.browser

BOARD = """\
format: faden.board/1
groups:
  - {id: g1, name: {de: Warten}, by: erste, "on": 2026, cards: [c-44444444]}
  - {id: g2, by: erste, "on": 2026, cards: [c-33333333]}
"""


class Late:
    """Steps of a page whose answers wait until the test lets them through."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._held: list[Any] = []
        page.route("**/act*", self._hold)

    def _hold(self, route: Any) -> None:
        self._held.append(route)

    def asked(self) -> None:
        """Wait until a step waits for its answer."""
        while not self._held:
            self._page.wait_for_timeout(20)

    def answer(self) -> None:
        """Let the step that waits through."""
        self.asked()
        self._held.pop(0).fallback()


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Served]:
    """A board with two groups, and the app that shows it."""
    study = MiniStudy(tmp_path / "study")
    study.begin()
    study.write("analysis/board.yaml", BOARD)
    served = Served(study.folder, "erste")
    served.start()
    yield served
    served.stop()


def test_a_mark_chosen_while_a_sentence_is_saved_stays(window: Callable[..., Any], board: Served) -> None:
    """Leaving the field saves the sentence; the mark that is clicked meanwhile is not put back."""
    page = window().page
    page.goto(start_address(board.port, TOKEN))
    page.goto(f"{board.base}/needs/board?lang=de")
    page.locator("[data-ready=yes]").wait_for()
    late = Late(page)
    page.locator("[data-group=g1] [data-edit]").click()
    page.get_by_label("Worum es geht, in einem Satz").fill("Wer schreibt, erfährt nichts.")
    before = page.get_by_label("Hindernis").bounding_box()
    page.get_by_label("Hindernis").check()
    late.answer()
    late.asked()
    meanwhile = page.get_by_label("Hindernis").is_checked()
    late.answer()
    page.locator("[data-edit-said]", has_text="Art von").wait_for()
    after = page.get_by_label("Hindernis").bounding_box()

    assert (True, before) == (meanwhile, after)
    assert "pain" == wanted(read_board_file(board.folder)).groups[0].mark


def test_a_refused_mark_is_shown_as_it_is_kept(window: Callable[..., Any], board: Served) -> None:
    """What was not saved does not look as if it were; typed words stay for another attempt."""
    opened = window()
    opened.expected = ("Failed to load resource",)
    page = opened.page
    page.goto(start_address(board.port, TOKEN))
    page.goto(f"{board.base}/needs/board?lang=de")
    page.locator("[data-ready=yes]").wait_for()
    page.route("**/act*", lambda route: route.abort())
    page.locator("[data-group=g1] [data-edit]").click()
    page.get_by_label("Worum es geht, in einem Satz").fill("Niemand antwortet.")
    page.get_by_label("Hindernis").click()
    page.wait_for_function("() => document.querySelector('#mark-open').checked")

    assert "Niemand antwortet." == page.get_by_label("Worum es geht, in einem Satz").input_value()


def test_what_is_typed_at_a_coding_while_it_is_saved_stays(
    coding: Callable[..., Any], served: Served
) -> None:
    """Another code is on its way when a memo is begun and the code is chosen once more."""
    page = coding().page
    choose(page, "t5", "Das Amt")
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page, "Amt")
    page.locator("#t5 .chips [data-coding]").click()
    late = Late(page)
    select, memo = page.locator("[data-recode]"), page.locator("[data-memo]")
    select.select_option("enge")
    memo.fill("Wer schreibt?")
    select.select_option("keine-antwort")
    late.answer()
    late.asked()
    meanwhile = (select.input_value(), memo.input_value())
    late.answer()
    saved(page, "Keine Antwort")

    assert ("keine-antwort", "Wer schreibt?") == meanwhile
    assert "Wer schreibt?" == memo.input_value()
    assert ["keine-antwort"] == [each.code for each in served.codings()]


def test_a_form_that_is_typed_on_while_it_is_saved_keeps_the_words(coding: Callable[..., Any]) -> None:
    """The page of a code is drawn anew after each step; what was typed since is still there."""
    page = coding("codebook?code=amt").page
    late = Late(page)
    page.locator(".deed > summary", has_text="Umbenennen").click()
    page.locator("#rename-name-de").fill("Behörde")
    page.locator(".deed[open] form").get_by_role("button", name="Speichern").click()
    late.asked()
    page.locator("#rename-name-de").fill("Behörde und Ämter")
    late.answer()
    page.get_by_role("heading", name="Behörde", exact=True).wait_for()

    assert "Behörde und Ämter" == page.locator("#rename-name-de").input_value()
