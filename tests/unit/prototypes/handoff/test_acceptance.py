"""What the handed suite asks for: enough that no empty page passes, and nothing that breaks by itself."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from faden.core.languages import LocalText
from faden.prototypes.handoff.acceptance import acceptance_files, criteria, today
from faden.prototypes.handoff.content import content
from faden.prototypes.handoff.material import Handing
from faden.prototypes.spec import Prototype, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faden.core.yaml import Parsed


@pytest.fixture
def prototype(good: str, parsed: Callable[[str], Parsed[Prototype]]) -> Prototype:
    """The small prototype."""
    value = parsed(good).value
    assert value is not None
    return value


def _criteria(prototype: Prototype) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = criteria(prototype, "de")["criteria"]
    return told


def _references(value: Any) -> Iterator[str]:
    """Every key of a text that the criteria name."""
    for each in value:
        yield from each["page"]["words"]
        for error in each["page"]["errors"].values():
            yield from (error["key"], error["field"])
        if "key" in each["then"].get("text", {}):
            yield each["then"]["text"]["key"]


def test_every_criterion_asks_for_something_that_is_seen(prototype: Prototype) -> None:
    """One that only asks for what is not there would pass on an empty page."""
    for each in _criteria(prototype):
        assert each["page"]["words"], each["id"]


def test_words_are_asked_for_by_their_key(prototype: Prototype) -> None:
    """So a reviewed translation breaks no test; every key stands in the table of words."""
    keys = {words.key for words in content(prototype)}

    assert set() == {name.partition("@")[0] for name in _references(_criteria(prototype))} - keys


def test_what_was_chosen_must_still_stand(prototype: Prototype) -> None:
    """Every field, whether the criterion names it or not."""
    for each in _criteria(prototype):
        if not each["when"] or any(action["do"] == "click" for action in each["when"]):
            continue
        written = {action["target"] for action in each["when"] if action["do"] in ("fill", "choose", "tick")}
        assert written <= set(each["page"]["kept"]), each["id"]


def test_only_pages_on_which_a_criterion_begins_need_an_address(prototype: Prototype) -> None:
    """Nobody builds an address that no test opens."""
    files = acceptance_files(Handing(prototype=prototype, language="de", study="Studie"))
    begun = {each["given"]["screen"] for each in _criteria(prototype)}

    assert begun == {
        name.partition("--")[0].partition(".")[0] for name in json.loads(files["acceptance/routes.json"])
    }


def test_versions_of_the_suite_are_pinned(prototype: Prototype) -> None:
    """The suite that was handed over is the one that runs."""
    files = acceptance_files(Handing(prototype=prototype, language="de", study="Studie"))

    assert all("==" in line for line in files["acceptance/requirements.txt"].splitlines())


@pytest.mark.parametrize(("language", "word"), [("de", "Was gesendet wird"), ("en", "What is sent")])
def test_the_contract_names_every_control(prototype: Prototype, language: str, word: str) -> None:
    """Ids, values, data and what is sent, in the language of the documents."""
    files = acceptance_files(Handing(prototype=prototype, language=language, study="Studie"))
    told = files["acceptance/CONTRACT.md"]

    assert word in told
    for screen in prototype.screens:
        for _, part in screen.parts():
            assert part.id is None or f'="{part.id}"' in told


def test_the_clock_stands_before_the_first_day_of_the_data(prototype: Prototype) -> None:
    """Days in the data go by; the suite must not."""
    rows = (
        Row.model_validate({"id": "a", "date": "2026-04-14"}),
        Row.model_validate({"id": "b", "date": "x"}),
    )

    assert "2026-04-13" == today(prototype.model_copy(update={"fixtures": {"days": rows}}))
    assert today(prototype.model_copy(update={"fixtures": {}})) is None


def test_keys_hold_no_value_and_no_brackets(prototype: Prototype) -> None:
    """A key is made of ids and names: no Python, no bare position, nothing to quote in a table."""
    keys = [words.key for words in content(prototype)]

    assert [] == [key for key in keys if set(key) & set("{}='\", ")]
    assert [] == [
        key for key in keys if any(part.isdecimal() for part in key.split(".") if ".options." not in key)
    ]
    assert len(keys) == len(list(csv.reader(io.StringIO("\n".join(keys)))))


def test_a_key_stays_when_something_of_another_type_comes_before_it(prototype: Prototype) -> None:
    """Only components of the same type without an id are numbered."""
    screen = prototype.screens[0]
    alert = {"type": "alert", "title": {"de": "Neu"}}
    values = json.loads(prototype.model_dump_json())
    values["screens"][0]["components"].insert(0, alert)
    more = Prototype.model_validate(values)

    before = {w.key for w in content(prototype) if w.key.startswith(f"screens.{screen.id}.")}
    assert before <= {w.key for w in content(more)}
    assert LocalText({"de": "Neu"}).root in [w.texts for w in content(more)]
