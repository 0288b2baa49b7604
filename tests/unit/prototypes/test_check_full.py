# ruff: noqa: E501 - specifications as people write them, one component a line
"""The rules on components, states, conditions, texts and data: each with a case that it must stop."""

from __future__ import annotations

from typing import Final

import pytest

from faden.core.catalogue import describe
from faden.core.problems import Problem, Status
from faden.prototypes.check import Known, check_prototype
from faden.prototypes.spec import parse_prototype
from tests.unit.prototypes.full import FULL

LONG: Final = "Donaudampfschifffahrtsgesellschaftskapitän"

STOPPED: Final = [
    ("criterion-fails", "count: {places: 1}", "count: {places: 2}"),
    ("criterion-fails", "shown: [seen], hidden: [needs-help]", "shown: [seen, needs-help]"),
    ("criterion-fails", 'de: "Danke, Amt", en', 'de: "Danke, Büro", en'),
    ("criterion-fails", 'errors: [tongue], kept: {people: "1"}', 'errors: [tongue], kept: {people: "2"}'),
    ("criterion-fails", 'value: "٧"', 'value: "4"'),
    ("criterion-impossible", "target: chat.end}", "target: chat.no}"),
    ("criterion-impossible", 'target: tongue, value: "ar"', 'target: tongue, value: "fr"'),
    ("criterion-impossible", "count: {days: 1}", "count: {weeks: 1}"),
    ("criterion-impossible", "{do: tick, target: only-open}", "{do: fill, target: only-open}"),
    ("criterion-place-unknown", "given: {screen: ways}", "given: {screen: ways, state: error}"),
    (
        "criterion-says-nothing",
        "    when: [{do: tick, target: only-open}]\n    then: {screen: start, count: {days: 1}, hidden: [days.e2]}",
        "    then: {screen: start}",
    ),
    ("condition-unclear", "when: {visited: ways}", "when: {visited: ways, equals: 1}"),
    ("condition-unclear", "when: {answer: help, equals: true}", "when: {answer: help}"),
    (
        "condition-unclear",
        "when: {answer: help, equals: true}",
        "when: {answer: help, field: kind, equals: true}",
    ),
    ("condition-never", "when: {answer: help, equals: true}", 'when: {answer: help, equals: "perhaps"}'),
    ("condition-never", "only: {field: kind, equals: meet}", "only: {field: kind, equals: met}"),
    ("condition-never", "{field: people, at_least: 5}", "{field: people, at_least: 50}"),
    (
        "condition-on-words",
        "when: {answer: event.help, equals: true}",
        "when: {answer: event.note, equals: a}",
    ),
    (
        "form-field-unknown",
        "when: {answer: event.help, equals: true}",
        "when: {answer: event.hlp, equals: true}",
    ),
    ("screen-unknown", "when: {visited: ways}", "when: {visited: way}"),
    (
        "case-never",
        "cases: [{all: [{field: people, at_least: 5}], to: ways}]",
        "cases: [{all: [{field: people, at_least: 5}, {field: people, at_most: 3}], to: ways}]",
    ),
    (
        "case-never",
        "cases: [{all: [{field: people, at_least: 5}], to: ways}]",
        "cases: [{all: [{field: people, at_least: 5}], to: ways}, {all: [{field: people, at_least: 5}], to: start}]",
    ),
    (
        "case-idle",
        "cases: [{all: [{field: people, at_least: 5}], to: ways}]",
        "cases: [{all: [{field: people, at_least: 5}], to: done}]",
    ),
    ("row-without-day", 'date: "2026-04-16"', 'date: "2026-04-31"'),
    ("row-off-map", "x: 80", "x: 180"),
    ("row-unknown", "row: anna", "row: ana"),
    ("field-not-in-row", "time: time\n", "time: tme\n"),
    ("field-not-in-row", "{list: days, field: open}", "{list: days, field: opn}"),
    (
        "form-without-submit",
        '      - type: submit\n        id: send\n        label: {de: "Senden", en: "Send"}\n        to: done\n        cases: [{all: [{field: people, at_least: 5}], to: ways}]\n',
        '      - {type: button, id: send, to: done, label: {de: "Senden", en: "Send"}}\n',
    ),
    (
        "submit-twice",
        "      - type: submit\n        id: send\n",
        '      - {type: submit, id: again, to: done, label: {de: "Ab", en: "Off"}}\n      - type: submit\n        id: send\n',
    ),
    ("rules-contradict", "min: 1, max: 10", "min: 11, max: 10"),
    ("rules-contradict", "min_length: 3, max_length: 20", "min_length: 30, max_length: 20"),
    ("rule-unfit", 'kind: date, min: "2026-04-01"', "kind: date, min: 4"),
    ("rule-unfit", "id: code, pattern: postcode", "id: code, kind: email, pattern: postcode"),
    ("value-breaks-rule", 'value: "1", required', 'value: "99", required'),
    ("start-is-end", "    start: true\n", "    start: true\n    end: true\n"),
    ("state-unknown", "to: start, state: error", "to: ways, state: error"),
    ("state-twice", "{kind: loading, title", "{kind: empty, title"),
    (
        "state-unfit",
        '    end: true\n    title: {de: "Danke',
        '    end: true\n    states: [{kind: empty, title: {de: "Leer", en: "Empty"}}]\n    title: {de: "Danke',
    ),
    ("reply-unclear", "{id: more, next: two,", "{id: more,"),
    ("turn-unknown", "{id: more, next: two,", "{id: more, next: tow,"),
    ("turn-unreachable", "{id: more, next: two,", "{id: more, to: done,"),
    ("turn-dead-end", ', replies: [{id: end, to: done, text: {de: "Fertig", en: "Done"}}]', ""),
    ("chat-leads-nowhere", "{id: end, to: done,", "{id: end, next: one,"),
    ("prototype-id-twice", "{id: more, next", "{id: two, next"),
    ("prototype-id-twice", "          - id: talk", "          - id: plan"),
    ("prototype-id-twice", 'text: {de: "Arabisch", en: "Arabic"}', 'text: {de: "Ukrainisch", en: "Arabic"}'),
    ("control-unlabelled", 'text: {de: "Mehr", en: "More"}', 'text: {de: "…", en: "More"}'),
    ("text-markup", '"Wege gesehen"', '"<b>Wege</b> gesehen"'),
    ("text-markup", '"Wege gesehen"', '"Wege &amp; gesehen"'),
    ("text-control-character", '"Wege gesehen"', '"Wege\\u200b gesehen"'),
    ("text-order-turned", '"Wege gesehen"', '"Wege\\u202e gesehen"'),
    ("text-left-open", '"Wege gesehen"', '"TODO gesehen"'),
    ("text-left-open", '"Wege gesehen"', '"Lorem ipsum gesehen"'),
    ("text-left-open", '"Wege gesehen"', '"Wege {Office} gesehen"'),
    ("placeholder-unknown", '"Danke, {office}", en', '"Danke, {offce}", en'),
    ("placeholder-uneven", '"Danke, {office}", en', '"Danke", en'),
    ("word-scripts-mixed", '"Wege gesehen"', '"Wеge gesehen"'),
    ("text-too-long", '"Wege gesehen"', f'"{"lang " * 450}"'),
    ("text-too-wide", '{de: "Wege", en: "Ways"}', f'{{de: "{LONG}", en: "Ways"}}'),
    ("text-language", 'en: "What is it?"', 'en: "Was ist das denn für eine schöne Frage?"'),
    ("text-language", 'en: "Ways seen"', 'en: "Маршрути переглянуто"'),
    ("text-language", 'en: "Ways seen"', 'en: "Wege gesehen und gegangen worden"'),
    ("fixture-unused", "  people:\n    - {id: anna", "  others:\n    - {id: x}\n  people:\n    - {id: anna"),
    ("field-name-odd", "kind: help, open", "Kind: help, kind: help, open"),
    ("field-kinds-differ", "size: 9", 'size: "9"'),
    (
        "string-unused",
        '  office: {de: "Amt", en: "Office"}\n',
        '  office: {de: "Amt", en: "Office"}\n  other: {de: "A", en: "B"}\n',
    ),
    ("picture-untold", '{de: "Ein blauer Kreis.", en', '{de: "Bild", en'),
    ("status-unready", 'version: "0.2"\ntitle', 'version: "0.2"\nstatus: in-test\ntitle'),
    ("task-time-contradicts", "expected_seconds: 20", "expected_seconds: 200"),
    ("task-done-already", "success: {screen: done}", "success: {screen: start}"),
    ("questionnaire-lacks-seq", "[seq, umux-lite]", "[umux-lite]"),
    ("entry-twice", "needs: [N01, N02]\n", "needs: [N01, N02, N01]\n"),
    ("language-not-of-prototype", "unchecked: [en]", "unchecked: [ar]"),
    ("link-to-itself", "to: start, state: error", "to: start"),
    ("change-without-why", ', why: {de: "Orte wurden nicht gefunden"}', ""),
]


