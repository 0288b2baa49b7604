"""Links lead to screens that there are, and tell which row they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.graph import holds, leads, links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Screen


def check(subject: Subject) -> Iterator[Problem]:
    """Find links to unknown screens, and links to a bound screen that name no row of it."""
    known = {screen.id for screen in subject.prototype.screens}
    for at, screen in enumerate(subject.prototype.screens):
        if screen.back is not None and screen.back not in known:
            yield subject.problem("screen-unknown", ("screens", at, "back"), value=screen.back)
        yield from _back_row(subject, at, screen)
        for link in links(subject.prototype, screen):
            if link.to not in known:
                yield subject.problem("screen-unknown", link.path, value=link.to)
                continue
            rows = [row for row in subject.prototype.rows(screen) if holds(link.when, row)]
            if any(not leads(subject.prototype, link, screen, row) for row in rows):
                yield subject.problem("link-without-row", link.path, screen=link.to)


def _back_row(subject: Subject, at: int, screen: Screen) -> Iterator[Problem]:
    goal = subject.prototype.screen(screen.back or "")
    if goal is not None and goal.bind is not None and goal.bind != screen.bind:
        yield subject.problem("link-without-row", ("screens", at, "back"), screen=goal.id)
