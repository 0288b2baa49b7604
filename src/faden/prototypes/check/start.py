"""Exactly one screen is the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find a missing start, a second one, and a start that would need a row."""
    starts = [at for at, screen in enumerate(subject.prototype.screens) if screen.start]
    if not starts:
        yield subject.problem("start-missing", ("screens",))
    for at in starts:
        screen = subject.prototype.screens[at]
        if at != starts[0]:
            yield subject.problem("start-twice", ("screens", at, "start"), screen=screen.id)
        if screen.bind:
            yield subject.problem("start-bound", ("screens", at, "bind"), screen=screen.id)
