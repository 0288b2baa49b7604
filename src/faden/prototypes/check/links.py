"""Links lead to screens that there are, and tell which row they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.graph import Page, holds, leads, links

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
        if screen.back == screen.id:
            yield subject.problem("link-to-itself", ("screens", at, "back"), screen=screen.id)
        yield from _back_row(subject, at, screen)
        for link in links(subject.prototype, screen):
            if link.to not in known:
                yield subject.problem("screen-unknown", link.path, value=link.to)
                continue
            rows = [row for row in subject.prototype.rows(screen) if holds(link.when, row)]
            if any(not leads(subject.prototype, link, screen, row) for row in rows):
                yield subject.problem("link-without-row", link.path, screen=link.to)
            elif link.to == screen.id and link.rows is None and link.state is None:
                here = [Page(screen.id, row.id if row else None) for row in rows]
                if all(
                    leads(subject.prototype, link, screen, r) == (p,) for r, p in zip(rows, here, strict=True)
                ):
                    yield subject.problem("link-to-itself", link.path, screen=screen.id)


def _back_row(subject: Subject, at: int, screen: Screen) -> Iterator[Problem]:
    goal = subject.prototype.screen(screen.back or "")
    if goal is not None and goal.bind is not None and goal.bind != screen.bind:
        yield subject.problem("link-without-row", ("screens", at, "back"), screen=goal.id)
