"""How a prototype fared: versions side by side, a page for each screen, nothing of so few."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Final

import pytest
from ministudy import MiniStudy

from faden.build.publication import prepare
from faden.core.files import write_atomic
from faden.prototypes.sessions.files import format_session
from faden.prototypes.sessions.session import Session
from faden.publish.pages import Bullets, Page, Paragraph, Picture, Table

SPEC: Final = """\
format: faden.prototype/1
id: PT01
version: "0.2"
title: {de: "Probe"}
languages: [de]
needs: [N01]
screens:
  - id: home
    start: true
    title: {de: "Anfang"}
    needs: [N01]
    hypotheses: [{de: "Man findet es."}]
    components: [{type: button, id: go, to: end, label: {de: "Los & mehr"}}]
  - id: end
    end: true
    needs: [N01]
    back: home
    title: {de: "Ende"}
    components: [{type: text, text: {de: "x"}}]
tasks:
  - id: T01
    prompt: {de: "Gehen Sie ans Ende."}
    start: {screen: home}
    success: {screen: end}
    optimal_path: [home, end]
    time_limit_seconds: 60
history:
  - {version: "0.1", "on": 2026-05, change: {de: "Erste Fassung"}}
  - version: "0.2"
    "on": 2026-06
    change: {de: "Größer"}
    why: {de: "Zu klein."}
    sessions: [S01]
    screens: [home]
"""


def _session(number: int, version: str, *, good: bool) -> str:
    events: list[dict[str, Any]] = [
        {"kind": "view", "at": 0, "screen": "home", "language": "de"},
        {"kind": "miss", "at": 500, "screen": "home", "language": "de", "x": 0.5, "y": 0.5},
        {
            "kind": "hit",
            "at": 1000,
            "screen": "home",
            "language": "de",
            "component": "go",
            "x": 0.1,
            "y": 0.2,
        },
    ]
    if good:
        events.append({"kind": "view", "at": 1500, "screen": "end", "language": "de"})
    values = {
        "format": "faden.session/1",
        "id": "s-" + "bcdfghjk"[number % 8] * 7 + "bcdfghjkmnpq"[number],
        "prototype": "PT01",
        "version": version,
        "synthetic": True,
        "month": "2026-06",
        "kind": "remote",
        "language": "de",
        "width": 380,
        "consent": {"record": True, "language": "de"},
        "attempts": [{"task": "T01", "begun": 0, "ended": 4000, "outcome": "done" if good else "gave-up"}],
        "events": events,
    }
    return format_session(Session.model_validate(json.loads(json.dumps(values))))


def _pages(study: MiniStudy, counts: dict[str, int]) -> dict[str, Page]:
    """The German pages of a study with so many sessions of each version; the first of each fails."""
    folder = study.folder.root / "prototypes/probe"
    write_atomic(folder / "prototype.yaml", SPEC)
    number = 0
    for version, count in counts.items():
        for at in range(count):
            path = folder / "sessions" / f"S{number + 1:02d}.json"
            write_atomic(path, _session(number, version, good=at > 0))
            number += 1
    return {page.path: page for page in prepare(study.folder).publication.pages["de"]}


def _tables(page: Page) -> dict[str, Table]:
    return {block.caption: block for block in page.blocks if isinstance(block, Table)}


@pytest.mark.slow
def test_versions_stand_side_by_side_with_intervals(study: MiniStudy) -> None:
    """4 of 5 in the first version, 5 of 6 in the second."""
    page = _pages(study, {"0.1": 5, "0.2": 6})["prototypes/PT01"]
    table = _tables(page)["Versionen nebeneinander"]

    assert ("Aufgabe", "0.1 (Tests: 5)", "0.2 (Tests: 6)") == table.head
    assert str(table.rows[0][1]).startswith("geschafft 4/5 (38–96 %)")
    assert str(table.rows[0][2]).startswith("geschafft 5/6 (44–97 %)")
    assert any(isinstance(block, Picture) and "T01" in block.caption for block in page.blocks)


@pytest.mark.slow
def test_a_version_that_few_have_tested_is_not_told(study: MiniStudy) -> None:
    """With k = 5, three more would be known as the difference: then neither version is told."""
    page = _pages(study, {"0.1": 6, "0.2": 3})["prototypes/PT01"]

    assert {"Alle Tests"} <= set(_tables(page))
    assert "Versionen nebeneinander" not in _tables(page)
    assert not [block for block in page.blocks if isinstance(block, Picture) and "T01" in block.caption]


@pytest.mark.slow
def test_of_fewer_than_k_nothing_is_told(study: MiniStudy) -> None:
    """Not even how many there were."""
    pages = _pages(study, {"0.1": 4})
    told = " ".join(b.text for b in pages["prototypes/PT01"].blocks if isinstance(b, Paragraph))

    assert "mindestens 5" in told
    assert not [b for b in pages["prototypes/PT01-home"].blocks if isinstance(b, Picture)]


@pytest.mark.slow
@pytest.mark.parametrize(("count", "seen"), [(6, "Zu klein. (Gesehen in Tests: 1)"), (4, "Zu klein.")])
def test_no_page_names_a_session(study: MiniStudy, count: int, seen: str) -> None:
    """Sessions are told by number, and where few have tested not even that."""
    pages = _pages(study, {"0.1": count})
    table = _tables(pages["prototypes/PT01"])["Was sich geändert hat, und warum"]

    assert seen == table.rows[0][2]
    assert not [path for path, page in pages.items() if "S01" in repr(page.blocks)]


@pytest.mark.slow
def test_each_screen_has_its_page(study: MiniStudy) -> None:
    """What is expected, how it fared, what changed; clicks as a picture and as a table, words escaped."""
    page = _pages(study, {"0.2": 5})["prototypes/PT01-home"]
    (picture,) = [block for block in page.blocks if isinstance(block, Picture)]
    tables = _tables(page)

    assert any("Man findet es." in block.items for block in page.blocks if isinstance(block, Bullets))
    assert ("0.2", "in 5 von 5 Tests", "5", "5", "0", "1") == tables["Wie sie im Test abschnitt"].rows[0]
    assert "Los &amp; mehr" in picture.svg
    clicked = tables["Worauf geklickt wurde, Version 0.2"].rows
    assert (("Los & mehr", "5", "0"), ("ins Leere", "5", "–")) == clicked
    assert "Größer" in str(tables["Was sich geändert hat, und warum"].rows)
    assert "S01" not in str(page)


@pytest.mark.slow
def test_invented_tests_say_so_on_every_page(study: MiniStudy) -> None:
    """The banner stands although the prototype itself did not say it."""
    _pages(study, {"0.2": 5})
    publication = prepare(study.folder).publication

    assert any(
        "Synthetisch" in notice.title or "erfunden" in notice.text for notice in publication.banners["de"]
    )
    assert dataclasses.is_dataclass(publication)
