"""The data behind a prototype: each fixture as JSON Schema with examples, and the interface as OpenAPI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import LocalText
from faden.prototypes.components import (
    Checkbox,
    Checkboxes,
    Choice,
    FormField,
    Input,
    Rows,
    Search,
    Select,
    Submit,
    Textarea,
)
from faden.prototypes.patterns import PATTERNS

if TYPE_CHECKING:
    from faden.prototypes.components import Base
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype, Row, Screen

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_KINDS: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}


def data_files(handing: Handing) -> dict[str, str]:
    """``data/<fixture>.schema.json`` with ``data/<fixture>.json``, and ``data/openapi.json``."""
    prototype = handing.prototype
    files: dict[str, str] = {}
    for name, rows in prototype.fixtures.items():
        schema = {"$schema": DIALECT, "title": name, "type": "array", "items": row_schema(prototype, rows)}
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


def row_schema(prototype: Prototype, rows: tuple[Row, ...]) -> dict[str, Any]:
    """The JSON Schema of one row, from all rows: what each has is required, what some have is not."""
    names = list(dict.fromkeys(name for row in rows for name in row.fields))
    fields = {name: _field(prototype, [row.value(name) for row in rows]) for name in names}
    required = ["id", *(name for name in names if all(row.value(name) is not None for row in rows))]
    identifier = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
    return {
        "type": "object",
        "properties": {"id": identifier, **fields},
        "required": required,
        "additionalProperties": False,
    }


def _field(prototype: Prototype, values: list[Any]) -> dict[str, Any]:
    given = [value for value in values if value is not None]
    if any(isinstance(value, LocalText) for value in given):
        text = {"type": "string"}
        return {
            "description": "one text a language",
            "type": "object",
            "properties": dict.fromkeys(prototype.languages, text),
            "additionalProperties": text,
        }
    kinds = list(dict.fromkeys(_KINDS[type(value)] for value in given))
    if set(kinds) == {"integer", "number"}:
        kinds = ["number"]
    return {"type": kinds[0] if len(kinds) == 1 else kinds}


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
                place = f"/{screen.bind}/{{id}}/{screen.id}" if screen.bind else f"/{screen.id}"
                entry = paths.setdefault(place, {"parameters": [_id()]} if screen.bind else {})
                entry["post"] = _send(handing, screen, part)
    schemas = {_name(n): row_schema(prototype, rows) for n, rows in prototype.fixtures.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": handing.told(prototype.title),
            "version": prototype.version,
            "description": handing.say("openapi.intro"),
        },
        "servers": [{"url": "/api"}],
        "paths": paths or {"/": {"get": {"responses": {"200": {"description": "–"}}}}},
        "components": {"schemas": schemas | {"Refusal": _refusal(), "Next": _next(prototype)}},
    }


def _name(fixture: str) -> str:
    return "".join(part.capitalize() for part in fixture.split("-"))


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _language() -> dict[str, Any]:
    return {"name": "Accept-Language", "in": "header", "required": False, "schema": {"type": "string"}}


def _list(handing: Handing, fixture: str) -> dict[str, Any]:
    content = {"type": "array", "items": {"$ref": f"#/components/schemas/{_name(fixture)}"}}
    users = [s.id for s in handing.prototype.screens if any(_shows(part, fixture) for _, part in s.parts())]
    return {
        "operationId": f"list-{fixture}",
        "summary": handing.say("openapi.list", fixture=fixture),
        "description": handing.say("openapi.screens", screens=", ".join(users) or "–"),
        "parameters": [_language(), *_queries(handing, fixture)],
        "responses": {"200": _answer(handing.say("openapi.list", fixture=fixture), content)},
    }


def _shows(part: Base, fixture: str) -> bool:
    return isinstance(part, Rows) and part.source == fixture


def _queries(handing: Handing, fixture: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for screen in handing.prototype.screens:
        lists = {part.id for _, part in screen.parts() if isinstance(part, Rows) and part.source == fixture}
        for _, part in screen.parts():
            if isinstance(part, Search) and part.list in lists:
                found.setdefault("q", _query("q", handing.label(part), {"type": "string", "maxLength": 200}))
            if isinstance(part, Select | Checkbox) and part.filter and part.filter.list in lists:
                name = f"{part.filter.field}.{part.filter.operator}"
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
        "parameters": [_language()],
        "responses": {
            "200": _answer(told, {"$ref": f"#/components/schemas/{_name(fixture)}"}),
            "404": {"description": handing.say("openapi.missing")},
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
    return {
        "operationId": f"send-{screen.id}-{submit.id}",
        "summary": f"{handing.named(screen)}: {handing.label(submit)}",
        "parameters": [_language()],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": _answer(handing.say("openapi.sent"), {"$ref": "#/components/schemas/Next"}),
            "422": _answer(handing.say("openapi.refused"), {"$ref": "#/components/schemas/Refusal"}),
        },
    }


def _narrows(part: Base) -> bool:
    return getattr(part, "filter", None) is not None


def field_schema(handing: Handing, part: FormField) -> dict[str, Any]:
    """The JSON Schema of what a field sends, with its purpose as description."""
    told = ". ".join(filter(None, (handing.label(part), handing.told(part.purpose))))
    schema: dict[str, Any] = {"description": told}
    if isinstance(part, Checkbox):
        return schema | ({"const": True} if part.required else {"type": "boolean"})
    if isinstance(part, Checkboxes):
        return schema | {"type": "array", "uniqueItems": True, "items": _options(part)}
    if isinstance(part, Choice):
        return schema | _options(part)
    return schema | _written(part)


def _options(part: Choice) -> dict[str, Any]:
    return {"type": "string", "enum": [option.value for option in part.options if option.value]}


def _written(part: Input | Textarea) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(part, Input):
        if part.kind == "number":
            bounds = {"minimum": part.min, "maximum": part.max}
            return {"type": "number"} | {name: value for name, value in bounds.items() if value is not None}
        schema |= {"email": {"format": "email"}, "date": {"format": "date"}}.get(part.kind, {})
        if part.pattern:
            schema["pattern"] = f"^(?:{PATTERNS[part.pattern]})$"
    lengths = {"minLength": part.min_length, "maxLength": part.max_length}
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
