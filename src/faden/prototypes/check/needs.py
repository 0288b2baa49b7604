"""Screens answer needs of the study, and every need that the prototype takes up has a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Problem, Severity, Status
from faden.prototypes.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find needs that the study does not know, needs without a screen, and screens without a need."""
    prototype = subject.prototype
    if subject.needs is None:
        place = subject.place("needs")
        yield Problem("needs-unread", place, {}, Severity.WARNING, Status.NOT_RUN)
    else:
        yield from _unknown(subject, set(subject.needs))
    answered = {need for screen in prototype.screens for need in screen.needs}
    for at, need in enumerate(prototype.needs):
        if need not in answered:
            yield subject.problem("need-without-screen", ("needs", at), need=need)
    for at, screen in enumerate(prototype.screens):
        if not screen.needs:
            yield subject.problem("screen-without-need", ("screens", at, "id"), screen=screen.id)


def _unknown(subject: Subject, known: set[str]) -> Iterator[Problem]:
    """Needs that do not stand in the study; and needs of a screen that the prototype does not name."""
    taken_up = set(subject.prototype.needs)
    for path, value in walk(subject.prototype):
        if len(path) < 2 or path[-2] != "needs" or not isinstance(value, str):  # noqa: PLR2004 - needs.<n>
            continue
        if value not in known:
            yield subject.problem("prototype-need-unknown", path, need=value)
        elif value not in taken_up:
            yield subject.problem("need-not-taken-up", path, need=value)
