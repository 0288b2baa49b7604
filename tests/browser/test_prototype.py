"""The prototypes of this study in Chromium: criteria, accessibility, keyboard, log, frame."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import TimeoutError as TimeIsUpError
from playwright.sync_api import expect

from faden.core.files import write_atomic
from faden.core.languages import LocalText
from faden.prototypes.check import Subject, criteria
from faden.prototypes.graph import Page
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype, render_single
from faden.prototypes.render.names import file_name, page_path
from faden.prototypes.simulation import ImpossibleError, act, begin
from faden.prototypes.spec import Action, Criterion, Prototype, Where, read_prototype
from faden.study.folder import find_folder
from faden.study.settings import read_settings

pytestmark = pytest.mark.browser

FOLDER: Final = find_folder(Path(__file__).parent)
OPEN: Final = Callable[..., Any]
INVALID: Final = """
[...new Set([...document.querySelectorAll("[aria-invalid]")]
  .map((control) => control.closest("[data-field]").dataset.field))]
"""
VALUE: Final = """
(field) => {
  const control = document.getElementById(field);
  return control.matches("input, textarea, select") ? control.value
    : control.querySelector("input:checked")?.value ?? "";
}
"""
ANSWERED: Final = """
(before) => document.readyState === "complete"
  && (location.href !== before || document.querySelector("[data-summary]:not([hidden])"))
"""
ARRIVED: Final = """
([screen, row, state, language]) => {
  const { lang, dataset } = document.documentElement;
  return "ready" in dataset && screen === dataset.screen && row === dataset.row && state === dataset.state
    && language === lang;
}
"""
FOCUS: Final = """
[getComputedStyle(document.activeElement), getComputedStyle(document.activeElement, "::after")]
  .flatMap((style) => [style.outlineStyle, style.boxShadow])
"""


def _spec(path: Path) -> Prototype:
    parsed = read_prototype(FOLDER, path)
    assert parsed.value is not None, parsed.problems
    return parsed.value


SPECS: Final = {path.parent.name: _spec(path) for path in FOLDER.prototypes()}
PICTURES: Final = {path.parent.name: read_pictures(path, _spec(path))[0] for path in FOLDER.prototypes()}
CRITERIA: Final = [(name, criterion) for name, spec in SPECS.items() for criterion in spec.acceptance]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address below which every prototype stands in a folder of its name; a frame beside it."""
    root = tmp_path_factory.mktemp("prototypes")
    settings = read_settings(FOLDER).value
    assert settings is not None
    for name, spec in SPECS.items():
        for file, content in render_prototype(spec, settings, PICTURES[name]).items():
            write_atomic(root / name / file, content)
        sandbox = "allow-scripts allow-forms allow-same-origin"
        frame = (
            f'<!doctype html><title>x</title><iframe title="x" sandbox="{sandbox}" src="{name}/index.html">'
        )
        write_atomic(root / f"{name}.html", frame + "</iframe>")
    return serve(root)


def _address(site: str, name: str, language: str, where: Where) -> str:
    return f"{site}/{name}/{page_path(language, Page(where.screen, where.fixture, where.state))}"


def _do(page: Any, action: Action) -> None:
    """One action of a criterion, as a person does it, on a page that is ready."""
    page.wait_for_selector("html[data-ready]", state="attached")
    target = action.target or ""
    match action.do:
        case "fill":
            page.fill(f"#{target}", action.value)
        case "choose" if page.locator(f"select#{target}").count():
            page.select_option(f"#{target}", action.value)
        case "choose":
            page.check(f"[data-field='{target}'] input[value='{action.value}']")
        case "tick":
            page.check(f"#{target}")
        case "untick":
            page.uncheck(f"#{target}")
        case "switch-language":
            page.click(f"[data-hit='language-{action.value}']")
        case "click":
            page.click(f"[data-hit='{target}']")


def _place(name: str) -> str:
    """A component, or an entry, tab or turn of one, as the pages mark it."""
    return f"[data-{'row' if '.' in name else 'part'}='{name}']"