def _found(text: str, pictures: dict[str, str] | None) -> list[Problem]:
    return check_prototype(parse_prototype(text, "p.yaml"), "p.yaml", needs=("N01", "N02"), pictures=pictures)


def test_a_prototype_with_every_component_has_no_problem() -> None:
    """No rule cries wolf."""
    assert [] == _found(FULL, {})


@pytest.mark.parametrize(("code", "before", "after"), STOPPED)
def test_each_rule_stops_its_case(code: str, before: str, after: str) -> None:
    """A problem is found, at a line, and is worded in both languages."""
    assert 1 == FULL.count(before), f"{before!r} must stand exactly once"
    text = FULL.replace(before, after)
    if code == "status-unready":
        text = text.replace("questionnaire: [seq, umux-lite]\n", "")

    problems = [p for p in _found(text, {}) if p.code == code]

    assert problems
    assert problems[0].place.line > 1
    assert all(describe(problems[0], language) for language in ("de", "en"))


def test_drawings_that_were_not_read_never_count_as_checked() -> None:
    """A check that could not run says so."""
    assert [("pictures-unread", Status.NOT_RUN)] == [(p.code, p.status) for p in _found(FULL, None)]


@pytest.mark.parametrize(("fault", "code"), [("missing", "picture-missing"), ("script", "picture-unsafe")])
def test_a_drawing_that_cannot_be_shown_is_named(fault: str, code: str) -> None:
    """Missing or holding what it must not: both stop."""
    assert [code] == [p.code for p in _found(FULL, {"pictures/a.svg": fault})]


