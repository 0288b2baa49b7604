"""A usability test in Chromium: consent, tasks, questions, one file, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from faden.core.files import write_atomic
from faden.prototypes.render import render_prototype
from faden.prototypes.render.single import render_single
from faden.prototypes.sessions.files import parse_session
from faden.prototypes.sessions.metrics import trials
from faden.prototypes.sessions.session import Session
from faden.prototypes.spec import Prototype, read_prototype
from faden.study.folder import find_folder
from faden.study.settings import Settings, read_settings

pytestmark = pytest.mark.browser

FOLDER: Final = find_folder(Path(__file__).parent)
OPEN: Final = Callable[..., Any]
SECRET: Final = "0000 4711"  # noqa: S105 - what a tester types, and what must not be kept


def _spec() -> tuple[Prototype, Settings]:
    spec = read_prototype(FOLDER, FOLDER.root / "prototypes/wohnungssuche/prototype.yaml").value
    settings = read_settings(FOLDER).value
    assert spec is not None
    assert settings is not None
    return spec, settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prototype of the housing search, as files."""
    root = tmp_path_factory.mktemp("tested")
    for file, content in render_prototype(*_spec()).items():
        write_atomic(root / file, content)
    write_atomic(root / "single.html", render_single(*_spec()))
    return root


@pytest.fixture(scope="module")
def site(folder: Path, serve: Callable[[Path], str]) -> str:
    """Its address."""
    return serve(folder)


