"""The codebook in a browser: codes are defined, moved, merged, split; what was coded before is checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from served import Served, choose, focused, saved

from faden.coding.codebook import Codebook, read_codebook

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]


def book(served: Served) -> Codebook:
    """The codebook as it stands in its file."""
    read = read_codebook(served.folder).value
    assert read is not None
    return read


def order(served: Served) -> list[str]:
    """The places of all codes."""
    return ["/".join(placed.path) for placed in book(served).codes()]


def deed(page: Any, name: str) -> Any:
    """Open what can be done with a code; gives its form."""
    page.locator(".deed > summary", has_text=name).click()
    return page.locator(".deed[open] form")


def test_a_definition_changes_and_old_codings_are_checked(coding: Callable[..., Any], served: Served) -> None:
    """The reason is asked for where a rule changes; what is confirmed counts as coded today."""
    page = coding().page
    for turn, words in (("t5", "Das Amt"), ("t3", "جِدًّا")):
        choose(page, turn, words)
        page.locator("[data-tree] [data-code=amt]").click()
        saved(page, "Amt")
    page.goto(f"{served.base}/codebook?code=amt")
    page.locator("[data-ready=yes]").wait_for()
    form = deed(page, "Definition ändern")
    form.locator("#definition-de").fill("Was Ämter tun oder lassen.")
    page.get_by_label("Warum ändert sich die Definition?").fill("Schweigen gehört dazu.")
    form.get_by_role("button", name="Speichern").click()
    page.locator(".waiting li").nth(1).wait_for()
    badge = page.locator("[data-tree] [aria-current] .look").inner_text()
    page.get_by_role("button", name="Stimmt noch").first.click()
    page.locator(".waiting .n", has_text="1").wait_for()
    page.wait_for_function("() => document.activeElement.textContent === 'Stimmt noch'")
    page.get_by_label("Anderer Code").focus()
    page.get_by_label("Anderer Code").select_option("enge")
    page.get_by_role("button", name="Umkodieren").click()
    page.locator(".waiting").wait_for(state="detached")

    assert "2 prüfen" == badge
    assert {("amt", 2), ("enge", 2)} == {(each.code, each.codebook) for each in served.codings()}
    (revision,) = book(served).history
    assert ("amt", "Schweigen gehört dazu.") == (revision.code, revision.change.text("de"))


def test_codes_move_by_key_and_by_mouse(coding: Callable[..., Any], served: Served) -> None:
    """Alt and the arrows; dragged onto another one; both can be taken back."""
    page = coding("codebook").page
    page.locator("#at-enge").focus()
    page.keyboard.press("Alt+ArrowUp")
    saved(page, "Enge")
    page.wait_for_function("() => document.querySelector('#at-suche ~ ul [data-code]').id === 'at-enge'")
    focused(page, "at-enge")
    first = order(served)
    page.keyboard.press("Alt+ArrowLeft")
    page.wait_for_function("() => document.querySelectorAll('[data-tree] > ul > li').length === 3")
    second = order(served)
    page.locator("#at-amt").drag_to(page.locator("#at-suche"))
    page.wait_for_function("() => document.querySelector('#at-suche ~ ul #at-amt')")
    third = order(served)
    for _ in range(3):
        page.get_by_role("button", name="Rückgängig").click()
        saved(page, "Zurückgenommen")

    assert ["suche", "suche/enge", "suche/keine-antwort", "amt"] == first
    assert ["suche", "suche/keine-antwort", "enge", "amt"] == second
    assert ["suche", "suche/keine-antwort", "suche/amt", "enge"] == third
    page.wait_for_function("() => document.querySelector('[data-undo]').ariaDisabled === 'true'")
    assert ["suche", "suche/keine-antwort", "suche/enge", "amt"] == order(served)


def test_codes_are_added_renamed_merged_split_and_retired(coding: Callable[..., Any], served: Served) -> None:
    """Each is one form; the page goes along to the code that comes of it."""
    page = coding().page
    for words in ("Das Amt", "Nie"):
        choose(page, "t5", words)
        page.locator("[data-tree] [data-code=amt]").click()
        saved(page, "Amt")
    page.goto(f"{served.base}/codebook?code=amt")
    page.locator("[data-ready=yes]").wait_for()
    form = deed(page, "Code darunter")
    form.locator("#below-name-de").fill("Schweigen")
    form.get_by_role("button", name="Code anlegen").click()
    page.get_by_role("heading", name="Schweigen").wait_for()
    form = deed(page, "Umbenennen")
    form.locator("#rename-name-de").fill("Amt schweigt")
    form.get_by_role("button", name="Speichern").click()
    page.get_by_role("heading", name="Amt schweigt").wait_for()
    form = deed(page, "Zusammenlegen")
    form.get_by_label("Dieser Code geht auf in").select_option("enge")
    form.get_by_role("button", name="Zusammenlegen").click()
    page.get_by_role("heading", name="Enge").wait_for()
    page.locator("#at-amt").click()
    page.get_by_role("heading", name="Amt", exact=True).wait_for()
    form = deed(page, "Teilen")
    form.locator("#part-1").fill("Jobcenter")
    form.locator("select[name=to]").nth(1).select_option("0")
    form.get_by_role("button", name="Teilen").click()
    page.locator("#at-jobcenter .n", has_text="1").wait_for()
    form = deed(page, "Stilllegen")
    form.get_by_role("button", name="Stilllegen").click()
    page.get_by_role("button", name="Wieder in Gebrauch nehmen").wait_for()

    assert {"Das Amt": "amt", "Nie": "jobcenter"} == {each.exact: each.code for each in served.codings()}
    codes = {placed.code.id: placed.code for placed in book(served).codes()}
    assert ("Amt schweigt", "enge") == (
        codes["schweigen"].name.text("de"),
        codes["schweigen"].merged_into,
    )
    assert codes["amt"].retired


def test_words_become_an_example_and_a_change_elsewhere_is_shown(
    coding: Callable[..., Any], served: Served
) -> None:
    """What was meant is not done where the file is another one by now."""
    opened = coding()
    opened.expected = ("409",)
    page = opened.page
    choose(page, "t3", "صَغِيرٌ")
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)
    page.goto(f"{served.base}/codebook?code=amt")
    page.locator("[data-ready=yes]").wait_for()
    page.locator("#own > summary").click()
    page.get_by_role("button", name="Als Beispiel nehmen").click()
    page.locator(".examples .words", has_text="صَغِيرٌ").wait_for()
    path: Path = served.folder.codebook
    path.write_text(path.read_text(encoding="utf-8").replace("Keine Antwort", "Funkstille"), encoding="utf-8")
    form = deed(page, "Stilllegen")
    form.get_by_role("button", name="Stilllegen").click()
    page.locator("dialog[open] li", has_text="Funkstille").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-tree] .name", has_text="Funkstille").wait_for()

    assert not any(placed.code.retired for placed in book(served).codes())
    assert ["صَغِيرٌ"] == [each.quote for each in next(c for c in book(served).tree if c.id == "amt").examples]


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", "de"), (375, "dark", "en")])
def test_axe_finds_nothing(
    coding: Callable[..., Any], served: Served, width: int, scheme: str, language: str
) -> None:
    """With all that can be opened, opened."""
    opened = coding("codebook?code=amt", width=width, scheme=scheme, language=language)
    found = []
    for each in opened.page.locator(".deed > summary").all():
        each.click()
        found += opened.axe()
        assert not opened.overflows()
    opened.page.goto(f"{served.base}/codebook")
    opened.page.locator("[data-ready=yes]").wait_for()
    found += opened.axe()

    assert [] == found
