"""A small prototype in order, which each test changes in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from faden.core.problems import Problem
from faden.core.yaml import Parsed
from faden.prototypes.check import check_prototype
from faden.prototypes.spec import Prototype, parse_prototype
from faden.study.settings import Contact, Settings

PATH: Final = "prototypes/probe/prototype.yaml"
NEEDS: Final = ("N01", "N02")
GOOD: Final = """\
format: faden.prototype/1
id: PT01
version: "0.1"
title: {de: "Probe", ar: "تجربة"}
languages: [de, ar]
needs: [N01, N02]
strings:
  office: {de: "Amt", ar: "مكتب"}
fixtures:
  homes:
    - {id: w1, rooms: 3, price: 612.5, permit: false, title: {de: "Drei", ar: "ثلاثة"}}
    - {id: w2, rooms: 2, price: 505.0, permit: true, title: {de: "Zwei", ar: "اثنان"}}
screens:
  - id: search
    start: true
    title: {de: "Suche", ar: "بحث"}
    needs: [N01]
    components:
      - {type: search, id: words, list: results, label: {de: "Wort", ar: "كلمة"}}
      - type: select
        id: rooms
        label: {de: "Zimmer", ar: "غرف"}
        filter: {list: results, field: rooms, operator: at-least}
        options:
          - {value: "", text: {de: "egal", ar: "أي"}}
          - {value: "3", text: {de: "ab 3", ar: "من 3"}}
      - type: list
        id: results
        label: {de: "Treffer", ar: "نتائج"}
        source: homes
        item:
          title: {de: "{title}", ar: "{title}"}
          badges: [{field: permit, text: {de: "Schein", ar: "تصريح"}}]
          to: home
        empty: {de: "Nichts", ar: "لا شيء"}
  - id: home
    title: {de: "{title} bei {office}", ar: "{title} {office}"}
    needs: [N01]
    bind: homes
    back: search
    components:
      - {type: facts, rows: [{label: {de: "Miete", ar: "إيجار"}, value: {de: "{price} €", ar: "{price} €"}}]}
      - {type: alert, when: {field: permit, equals: true}, title: {de: "Schein nötig", ar: "تصريح"}}
      - type: steps
        label: {de: "Weg", ar: "طريق"}
        current: 1
        steps: [{label: {de: "A", ar: "أ"}}, {label: {de: "B", ar: "ب"}}]
      - {type: button, id: ask, to: ask, label: {de: "Fragen", ar: "اسأل"}}
  - id: ask
    title: {de: "Frage", ar: "سؤال"}
    needs: [N02]
    bind: homes
    components:
      - {type: input, id: count, kind: number, required: true, label: {de: "Zahl", ar: "عدد"}}
      - type: submit
        label: {de: "Senden", ar: "أرسل"}
        cases: [{all: [{field: count, at_most: 2}], to: search}]
        id: send
        to: done
  - id: done
    end: true
    title: {de: "Fertig", ar: "تم"}
    needs: [N02]
    components:
      - {type: text, text: {de: "Danke", ar: "شكرا"}}
acceptance:
  - id: AC01
    title: {de: "Ohne Zahl geht es nicht weiter"}
    needs: [N02]
    given: {screen: ask, fixture: w1}
    when: [{do: click, target: send}]
    then: {screen: ask, fixture: w1, errors: [count]}
tasks:
  - id: T01
    needs: [N01]
    prompt: {de: "Fragen Sie nach.", ar: "اسأل."}
    start: {screen: search}
    success: {screen: done}
    optimal_path: [search, home, ask, done]
    time_limit_seconds: 60
history:
  - {version: "0.1", "on": 2026-03, change: {de: "Erste Fassung"}}
"""

Changed = Callable[[str, str], str]


def _changed(before: str, after: str) -> str:
    assert GOOD.count(before) == 1, f"{before!r} must stand exactly once"
    return GOOD.replace(before, after)


@pytest.fixture
def good() -> str:
    """The file of a prototype in order."""
    return GOOD


@pytest.fixture
def changed() -> Changed:
    """A function that gives the file with one place changed."""
    return _changed


@pytest.fixture
def parsed() -> Callable[[str], Parsed[Prototype]]:
    """A function that parses a file."""
    return lambda text: parse_prototype(text, PATH)


@pytest.fixture
def found(parsed: Callable[[str], Parsed[Prototype]]) -> Callable[[str], list[Problem]]:
    """A function that checks a file."""
    return lambda text: check_prototype(parsed(text), PATH, needs=NEEDS)


@pytest.fixture
def settings() -> Settings:
    """A study that is not synthetic."""
    return Settings(
        format="faden.study/1",
        title={"de": "Studie"},  # type: ignore[arg-type]  # as it stands in the file
        contact=Contact(organisation="Werkstatt"),
    )