def _is(page: Any, language: str, criterion: Criterion) -> None:
    then = criterion.then
    shown = page.evaluate("({...document.documentElement.dataset, language: document.documentElement.lang})")
    wanted = then.language or language
    here = (shown["screen"], shown["row"], shown["state"], shown["language"])
    assert (then.screen, then.fixture or "", then.state or "", wanted) == here
    invalid = page.evaluate(INVALID)
    assert sorted(then.errors) == sorted(invalid)
    for field in then.errors:
        assert page.inner_text(f"#{field}-error").strip()
    for field, value in then.kept.items():
        assert value == page.evaluate(VALUE, field)
    for entry in then.shown:
        assert page.is_visible(_place(entry)), entry
    for entry in then.hidden:
        assert page.is_hidden(_place(entry)), entry
    for name, count in then.count.items():
        assert count == page.locator(f"[data-row^='{name}.']:visible").count(), name
    if then.text:
        assert then.text.text(wanted) in page.inner_text("main")


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize(("name", "criterion"), CRITERIA, ids=[f"{n}-{c.id}" for n, c in CRITERIA])
def test_every_acceptance_criterion_holds(
    site: str, window: OPEN, name: str, criterion: Criterion, turn: int
) -> None:
    """Given, when, then: as the specification says; two languages each, all five in turn."""
    languages = SPECS[name].languages
    language = languages[(2 * int(criterion.id[2:]) + turn) % len(languages)]
    page = window(width=375).page
    page.goto(_address(site, name, language, criterion.given))
    for action in criterion.when:
        _do(page, action)
    then = criterion.then
    where = [then.screen, then.fixture or "", then.state or "", then.language or language]
    page.wait_for_function(ARRIVED, arg=where)

    _is(page, language, criterion)
    for wrong in _wrong(SPECS[name], criterion):
        assert _fails_on_paper(SPECS[name], wrong), wrong.then
        with pytest.raises(AssertionError):
            _is(page, language, wrong)


def _wrong(spec: Prototype, criterion: Criterion) -> list[Criterion]:
    """The criterion with one thing in what must be seen changed into what cannot be seen."""
    then = criterion.then
    other = next(screen.id for screen in spec.screens if screen.id != then.screen and screen.bind is None)
    changes: list[dict[str, Any]] = [
        {"screen": other, "fixture": None, "state": None},
        {"errors": () if then.errors else ("nothing",)},
        {"text": LocalText(dict.fromkeys(spec.languages, "steht hier nirgends"))},
    ]
    if then.language is not None:
        changes.append({"language": next(code for code in spec.languages if code != then.language)})
    if then.shown or then.hidden:
        changes.append({"shown": then.hidden, "hidden": then.shown})
    changes += [{"kept": {field: f"{value}0"}} for field, value in then.kept.items()]
    changes += [{"count": {part: count + 1}} for part, count in then.count.items()]
    return [criterion.model_copy(update={"then": then.model_copy(update=change)}) for change in changes]


def _fails_on_paper(spec: Prototype, criterion: Criterion) -> bool:
    """What `faden prototype check` says of a criterion, without a browser."""
    alone = spec.model_copy(update={"acceptance": (criterion,)})
    return any(criteria.check(Subject(alone, "prototype.yaml", {}, None)))


@pytest.mark.parametrize("name", list(SPECS))
def test_paper_and_browser_agree_where_a_step_is_left_out(site: str, window: OPEN, name: str) -> None:
    """Most criteria then fail, some still hold: the check says the same as Chromium of each."""
    seen: dict[str, tuple[bool, bool]] = {}
    for criterion in SPECS[name].acceptance:
        shorter = criterion.model_copy(update={"when": criterion.when[1:]})
        if not criterion.when or not _possible(SPECS[name], shorter):
            continue
        page = window(width=375).page
        page.goto(_address(site, name, "de", criterion.given))
        for action in shorter.when:
            _do(page, action)
        page.wait_for_selector("html[data-ready]", state="attached")
        try:
            _is(page, "de", shorter)
            holds = True
        except AssertionError:
            holds = False
        seen[criterion.id] = (holds, not _fails_on_paper(SPECS[name], shorter))

    assert {} == {key: told for key, told in seen.items() if told[0] != told[1]}
    assert any(not holds for holds, _ in seen.values())


def _possible(spec: Prototype, criterion: Criterion) -> bool:
    visit = begin(spec, criterion.given, "de")
    try:
        for action in criterion.when:
            visit = act(visit, action)
    except ImpossibleError:
        return False
    return True


def _screens(spec: Prototype) -> list[Where]:
    """Every screen once a row that differs: the first and the last of its fixture."""
    found = []
    for screen in spec.screens:
        rows = spec.rows(screen)
        names = dict.fromkeys(row.id if row else None for row in (rows[0], rows[-1]))
        found += [Where(screen=screen.id, fixture=name) for name in names]
        first = next(iter(names))
        found += [Where(screen=screen.id, fixture=first, state=s.kind) for s in screen.states]
    return found


SAMPLE: Final = [
    ("de", 1280, "light"),
    ("ar", 375, "dark"),
    ("uk", 320, "light"),
    ("fa", 1280, "dark"),
]
"""Languages, widths and colour schemes looked at here; ``make measure`` looks at all combinations."""


