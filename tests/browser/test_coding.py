"""Coding in a browser: a real server, invented words in German and Arabic, with emoji and combining marks."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import expect
from served import TOKEN, Served, choose, focused, saved

from faden.app import start_address
from faden.coding.codebook import read_codebook

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]


def drag(page: Any, turn: str, first: int, last: int, part: str = "original") -> None:
    """Drag the mouse over words, from one UTF-16 unit to another, whichever way they run."""
    place = f"#{turn} [data-part={part}]"
    page.locator(place).scroll_into_view_if_needed()
    x1, y1, x2, y2 = page.evaluate(
        """([place, first, last]) => {
            const node = document.querySelector(place).firstChild;
            const box = (at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect();
            };
            const [a, b] = [box(first), box(last)];
            const rtl = getComputedStyle(node.parentElement).direction === 'rtl';
            return [rtl ? a.right - 0.5 : a.left + 0.5, (a.top + a.bottom) / 2,
                    rtl ? b.left + 0.5 : b.right - 0.5, (b.top + b.bottom) / 2];
        }""",
        [place, first, last],
    )
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    page.mouse.move(x2, y2)
    page.mouse.up()
    page.locator(".has-choice").wait_for()


def test_arabic_words_are_coded_by_mouse(coding: Callable[..., Any], served: Served) -> None:
    """What was marked is what stands in the file, short vowels included; the tree counts it."""
    page = coding().page
    words = served.words("t3", language="ar")
    first = words.index("صَغ")
    last = words.index(".") - 1
    drag(page, "t3", first, last)
    page.locator("[data-panel] [data-chosen]", has_text=words[first : last + 1]).wait_for()
    page.locator("[data-tree] [data-code=enge]").click()
    saved(page, "Enge")

    (made,) = served.codings()

    assert words[first : last + 1] == made.exact
    assert ("t3", first) == made.start
    assert ("original", "ar", "enge") == (made.part, made.language, made.code)
    assert made.exact == page.locator("#t3 mark").inner_text()
    assert "1" == page.locator("[data-code=enge] .n").evaluate("each => each.firstChild.data")
    assert 1 == page.locator("#t3 .stripe").count()


def test_words_across_turns_are_one_coding(coding: Callable[..., Any], served: Served) -> None:
    """Names and times between the turns are no words; other languages in between are left out."""
    page = coding().page
    page.evaluate(
        """() => {
            const [a, b] = ['t2', 't5'].map((turn) => document.querySelector(`#${turn} .words`).firstChild);
            getSelection().setBaseAndExtent(a, a.data.indexOf('Danach'), b, 'Das Amt'.length);
        }"""
    )
    page.locator(".has-choice").wait_for()
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)

    (made,) = served.codings()

    assert "Danach habe ich aufgehört.\nUnd <b>das Amt</b>?\nDas Amt" == made.exact
    assert 3 == page.locator("mark").count()


def test_german_words_are_coded_by_keyboard_alone(coding: Callable[..., Any], served: Served) -> None:
    """Turn, sentence, one more, a name begun, Enter."""
    page = coding().page
    page.locator("#t1").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    focused(page, page.locator("[data-field]").get_attribute("id"))
    page.keyboard.type("KÉINE")
    page.locator("[role=option][aria-selected=true]", has_text="Keine Antwort").wait_for()
    page.keyboard.press("Enter")
    saved(page)

    (made,) = served.codings()

    assert ("Das war hart. Danach habe ich aufgehört.", "keine-antwort") == (made.exact, made.code)
    focused(page, "t2")


def test_single_words_and_other_parts_are_chosen_by_key(coding: Callable[..., Any], served: Served) -> None:
    """In Arabic the left arrow leads on; p goes to what the interpreter said."""
    page = coding().page
    chosen = page.locator("[data-panel] [data-chosen]")
    page.locator("#t3").focus()
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("Control+Shift+ArrowLeft")
    second = served.words("t3", language="ar").partition(".")[0].partition(" ")[2]

    expect(chosen).to_have_text(second)
    page.keyboard.press("p")
    expect(chosen).to_have_text("Unser Haus ist klein.")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("👨‍👩‍👧 achtzig", "👨‍👩‍👧 achtzig"),
        ("‍👧 achtzig", "👨‍👩‍👧 achtzig"),
        ("n̈ur drei", "n̈ur drei"),
        ("Anfragen kamen n", "Anfragen kamen n̈"),
        (" drei 🇺🇦 ", "drei 🇺🇦"),
        ("Antworten. ", "Antworten."),
    ],
)
def test_whole_characters_are_coded(
    coding: Callable[..., Any], served: Served, marked: str, expected: str
) -> None:
    """Half a family, half a flag or a letter without its mark is no character; spaces at the ends go."""
    page = coding().page
    choose(page, "t2", marked)
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)

    (made,) = served.codings()
    words = served.words("t2")

    assert expected == made.exact == words[made.start[1] : made.end[1]]


STRANGE: Final = (
    "",
    "abc",
    "👨‍👩‍👧a👨‍👩‍👧",
    "🇺🇦🇩🇪",
    unicodedata.normalize("NFC", "n̈ur Ä é"),
    "بَيْتُنَا",
    "𝔘x\n\u200cy",
)


def test_the_module_of_offsets_counts_code_points(coding: Callable[..., Any]) -> None:
    """Back and forth for every place in strange texts; Python counts the same."""
    page = coding().page
    counted = page.evaluate(
        """async (texts) => {
            const { toPoints, toUnits } = await import('/static/coding/offsets.js');
            return texts.map((text) => [...Array([...text].length + 1).keys()].map(
                (point) => [toUnits(text, point), toPoints(text, toUnits(text, point))]));
        }""",
        list(STRANGE),
    )

    units = [[len(text[:n].encode("utf-16-le")) // 2 for n in range(len(text) + 1)] for text in STRANGE]

    assert [[[u, n] for n, u in enumerate(each)] for each in units] == counted


def test_a_new_name_becomes_a_new_code(coding: Callable[..., Any], served: Served) -> None:
    """In place: the code stands in the codebook and in the tree, the words are coded with it."""
    page = coding().page
    choose(page, "t5", "Nie")
    page.keyboard.press("c")
    page.keyboard.type("Schweigen")
    page.locator("[role=option].new", has_text="Schweigen").wait_for()
    page.keyboard.press("Enter")
    saved(page, "Kodierung")
    page.locator("[data-tree] .name", has_text="Schweigen").wait_for()

    (made,) = served.codings()
    codebook = read_codebook(served.folder).value
    assert codebook is not None
    code = codebook.find(made.code)

    assert code is not None
    assert ("Nie", {"de": "Schweigen"}) == (made.exact, code.name.root)


def test_a_coding_is_changed_at_its_words(coding: Callable[..., Any], served: Served) -> None:
    """Opened by key; another code, one word more, a memo; then away."""
    page = coding().page
    choose(page, "t5", "Das Amt")
    page.locator("[data-tree] [data-code=enge]").click()
    saved(page)
    page.keyboard.press("Escape")
    page.locator("#t5 .chips button").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Enge")
    dialog.wait_for()
    dialog.get_by_label("Anderer Code").select_option("amt")
    page.get_by_role("dialog", name="Amt").wait_for()
    saved(page, "Amt")
    page.get_by_role("button", name="Ende: ein Wort später").click()
    page.locator("#t5 mark", has_text="schreibt").wait_for()
    page.get_by_label("Memo zu dieser Stelle").fill("Wer schreibt?")
    page.get_by_role("button", name="Memo speichern").click()
    page.locator("#t5 .has-memo").wait_for()
    (changed,) = served.codings()
    page.locator("[data-close]").focus()
    page.keyboard.press("Delete")
    page.locator("#t5 .chips[hidden]").wait_for(state="attached")

    assert ("Das Amt schreibt", "amt", "Wer schreibt?") == (changed.exact, changed.code, changed.memo)
    assert () == served.codings()
    focused(page, "t5")


def test_everything_can_be_undone_and_redone(coding: Callable[..., Any], served: Served) -> None:
    """By button and by key; the file follows."""
    page = coding().page
    choose(page, "t1", "Suche")
    page.locator("[data-tree] [data-code=amt]").click()
    page.locator("#t1 mark").wait_for()
    page.keyboard.press("Control+z")
    page.locator("#t1 mark").wait_for(state="detached")
    undone = served.codings()
    page.keyboard.press("Control+y")
    page.locator("#t1 mark").wait_for()
    redone = served.codings()
    page.get_by_role("button", name="Rückgängig").click()
    page.locator("#t1 mark").wait_for(state="detached")
    page.keyboard.press("Control+Shift+Z")
    page.locator("#t1 mark").wait_for()

    assert () == undone
    assert ["Suche"] == [each.exact for each in redone]
    assert redone == served.codings()


def test_where_the_server_is_gone_nothing_is_called_saved(coding: Callable[..., Any], served: Served) -> None:
    """It is said, what was marked stays, and trying again saves it."""
    opened = coding()
    opened.expected = ("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")
    page = opened.page
    choose(page, "t1", "Suche")
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)
    before = served.codings()
    served.stop()
    choose(page, "t5", "Nie")
    page.locator("[data-tree] [data-code=enge]").click()
    page.locator("[data-alarm]", has_text="nicht gespeichert").wait_for()
    status = page.locator("[data-status]").get_attribute("data-kind")
    kept = page.locator("[data-panel] [data-chosen]").inner_text()
    without = served.codings()
    served.start()
    page.get_by_role("button", name="Noch einmal versuchen").click()
    saved(page)

    assert ("not", "Nie", before) == (status, kept, without)
    assert ["Suche", "Nie"] == [each.exact for each in served.codings()]


def test_what_was_shown_as_saved_outlives_a_killed_server(window: Callable[..., Any], served: Served) -> None:
    """The program is killed in the middle of work; the file holds all that the page called saved."""
    served.stop()
    command = [sys.executable, "-m", "faden", "app", "--no-browser", "--by", "mira"]
    program = subprocess.Popen(
        [*command, "-C", str(served.folder.root)], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert program.stdout is not None
    start = next(line for line in program.stdout if "/enter" in line).strip()
    opened = window()
    opened.expected = ("ERR_",)
    page = opened.page
    page.goto(start)
    page.goto(start.partition("/enter")[0] + "/coding/I01?lang=de")
    page.locator("[data-ready=yes]").wait_for()
    for n, words in enumerate(("Auf", "achtzig", "Anfragen", "kamen"), start=1):
        choose(page, "t2", words)
        page.locator("[data-tree] [data-code=amt]").click()
        page.locator(f"#t2 .chip:nth-child({n})").wait_for()
    choose(page, "t2", "Antworten")
    page.locator("[data-tree] [data-code=amt]").click()
    program.kill()  # the step is on its way, or done
    page.locator("[data-alarm]:not([hidden]), #t2 .chip:nth-child(5)").first.wait_for()
    shown = page.locator("#t2 mark").all_inner_texts()
    program.communicate(timeout=10)

    kept = {each.exact for each in served.codings()}

    assert len(shown) in {4, 5}
    assert set(shown) <= kept


def test_a_server_started_anew_is_told_apart(coding: Callable[..., Any], served: Served) -> None:
    """Its token is another one; the page says where the new address is."""
    opened = coding()
    opened.expected = ("403",)
    page = opened.page
    page.context.clear_cookies()
    choose(page, "t5", "Nie")
    page.locator("[data-tree] [data-code=enge]").click()
    page.locator("[data-alarm]", has_text="neue Adresse").wait_for()

    assert () == served.codings()


def test_a_change_from_elsewhere_is_shown_and_never_merged(
    coding: Callable[..., Any], served: Served
) -> None:
    """The step is not saved; what differs is listed; then the person decides anew."""
    opened = coding()
    opened.expected = ("409",)
    page = opened.page
    choose(page, "t1", "Suche")
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)
    path = served.folder.coding_file("mira", "I01")
    path.write_text(path.read_text(encoding="utf-8").replace('"amt"', '"enge"'), encoding="utf-8")
    elsewhere = path.read_bytes()
    choose(page, "t5", "Nie")
    page.locator("[data-tree] [data-code=keine-antwort]").click()
    dialog = page.get_by_role("dialog", name="Außerhalb geändert")
    dialog.wait_for()
    listed = dialog.locator("li").all_inner_texts()
    untouched = path.read_bytes()
    dialog.get_by_role("button", name="Neuen Stand zeigen").click()
    page.locator("#t1 .chips", has_text="Enge").wait_for()
    page.locator("[data-tree] [data-code=keine-antwort]").click()
    saved(page)

    assert elsewhere == untouched
    assert ["Geändert: Enge (vorher Amt) · Suche"] == listed
    assert ["enge", "keine-antwort"] == [each.code for each in served.codings()]


def test_letters_are_keys_only_outside_of_fields_and_can_be_switched_off(
    coding: Callable[..., Any],
) -> None:
    """WCAG 2.1.4."""
    page = coding().page
    page.locator("#t1").focus()
    page.keyboard.press("j")
    focused(page, "t2")
    page.keyboard.press("c")
    page.keyboard.type("j?")
    expect(page.locator("[data-field]")).to_have_value("j?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Tasten").wait_for()
    page.get_by_label("Tasten aus einem einzelnen Zeichen benutzen").uncheck()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    page.locator("#t1").focus()
    for key in ("j", "c", "?", "/"):
        page.keyboard.press(key)

    assert "t1" == page.evaluate("document.activeElement.id")
    assert 0 == page.locator("dialog[open]").count()


def test_a_code_is_dragged_onto_the_words(coding: Callable[..., Any], served: Served) -> None:
    """Onto the marked words."""
    page = coding().page
    choose(page, "t2", "Anfragen")
    page.locator("[data-tree] [data-code=enge]").drag_to(page.locator("#t2 .words"))
    saved(page)

    assert ["Anfragen"] == [each.exact for each in served.codings()]


def test_on_a_phone_the_codes_are_a_drawer(coding: Callable[..., Any], served: Served) -> None:
    """Words are marked as the phone does it; the bar at the foot leads to the codes."""
    opened = coding(width=375, has_touch=True)
    page = opened.page
    choose(page, "t3", "Haus ist klein", "interpretation")
    hidden = page.locator("[data-panel]").is_visible()
    page.locator("[data-bar]").get_by_role("button", name="Codes").tap()
    page.locator("[data-panel].open").wait_for()
    faults = opened.axe()
    page.locator("[data-tree] [data-code=enge]").tap()
    saved(page)
    page.locator("[data-panel]").wait_for(state="hidden")

    assert not hidden
    assert [] == faults
    assert not opened.overflows()
    assert [("Haus ist klein", "interpretation")] == [(c.exact, c.part) for c in served.codings()]


def test_words_are_found_without_accents_here_and_everywhere(coding: Callable[..., Any]) -> None:
    """Arabic without its short vowels, German in any case; each with its place."""
    page = coding().page
    page.get_by_label("Worte suchen").fill("بيتنا صغير")
    page.keyboard.press("Enter")
    page.locator("[data-hits] li").wait_for()
    arabic = page.locator("[data-hits] strong").all_inner_texts()
    page.get_by_label("Worte suchen").fill("zimmer")
    page.get_by_label("in allen Gesprächen").check()
    page.locator("[data-hits] li", has_text="I02").wait_for()
    places = page.locator("[data-hits] a").all_inner_texts()
    page.locator("[data-hits] a", has_text="I02").click()
    page.wait_for_url("**/coding/I02*")
    page.locator("[data-ready=yes]").wait_for()
    page.locator("[data-hits] li").wait_for()

    assert ["بَيْتُنَا صَغِيرٌ"] == arabic
    assert ["I01, t3", "I02, t1"] == places


def test_one_goes_from_coding_to_coding_and_hides_other_speakers(
    coding: Callable[..., Any],
) -> None:
    """By a code without marked words: its definition, its places."""
    page = coding().page
    for turn, words in (("t1", "Suche"), ("t5", "Amt")):
        choose(page, turn, words)
        page.locator("[data-tree] [data-code=amt]").click()
        page.locator(f"#{turn} mark").wait_for()
    page.locator("h1").click()
    page.keyboard.press("Escape")
    page.locator("[data-tree] [data-code=amt]").click()
    page.locator("[data-definition]", has_text="Was das Amt tut.").wait_for()
    page.get_by_role("button", name="Nächste Stelle").click()
    page.get_by_role("button", name="Nächste Stelle").click()
    page.locator("[data-position]", has_text="2 von 2").wait_for()
    focused(page, "t5")
    page.get_by_label("Wer spricht").select_option("I")
    page.locator("#t5").wait_for(state="hidden")

    assert ["t1", "t4"] == page.locator(".turn:not([hidden])").evaluate_all("all => all.map((one) => one.id)")


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("de", 1280, "light"), ("de", 375, "dark"), ("en", 1280, "dark"), ("en", 375, "light")],
)
def test_axe_finds_nothing(coding: Callable[..., Any], language: str, width: int, scheme: str) -> None:
    """Plain, with words marked and coded, with a coding open; nothing scrolls sideways."""
    opened = coding(width=width, scheme=scheme, language=language)
    page = opened.page
    faults = opened.axe()
    choose(page, "t3", "بَيْتُنَا")
    page.keyboard.press("c")
    page.keyboard.type("e")
    page.locator("[data-options] li").first.wait_for()
    faults += opened.axe()
    page.keyboard.press("Enter")
    saved(page)
    page.locator("#t3 .chips button").click()
    page.locator("[data-popover][open]").wait_for()
    faults += opened.axe()
    wide = opened.overflows()
    if pictures := os.environ.get("FADEN_PICTURES"):
        page.screenshot(path=f"{pictures}/coding-{language}-{width}-{scheme}.png")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("[data-keys][open]").wait_for()
    faults += opened.axe()

    assert [] == faults
    assert not wide


def test_the_page_asks_who_codes_where_nobody_is_named(window: Callable[..., Any], served: Served) -> None:
    """A new short name is kept in the browser; the codings go to that person's file."""
    served.stop()
    served.by = ""
    settings = served.folder.settings
    settings.write_text(settings.read_text(encoding="utf-8").replace(", lead: true", ""), encoding="utf-8")
    served.folder.coding_file("jonte", "I02").parent.mkdir(parents=True)
    served.folder.coding_file("jonte", "I02").write_text(
        '{"format":"faden.codings/1","transcript":"I02","coder":"jonte"}\n', encoding="utf-8"
    )
    served.start()
    opened = window()
    page = opened.page
    page.goto(start_address(served.port, TOKEN))
    page.goto(f"{served.base}/coding/I01?lang=de")
    asked = page.locator("h1").inner_text()
    known = page.locator("[data-coder]").all_inner_texts()
    faults = opened.axe()
    page.get_by_label("Neues Kürzel").fill("samira")
    page.keyboard.press("Enter")
    page.locator("[data-ready=yes]").wait_for()
    choose(page, "t1", "Suche")
    page.locator("[data-tree] [data-code=amt]").click()
    saved(page)

    assert ("Wer kodiert?", ["mira", "jonte"], []) == (asked, known, faults)
    assert served.folder.coding_file("samira", "I01").is_file()
