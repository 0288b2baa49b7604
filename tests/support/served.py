"""A small study with German and Arabic words, and the app that shows it to a browser."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import Any, Final

import uvicorn

from faden.app import create_app, start_address
from faden.coding.codings import Coding, read_codings
from faden.interviews.files import read_transcript
from faden.study.folder import Folder

SETTINGS: Final = """\
format: faden.study/1
title: {de: Wohnen, en: Housing}
synthetic: true
contact: {organisation: Beispiel}
languages: {site: [de, en], content: [de, ar]}
coders: [{id: mira, lead: true}]
"""
TALK: Final = """\
---
format: faden.transcript/1
id: I01
kind: interview
title: {de: "Im Flur", en: "In the hall"}
language: de
synthetic: true
speakers:
  I: {role: interviewer}
  P1: {role: participant, participant: p-7k3mzq}
  D: {role: interpreter}
---

## t1 · I · 00:00:05

Wie war die Suche? Erzählen Sie.

## t2 · P1 · 00:00:20

Auf 👨‍👩‍👧 achtzig Anfragen kamen n̈ur drei 🇺🇦 Antworten. Das war hart. Danach habe ich aufgehört.

## t3 · P1 · 00:00:40 · ar

::: original ar
بَيْتُنَا صَغِيرٌ جِدًّا. وَنَحْنُ سِتَّةٌ في غُرْفَةٍ.

::: interpretation de · D
Unser Haus ist klein. Wir sind sechs in einem Zimmer.

## t4 · I · 00:01:00

Und <b>das Amt</b>?

## t5 · P1 · 00:01:10

Das Amt schreibt nicht zurück. Nie.
"""
OTHER: Final = """\
---
format: faden.transcript/1
id: I02
kind: interview
language: de
synthetic: true
speakers:
  P1: {role: participant, participant: p-7k3mzq}
---

## t1 · P1

Ein Zimmer für sechs, ÜBER dem Laden.
"""
CODEBOOK: Final = """\
format: faden.codebook/1
codes:
  - id: suche
    name: {de: "Suche", en: "Search"}
    codable: false
    children:
      - {id: keine-antwort, name: {de: "Keine Antwort", en: "No reply"}, colour: "#3b6ea8"}
      - {id: enge, name: {de: "Enge", en: "Crowding"}, colour: "#a83b3b"}
  - id: amt
    name: {de: "Amt", en: "Office"}
    colour: "#3b8a4a"
    definition: {de: "Was das Amt tut.", en: "What the office does."}
"""
TOKEN: Final = "a token for the coding tests"  # noqa: S105 - opens nothing but this test


@dataclass
class Served:
    """A study, and the app that shows it.

    Attributes:
        folder: The study.
        by: Who codes.
        port: Where the app listens; the same after it was stopped and started again.
    """

    folder: Folder
    by: str = "mira"
    port: int = 0
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None

    def start(self) -> str:
        """Start the app; gives the start address."""
        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        app = create_app(self.folder, TOKEN, by=self.by)
        self._server = uvicorn.Server(
            uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off")
        )
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        return start_address(self.port, TOKEN)

    def stop(self) -> None:
        """End the app."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(timeout=10)
            self._server = None

    @property
    def base(self) -> str:
        """The address of the app."""
        return f"http://127.0.0.1:{self.port}"

    def codings(self, transcript: str = "I01") -> tuple[Coding, ...]:
        """What stands in the coder's file."""
        path = self.folder.coding_file("mira", transcript)
        if not path.is_file():
            return ()
        read = read_codings(self.folder, path)
        assert read.value is not None
        assert () == read.problems
        return read.value.codings

    def words(self, turn: str, part: str = "original", language: str = "de") -> str:
        """The words of a part as faden reads them."""
        transcript = read_transcript(self.folder, "I01").value
        assert transcript is not None
        found = next(t for t in transcript.turns if t.id == turn).part(part, language)
        assert found is not None
        return found.text


FILES: Final = {
    "research/study.yaml": SETTINGS,
    "interviews/I01.md": TALK,
    "interviews/I02.md": OTHER,
    "analysis/codebook.yaml": CODEBOOK,
}
"""The files of the study."""


def focused(page: Any, identifier: str) -> None:
    """Wait until an element has the focus."""
    page.wait_for_function("(id) => document.activeElement?.id === id", arg=identifier)


def saved(page: Any, words: str = "") -> None:
    """Wait until the page says that something was saved."""
    page.locator("[data-status][data-kind=saved]", has_text=words).wait_for()


def choose(page: Any, turn: str, words: str, part: str = "original") -> None:
    """Select words by script, as the browser's own selection; the page has been told of it afterwards."""
    page.evaluate(
        """async ([turn, words, part]) => {
            const element = document.querySelector(`#${turn} [data-part=${part}]`);
            const at = element.textContent.indexOf(words);
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const place = (units) => {
                walker.currentNode = element;
                let left = units, node = walker.nextNode();
                while (node.length < left) { left -= node.length; node = walker.nextNode(); }
                return [node, left];
            };
            const [from, to] = [place(at), place(at + words.length)];
            const once = { once: true };
            const told = new Promise((done) => document.addEventListener("selectionchange", done, once));
            getSelection().removeAllRanges(); // the same words again are told, too
            getSelection().setBaseAndExtent(...from, ...to);
            await told;
        }""",
        [turn, words, part],
    )
    page.locator(".has-choice").wait_for()
