"""From every screen there is a way on, unless it says that it is an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.graph import links, pages, ways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find screens without a way on, and rows for which a screen has none. A way back is no way on."""
    prototype = subject.prototype
    onward = ways(prototype)
    for at, screen in enumerate(prototype.screens):
        if not screen.end and not any(links(prototype, screen)):
            yield subject.problem("screen-dead-end", ("screens", at, "id"), screen=screen.id)
    for page, screen, _ in pages(prototype):
        goals = [link for link in links(prototype, screen) if prototype.screen(link.to)]
        if page.row and page.state is None and not screen.end and goals and not onward[page]:
            at = prototype.screens.index(screen)
            yield subject.problem("row-dead-end", ("screens", at, "id"), screen=screen.id, row=page.row)
