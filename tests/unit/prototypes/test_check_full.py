# ruff: noqa: E501 - specifications as people write them, one component a line
"""The rules on components, states, conditions, texts and data: each with a case that it must stop."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.catalogue import describe
from faden.core.problems import Problem, Severity, Status
from faden.prototypes.check import Known, check_prototype
from faden.prototypes.check.conditions import _covers
from faden.prototypes.check.numbers import _odd, numbers
from faden.prototypes.check.tongues import _wrong
from faden.prototypes.components import Comparison
from faden.prototypes.patterns import western
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
    ("change-without-why", ', why: {de: "Orte wurden nicht gefunden"}, findings: [F01], sessions: [S01]', ""),
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


def test_a_merged_need_is_told_at_every_place_that_names_it() -> None:
    """What people wrote stays and nothing is stopped, but on the site nothing leads to that need."""
    known = Known(merged={"N02": "N01"})
    found = check_prototype(
        parse_prototype(FULL, "p.yaml"), "p.yaml", needs=("N01", "N02"), pictures={}, known=known
    )
    lines = [at for at, line in enumerate(FULL.splitlines(), 1) if "needs:" in line and "N02" in line]

    assert lines
    assert lines == [problem.place.line for problem in found]
    assert {("need-merged", Severity.WARNING, "N02", "N01")} == {
        (p.code, p.severity, p.params["value"], p.params["into"]) for p in found
    }


def _referring(**known: set[str]) -> list[str]:
    text = FULL.replace("questionnaire:", "personas: [PE01]\nquestionnaire:", 1)
    text = text.replace("sessions: [S01]", "sessions: [S01, S02]", 1)
    parsed = parse_prototype(text, "p.yaml")
    found = check_prototype(
        parsed, "p.yaml", needs=("N01", "N02"), pictures={}, known=Known(merged={}, **known)
    )
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


@pytest.mark.parametrize(
    ("told", "odd"),
    [
        ({"de": "Nach 10 Tagen.", "en": "After 14 days."}, ("de", "10", "14")),
        (
            {"de": "in 10 Tagen", "en": "in 10 days", "ar": "خلال ١٠ أيام", "uk": "за 15 днів"},
            ("uk", "15", "10"),
        ),
        ({"de": "9 bis 16 Uhr", "en": "9 am to 4 pm"}, None),
        ({"de": "1.250 Euro", "en": "1,250 euros", "uk": "1 250 євро"}, None),
        ({"de": "2 Tage", "en": "2 days", "ar": "يومان"}, None),
        ({"de": "4. Stock", "en": "3rd floor", "uk": "5-й поверх"}, None),
        ({"de": "{days} Tage", "en": "{days} days"}, None),
    ],
)
def test_a_number_is_the_same_in_every_language(
    told: dict[str, str], odd: tuple[str, str, str] | None
) -> None:
    """Words for numbers, hours after noon, signs for thousands and floors are no difference."""
    assert ([odd] if odd else []) == list(_odd(told))


@given(st.text())
def test_numbers_of_any_text_are_western_digits(text: str) -> None:
    """Whatever stands around them."""
    assert all(number.isdigit() and number == western(number) for number in numbers(text))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "به چه زبانی صحبت کنیم؟", "fa"),
        ("fa", "بأي لغة تريد أن نتحدث؟", "ar"),
        ("uk", "Что это?", "ru"),
        ("ar", "شارع چايكوفسكي", None),
        ("fa", "تأثیر زبان", None),
        ("uk", "Що це?", None),
    ],
)
def test_letters_tell_languages_of_one_script_apart(language: str, text: str, found: str | None) -> None:
    """A single letter of a name does not."""
    assert found == _wrong(text, language, ("de", "ar", "fa", "uk"))


@pytest.mark.parametrize(
    ("earlier", "later", "covered"),
    [
        ("at_most: 754", "at_most: 700", True),
        ("at_most: 754", "at_most: 800", False),
        ("at_least: 10", "at_least: 20", True),
        ("at_least: 10", "equals: 12", True),
        ("at_least: 10", "equals: 9", False),
        ("not_equals: 5", "equals: 6", False),
    ],
)
def test_a_case_that_an_earlier_one_takes_is_told(earlier: str, later: str, *, covered: bool) -> None:
    """Bounds are compared, not only words."""
    one, two = (Comparison(field="x", **_pair(text)) for text in (earlier, later))

    assert covered == _covers((one,), (two,))


def _pair(text: str) -> dict[str, Any]:
    name, _, value = text.partition(": ")
    return {name: int(value)}


def test_what_a_placeholder_fills_in_has_the_room_of_its_place() -> None:
    """A word of data that fits a line of text may be too wide for a title."""
    wide = FULL.replace(
        'title: {de: "Garten", en: "Garden"}', 'title: {de: "Garten", en: "Gardeningcommunities"}'
    )

    assert [] == [p for p in _found(FULL, {}) if p.code == "text-too-wide"]
    assert ["text-too-wide"] == [p.code for p in _found(wide, {}) if p.code == "text-too-wide"]


def test_needs_tell_why_something_was_changed() -> None:
    """A change without words of why is no secret where it names what asked for it."""
    named = FULL.replace(
        ', why: {de: "Orte wurden nicht gefunden"}, findings: [F01], sessions: [S01]', ", needs: [N01]"
    )

    assert named != FULL
    assert [] == _found(named, {})
