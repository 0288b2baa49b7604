"""The needs board by finger: touches as a telephone sends them, with the page rolling at its edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from ministudy import MiniStudy
from served import TOKEN, Served

from faden.app import start_address
from faden.core.documents import wanted
from faden.findings.board.board import read_board_file

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

NEAR: Final = (
    "() => document.querySelector('[data-drop=new]').getBoundingClientRect().bottom < innerHeight / 2"
)
ON: Final = "() => document.querySelector('[data-drop=new]').classList.contains('target')"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Served]:
    """The small study, and the app that shows it."""
    study = MiniStudy(tmp_path / "study")
    study.begin()
    served = Served(study.folder, "erste")
    served.start()
    yield served
    served.stop()


def test_a_card_goes_by_finger_beyond_what_the_window_shows(
    board: Served, window: Callable[..., Any]
) -> None:
    """The finger rests at the edge while the page rolls; what lies under it when it is lifted counts."""
    page = window(width=375, has_touch=True, is_mobile=True).page
    page.goto(start_address(board.port, TOKEN))
    page.goto(f"{board.base}/needs/board?lang=de")
    page.locator("[data-ready=yes]").wait_for()
    fingers = page.context.new_cdp_session(page)
    card = page.locator("[data-card]:visible").first
    name = card.get_attribute("data-card")
    grip = card.locator("[data-grip]")
    grip.scroll_into_view_if_needed()

    def touch(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    box, height = grip.bounding_box(), page.evaluate("() => innerHeight")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch("touchStart", (x, y))
    for part in range(1, 6):
        touch("touchMove", (x, y + (height - 20 - y) * part / 5))
    page.wait_for_function(NEAR)
    touch("touchMove", (x, height / 2))
    place = page.locator("[data-drop=new]").bounding_box()
    touch("touchMove", (place["x"] + 20, place["y"] + 10))
    page.wait_for_function(ON)
    touch("touchEnd")
    page.locator("[data-drop=g1] [data-card]").wait_for()

    assert [(name,)] == [group.cards for group in wanted(read_board_file(board.folder)).groups]
