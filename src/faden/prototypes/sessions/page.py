"""What the rendered pages need for a test: a script, its look, and per language its words and tasks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import NAMES, direction
from faden.prototypes.graph import Page
from faden.prototypes.interface import keys, said

if TYPE_CHECKING:
    from faden.prototypes.render.words import Words
    from faden.prototypes.spec import Prototype, Row
    from faden.prototypes.trials import Task, Where
    from faden.study.settings import Settings

SCRIPT: Final = "session.js"
STYLE: Final = "session.css"
_KEYS: Final = "test-"


def session_data(prototype: Prototype, settings: Settings) -> dict[str, bytes]:
    """The words and tasks of a test, as a script for each language; same input, same bytes.

    Args:
        prototype: The specification.
        settings: The study, for the names of its groups.
    """
    from faden.prototypes.render.names import ASSETS

    codes = prototype.languages
    return {f"{ASSETS}/test.{c}.js": test_data(prototype, settings, c).encode() for c in codes}


def test_data(prototype: Prototype, settings: Settings, language: str) -> str:
    """The script that gives `session.js` its words and tasks in one language."""
    from faden.prototypes.render.names import file_name  # not above: rendering imports this module
    from faden.prototypes.render.words import Words

    words = Words(prototype, language)
    values: dict[str, Any] = {
        "prototype": prototype.id,
        "version": prototype.version,
        "language": language,
        "start": file_name(_first(prototype)),
        "languages": [{"code": c, "name": NAMES[c], "dir": direction(c)} for c in prototype.languages],
        "groups": _groups(prototype, settings, language),
        "tasks": [_task(prototype, task, words) for task in prototype.tasks],
        "seq": "seq" in prototype.questionnaire,
        "umux": "umux-lite" in prototype.questionnaire,
        "texts": {key.removeprefix(_KEYS): said(prototype, key, language)[0] for key in _texts()},
    }
    # "<" is written out, so that the words can also stand inside a page without ending its script.
    told = json.dumps(values, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    told = told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'globalThis.fadenTest = {{ ...globalThis.fadenTest, "{language}": {told} }};\n'


def _texts() -> list[str]:
    return [key for key in keys() if key.startswith(_KEYS)]


def _first(prototype: Prototype) -> Page:
    row = prototype.rows(prototype.start)[0]
    return Page(prototype.start.id, row.id if row else None)


def _groups(prototype: Prototype, settings: Settings, language: str) -> list[dict[str, str]]:
    wanted = prototype.plan.groups if prototype.plan else ()
    groups = [group for group in settings.groups if not wanted or group.id in wanted]
    return [{"id": g.id, "name": g.name.text(language), "lang": g.name.language(language)} for g in groups]


def _task(prototype: Prototype, task: Task, words: Words) -> dict[str, object]:
    from faden.prototypes.render.names import file_name

    row = _row(prototype, task.start)
    page = Page(task.start.screen, row.id if row else None, task.start.state)
    return {
        "id": task.id,
        "prompt": words.plain(task.prompt, row),
        "href": file_name(page),
        "limit": task.time_limit_seconds,
    }


def _row(prototype: Prototype, where: Where) -> Row | None:
    screen = prototype.screen(where.screen)
    if screen is None or screen.bind is None:
        return None
    rows = prototype.fixtures.get(screen.bind, ())
    return next((row for row in rows if row.id == where.fixture), rows[0] if rows else None)
