"""Every screen, and every row it shows, can be reached from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.prototypes.graph import pages, reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find screens to which no click leads, and rows that are never shown."""
    found = reached(subject.prototype)
    screens = {page.screen for page in found}
    for at, screen in enumerate(subject.prototype.screens):
        if screen.id not in screens:
            yield subject.problem("screen-unreachable", ("screens", at, "id"), screen=screen.id)
    for page, screen, _ in pages(subject.prototype):
        if page.state is None and page not in found and screen.id in screens:
            at = subject.prototype.screens.index(screen)
            path = ("screens", at, "bind")
            params = {"screen": screen.id, "row": page.row}
            yield subject.problem("row-unreachable", path, severity=Severity.WARNING, **params)
