"""Reading a specification."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from faden.core.yaml import Parsed
from faden.prototypes.spec import Prototype

Parse = Callable[[str], Parsed[Prototype]]
Change = Callable[[str, str], str]


def test_a_specification_in_order_is_read_whole(parsed: Parse, good: str) -> None:
    """Every part of the file has its place in the model."""
    prototype = parsed(good).value

    assert ["search", "home", "ask", "done"] == [screen.id for screen in prototype.screens]
    assert prototype.row("homes", "w2").value("rooms") == 2
    assert prototype.row("homes", "w2").value("title").text("ar") == "اثنان"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('{de: "Wort", ar: "كلمة"}', "{de: Wort, oder so}", "language-unknown"),
        ("{type: text, text:", "{type: wurst, text:", "value-invalid"),
        ('{type: text, text: {de: "Danke", ar: "شكرا"}}', "{type: text}", "field-missing"),
        ('{type: text, text: {de: "Danke"', '{type: text, colour: red, text: {de: "Danke"', "field-unknown"),
        ("time_limit_seconds: 60", "time_limit_seconds: 1", "value-invalid"),
        ('version: "0.1"\ntitle', "version: 0.1\ntitle", "value-invalid"),
        (
            "kind: number, required: true",
            'kind: number, autocomplete: "x\\" onfocus=1", required: true',
            "value-invalid",
        ),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(
    parsed: Parse,
    changed: Change,
    before: str,
    after: str,
    code: str,
) -> None:
    """Errors in a component name the line of the file, not the kind of component."""
    text = changed(before, after)
    line = text[: text.index(after)].count("\n") + 1

    found = parsed(text)

    assert found.value is None
    assert (code, line) in [(problem.code, problem.place.line) for problem in found.problems]


def test_one_wrong_entry_does_not_make_its_list_look_empty(parsed: Parse, changed: Change) -> None:
    """A list is not reported as empty because one of its entries is wrong."""
    found = parsed(changed("{type: text, text:", "{type: wurst, text:"))

    assert 1 == len(found.problems)


def test_an_empty_list_of_screens_is_refused(parsed: Parse, good: str) -> None:
    """A prototype without screens shows nothing."""
    head = good[: good.index("screens:")] + "screens: []\n"

    assert ["value-invalid"] == [problem.code for problem in parsed(head).problems]


def test_a_part_of_an_unknown_kind_is_told_by_what_was_written(parsed: Parse, changed: Change) -> None:
    """The field that says what it is, and what stands there."""
    (problem,) = parsed(changed("{type: text, text:", "{type: wurst, text:")).problems

    assert str(problem.params["field"]).endswith(".type")
    assert "'wurst'" == problem.params["value"]
