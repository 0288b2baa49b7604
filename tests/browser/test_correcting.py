"""Correcting words and writing memos in a browser: codings follow, a person decides where they cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from served import Served, choose, saved

from faden.coding.memos import Memo, read_memo

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

JONTE = """\
{"format":"faden.codings/1","transcript":"I01","coder":"jonte"}
{"id":"c-55555555","code":"enge","start":["t5",16],"end":["t5",28],"language":"de","exact":"nicht zurück","on":"2025-05-03"}
"""  # noqa: E501 - a line of such a file is one coding


def memos(served: Served) -> list[Memo]:
    """All memos as they stand in their files."""
    return [read for path in served.folder.memos() if (read := read_memo(served.folder, path).value)]


def test_words_are_corrected_and_doubtful_codings_decided(coding: Callable[..., Any], served: Served) -> None:
    """What can follow follows; what was rewritten is asked about; of those who code blind nothing is told."""
    path = served.folder.coding_file("jonte", "I01")
    path.parent.mkdir(parents=True)
    path.write_text(JONTE, encoding="utf-8")
    opened = coding()
    opened.expected = ("409",)
    page = opened.page
    for words in ("Nie", "zurück"):
        choose(page, "t5", words)
        page.locator("[data-tree] [data-code=amt]").click()
        saved(page, "Amt")
    page.locator("#t5").focus()
    page.keyboard.press("t")
    field = page.get_by_label("Worte", exact=True)
    page.get_by_role("button", name="Berichtigung speichern").click()
    page.locator("dialog[open] [data-refused]", has_text="lautet schon so").wait_for()
    found = opened.axe()
    field.fill("Das Amt schreibt niemals zurueck. Nie.")
    page.get_by_role("button", name="Berichtigung speichern").click()
    page.locator("#t5 .words", has_text="zurueck").wait_for()
    doubtful = page.locator("[data-doubtful]")
    doubtful.get_by_role("button", name="Übernehmen").wait_for()
    said = "Mitgewandert: 1 Ihrer Kodierungen. Zu entscheiden: 1 Ihrer Kodierungen."
    page.locator("[data-status]", has_text=said).wait_for()
    marked = page.locator("#t5 mark").all_inner_texts()
    found += opened.axe()
    shown = doubtful.inner_text()
    doubtful.get_by_role("button", name="Übernehmen").click()
    page.locator("#t5 mark", has_text="zurueck").wait_for()
    first = {each.exact for each in served.codings()}
    for _ in range(2):
        page.get_by_role("button", name="Rückgängig").click()
    page.locator("#t5 mark", has_text="zurück").wait_for()

    assert ["Nie"] == marked
    assert "Enge" not in shown
    assert "jonte" not in shown
    assert {"Nie", "zurueck"} == first
    assert {"Nie", "zurück"} == {each.exact for each in served.codings()}
    assert [] == found


def test_letters_typed_on_land_in_no_words(coding: Callable[..., Any], served: Served) -> None:
    """Marked words wait for a code; who types its name at once opens "t", and must change nothing."""
    page = coding().page
    hint = page.locator(".by-key")
    before = hint.is_visible()
    choose(page, "t5", "Nie")
    hint.wait_for()
    page.keyboard.type("tür")
    page.keyboard.press("Enter")
    page.locator("[data-correcting][open]").wait_for()
    focus = page.evaluate("document.activeElement.id")
    kept = page.get_by_label("Worte", exact=True).input_value()
    page.keyboard.press("Escape")
    page.locator("[data-correcting][open]").wait_for(state="detached")
    page.evaluate("document.activeElement.blur()")  # the page may be told of the end only after this
    page.keyboard.press("Enter")
    page.keyboard.type("Am")
    page.locator("[role=option][aria-selected=true]", has_text="Amt").wait_for()
    page.keyboard.press("Enter")
    saved(page, "Amt")

    assert not before
    assert ("correcting-title", served.words("t5")) == (focus, kept)
    assert [("Nie", "amt")] == [(each.exact, each.code) for each in served.codings()]


def test_memos_are_written_at_the_words_and_changed_in_one_place(
    coding: Callable[..., Any], served: Served
) -> None:
    """On the conversation and on a code from the coding page, at a coding; then rewritten and deleted."""
    opened = coding()
    page = opened.page
    choose(page, "t3", "صَغِيرٌ")
    page.locator("[data-tree] [data-code=enge]").click()
    saved(page)
    page.locator("#t3").press("m")
    dialog = page.get_by_role("dialog", name="Memo schreiben")
    dialog.get_by_label("Text").fill("Er schont die Frau.")
    dialog.get_by_role("button", name="Speichern").click()
    saved(page, "Memo")
    page.get_by_role("button", name="Memo", exact=True).click()
    dialog.get_by_label("Worüber").select_option("code:amt")
    dialog.get_by_label("Überschrift").fill("Amt, zweierlei")
    dialog.get_by_label("Text").fill("Der Code meint *zweierlei*.")
    found = opened.axe()
    dialog.get_by_role("button", name="Speichern").click()
    saved(page, "Amt, zweierlei")
    page.locator("#t3 .chips button").click()
    page.get_by_label("Memo zu dieser Stelle").fill("Klein wofür?")
    page.get_by_role("button", name="Memo speichern").click()
    saved(page, "Memo einer Kodierung")
    page.goto(f"{served.base}/memos")
    page.locator("[data-ready=yes]").wait_for()
    page.locator("#write > summary").click()
    page.locator("#about").select_option("code:enge")
    page.locator("#text").fill("Noch nicht fertig")
    note = page.locator(".entries > li", has_text="Klein wofür?")
    note.locator("summary").click()
    note.get_by_label("Text").fill("Klein für sechs.")
    found += opened.axe()
    note.get_by_role("button", name="Speichern").click()
    page.locator(".entries .words", has_text="Klein für sechs.").wait_for()
    kept = [page.locator(each).input_value() for each in ("#about", "#text")]
    page.locator(".entries > li", has_text="Amt, zweierlei").get_by_role("button", name="Löschen").click()
    page.locator(".entries h3", has_text="Amt, zweierlei").wait_for(state="detached")

    assert ["code:enge", "Noch nicht fertig"] == kept
    assert [("I01", "Er schont die Frau.")] == [(each.head.about, each.text) for each in memos(served)]
    assert ["Klein für sechs."] == [each.memo for each in served.codings()]
    assert [] == found


def test_a_memo_changed_elsewhere_is_not_written_over(coding: Callable[..., Any], served: Served) -> None:
    """The other text is shown, one's own stays in the field, and a person decides anew."""
    opened = coding("memos")
    opened.expected = ("409",)
    page = opened.page
    page.locator("#write > summary").click()
    page.locator("#text").fill("Erste Fassung")
    page.locator("#write").get_by_role("button", name="Speichern").click()
    page.locator(".entries .prose", has_text="Erste Fassung").wait_for()
    (path,) = served.folder.memos()
    path.write_text(path.read_text(encoding="utf-8").replace("Erste", "Fremde"), encoding="utf-8")
    page.locator(".entries summary").click()
    field = page.locator(".entries textarea")
    field.fill("Zweite Fassung")
    page.locator(".entries form").get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Neuen Stand zeigen").click()
    page.locator(".entries .prose", has_text="Fremde Fassung").wait_for()
    kept = field.input_value()
    page.locator(".entries form").get_by_role("button", name="Speichern").click()
    page.locator(".entries .prose", has_text="Zweite Fassung").wait_for()

    assert "Zweite Fassung" == kept
    assert ["Zweite Fassung"] == [each.text for each in memos(served)]


def test_memos_fit_a_phone(coding: Callable[..., Any], served: Served) -> None:
    """Narrow, dark, in English: nothing for axe, nothing wider than the window."""
    served.folder.settings.write_text(
        served.folder.settings.read_text(encoding="utf-8") + "method: {profile: reflexive-thematic}\n",
        encoding="utf-8",
    )
    opened = coding("memos?about=amt", width=375, scheme="dark", language="en")
    found = opened.axe()

    assert [] == found
    assert not opened.overflows()
