"""Comparing in a browser: done, side by side, settle by key and by mouse, note, undo; nothing asked of others."""

# ruff: noqa: E501 - files of a study have lines as long as they are

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from served import TOKEN, Served

from faden.app import start_address
from faden.coding.anchor import Position, describe
from faden.coding.codings import CodingFile, coding_at, read_codings, write_codings
from faden.coding.consensus import read_consensus
from faden.coding.done import declare_done
from faden.coding.memos import read_memo
from faden.core.documents import wanted
from faden.interviews.files import read_transcript
from faden.study.folder import Folder

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

FILES = {
    "research/study.yaml": """\
format: faden.study/1
title: {de: Wohnen, en: Housing}
synthetic: true
contact: {organisation: Beispiel}
languages: {site: [de, en], content: [de, ar]}
coders: [{id: mira, lead: true}, {id: jonte}]
""",
    "research/participants.csv": "# faden.participants/1 synthetic\nparticipant,group,municipality,age_band,gender,language,arrived,household,conversations\n",
    "research/consent.csv": "# faden.consent/1 synthetic\nparticipant,purposes,form,language,how,interpreter,given,expires,withdrawn,note\n",
    "research/context.yaml": "format: faden.context/1\n",
    "analysis/needs.yaml": "format: faden.needs/1\nneeds: []\n",
    "analysis/codebook.yaml": """\
format: faden.codebook/1
codes:
  - {id: absage, name: {de: Absage, en: Refusal}, colour: "#3b6ea8"}
  - {id: enge, name: {de: Enge, en: Crowding}, colour: "#a83b3b"}
""",
    "interviews/I01.md": """\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
synthetic: true
speakers:
  P1: {role: participant, participant: p-7k3mzq}
---

## t1 · P1

Auf achtzig Anfragen kamen drei Antworten.

## t2 · P1 · ar

بَيْتُنَا صَغِيرٌ جِدًّا. وَنَحْنُ سِتَّةٌ في غُرْفَةٍ.

## t3 · P1

Das Amt schreibt nicht zurück.
""",
}
CODED = {
    "mira": (("absage", "t1", 0, 20), ("enge", "t2", 0, 24), ("absage", "t3", 0, 30)),
    "jonte": (("absage", "t1", 4, 20), ("absage", "t2", 0, 24), ("absage", "t3", 0, 30)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small study that two people have coded."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    study = Folder(tmp_path)
    talk = wanted(read_transcript(study, "I01"))
    order = tuple(turn.id for turn in talk.turns)
    for at, (coder, rows) in enumerate(CODED.items(), start=2):
        made = tuple(
            coding_at(
                describe(
                    talk, Position(turn, start), Position(turn, end), language="ar" if turn == "t2" else "de"
                ),
                identifier=f"c-{at}222222{n}",
                code=code,
                on="2026-03-15",
                codebook=1,
            )
            for n, (code, turn, start, end) in enumerate(rows, start=2)
        )
        write_codings(study, CodingFile("I01", coder, made, {}), order)
    return study


def _opened(opened: Any, served: Served, path: str) -> Any:
    opened.page.goto(start_address(served.port, TOKEN))
    opened.page.goto(f"{served.base}/{path}?lang=de")
    opened.page.locator("[data-ready=yes]").wait_for()
    return opened.page


def _both_done(folder: Folder, window: Callable[..., Any]) -> Any:
    """Both say on the page that they are done; gives the page of the one who was last, side by side."""
    page = None
    for coder in ("jonte", "mira"):
        served = Served(folder, by=coder)
        served.start()
        page = _opened(window(), served, "compare")
        assert 0 == page.get_by_role("link", name="Nebeneinander ansehen").count()
        page.get_by_role("button", name="Ich bin fertig (I01)").click()
        page.get_by_role("button", name="Doch nicht fertig (I01)").wait_for()
    assert page is not None
    page.get_by_role("link", name="Nebeneinander ansehen (I01)").click()
    page.wait_for_url("**/compare/I01*")
    page.locator("[data-ready=yes]").wait_for()
    return page


def test_two_coders_settle_what_holds(folder: Folder, window: Callable[..., Any]) -> None:
    """The whole way: both say that they are done, then settle by key and by mouse, note why, and undo."""
    page = _both_done(folder, window)
    passage = page.locator("[data-passage]")

    page.keyboard.press("n")
    page.locator("[data-passage]:focus").wait_for()
    page.keyboard.press("3")
    passage.nth(0).get_by_text("Konsens: beide.").wait_for()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.get_by_label("jonte", exact=True).check()
    other = passage.nth(1)
    other.locator("[data-choice=second]").click()
    other.get_by_text("Konsens: wie mira.").wait_for()
    other.get_by_text("Notieren, warum").click()
    other.get_by_label("Notiz").fill("Enge ist hier <b>gemeint</b>.")
    other.get_by_role("button", name="Notiz speichern").click()
    other.locator(".note").get_by_text("gemeint").first.wait_for()
    page.get_by_role("button", name="Gleiches in den Konsens übernehmen (1)").click()
    page.locator("[data-adopt]").wait_for(state="detached")
    read = wanted(read_codings(folder, folder.coding_file("consensus", "I01")))
    decisions = wanted(read_consensus(folder, "I01")).decisions
    [memo] = [wanted(read_memo(folder, path)) for path in folder.memos()]

    assert [("absage", "t1"), ("absage", "t1"), ("enge", "t2"), ("absage", "t3")] == [
        (coding.code, coding.start[0]) for coding in read.codings
    ]
    assert [("mira",), ("mira", "jonte"), ("mira", "jonte")] == [decision.by for decision in decisions]
    assert "Enge ist hier <b>gemeint</b>." == memo.text
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="Gleiches in den Konsens übernehmen (1)").wait_for()
    assert 2 == len(wanted(read_consensus(folder, "I01")).decisions)


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", "de"), (375, "dark", "en")])
def test_both_pages_are_for_everybody(
    folder: Folder, window: Callable[..., Any], width: int, scheme: str, language: str
) -> None:
    """axe finds nothing, nothing is wider than the window; words in Arabic run from right to left."""
    for coder in ("jonte", "mira"):
        declare_done(folder, wanted(read_codings(folder, folder.coding_file(coder, "I01"))), "2026-03-15")
    served = Served(folder)
    served.start()
    opened = window(width=width, scheme=scheme)
    opened.page.goto(start_address(served.port, TOKEN))
    for path in ("compare", "compare/I01"):
        opened.page.goto(f"{served.base}/{path}?lang={language}")
        opened.page.locator("[data-ready=yes]").wait_for()

        assert ([], False) == (opened.axe(), opened.overflows())
    assert "rtl" == opened.page.locator(".passage [lang=ar]").first.evaluate(
        "e => getComputedStyle(e).direction"
    )
    served.stop()
