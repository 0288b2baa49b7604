"""The rules: each with a case that it must stop; one prototype that passes them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from faden.core.catalogue import describe
from faden.core.problems import Problem, Severity, Status, errors
from faden.core.yaml import Parsed
from faden.prototypes.check import check_prototype
from faden.prototypes.spec import Prototype

Parse = Callable[[str], Parsed[Prototype]]
Check = Callable[[str], list[Problem]]
Change = Callable[[str, str], str]

STOPPED: Final = [
    ("start-missing", "    start: true\n", "", "screens:"),
    (
        "start-twice",
        "    bind: homes\n    back: search\n",
        "    start: true\n    bind: homes\n    back: search\n",
        "start: true\n    bind",
    ),
    ("start-bound", "    start: true\n", "    start: true\n    bind: homes\n", "bind: homes\n    title"),
    ("screen-unreachable", "id: ask, to: ask,", "id: ask, to: search,", "  - id: ask"),
    ("screen-dead-end", "    end: true\n", "", "  - id: done"),
    (
        "row-dead-end",
        "{type: button, id: ask, to: ask,",
        "{type: button, id: ask, to: ask, when: {field: permit, equals: true},",
        "  - id: home",
    ),
    ("screen-unknown", "id: ask, to: ask,", "id: ask, to: nowhere,", "to: nowhere"),
    ("screen-unknown", "back: search", "back: nowhere", "back: nowhere"),
    (
        "link-without-row",
        "        to: done\n",
        "        to: home\n        fixture: w9\n",
        "to: home\n        fixture",
    ),
    ("prototype-id-twice", "  - id: done\n", "  - id: ask\n", "  - id: ask\n    end"),
    ("prototype-id-twice", "{id: w2, rooms", "{id: w1, rooms", "{id: w1, rooms: 2"),
    (
        "prototype-id-twice",
        "type: search, id: words",
        "type: search, id: results",
        "id: results\n        label",
    ),
    ("prototype-id-twice", '{value: "3", text', '{value: "", text', '{value: "", text: {de: "ab 3"'),
    ("control-unlabelled", '{de: "Fragen", ar: "اسأل"}', '{de: "→", ar: "اسأل"}', '{de: "→"'),
    ("control-unlabelled", '{de: "ab 3", ar: "من 3"}', '{de: "…", ar: "من 3"}', '{de: "…"'),
    (
        "controls-alike",
        '{de: "Zahl", ar: "عدد"}',
        '{de: "Senden", ar: "عدد"}',
        '{de: "Senden", ar: "أ',
    ),
    ("prototype-text-missing", '{de: "Danke", ar: "شكرا"}', '{de: "Danke"}', '{de: "Danke"}'),
    (
        "prototype-text-missing",
        'title: {de: "Drei", ar: "ثلاثة"}',
        'title: {de: "Drei", ar: " "}',
        'title: {de: "Drei"',
    ),
    (
        "prototype-text-unused",
        '{de: "Danke", ar: "شكرا"}',
        '{de: "Danke", ar: "شكرا", en: "Thanks"}',
        'en: "Thanks"',
    ),
    ("interface-untranslated", "languages: [de, ar]", "languages: [de, ar, tr]", "languages:"),
    ("text-order-turned", '{de: "Danke", ar', '{de: "Dan\u202eke", ar', "Dan\u202eke"),
    (
        "prototype-need-unknown",
        '    end: true\n    title: {de: "Fertig", ar: "تم"}\n    needs: [N02]',
        '    end: true\n    title: {de: "Fertig", ar: "تم"}\n    needs: [N77]',
        "needs: [N77]",
    ),
    ("need-not-taken-up", "needs: [N01, N02]\nstrings", "needs: [N01]\nstrings", "needs: [N02]"),
    (
        "need-without-screen",
        "needs: [N01, N02]\nstrings",
        "needs: [N01, N02, N03]\nstrings",
        "needs: [N01, N02, N03]",
    ),
    ("screen-without-need", "    bind: homes\n    back: search\n", "    bind: homes\n    back: search\n", ""),
    (
        "task-path-impossible",
        "optimal_path: [search, home, ask, done]",
        "optimal_path: [search, ask, done]",
        "optimal_path",
    ),
    (
        "task-path-ends",
        "optimal_path: [search, home, ask, done]",
        "optimal_path: [search, home, ask]",
        "optimal_path",
    ),
    (
        "task-path-ends",
        "optimal_path: [search, home, ask, done]",
        "optimal_path: [home, ask, done]",
        "optimal_path",
    ),
    ("task-place-unknown", "success: {screen: done}", "success: {screen: done, fixture: w1}", "success:"),
    ("history-behind", '{version: "0.1", "on"', '{version: "0.0", "on"', "version: "),
    (
        "history-disordered",
        '  - {version: "0.1", "on": 2026-03, ',
        '  - {version: "0.2", "on": 2026-03, change: {de: "x"}}\n  - {version: "0.1", "on": 2026-04, ',
        '{version: "0.1", "on"',
    ),
    ("placeholder-unknown", '"{price} €", ar', '"{prize} €", ar', "{prize}"),
    ("placeholder-unknown", '{de: "Danke", ar', '{de: "Danke, {title}", ar', "Danke, {title}"),
    ("fixture-unknown", "source: homes", "source: houses", "source: houses"),
    ("field-not-in-row", "field: rooms, operator", "field: roms, operator", "field: roms"),
    ("field-not-in-row", "{field: permit, text", "{field: permitt, text", "permitt"),
    ("field-not-in-row", "when: {field: permit, equals", "when: {field: permitt, equals", "permitt"),
    ("list-unknown", "id: words, list: results", "id: words, list: resuls", "resuls"),
    ("list-unknown", "filter: {list: results", "filter: {list: resuls", "resuls"),
    ("step-unknown", "current: 1", "current: 3", "current: 3"),
    ("step-unknown", "current: 1", "current: title", "current: title"),
    ("form-field-unknown", "{field: count, at_most: 2}", "{field: cout, at_most: 2}", "cout"),
    (
        "comparison-unclear",
        "{field: count, at_most: 2}",
        "{field: count, at_most: 2, at_least: 1}",
        "at_least",
    ),
    ("criterion-place-unknown", "given: {screen: ask, fixture: w1}", "given: {screen: ask}", "given:"),
    ("criterion-impossible", "{do: click, target: send}", "{do: click, target: sent}", "target: sent"),
    ("criterion-fails", "errors: [count]", "errors: [cout]", "then:"),
]


def test_a_prototype_in_order_has_no_problem(found: Check, good: str) -> None:
    """No rule cries wolf."""
    assert [] == found(good)


@pytest.mark.parametrize(("code", "before", "after", "shown"), STOPPED)
def test_each_rule_stops_its_case_and_names_the_line(
    found: Check,
    changed: Change,
    code: str,
    before: str,
    after: str,
    shown: str,
) -> None:
    """A problem names code, line, value and remedy."""
    text = changed(before, after)
    if code == "screen-without-need":
        text = text.replace("    needs: [N01]\n    bind", "    bind")
        shown = "  - id: home"
    line = text[: text.index(shown)].count("\n") + 1

    problems = [p for p in found(text) if p.code == code]

    assert line in [p.place.line for p in problems]
    for language in ("de", "en"):
        assert "{" not in describe(problems[0], language).replace("{prize}", "").replace(
            "{title}", ""
        ).replace("{feld}", "").replace("{field}", "")


def test_needs_that_cannot_be_read_never_count_as_checked(parsed: Parse, good: str) -> None:
    """A check that could not run says so; it never passes."""
    problems = check_prototype(parsed(good), "p.yaml", needs=None)

    assert [("needs-unread", Status.NOT_RUN)] == [(p.code, p.status) for p in problems]
    assert problems == errors(problems)


def test_a_row_that_no_link_shows_is_a_warning(found: Check, changed: Change) -> None:
    """A forgotten row stops nothing, but is said."""
    text = changed("id: ask, to: ask,", "id: ask, to: ask, fixture: w1,")

    problems = [p for p in found(text) if p.code == "row-unreachable"]

    assert [Severity.WARNING] == [p.severity for p in problems]
    assert "w2" == problems[0].params["row"]


def test_a_link_may_name_its_row_by_a_field(found: Check, changed: Change) -> None:
    """A request leads to the offer that it is about."""
    text = changed("id: ask, to: ask,", 'id: ask, to: ask, fixture: "{id}",')

    assert [] == found(text)


def test_a_file_that_cannot_be_read_gives_the_problems_of_reading(
    found: Check,
) -> None:
    """The rules need a specification."""
    assert ["format-unknown"] == [problem.code for problem in found("id: PT01\n")]