def _press(page: Any, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def _saved(page: Any, tmp_path: Path, words: str = "Datei speichern") -> Session:
    with page.expect_download() as waiting:
        _press(page, words)
    waiting.value.save_as(tmp_path / "session.json")
    data = (tmp_path / "session.json").read_bytes()
    assert SECRET.encode() not in data
    parsed = parse_session(data, "session.json")
    assert parsed.value is not None, parsed.problems
    return parsed.value


def _call_me(page: Any) -> None:
    """The task of being called: the best way, with a telephone number."""
    page.click("[data-hit='to-help']")
    page.select_option("#topic", "limit")
    page.fill("#phone", SECRET)
    page.check("input[name='tongue'][value='de']")
    page.click("[data-hit='call-me']")
    page.wait_for_selector("html[data-screen='called']", state="attached")


def _test(page: Any) -> None:
    _press(page, "Ich stimme zu und beginne")
    _press(page, "Aufgabe beginnen")
    page.wait_for_selector(".ft-bar")


def test_a_test_from_consent_to_file(site: str, window: OPEN, tmp_path: Path) -> None:
    """One task on the best way, its question, two statements; the file is what the import takes."""
    page = window(width=375).page
    page.goto(f"{site}/de/home.html?test=T03")
    page.select_option("#ft-group", index=1)
    _test(page)
    _call_me(page)
    _press(page, "Ich bin fertig")
    page.check("input[name='ft-seq'][value='6']")
    _press(page, "Weiter")
    page.check("input[name='ft-capabilities'][value='7']")
    page.check("input[name='ft-ease'][value='4']")
    _press(page, "Weiter")
    session = _saved(page, tmp_path)

    assert ("PT01", "remote", "de", 380) == (session.prototype, session.kind, session.language, session.width)
    assert session.group
    assert [("T03", "done", 6)] == [(a.task, a.outcome, a.seq) for a in session.attempts]
    assert session.umux is not None
    assert 75 == session.umux.score
    (trial,) = trials([session], _spec()[0].tasks)
    assert ("direct", ("home", "help", "called"), True) == (trial.ending, trial.path, trial.first)
    assert {"view", "hit", "change", "sent"} <= {event.kind for event in session.events}


def test_nothing_is_recorded_before_consent_and_nothing_is_left_after_the_end(
    site: str, window: OPEN
) -> None:
    """Without ``?test`` nothing is shown; refusing keeps nothing; deleting leaves nothing."""
    page = window().page
    page.goto(f"{site}/de/home.html")
    assert 0 == page.locator("dialog").count()
    page.goto(f"{site}/de/home.html?test")
    _press(page, "Nein, nicht testen")
    page.locator("dialog").wait_for(state="detached")
    page.click("h1")
    assert [] == [key for key in page.evaluate("Object.keys(sessionStorage)") if "test" in key]

    page.get_by_role("link", name="Prototyp testen").click()
    _test(page)
    page.click("h1")
    _press(page, "Test beenden")
    _press(page, "Beenden und alles löschen")
    page.wait_for_function("() => !document.querySelector('dialog, .ft-bar')")

    assert [] == page.evaluate("Object.keys(sessionStorage)")
    assert 0 == page.locator("dialog, .ft-bar").count()


def test_it_survives_reload_giving_up_and_clicks_on_nothing(site: str, window: OPEN, tmp_path: Path) -> None:
    """Reloading amid a task or a question goes on where one was; a broken rule is told without the words."""
    page = window().page
    page.goto(f"{site}/de/home.html?test=T03.T02")
    _test(page)
    page.click("h1")
    page.click("[data-hit='to-requests']")
    page.wait_for_selector("html[data-screen='requests']", state="attached")
    page.reload()
    page.goto(f"{site}/de/help.html")
    page.fill("#phone", SECRET)
    page.click("[data-hit='call-me']")
    _press(page, "Ich gebe auf")
    page.get_by_role("button", name="Weiter", exact=True).wait_for()
    page.reload()
    _press(page, "Weiter")
    _press(page, "Test beenden")
    _press(page, "Aufhören und behalten")
    session = _saved(page, tmp_path)

    kinds = [event.kind for event in session.events]
    assert {"miss", "error"} <= set(kinds)
    assert [("T02", "gave-up")] == [(a.task, a.outcome) for a in session.attempts]
    assert all(0 <= (e.x or 0) <= 1 and 0 <= (e.y or 0) <= 1 for e in session.events)


def test_a_moderator_writes_notes_only_where_the_tester_allows_it(
    site: str, window: OPEN, tmp_path: Path
) -> None:
    """The bar has a button for notes only with both boxes ticked."""
    page = window().page
    page.goto(f"{site}/de/home.html?test=T03")
    page.check("#ft-beside")
    _test(page)
    assert 0 == page.get_by_role("button", name="Notiz", exact=True).count()
    _press(page, "Test beenden")
    _press(page, "Beenden und alles löschen")
    page.wait_for_function("() => !document.querySelector('dialog, .ft-bar')")

    page.goto(f"{site}/de/home.html?test=T03")
    page.check("#ft-beside")
    page.check("#ft-notes")
    _test(page)
    _press(page, "Notiz")
    page.fill("#ft-note", "<b>sucht oben</b>")
    _press(page, "Notiz behalten")
    _press(page, "Test beenden")
    _press(page, "Aufhören und behalten")
    session = _saved(page, tmp_path)

    assert ("moderated", ["<b>sucht oben</b>"]) == (session.kind, [note.text for note in session.notes])


def test_the_whole_test_goes_by_keyboard_and_right_to_left(site: str, window: OPEN) -> None:
    """Tab, arrows, blank and Enter; the dialog keeps the focus and turns with the language."""
    page = window(width=320).page
    page.goto(f"{site}/de/home.html?test=T03")
    page.select_option("#ft-language", "ar")
    page.wait_for_url("**/ar/home.html?test=T03")
    dialog = page.get_by_role("dialog")

    assert "rtl" == dialog.evaluate("(d) => getComputedStyle(d).direction")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
        if page.evaluate("document.activeElement.matches('.kern-btn--primary')"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ft-bar")
    page.locator(".ft-bar button").first.focus()
    page.keyboard.press("Enter")
    page.locator("input[name='ft-seq'][value='4']").focus()
    page.keyboard.press("ArrowRight")

    expect(page.locator("input[name='ft-seq']:checked")).to_have_count(1)


@pytest.mark.usefixtures("axe_ready")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing_in_any_step(site: str, window: OPEN, language: str, scheme: str) -> None:
    """Welcome, task, bar, question, stop, statements, end."""
    opened = window(width=375, scheme=scheme)
    page = opened.page
    page.goto(f"{site}/{language}/home.html?test=T03")
    found = {"welcome": opened.axe()}
    primary = page.locator("dialog .kern-btn--primary")
    primary.click()
    found["ready"] = opened.axe()
    primary.click()
    page.wait_for_selector(".ft-bar")
    found["bar"] = opened.axe()
    page.locator(".ft-bar button").last.click()
    found["stop"] = opened.axe()
    primary.click()
    page.locator(".ft-bar button").first.click()
    found["question"] = opened.axe()
    primary.click()
    found["statements"] = opened.axe()
    primary.click()
    found["end"] = opened.axe()

    assert {} == {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("file", ["de/home.html", "single.html"])
def test_it_works_from_the_disk(folder: Path, window: OPEN, tmp_path: Path, file: str) -> None:
    """By double click, in many files or one; no server, no network."""
    page = window(files=True).page
    page.goto(f"{(folder / file).as_uri()}?test=T03")
    _test(page)
    _call_me(page)
    _press(page, "Ich bin fertig")
    _press(page, "Weiter")
    _press(page, "Weiter")
    session = _saved(page, tmp_path)

    (trial,) = trials([session], _spec()[0].tasks)
    assert ("direct", None) == (trial.ending, trial.seq)
