"""Whether a coding made in a browser holds exactly the words that were chosen.

By mouse in the Arabic of the study, by keyboard in its German, and in an invented conversation of emoji
and combining characters, whose clusters are known because it is put together from them. What must
stand in the file is drawn before the page is asked.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from faden.coding.codings import read_codings
from faden.core.documents import wanted
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Part, PartKind, Transcript, Turn
from faden.study.folder import Folder, find_folder
from measurements.browsing import chromium
from measurements.coding_page import served_app
from measurements.studies import copy_study

IDS: Final = ("app.coding.",)

CODER: Final = "probe"
ARABIC: Final = "I01"
GERMAN: Final = "I03"
CLUSTERS: Final = "I96"
TIMES: Final = 40
_PIECES: Final = (
    "👨‍👩‍👧", "🇺🇦", "👍🏽", "n̈", "é", "e\u0301", "ä", "ችግ", "𝔄", "1️⃣", "ம்", "Amt", "Flur", "ї", "q̃\u0323",
)  # fmt: skip
"""All run from left to right: at the seams of both directions a mouse cannot point without doubt."""

_BOXES: Final = """([turn, part, language, first, last]) => {
    const element = document.querySelector(`#${turn} [data-part=${part}][data-language=${language}]`)
        ?? document.querySelector(`#${turn} [data-part=${part}]`);
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const box = (at, to) => {
        walker.currentNode = element;
        let passed = 0, node = walker.nextNode();
        while (passed + node.length <= at) { passed += node.length; node = walker.nextNode(); }
        const range = document.createRange();
        range.setStart(node, at - passed);
        range.setEnd(node, Math.min(node.length, to - passed));
        return range.getClientRects()[0];
    };
    const rtl = getComputedStyle(element).direction === 'rtl';
    const [a, b] = [box(...first), box(...last)];
    const middle = (box) => (box.top + box.bottom) / 2;
    return [rtl ? a.right - 0.5 : a.left + 0.5, middle(a), rtl ? b.left + 0.5 : b.right - 0.5, middle(b)];
}"""
"""Where to press and where to let go, for the first and the last cluster, in UTF-16 units."""


class _Aim(NamedTuple):
    """What is to be chosen: clusters of a part, by number, the last one counted in."""

    turn: str
    part: str
    language: str
    clusters: tuple[str, ...]
    first: int
    last: int

    @property
    def words(self) -> str:
        return "".join(self.clusters[self.first : self.last + 1])

    def units(self, number: int) -> tuple[int, int]:
        """From where to where a cluster runs, in UTF-16 units."""
        start = _units("".join(self.clusters[:number]))
        return start, start + _units(self.clusters[number])


def measure() -> list[dict[str, Any]]:
    """Shares of codings that hold exactly what was to be chosen; nothing without Chromium."""
    program = chromium()
    if program is None:
        return []
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place:
        folder = find_folder(copy_study(Path(place)))
        write_transcript(folder, _clusters(folder))
        with served_app(folder, CODER) as start, sync_playwright() as playwright:
            opened = playwright.chromium.launch(
                executable_path=str(program), args=["--headless", "--no-sandbox", "--disable-gpu"]
            )
            page = opened.new_page()
            page.goto(start)
            base = start.partition("/enter")[0]
            rows = [
                _row("app.coding.ar", page, base, folder, (ARABIC, "ar", _by_mouse)),
                _row("app.coding.de", page, base, folder, (GERMAN, "de", _by_keyboard)),
                _row("app.coding.emoji", page, base, folder, (CLUSTERS, "de", _by_mouse)),
            ]
            opened.close()
    return rows


Choosing = Callable[[Any, _Aim], None]


def _row(name: str, page: Any, base: str, folder: Folder, case: tuple[str, str, Choosing]) -> dict[str, Any]:
    """Code at random places, and look at what stands in the file afterwards."""
    transcript, language, choose = case
    page.goto(f"{base}/coding/{transcript}?lang=de")
    page.locator("[data-ready=yes]").wait_for()
    aims = list(_aims(wanted(read_transcript(folder, transcript)), language, keys=choose is _by_keyboard))
    missed = []
    before: set[str] = set()
    for number, aim in enumerate(aims):
        choose(page, aim)
        page.locator(".has-choice").wait_for()
        page.keyboard.press("c")
        page.keyboard.type(f"Probe {name} {number}")
        page.keyboard.press("Enter")
        page.locator("[data-status][data-kind=saved]", has_text=f"Probe {name} {number}").wait_for()
        page.keyboard.press("Escape")
        codings = wanted(read_codings(folder, folder.coding_file(CODER, transcript))).codings
        made = [each for each in codings if each.id not in before]
        before |= {each.id for each in made}
        start = len("".join(aim.clusters[: aim.first]))
        expected = [(aim.turn, start, aim.words, aim.language)]
        if expected != [(each.start[0], each.start[1], each.exact, each.language) for each in made]:
            missed.append((expected, made))
    for each in missed:
        print("missed:", *each)
    return {"id": name, "value": 1 - len(missed) / len(aims), "n": len(aims)}


def _by_mouse(page: Any, aim: _Aim) -> None:
    """Press at the edge of the first cluster, draw, let go at the edge of the last."""
    sent = [aim.turn, aim.part, aim.language, aim.units(aim.first), aim.units(aim.last)]
    x1, y1, x2, y2 = page.evaluate(_BOXES, sent)
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    page.mouse.move(x2, y2)
    page.mouse.up()


def _by_keyboard(page: Any, aim: _Aim) -> None:
    """Word after word to the first, then with Shift to the last; clusters are words and gaps here."""
    page.locator(f"#{aim.turn}").focus()
    for _ in range(aim.first // 2 + 1):
        page.keyboard.press("Control+ArrowRight")
    for _ in range((aim.last - aim.first) // 2):
        page.keyboard.press("Control+Shift+ArrowRight")


def _aims(transcript: Transcript, language: str, *, keys: bool) -> Iterator[_Aim]:
    """Random runs of words in random turns, from the first letter of a word to the last of another."""
    chance = random.Random(96)  # noqa: S311 - no secret
    parts = [
        (turn.id, part)
        for turn in transcript.turns
        for part in turn.parts
        if part.language == language and part.kind is PartKind.ORIGINAL and len(part.text.split()) > 5
        if not keys or _plain(part.text.split(" ")) > 1
    ]
    for _ in range(TIMES):
        turn, part = chance.choice(parts)
        words = part.text.split(" ")
        clusters = tuple(piece for word in words for piece in (word, " "))[:-1]
        reach = _plain(words) if keys else len(words)
        first = chance.randrange(reach)
        last = min(reach - 1, first + chance.randrange(6))
        yield _Aim(turn, part.kind.value, language, clusters, 2 * first, 2 * last)


def _plain(words: list[str]) -> int:
    """How many words from the first on are letters only: there a press of the key passes one word each."""
    return next((n for n, word in enumerate(words) if not word.isalpha()), len(words))


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _clusters(folder: Folder) -> Transcript:
    """A conversation of clusters that are more than one code point or unit."""
    base = wanted(read_transcript(folder, GERMAN))
    chance = random.Random(97)  # noqa: S311 - no secret
    turns = []
    for number in range(1, 13):
        words = " ".join(
            "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 4))) for _ in range(14)
        )
        parts = (Part(PartKind.ORIGINAL, base.head.language, words),)
        turns.append(Turn(f"t{number}", base.turns[0].speaker, parts))
    return Transcript(base.head.model_copy(update={"id": CLUSTERS}), tuple(turns))
