"""Analysing in a browser: from a number to its words, and a summary written, saved and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from served import TOKEN, Served

from faden.analysis.framework import read_framework
from faden.app import start_address
from faden.coding.anchor import Position, describe
from faden.coding.codebook import read_codebook
from faden.coding.codings import CodingFile, coding_at, write_codings
from faden.core.documents import wanted
from faden.interviews.files import read_transcript

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

PAGES = ("", "/codes", "/quotations", "/together", "/words?q=Amt", "/framework", "/saturation")


@pytest.fixture
def coded(served: Served) -> Served:
    """The study with a person who is known, and with words coded in German and Arabic."""
    folder = served.folder
    head = "participant,group,municipality,age_band,gender,language,arrived,household,conversations"
    folder.participants.write_text(
        f"# faden.participants/1 synthetic\n{head}\np-7k3mzq,,,,,,,,I01\n", encoding="utf-8"
    )
    talk = wanted(read_transcript(folder, "I01"))
    code = next(p.code.id for p in wanted(read_codebook(folder)).codes() if p.code.codable)
    places = (("t2", 0, 8, "de"), ("t3", 0, 10, "ar"), ("t5", 0, 7, "de"))
    made = tuple(
        coding_at(
            describe(talk, Position(turn, start), Position(turn, end), language=language),
            identifier=f"c-2222222{n}",
            code=code,
            on="2026-03-15",
            codebook=1,
        )
        for n, (turn, start, end, language) in enumerate(places, start=2)
    )
    write_codings(folder, CodingFile("I01", "mira", made, {}), tuple(turn.id for turn in talk.turns))
    return served


def test_a_number_leads_to_words_and_a_summary_is_written(coded: Served, window: Callable[..., Any]) -> None:
    """The way of somebody who analyses; by mouse and by key."""
    page = window().page
    page.goto(start_address(coded.port, TOKEN))
    page.goto(f"{coded.base}/retrieve/codes?lang=de")
    page.locator("td a").first.click()
    page.get_by_text("Stellen: 3 · Menschen: 1").wait_for()
    arabic = page.locator("blockquote[lang=ar]").evaluate("e => getComputedStyle(e).direction")
    page.get_by_role("link", name="Fallmatrix").click()
    page.get_by_role("link", name="Zusammenfassen").first.click()
    page.wait_for_url("**/retrieve/framework/**")
    page.locator("[data-ready=yes]").wait_for()
    page.get_by_label("Deutsch").fill("Alle fragen, keiner antwortet: <b>nie</b>.")
    page.get_by_label("Beleg").first.check()
    page.get_by_role("button", name="Zusammenfassung speichern").click()
    page.get_by_text("Gespeichert: Zusammenfassung").wait_for()
    page.get_by_text("mira ·").wait_for()
    [cell] = wanted(read_framework(coded.folder)).cells
    page.get_by_role("button", name="Rückgängig").click()
    page.get_by_text("Gespeichert: Zurückgenommen").wait_for()
    page.get_by_role("link", name="Fallmatrix").first.click()
    page.locator("[data-ready=yes]").wait_for()
    page.get_by_label("Eine Zeile ist je").select_option("municipality")
    page.get_by_role("button", name="Zeilen ändern").click()
    page.get_by_text("Gespeichert: Zeilen der Fallmatrix geändert").wait_for()
    page.get_by_role("columnheader", name="Gemeinde").wait_for()
    kind = wanted(read_framework(coded.folder)).rows
    page.get_by_role("button", name="Rückgängig").click()
    page.get_by_role("columnheader", name="Person").wait_for()

    assert "rtl" == arabic
    assert "municipality" == kind
    assert ("Alle fragen, keiner antwortet: <b>nie</b>.", "mira", 1) == (
        cell.text.text("de"), cell.by, len(cell.codings),
    )  # fmt: skip
    assert not coded.folder.framework.exists()


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", "de"), (375, "dark", "en")])
def test_all_pages_are_for_everybody(
    coded: Served, window: Callable[..., Any], width: int, scheme: str, language: str
) -> None:
    """axe finds nothing, and nothing is wider than the window."""
    opened = window(width=width, scheme=scheme)
    opened.page.goto(start_address(coded.port, TOKEN))
    for path in PAGES:
        opened.page.goto(f"{coded.base}/retrieve{path}{'&' if '?' in path else '?'}lang={language}")

        assert (path, [], False) == (path, opened.axe(), opened.overflows())
    opened.page.get_by_role("img").wait_for()
