"""Screens answer needs of the study, and every need that the prototype takes up has a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Problem, Severity, Status
from faden.prototypes.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find needs that the study does not know or has merged, needs without a screen, screens without one."""
    prototype = subject.prototype
    if subject.needs is None:
        place = subject.place("needs")
        yield Problem("needs-unread", place, {}, Severity.WARNING, Status.NOT_RUN)
    else:
        yield from _unknown(subject, set(subject.needs))
    yield from _merged(subject)
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
    for path, value in _named(subject):
        if value not in known:
            yield subject.problem("prototype-need-unknown", path, need=value)
        elif value not in taken_up:
            yield subject.problem("need-not-taken-up", path, need=value)


def _merged(subject: Subject) -> Iterator[Problem]:
    """Needs that have gone into others: what was written stays, and on the site nothing leads to them."""
    for path, value in _named(subject):
        into = subject.known.merged.get(value)
        if into is not None:
            yield subject.problem("need-merged", path, severity=Severity.WARNING, value=value, into=into)


def _named(subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    """Every place at which a need is named."""
    for path, value in walk(subject.prototype):
        if len(path) >= 2 and path[-2] == "needs" and isinstance(value, str):  # noqa: PLR2004 - needs.<n>
            yield path, value
