"""How long coding takes in a browser: from the key press to the file, and to the page that has drawn it."""

from __future__ import annotations

import random
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from faden.app import create_app, start_address
from faden.coding.anchor import Position, describe
from faden.coding.codebook import read_codebook
from faden.coding.codings import CodingFile, coding_at, write_codings
from faden.core.documents import wanted
from faden.core.ids import coding
from faden.core.text import words
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Part, PartKind, Transcript, Turn
from faden.study.folder import Folder, find_folder
from measurements.browsing import chromium
from measurements.studies import copy_study

IDS: Final = ("app.page.", "app.save.")

LONG: Final = "I97"
WORDS: Final = 20_000
CODINGS: Final = 1_000
STEPS: Final = 60
TOKEN: Final = "a token for the measurement"  # noqa: S105 - opens nothing but this run
_WATCH: Final = """() => {
    window.times = [];
    let at = 0;
    const begin = (event) => {
        if (event.key !== 'Enter') return;
        at = event.timeStamp;
        window.pressed = performance.timeOrigin + at;
    };
    document.addEventListener('keydown', begin, true);
    const status = document.querySelector('[data-status]');
    new MutationObserver(() => {
        if (status.dataset.kind !== 'saved' || !at) return;
        times.push(performance.now() - at);
        at = 0;
    }).observe(status, { attributes: true, childList: true });
}"""
"""The page says “saved” after the server's answer, when marks, codes and counts are drawn."""


def measure() -> list[dict[str, Any]]:
    """Milliseconds from Enter in the field for codes to “saved”; nothing without Chromium."""
    browser = chromium()
    if browser is None:
        return []
    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        _write_long(folder)
        with served_app(folder, "mira") as start:
            drawn, kept = _timed(browser, start, folder.coding_file("mira", LONG))
    return [_row("app.page.p95", drawn), _row("app.save.p95", kept)]


def _row(name: str, times: list[float]) -> dict[str, Any]:
    ordered = sorted(times)
    note = f"median {ordered[len(ordered) // 2]:.0f} ms, least {ordered[0]:.0f} ms"
    return {"id": name, "value": ordered[round(0.95 * (len(ordered) - 1))], "n": len(ordered), "note": note}


def _write_long(folder: Folder) -> None:
    """A long conversation from the words of the study, with many codings at random places."""
    base = wanted(read_transcript(folder, "I02"))
    texts = [turn.text for turn in base.turns if len(turn.text) > 80]
    chance = random.Random(20_000)  # noqa: S311 - no secret
    turns: list[Turn] = []
    total = 0
    while total < WORDS:
        text = chance.choice(texts)
        parts = (Part(PartKind.ORIGINAL, base.head.language, text),)
        turns.append(Turn(f"t{len(turns) + 1}", base.turns[0].speaker, parts))
        total += len(words(text))
    long = Transcript(base.head.model_copy(update={"id": LONG}), tuple(turns))
    write_transcript(folder, long)
    codes = [placed.code.id for placed in wanted(read_codebook(folder)).codes() if placed.code.codable]
    made = []
    for _ in range(CODINGS):
        turn = chance.choice(turns)
        start = chance.randrange(len(turn.text) - 20)
        ends = (
            Position(turn.id, start),
            Position(turn.id, min(len(turn.text), start + chance.randrange(10, 90))),
        )
        anchor = describe(long, *ends, language=long.head.language)
        made.append(
            coding_at(anchor, identifier=coding(), code=chance.choice(codes), on="2026-01", codebook=1)
        )
    write_codings(folder, CodingFile(LONG, "mira", tuple(made), {}), tuple(turn.id for turn in turns))


@contextmanager
def served_app(folder: Folder, by: str) -> Iterator[str]:
    """The start address of the app, which somebody codes in."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(folder, TOKEN, by=by)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield start_address(listening.getsockname()[1], TOKEN)
    server.should_exit = True
    thread.join(timeout=10)


def _timed(browser: Path, start: str, file: Path) -> tuple[list[float], list[float]]:
    """Code one sentence after the other by key, each in another turn.

    Returns:
        Milliseconds from the key press until the page has drawn it, and until the file was
        written, by the clock of the disk.
    """
    kept = []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(browser), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = opened.new_page()
        page.goto(start)
        page.goto(f"{start.partition('/enter')[0]}/coding/{LONG}")
        page.locator("[data-ready=yes]").wait_for()
        page.evaluate(_WATCH)
        turns = page.locator(".turn")
        apart = turns.count() // STEPS
        for n in range(STEPS):
            turns.nth(n * apart).focus()
            page.keyboard.press("ArrowRight")
            page.keyboard.press("c")
            page.keyboard.type("keine")
            page.keyboard.press("Enter")
            _wait(page, n + 1)
            kept.append(file.stat().st_mtime_ns / 1e6 - page.evaluate("pressed"))
        times: list[float] = page.evaluate("times")
        opened.close()
    return times, kept


def _wait(page: Any, n: int) -> None:
    """Until so many steps were saved."""
    last = time.monotonic() + 30
    while page.evaluate("times.length") < n:
        if time.monotonic() > last:
            raise TimeoutError(page.locator("[data-status]").inner_text())
        time.sleep(0.01)
