"""The study's prototypes in a browser: every screen × language × light and dark × three widths.

Of a screen that is shown for several rows, the first is looked at; the browser tests look at states.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from faden.core.files import write_atomic
from faden.prototypes.graph import Page
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype
from faden.prototypes.render.names import page_path
from faden.prototypes.spec import Prototype, read_prototype
from faden.study.folder import find_folder
from faden.study.settings import read_settings
from measurements.browsing import AXE, chromium, visit
from measurements.studies import ROOT

IDS: Final = ("prototype.axe.", "prototype.requests.", "prototype.console.")
WIDTHS: Final = (1280, 375, 320)
SCHEMES: Final = ("light", "dark")


def measure() -> list[dict[str, Any]]:
    """Faults found; nothing where there is no browser."""
    if chromium() is None or not AXE.is_file():
        return []
    folder = find_folder(ROOT)
    settings = read_settings(folder).value
    names: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for path in folder.prototypes():
            prototype = read_prototype(folder, path).value
            if prototype is None or settings is None:
                continue
            pictures, _ = read_pictures(path, prototype)
            for file, content in render_prototype(prototype, settings, pictures).items():
                write_atomic(Path(name) / path.parent.name / file, content)
            names += [f"{path.parent.name}/{page}" for page in _pages(prototype)]
        seen = visit(Path(name), names, widths=WIDTHS, schemes=SCHEMES, axe=True)
    found = {
        "prototype.axe.violations": seen.violations,
        "prototype.requests.outside": seen.outside,
        "prototype.console.errors": seen.errors,
    }
    return [
        {"id": name, "value": len(faults), "n": seen.loads, "note": "; ".join(sorted(set(faults))[:3])}
        for name, faults in found.items()
    ]


def _pages(prototype: Prototype) -> list[str]:
    """One page for each screen, state and language."""
    found = []
    for screen in prototype.screens:
        row = next(iter(prototype.rows(screen)), None)
        for state in (None, *(state.kind for state in screen.states)):
            page = Page(screen.id, row.id if row else None, state)
            found += [page_path(code, page) for code in prototype.languages]
    return found
