"""One row of example data as JSON Schema: types, value lists, units, and how each field is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import LocalText
from faden.prototypes.components import Calendar, Map, Rows, Select
from faden.prototypes.handoff.material import sentences
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype, Screen

_KINDS: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_SHOWN: Final = 3
"""How many examples of a field on a screen its description names."""


def row_schema(handing: Handing, fixture: str) -> dict[str, Any]:
    """The JSON Schema of one row, from all rows: what each has is required, what some have is not."""
    rows = handing.prototype.fixtures[fixture]
    names = list(dict.fromkeys(name for row in rows for name in row.fields))
    fields = {name: _field(handing, fixture, name) for name in names}
    required = ["id", *(name for name in names if all(row.value(name) is not None for row in rows))]
    identifier = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
    return {
        "type": "object",
        "properties": {"id": identifier, **fields},
        "required": required,
        "additionalProperties": False,
    }


def _field(handing: Handing, fixture: str, name: str) -> dict[str, Any]:
    prototype = handing.prototype
    given = [v for row in prototype.fixtures[fixture] if (v := row.value(name)) is not None]
    told = [*_places(handing, fixture, name), *_uses(handing, fixture, name)]
    if any(isinstance(value, LocalText) for value in given):
        text = {"type": "string"}
        return {
            "description": sentences(handing.say("rows.languages"), *told),
            "type": "object",
            "properties": dict.fromkeys(prototype.languages, text),
            "additionalProperties": text,
        }
    kinds = list(dict.fromkeys(_KINDS[type(value)] for value in given))
    if set(kinds) == {"integer", "number"}:
        kinds = ["number"]
    schema: dict[str, Any] = {"type": kinds[0] if len(kinds) == 1 else kinds}
    schema |= {"description": sentences(*told)} if told else {}
    return schema | _narrower(prototype, fixture, name, given)


def _narrower(prototype: Prototype, fixture: str, name: str, given: list[Any]) -> dict[str, Any]:
    """Value lists, days, times and places on a map."""
    words = [value for value in given if isinstance(value, str)]
    if words and len(words) == len(given):
        if all(_DAY.fullmatch(word) for word in words):
            return {"format": "date"}
        if all(_TIME.fullmatch(word) for word in words):
            return {"pattern": f"^{_TIME.pattern}$"}
        chosen = list(_choices(prototype, fixture, name))
        return {"enum": list(dict.fromkeys([*chosen, *words]))} if chosen else {}
    on_map = any(isinstance(p, Map) and name in {p.x, p.y} for _, p in _lists(prototype, fixture))
    return {"minimum": 0, "maximum": 100} if on_map else {}


def _lists(prototype: Prototype, fixture: str) -> Iterator[tuple[Screen, Rows]]:
    for screen in prototype.screens:
        for _, part in screen.parts():
            if isinstance(part, Rows) and part.source == fixture:
                yield screen, part


def _choices(prototype: Prototype, fixture: str, name: str) -> Iterator[str]:
    """The values by which a choice or a list compares a field."""
    for screen, part in _lists(prototype, fixture):
        if part.only is not None and part.only.field == name and isinstance(part.only.equals, str):
            yield part.only.equals
        for _, other in screen.parts():
            if isinstance(other, Select) and other.filter and other.filter.list == part.id:
                same = other.filter.field == name and other.filter.operator == "equals"
                yield from (option.value for option in other.options if same and option.value)


def _places(handing: Handing, fixture: str, name: str) -> Iterator[str]:
    """What a map or a calendar does with a field."""
    for _, part in _lists(handing.prototype, fixture):
        if isinstance(part, Map) and name in {part.x, part.y}:
            yield handing.say("rows.x" if name == part.x else "rows.y")
        if isinstance(part, Calendar) and name == part.date:
            yield handing.say("rows.day")
        if isinstance(part, Calendar) and name == part.time:
            yield handing.say("rows.time")


def _uses(handing: Handing, fixture: str, name: str) -> Iterator[str]:
    """With which words around it a field is shown; its unit stands there."""
    prototype, found = handing.prototype, []
    for screen in prototype.screens:
        lists = [p for _, p in screen.parts() if isinstance(p, Rows) and p.source == fixture]
        for thing in [screen] if screen.bind == fixture else lists:
            told = (handing.told(text) for _, text in texts(thing))
            found += [words for words in told if name in PLACEHOLDER.findall(words)]
    worded = [words for words in dict.fromkeys(found) if PLACEHOLDER.sub("", words).strip(" .,:")]
    if worded:
        yield handing.say("rows.shown", texts=" / ".join(worded[:_SHOWN]))
