"""The app in a browser: on this repository's own study, in both languages, wide and narrow."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from served import focused

from faden.app import create_app, start_address
from faden.study.folder import find_folder

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "",
    "transcripts",
    "transcripts/I01",
    "needs",
    "findings",
    "findings/F01",
    "problems",
    "handbook/study",
)
TOKEN = "a token for the browser tests"  # noqa: S105 - opens nothing but this test

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]


@pytest.fixture(scope="module")
def start() -> Iterator[str]:
    """The start address of the app, served on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(find_folder(ROOT), TOKEN), access_log=False, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield start_address(listening.getsockname()[1], TOKEN)
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture
def enter(window: Callable[..., Any], start: str) -> Callable[..., Any]:
    """A function that opens a window and comes in by the start address."""

    def entering(**more: Any) -> Any:
        opened = window(**more)
        opened.page.goto(start)
        return opened

    return entering


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("de", 1280, "light"), ("de", 375, "light"), ("en", 1280, "dark"), ("en", 375, "dark")],
)
def test_axe_finds_nothing(
    enter: Callable[..., Any], start: str, path: str, language: str, width: int, scheme: str
) -> None:
    """WCAG 2.2 AA in both languages, wide and narrow, light and dark; nothing scrolls sideways."""
    opened = enter(width=width, scheme=scheme)
    opened.page.goto(f"{start.partition('/enter')[0]}/{path}?lang={language}")
    pictures = os.environ.get("FADEN_PICTURES")
    if pictures:
        name = path.replace("/", "-") or "overview"
        opened.page.screenshot(path=f"{pictures}/app-{name}-{language}-{width}.png")

    assert language == opened.page.locator("html").get_attribute("lang")
    assert [] == opened.axe()
    assert not opened.overflows()


def test_words_of_the_tally_are_not_broken_on_a_narrow_screen(enter: Callable[..., Any], start: str) -> None:
    """“Warnun gen” in two lines reads like a mistake."""
    opened = enter(width=375)
    opened.page.goto(f"{start.partition('/enter')[0]}/?lang=de")
    opened.page.locator(".tally .severity").first.wait_for()
    lines = "[...document.querySelectorAll('.tally .severity')].map(one => one.getClientRects()[0].height)"

    assert all(height < 40 for height in opened.page.evaluate(lines))  # one line, in pixels


def test_the_token_leaves_the_address_bar(enter: Callable[..., Any]) -> None:
    """Nobody who looks at the screen or the history can read it."""
    opened = enter()

    assert opened.page.url.endswith("/")
    assert "token" not in opened.page.evaluate("location.href + document.cookie")


def test_the_words_in_the_browser_are_those_of_the_file(enter: Callable[..., Any], start: str) -> None:
    """What browser code will count in holds the text of the part and nothing else, Arabic too."""
    from faden.interviews.files import read_transcript

    transcript = read_transcript(find_folder(ROOT), "I01").value
    assert transcript is not None
    opened = enter()
    opened.page.goto(start.partition("/enter")[0] + "/transcripts/I01")

    shown = opened.page.evaluate("[...document.querySelectorAll('.words')].map(each => each.textContent)")

    assert [part.text for turn in transcript.turns for part in turn.parts] == shown


def test_right_to_left_words_begin_at_the_right(enter: Callable[..., Any], start: str) -> None:
    """Arabic is set from right to left, German beside it from left to right."""
    opened = enter()
    opened.page.goto(start.partition("/enter")[0] + "/transcripts/I01")

    directions = opened.page.evaluate(
        "['original', 'interpretation'].map(kind =>"
        " getComputedStyle(document.querySelector(`#t1 [data-part=${kind}]`)).direction)"
    )
    boxes = [
        opened.page.locator(f"#t1 .part-{kind}").bounding_box() for kind in ("original", "interpretation")
    ]

    assert ["rtl", "ltr"] == directions
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]


def test_a_code_in_the_margin_lights_up_its_words(enter: Callable[..., Any], start: str) -> None:
    """By pointer and by keyboard focus; stripes stand beside the words."""
    opened = enter()
    opened.page.goto(start.partition("/enter")[0] + "/transcripts/I01")
    chip = opened.page.locator(".chip a").first
    coding = chip.get_attribute("data-coding")
    chip.focus()

    lit = opened.page.locator("mark.on")
    lit.first.wait_for()
    opened.page.locator(".stripe.on").first.wait_for(state="attached")

    assert all(coding in each for each in lit.evaluate_all("all => all.map(mark => mark.dataset.codings)"))


def test_j_and_k_go_from_turn_to_turn_only_inside_the_conversation(
    enter: Callable[..., Any], start: str
) -> None:
    """A key of one letter acts only on what has the focus (WCAG 2.1.4)."""
    opened = enter()
    opened.page.goto(start.partition("/enter")[0] + "/transcripts/I01")
    opened.page.keyboard.press("j")
    outside = opened.page.evaluate("document.activeElement.className")
    opened.page.locator("#t2").focus()
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("k")

    assert "turn" not in outside
    focused(opened.page, "t3")


def test_the_first_tab_leads_to_the_content(enter: Callable[..., Any]) -> None:
    """A skip link, seen when it has the focus."""
    opened = enter()
    opened.page.keyboard.press("Tab")
    opened.page.wait_for_function(
        "() => document.querySelector('.skip:focus')?.getBoundingClientRect().top >= 0"
    )
    opened.page.keyboard.press("Enter")

    focused(opened.page, "content")


def test_a_page_of_another_origin_can_neither_read_nor_show_the_app(
    chromium: Any, start: str, serve: Callable[..., str], tmp_path: Any
) -> None:
    """Even in a browser that holds the cookie: not by fetch, not as a script, not in a frame."""
    base = start.partition("/enter")[0]
    (tmp_path / "index.html").write_text("<!doctype html><title>evil</title>", encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(start)
    page.goto(serve(tmp_path))

    read = page.evaluate(
        """async base => {
            const asked = fetch(base + '/needs', {credentials: 'include'});
            const fetched = await asked.then(() => 'read', () => 'refused');
            const status = await new Promise(done => {
                const script = document.createElement('script');
                script.onload = () => done('loaded');
                script.onerror = () => done('refused');
                script.src = base + '/static/lanes.js';
                document.body.append(script);
            });
            return [fetched, status];
        }""",
        base,
    )
    framed = page.evaluate(
        """base => new Promise(done => {
            const frame = document.createElement('iframe');
            frame.onload = () => done(frame.contentDocument ? 'open' : 'blocked');
            frame.src = base + '/';
            document.body.append(frame);
        })""",
        base,
    )
    shown = [frame.content() for frame in page.frames if frame.url.startswith(base)]
    context.close()

    assert ["refused", "refused"] == read
    assert "blocked" == framed
    assert all("faden" not in content for content in shown)
