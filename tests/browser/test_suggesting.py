"""Suggestions in a browser, with the packaged model: a person accepts, corrects and rejects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from served import Served, choose, saved

from faden.analysis.suggest.decisions import read_decisions

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("axe_ready")]

CONSENT: Final = """\
# faden.consent/1 synthetic
participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note
p-7k3mzq,take-part analyse,v1,ar,oral,,2025-01,,,
"""
WORDS: Final = "Das Amt schreibt nicht zurück."


def _names(page: Any) -> list[str]:
    return list(page.locator("[data-suggestions] .codes strong").all_text_contents())


def test_a_person_accepts_corrects_and_rejects(coding: Callable[..., Any], served: Served) -> None:
    """By mouse and by key; each step is a coding of the person, and undo works as always."""
    (served.folder.root / "research/consent.csv").write_text(CONSENT, encoding="utf-8")
    opened = coding()
    page = opened.page
    page.locator("[data-suggestions][data-kind=ready]").wait_for(timeout=120_000)
    choose(page, "t5", WORDS)
    names = page.locator("[data-suggestions] .codes strong")
    names.first.wait_for(state="attached")
    assert {"Amt", "Enge", "Keine Antwort"} == set(_names(page))
    assert [] == opened.axe()

    page.locator("[data-suggest-weak] > summary").click()
    page.get_by_role("button", name="Ablehnen: Enge").click()
    page.get_by_role("button", name="Ablehnung zurücknehmen: Enge").wait_for()
    page.get_by_role("button", name="Anderer Code statt Keine Antwort").click()
    page.keyboard.type("Amt")
    page.keyboard.press("Enter")
    saved(page, "Amt")
    page.get_by_role("button", name="Ablehnung zurücknehmen: Keine Antwort").wait_for()
    page.get_by_role("button", name="Ablehnung zurücknehmen: Keine Antwort").click()
    page.locator("[data-suggestions] .codes strong", has_text="Keine Antwort").wait_for(state="attached")
    page.locator("#t5").focus()
    with page.expect_response(lambda got: got.request.method == "POST" and "/suggestions" in got.url):
        page.keyboard.press("1")
        saved(page, "Keine Antwort")
    assert {"amt", "keine-antwort"} == {each.code for each in served.codings()}
    page.keyboard.press("Control+z")
    saved(page, "Zurückgenommen")
    page.locator("[data-suggestions] .codes strong", has_text="Keine Antwort").wait_for(state="attached")

    assert {"amt"} == {each.code for each in served.codings()}
    assert [
        ("enge", "rejected"),
        ("keine-antwort", "rejected"),
        ("keine-antwort", "withdrawn"),
        ("keine-antwort", "accepted"),
    ] == [(each.code, each.decision) for each in read_decisions(served.folder, "faden-mira")]
    page.locator("#suggest").uncheck()
    page.locator("[data-suggest-shown]").wait_for(state="hidden")
    page.reload()
    page.locator("[data-ready=yes]").wait_for()
    assert not page.locator("[data-suggest-shown]").is_visible()
