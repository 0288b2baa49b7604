"""The acceptance criteria as tests that run in a browser, against the prototype and against the product."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from faden.prototypes.graph import pages
from faden.prototypes.handoff.material import where_key
from faden.prototypes.render.names import page_path
from faden.prototypes.trials import Where

if TYPE_CHECKING:
    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype

_CODE: Final = ("conftest.py", "driver.py", "test_acceptance.py")


def acceptance_files(handing: Handing) -> dict[str, str]:
    """``acceptance/``: pytest with Playwright, the criteria as JSON, and which page stands where."""
    folder = resources.files("faden.prototypes.handoff") / "files"
    files = {f"acceptance/{n}": (folder / f"{n}.txt").read_text(encoding="utf-8") for n in _CODE}
    files["acceptance/criteria.json"] = _json(criteria(handing.prototype))
    files["acceptance/routes.json"] = _json(routes(handing.prototype))
    files["acceptance/requirements.txt"] = "playwright\npytest\n"
    files["acceptance/pytest.ini"] = "[pytest]\npythonpath = .\ntestpaths = .\n"
    return files


def criteria(prototype: Prototype) -> dict[str, Any]:
    """The criteria as plain values; what is not asked for is left out."""
    told = [
        c.model_dump(mode="json", exclude_none=True, exclude_defaults=False) for c in prototype.acceptance
    ]
    return {
        "prototype": prototype.id,
        "version": prototype.version,
        "languages": list(prototype.languages),
        "criteria": [{**each, "then": {k: v for k, v in each["then"].items() if v}} for each in told],
    }


def routes(prototype: Prototype) -> dict[str, str]:
    """Page by name → its path below the base address, with ``{language}``."""
    found = {}
    for page, _, _ in pages(prototype):
        where = Where(screen=page.screen, fixture=page.row, state=page.state)
        found[where_key(where)] = page_path("{language}", page)
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
