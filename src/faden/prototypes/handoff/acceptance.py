"""The acceptance criteria as tests that run in a browser, against the prototype and against the product."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import direction
from faden.prototypes.graph import Page
from faden.prototypes.handoff.contract import contract
from faden.prototypes.handoff.material import where_key
from faden.prototypes.handoff.seen import leads, page_values, played, sent, text_value
from faden.prototypes.render.names import page_path

if TYPE_CHECKING:
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype
    from faden.prototypes.trials import Criterion

_CODE: Final = ("conftest.py", "driver.py", "test_acceptance.py")
_REQUIREMENTS: Final = "playwright==1.65.2\npytest==9.2.0\n"
"""The versions with which faden's own tests run the suite."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def acceptance_files(handing: Handing) -> dict[str, str]:
    """``acceptance/``: pytest with Playwright, the criteria as JSON, what pages must carry and where."""
    folder = resources.files("faden.prototypes.handoff") / "files"
    files = {f"acceptance/{n}": (folder / f"{n}.txt").read_text(encoding="utf-8") for n in _CODE}
    files["acceptance/CONTRACT.md"] = contract(handing, today(handing.prototype))
    files["acceptance/criteria.json"] = _json(criteria(handing.prototype, handing.language))
    files["acceptance/routes.json"] = _json(routes(handing.prototype))
    files["acceptance/requirements.txt"] = _REQUIREMENTS
    files["acceptance/pytest.ini"] = "[pytest]\npythonpath = .\ntestpaths = .\n"
    return files


def criteria(prototype: Prototype, language: str) -> dict[str, Any]:
    """The criteria as plain values; what is not asked for is left out.

    ``then`` is what the criterion says, ``page`` what the page holds besides (`page_values`), ``leads``
    the page to which an action leads, ``sends`` the requests with which it sends something.

    Args:
        prototype: The specification.
        language: Language of the names of the tests.
    """
    return {
        "prototype": prototype.id,
        "version": prototype.version,
        "languages": list(prototype.languages),
        "right-to-left": [code for code in prototype.languages if direction(code) == "rtl"],
        "fixtures": list(prototype.fixtures),
        "today": today(prototype),
        "criteria": [_criterion(prototype, each, language) for each in prototype.acceptance],
    }


def _criterion(prototype: Prototype, criterion: Criterion, language: str) -> dict[str, Any]:
    told = criterion.model_dump(mode="json", exclude_none=True)
    visits = played(prototype, criterion, prototype.languages[0])
    steps = [
        action | ({"leads": goal} if (goal := leads(before, after)) else {})
        for action, before, after in zip(told["when"], visits, visits[1:], strict=False)
    ]
    then = {name: value for name, value in told["then"].items() if value}
    if criterion.then.text is not None:
        then["text"] = text_value(prototype, criterion)
    return told | {
        "slug": _slug(criterion.title.text(language)),
        "when": steps,
        "then": then,
        "page": page_values(prototype, criterion),
        "sends": sent(criterion, visits),
    }


def _slug(words: str) -> str:
    """Words for the name of a test: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def today(prototype: Prototype) -> str | None:
    """The day before the first day in the example data; ``None`` where they hold none."""
    values = [value for rows in prototype.fixtures.values() for row in rows for value in row.fields.values()]
    days = []
    for value in values:
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                days.append(dt.date.fromisoformat(value))
            except ValueError:
                continue
    return (min(days) - dt.timedelta(days=1)).isoformat() if days else None


def routes(prototype: Prototype) -> dict[str, str]:
    """The pages on which a criterion begins, by name → path below the base address, with ``{language}``."""
    wanted = [each.given for each in prototype.acceptance]
    return {
        where_key(where): page_path("{language}", Page(where.screen, where.fixture, where.state))
        for where in sorted(wanted, key=where_key)
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
