"""The data behind a prototype: each fixture as JSON Schema with examples, and the interface as OpenAPI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import LocalText
from faden.prototypes.components import (
    Checkbox,
    Checkboxes,
    Choice,
    Facts,
    FormField,
    Input,
    Rows,
    Search,
    Select,
    Submit,
    Textarea,
)
from faden.prototypes.handoff.material import sentences
from faden.prototypes.handoff.rows import row_schema
from faden.prototypes.patterns import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.components import Base, Condition
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype, Row, Screen

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FAILURE: Final = "#/components/responses/Failure"


def data_files(handing: Handing) -> dict[str, str]:
    """``data/<fixture>.schema.json`` with ``data/<fixture>.json``, and ``data/openapi.json``."""
    prototype = handing.prototype
    files: dict[str, str] = {}
    for name, rows in prototype.fixtures.items():
        schema = {"$schema": DIALECT, "title": name, "type": "array", "items": row_schema(handing, name)}
        files[f"data/{name}.schema.json"] = _json(schema)
        files[f"data/{name}.json"] = _json([_plain(row) for row in rows])
    files["data/openapi.json"] = _json(openapi(handing))
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"id": row.id}
    for name, value in row.fields.items():
        told[name] = dict(value.root) if isinstance(value, LocalText) else value
    return told


def openapi(handing: Handing) -> dict[str, Any]:
    """A sketch of the interface that the screens need, as OpenAPI 3.1: lists, entries, what is sent."""
    prototype = handing.prototype
    paths: dict[str, dict[str, Any]] = {}
    for name in prototype.fixtures:
        paths[f"/{name}"] = {"get": _list(handing, name)}
        if any(screen.bind == name for screen in prototype.screens):
            paths[f"/{name}/{{id}}"] = {"parameters": [_id()], "get": _entry(handing, name)}
    for screen in prototype.screens:
        for _, part in screen.parts():
            if isinstance(part, Submit):
                entry = paths.setdefault(form_path(screen), {"parameters": [_id()]} if screen.bind else {})
                entry["post"] = _send(handing, screen, part)
    schemas = {_name(n): row_schema(handing, n) for n in prototype.fixtures}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": handing.told(prototype.title),
            "version": prototype.version,
            "description": handing.say("openapi.intro"),
        },
        "servers": [{"url": "/api"}],
        "paths": paths or {"/": {"get": {"responses": {"200": {"description": "–"}}}}},
        "components": {
            "schemas": schemas | {"Refusal": _refusal(), "Next": _next(prototype)},
            "responses": {"Failure": {"description": handing.say("openapi.failure")}},
        },
    }


def form_path(screen: Screen) -> str:
    """Where the form of a screen is sent; ``{id}`` stands for the row that the screen shows."""
    return f"/{screen.bind}/{{id}}/{screen.id}" if screen.bind else f"/{screen.id}"


def _name(fixture: str) -> str:
    return "".join(part.capitalize() for part in fixture.split("-"))


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _language() -> dict[str, Any]:
    return {"name": "Accept-Language", "in": "header", "required": False, "schema": {"type": "string"}}


def _list(handing: Handing, fixture: str) -> dict[str, Any]:
    content = {"type": "array", "items": {"$ref": f"#/components/schemas/{_name(fixture)}"}}
    users = [s.id for s in handing.prototype.screens if reads(s, fixture)]
    return {
        "operationId": f"list-{fixture}",
        "summary": handing.say("openapi.list", fixture=fixture),
        "description": handing.say("openapi.screens", screens=", ".join(users) or "–"),
        "parameters": _queries(handing, fixture),
        "responses": {
            "200": _answer(handing.say("openapi.list", fixture=fixture), content),
            "5XX": {"$ref": FAILURE},
        },
    }


def reads(screen: Screen, fixture: str) -> bool:
    """Whether a screen shows rows of some data."""
    return screen.bind == fixture or any(_shows(part, fixture) for _, part in screen.parts())


def _shows(part: Base, fixture: str) -> bool:
    return isinstance(part, Rows | Facts) and part.source == fixture


def _queries(handing: Handing, fixture: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for screen in handing.prototype.screens:
        lists = {part.id for _, part in screen.parts() if isinstance(part, Rows) and part.source == fixture}
        for _, part in screen.parts():
            if isinstance(part, Search) and part.list in lists:
                found.setdefault("q", _query("q", handing.label(part), {"type": "string", "maxLength": 200}))
            if isinstance(part, Select | Checkbox) and part.filter and part.filter.list in lists:
                operator = part.filter.operator
                name = part.filter.field if operator == "equals" else f"{part.filter.field}.{operator}"
                found.setdefault(name, _query(name, handing.label(part), _choices(part)))
    return list(found.values())


def _query(name: str, label: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": label, "schema": schema}


def _choices(part: Select | Checkbox) -> dict[str, Any]:
    if isinstance(part, Checkbox):
        return {"type": "boolean"}
    return {"type": "string", "enum": [option.value for option in part.options if option.value]}


def _entry(handing: Handing, fixture: str) -> dict[str, Any]:
    told = handing.say("openapi.entry", fixture=fixture)
    return {
        "operationId": f"get-{fixture}",
        "summary": told,
        "responses": {
            "200": _answer(told, {"$ref": f"#/components/schemas/{_name(fixture)}"}),
            "404": {"description": handing.say("openapi.missing")},
            "5XX": {"$ref": FAILURE},
        },
    }


def _send(handing: Handing, screen: Screen, submit: Submit) -> dict[str, Any]:
    fields = [part for _, part in screen.parts() if isinstance(part, FormField) and not _narrows(part)]
    body = {
        "type": "object",
        "properties": {part.id: field_schema(handing, part) for part in fields},
        "required": [part.id for part in fields if part.required and part.when is None],
        "additionalProperties": False,
    }
    if not body["required"]:
        del body["required"]
    conditions = list(_conditions(screen, fields))
    if conditions:
        body["allOf"] = conditions
    return {
        "operationId": f"send-{screen.id}-{submit.id}",
        "summary": f"{handing.named(screen)}: {handing.label(submit)}",
        "parameters": [_language()],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": _answer(handing.say("openapi.sent"), {"$ref": "#/components/schemas/Next"}),
            "422": _answer(handing.say("openapi.refused"), {"$ref": "#/components/schemas/Refusal"}),
            "429": {"description": handing.say("openapi.too-many")},
            "5XX": {"$ref": FAILURE},
        },
    }


def _conditions(screen: Screen, fields: list[FormField]) -> Iterator[dict[str, Any]]:
    """Fields that are asked for only where another says so: required there, and not sent elsewhere."""
    known = {part.id: part for part in fields}
    for part in fields:
        answer = part.when.answer if part.when is not None else None
        place, _, inner = (answer or "").rpartition(".")
        asked = known.get(inner)
        if part.when is None or asked is None or place not in {"", screen.id}:
            continue
        test = _test(part.when, asked)
        if test is not None:
            condition: dict[str, Any] = {"properties": {asked.id: test}, "required": [asked.id]}
            then = {"then": {"required": [part.id]}} if part.required else {}
            yield {"if": condition, **then, "else": {"not": {"required": [part.id]}}}


def _test(when: Condition, asked: FormField) -> dict[str, Any] | None:
    """A comparison as JSON Schema; ``None`` where there is none for it."""
    bounds = {"minimum": when.at_least, "maximum": when.at_most}
    told: dict[str, Any] = {name: value for name, value in bounds.items() if value is not None}
    if when.equals is not None:
        told |= (
            {"contains": {"const": when.equals}} if isinstance(asked, Checkboxes) else {"const": when.equals}
        )
    return told if told and when.not_equals is None else None


def _narrows(part: Base) -> bool:
    return getattr(part, "filter", None) is not None


def field_schema(handing: Handing, part: FormField) -> dict[str, Any]:
    """The JSON Schema of what a field sends, with its purpose as description."""
    told = sentences(handing.label(part), handing.told(part.purpose), _note(handing, part))
    schema: dict[str, Any] = {"description": told}
    if isinstance(part, Checkbox):
        return schema | ({"const": True} if part.required else {"type": "boolean"})
    if isinstance(part, Checkboxes):
        least = {"minItems": 1} if part.required else {}
        return schema | {"type": "array", "uniqueItems": True, **least, "items": _options(part)}
    if isinstance(part, Choice):
        return schema | _options(part)
    return schema | _written(part)


def _options(part: Choice) -> dict[str, Any]:
    return {"type": "string", "enum": [option.value for option in part.options if option.value]}


def _note(handing: Handing, part: FormField) -> str:
    """What is done to what was typed before it is sent."""
    if isinstance(part, Input) and part.kind == "number":
        return handing.say("openapi.number")
    return handing.say("openapi.digits") if isinstance(part, Input) and part.pattern else ""


def _written(part: Input | Textarea) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(part, Input):
        if part.kind == "number":
            bounds = {"minimum": part.min, "maximum": part.max}
            return {"type": "number"} | {name: value for name, value in bounds.items() if value is not None}
        schema |= {"email": {"format": "email"}, "date": {"format": "date"}}.get(part.kind, {})
        if part.pattern:
            schema["pattern"] = f"^(?:{PATTERNS[part.pattern]})$"
    least = max(part.min_length or 0, 1) if part.required else part.min_length
    lengths = {"minLength": least, "maxLength": part.max_length}
    return schema | {name: value for name, value in lengths.items() if value is not None}


def _answer(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _refusal() -> dict[str, Any]:
    entry = {
        "type": "object",
        "properties": {
            "field": {"type": "string"},
            "rule": {"type": "string"},
            "message": {"type": "string"},
        },
        "required": ["field", "rule", "message"],
    }
    return {
        "type": "object",
        "properties": {"errors": {"type": "array", "minItems": 1, "items": entry}},
        "required": ["errors"],
    }


def _next(prototype: Prototype) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "screen": {"type": "string", "enum": [screen.id for screen in prototype.screens]},
            "id": {"type": "string"},
        },
        "required": ["screen"],
    }