def _referring(**known: set[str]) -> list[str]:
    text = FULL.replace("questionnaire:", "personas: [PE01]\nquestionnaire:", 1)
    text = text.replace("sessions: [S01]", "sessions: [S01, S02]", 1)
    parsed = parse_prototype(text, "p.yaml")
    found = check_prototype(parsed, "p.yaml", needs=("N01", "N02"), pictures={}, known=Known(**known))
    return [problem.code for problem in found]


def test_what_a_specification_names_of_the_study_is_there() -> None:
    """Personas, findings and test sessions are looked up where they were read, and only there."""
    there = {"personas": {"PE01"}, "findings": {"F01"}, "sessions": {"S01", "S02"}}

    assert [] == _referring() == _referring(**there)
    assert ["prototype-persona-unknown"] == _referring(personas=set())
    assert ["prototype-finding-unknown"] == _referring(findings={"F02"})
    assert ["prototype-session-unknown"] == _referring(sessions={"S01"})


def test_the_plan_names_groups_of_the_study() -> None:
    """A group that nobody belongs to cannot be asked."""
    plan = 'plan: {people: 5, groups: [residents], stop: {de: "Nie."}}\nquestionnaire:'
    parsed = parse_prototype(FULL.replace("questionnaire:", plan, 1), "p.yaml")
    found = check_prototype(
        parsed, "p.yaml", needs=("N01", "N02"), pictures={}, known=Known(groups={"refugees"})
    )

    assert ["prototype-group-unknown"] == [problem.code for problem in found]