@pytest.mark.parametrize(("language", "width", "scheme"), SAMPLE)
@pytest.mark.parametrize("name", list(SPECS))
@pytest.mark.usefixtures("axe_ready")
def test_axe_finds_nothing(
    site: str, window: OPEN, name: str, language: str, width: int, scheme: str
) -> None:
    """Every screen and state, plain and with its form sent empty; a fair sample of the rest."""
    opened = window(width=width, scheme=scheme)
    found: dict[str, list[str]] = {}
    for where in _screens(SPECS[name]):
        opened.page.goto(_address(site, name, language, where))
        faults = opened.axe()
        if opened.page.locator("button[type=submit]").count():
            before = opened.page.url
            opened.page.click("button[type=submit]")
            opened.page.wait_for_function(ANSWERED, arg=before)
            faults += opened.axe()
        if faults:
            found[f"{where.screen} {where.state or ''}"] = faults

    assert {} == found


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("name", list(SPECS))
def test_no_page_is_wider_than_the_window(site: str, window: OPEN, name: str, width: int) -> None:
    """Nothing must be scrolled sideways, in no language, with errors shown (WCAG 1.4.10: 320 pixels)."""
    opened = window(width=width)
    wide = []
    for language in SPECS[name].languages:
        for where in _screens(SPECS[name]):
            opened.page.goto(_address(site, name, language, where))
            if opened.page.locator("button[type=submit]").count():
                before = opened.page.url
                opened.page.click("button[type=submit]")
                opened.page.wait_for_function(ANSWERED, arg=before)
            if not _settles_in_width(opened.page):
                wide.append((language, where.screen))

    assert [] == wide


def _settles_in_width(page: Any) -> bool:
    """Whether the page is no wider than the window once what the click brought is laid out."""
    try:
        page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth", timeout=3_000)
    except TimeIsUpError:
        return False
    return True


@pytest.mark.usefixtures("axe_ready")
@pytest.mark.parametrize("name", list(SPECS))
def test_the_check_fails_on_a_broken_page(site: str, window: OPEN, name: str) -> None:
    """A check that never fails proves nothing."""
    opened = window()
    form = {"wohnungssuche": "help", "mitmachen": "tandem"}[name]
    opened.page.goto(f"{site}/{name}/de/{form}.html")
    opened.page.evaluate("document.querySelectorAll('label').forEach((label) => label.remove())")
    opened.page.evaluate("document.body.style.width = '3000px'")

    assert any(fault.startswith(("label", "select-name")) for fault in opened.axe())
    assert opened.overflows()


def test_the_way_through_the_search_goes_by_keyboard_alone(site: str, window: OPEN) -> None:
    """Skip link first; choices, entries and forms with Tab, arrows, letters and Enter; focus is seen."""
    page = window().page
    page.goto(f"{site}/wohnungssuche/de/search.html")
    page.keyboard.press("Tab")
    assert "#main" == page.evaluate("document.activeElement.getAttribute('href')")
    page.wait_for_function("() => document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")

    _tab_to(page, "words")
    page.keyboard.type("Hafenkamp")
    _tab_to(page, "rooms")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-list-count]")).to_have_text("Treffer: 2")
    _tab_to(page, "results.w1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/listing.w1.html")
    _tab_to(page, "to-check")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check.w1.html")
    _tab_to(page, "run")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.hasAttribute('data-summary')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'persons'")
    assert "Fehler: " == page.title()[:8]
    page.keyboard.type("3")
    _tab_to(page, "run")
    page.keyboard.press("Enter")
    page.wait_for_url("**/within.w1.html")


