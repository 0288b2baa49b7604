"""The study's prototypes in a browser: every screen × language × light and dark × three widths.

Of a screen that is shown for several rows, the first is looked at; each also in its states, and with its
form sent empty, where that shows errors.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from faden.core.files import write_atomic
from faden.prototypes.components import Submit
from faden.prototypes.graph import Page
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype
from faden.prototypes.render.names import page_path
from faden.prototypes.simulation import act, begin
from faden.prototypes.spec import Action, Prototype, Screen, Where, read_prototype
from faden.study.folder import find_folder
from faden.study.settings import read_settings
from measurements.browsing import AXE, Sight, chromium, look
from measurements.studies import ROOT

IDS: Final = ("prototype.axe.", "prototype.requests.", "prototype.console.", "prototype.width.")
WIDTHS: Final = (1280, 375, 320)
SCHEMES: Final = ("light", "dark")


def measure() -> list[dict[str, Any]]:
    """Faults found; nothing where there is no browser."""
    if chromium() is None or not AXE.is_file():
        return []
    folder = find_folder(ROOT)
    settings = read_settings(folder).value
    sights: list[Sight] = []
    with tempfile.TemporaryDirectory() as name:
        for path in folder.prototypes():
            prototype = read_prototype(folder, path).value
            if prototype is None or settings is None:
                continue
            pictures, _ = read_pictures(path, prototype)
            for file, content in render_prototype(prototype, settings, pictures).items():
                write_atomic(Path(name) / path.parent.name / file, content)
            sights += [Sight(f"{path.parent.name}/{s.path}", s.click, s.until) for s in _sights(prototype)]
        seen = look(Path(name), sights, widths=WIDTHS, schemes=SCHEMES)
    found = {
        "prototype.axe.violations": seen.violations,
        "prototype.requests.outside": seen.outside,
        "prototype.console.errors": seen.errors,
        "prototype.width.overflows": seen.wide,
    }
    return [
        {"id": name, "value": len(faults), "n": seen.loads, "note": "; ".join(sorted(set(faults))[:3])}
        for name, faults in found.items()
    ]


def _sights(prototype: Prototype) -> list[Sight]:
    """One page for each screen, state and language; once more where an empty form shows errors."""
    found = []
    for screen in prototype.screens:
        row = next(iter(prototype.rows(screen)), None)
        name = row.id if row else None
        for state in (None, *(state.kind for state in screen.states)):
            found += [Sight(page_path(code, Page(screen.id, name, state))) for code in prototype.languages]
        if button := _refused(prototype, screen, name):
            found += [
                Sight(page_path(code, Page(screen.id, name)), f"[data-hit='{button}']", "[aria-invalid]")
                for code in prototype.languages
            ]
    return found


def _refused(prototype: Prototype, screen: Screen, row: str | None) -> str | None:
    """The button of a screen whose form shows errors where nothing was filled in."""
    button = next((part.id for _, part in screen.parts() if isinstance(part, Submit)), None)
    if button is None:
        return None
    where = Where(screen=screen.id, fixture=row)
    sent = act(begin(prototype, where, prototype.languages[0]), Action(do="click", target=button))
    return button if sent.errors else None
