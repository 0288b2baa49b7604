"""Putting interpretation beside what was said, in a browser: look, untick, save, undo; by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from served import Served, choose, saved

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

APART = ("::: interpretation de · D\n", "## t3a · D\n\n")
ASKED = (
    "Wie war die Suche? Erzählen Sie.\n",
    "Wie war die Suche? Erzählen Sie.\n\n## t1a · D · ar\n\nكيف كان البحث؟\n",
)
"""The question as the person heard it."""


def test_pairs_are_seen_put_together_and_undone(coding: Callable[..., Any], served: Served) -> None:
    """The coding goes along; the turn that was unticked stays; one step back brings all back."""
    path = served.folder.transcript("I01")
    apart = path.read_text(encoding="utf-8").replace(*APART).replace(*ASKED)
    path.write_text(apart, encoding="utf-8")
    opened = coding()
    page = opened.page
    choose(page, "t3a", "sechs in einem Zimmer")
    page.locator("[data-tree] [data-code=enge]").click()
    saved(page, "Enge")
    page.get_by_role("link", name="Gedolmetschtes neben das Gesagte legen").click()
    page.locator("[data-ready=yes]").wait_for()
    found = opened.axe()
    page.get_by_label("t1a gehört zu t1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[data-status]", has_text="Mitgewandert: 1 Ihrer Kodierungen").wait_for()
    page.get_by_text("t3a gehört zu t3").wait_for(state="detached")
    found += opened.axe()

    assert [("interpretation", "sechs in einem Zimmer")] == [(c.part, c.exact) for c in served.codings()]
    assert "## t1a · D · ar" in path.read_text(encoding="utf-8")
    page.get_by_role("button", name="Rückgängig").click()
    page.get_by_text("t3a gehört zu t3").wait_for()
    assert apart == path.read_text(encoding="utf-8")
    page.set_viewport_size({"width": 375, "height": 800})
    assert not opened.overflows()
    assert [] == found