def _tab_to(page: Any, target: str) -> None:
    """Press Tab until the control has the focus; it must come within thirty steps and be seen."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if target in page.evaluate("[document.activeElement.id, document.activeElement.dataset.hit]"):
            style = page.evaluate(FOCUS)
            assert ["none", "none", "none", "none"] != style, f"{target}: the focus cannot be seen"
            return
    pytest.fail(f"{target} cannot be reached with Tab")


def test_going_back_and_changing_the_language_keep_what_was_chosen(site: str, window: OPEN) -> None:
    """A choice in the search stands again when one comes back from a listing."""
    page = window().page
    page.goto(f"{site}/wohnungssuche/de/search.html")
    page.select_option("#rooms", "4")
    page.click("[data-hit='results.w4']")
    page.wait_for_url("**/listing.w4.html")
    page.click("[data-hit='back']")
    page.wait_for_url("**/de/search.html")
    page.click("[data-hit='language-ar']")
    page.wait_for_url("**/ar/search.html")

    expect(page.locator("#rooms")).to_have_value("4")
    expect(page.locator("[data-row='results.w1']")).to_be_hidden()


def test_a_sent_form_is_forgotten(site: str, window: OPEN) -> None:
    """What was written leaves the tab when it was sent, and is never in the address."""
    page = window().page
    page.goto(f"{site}/wohnungssuche/de/request.w1.html")
    page.fill("#household", "٣")
    page.fill("#mail", "name@example.org")
    page.click("[data-hit='send']")
    page.wait_for_url("**/sent.w1.html")
    page.go_back()

    assert "" == page.input_value("#mail")
    assert "name@example.org" not in json.dumps(page.evaluate("({...sessionStorage})"))


def test_it_works_in_a_frame_without_more_rights(site: str, window: OPEN) -> None:
    """The site embeds it with scripts, forms and same origin, nothing else."""
    page = window().page
    page.goto(f"{site}/wohnungssuche.html")
    frame = page.frame_locator("iframe")
    frame.locator("[data-hit='to-help']").click()
    frame.locator("#topic").wait_for()
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.locator("#topic").select_option("other")
    frame.locator("#phone").fill("0000")
    frame.locator("#tongue-3").check()
    frame.locator("[data-hit='call-me']").click()

    frame.get_by_role("heading", level=1, name="Wir rufen Sie an", exact=True).wait_for()


def test_without_scripts_forms_still_lead_on(site: str, window: OPEN) -> None:
    """The browser's own checks take over; the address holds nothing that was typed."""
    page = window(java_script_enabled=False).page
    page.goto(f"{site}/wohnungssuche/de/request.w2.html")
    page.fill("#household", "3")
    page.fill("#mail", "name@example.org")
    page.click("[data-hit='send']")
    page.wait_for_url("**/sent.w2.html*")

    assert "name" not in page.url


def test_a_folder_opened_by_double_click_works(window: OPEN, tmp_path: Path) -> None:
    """The files need no server: links, filters and forms work from the disk."""
    settings = read_settings(FOLDER).value
    assert settings is not None
    for file, content in render_prototype(SPECS["wohnungssuche"], settings).items():
        write_atomic(tmp_path / file, content)
    page = window(files=True).page
    page.goto((tmp_path / "de" / file_name(Page("search"))).as_uri())
    page.select_option("#rooms", "3")

    expect(page.locator("[data-list-count]")).to_have_text("Treffer: 3")


def test_what_happens_is_told_to_whoever_listens(site: str, window: OPEN) -> None:
    """Events on document name screen and component, and hold nothing that was written."""
    page = window().page
    page.add_init_script(LISTEN)
    page.goto(f"{site}/wohnungssuche/de/help.html")
    page.click("h1")
    page.fill("#phone", "secret")
    page.click("[data-hit='call-me']")
    page.wait_for_function("() => globalThis.told.some(([kind]) => kind === 'error')")
    told = page.evaluate("globalThis.told")

    assert {"view", "miss", "hit", "change", "error"} == {kind for kind, _ in told}
    assert ["error", "phone"] in [[kind, detail.get("component")] for kind, detail in told]
    assert all("help" == detail["screen"] and "PT01" == detail["prototype"] for _, detail in told)
    assert "secret" not in json.dumps(told)


LISTEN: Final = """
globalThis.told = [];
for (const kind of ["view", "hit", "miss", "change", "error", "sent"])
  document.addEventListener(`faden:${kind}`, (event) => globalThis.told.push([kind, event.detail]));
"""


def test_one_file_holds_the_whole_prototype(window: OPEN, tmp_path: Path) -> None:
    """Opened from the disk: pages, forms, languages and pictures, under a policy that names hashes."""
    settings = read_settings(FOLDER).value
    assert settings is not None
    single = render_single(SPECS["mitmachen"], settings, PICTURES["mitmachen"])
    write_atomic(tmp_path / "one.html", single.encode())
    opened = window(width=375, files=True)
    page = opened.page
    page.goto((tmp_path / "one.html").as_uri())
    page.click("[data-hit='language-ar']")
    page.wait_for_function("() => document.documentElement.dir === 'rtl'")
    page.click("[data-hit='to-offers']")
    page.click("[data-hit='found.o1']")
    page.click("[data-hit='to-join']")
    page.fill("#people", "40")
    page.click("[data-hit='send']")
    page.locator("[data-field=people] [aria-invalid]").wait_for()
    assert ["people"] == page.evaluate(INVALID)
    page.fill("#people", "2")
    page.click("[data-hit='send']")

    page.wait_for_selector("html[data-screen='joined']", state="attached")
    page.wait_for_function("() => document.querySelector('.fp-picture img').naturalWidth > 0")
    assert not opened.overflows()
    page.go_back()
    page.wait_for_selector("html[data-screen='join']", state="attached")
