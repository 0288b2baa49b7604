"""Components act on fixtures, lists, fields and choices that there are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.prototypes.components import Calendar, Facts, List, Map, Rows, Search, Steps
from faden.prototypes.graph import as_number
from faden.prototypes.patterns import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.components import Base, Filter
    from faden.prototypes.spec import Row, Screen
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find references within a screen that lead nowhere."""
    for at, screen in enumerate(subject.prototype.screens):
        if screen.bind is not None and not subject.prototype.fixtures.get(screen.bind):
            yield subject.problem("fixture-unknown", ("screens", at, "bind"), value=screen.bind)
        for below, part in screen.parts():
            yield from _part(subject, screen, part, ("screens", at, *below))


def _part(subject: Subject, screen: Screen, part: Base, path: KeyPath) -> Iterator[Problem]:
    wanted: Filter | None = getattr(part, "filter", None)
    if wanted is not None:
        yield from _filter(subject, screen, part, (*path, "filter"))
    match part:
        case Rows():
            yield from _rows(subject, part, path)
        case Search(list=source):
            if _list_of(screen, source) is None:
                yield subject.problem("list-unknown", (*path, "list"), value=source)
        case Facts():
            yield from _facts(subject, screen, part, path)
        case Steps():
            yield from _steps(subject, screen, part, path)
        case _:
            return


def _have(rows: Sequence[Row], field: str) -> bool:
    return bool(rows) and all(row.value(field) is not None for row in rows)


def _list_of(screen: Screen, identifier: str) -> Rows | None:
    part = screen.part(identifier)
    return part if isinstance(part, List | Calendar) else None


def _rows(subject: Subject, part: Rows, path: KeyPath) -> Iterator[Problem]:
    rows = subject.prototype.fixtures.get(part.source, ())
    if not rows:
        yield subject.problem("fixture-unknown", (*path, "source"), value=part.source)
        return
    for at, badge in enumerate(part.item.badges):
        below = (*path, "item", "badges", at)
        if not _have(rows, badge.field):
            yield subject.problem("field-not-in-row", below, value=badge.field)
        elif not any(row.value(badge.field) is True for row in rows):
            yield subject.problem("badge-never", below, severity=Severity.WARNING, value=badge.field)
    if isinstance(part, Calendar):
        yield from _calendar(subject, part, path)
    if isinstance(part, Map):
        yield from _map(subject, part)


def _calendar(subject: Subject, part: Calendar, path: KeyPath) -> Iterator[Problem]:
    rows = subject.prototype.fixtures[part.source]
    for at, row in enumerate(rows):
        if not _is_day(row.value(part.date)):
            below = ("fixtures", part.source, at, part.date)
            yield subject.problem("row-without-day", below, row=row.id, value=part.date)
    if part.time is not None and not _have(rows, part.time):
        yield subject.problem("field-not-in-row", (*path, "time"), value=part.time)


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _map(subject: Subject, part: Map) -> Iterator[Problem]:
    for at, row in enumerate(subject.prototype.fixtures[part.source]):
        for name in (part.x, part.y):
            value = as_number(row.value(name))
            if value is None or not 0 <= value <= 100:  # noqa: PLR2004 - per cent of the picture
                below = ("fixtures", part.source, at, name)
                yield subject.problem("row-off-map", below, row=row.id, value=name)


def _facts(subject: Subject, screen: Screen, part: Facts, path: KeyPath) -> Iterator[Problem]:
    """Facts of a named row: both the fixture and the row are named, and there is one for each page."""
    if part.source is None and part.row is None:
        return
    if not subject.prototype.fixtures.get(part.source or ""):
        yield subject.problem("fixture-unknown", (*path, "source"), value=part.source or "–")
        return
    for own in subject.prototype.rows(screen):
        name = part.row or ""
        if name.startswith("{"):
            name = str(own.value(name.strip("{}"))) if own else ""
        if subject.prototype.row(part.source or "", name) is None:
            yield subject.problem("row-unknown", (*path, "row"), value=part.row or "–", fixture=part.source)
            return


def _filter(subject: Subject, screen: Screen, part: Base, path: KeyPath) -> Iterator[Problem]:
    wanted: Filter = part.filter  # type: ignore[attr-defined]  # the caller has seen it
    found = _list_of(screen, wanted.list)
    if found is None:
        yield subject.problem("list-unknown", (*path, "list"), value=wanted.list)
        return
    rows = subject.prototype.fixtures.get(found.source, ())
    if not rows:
        return
    if not _have(rows, wanted.field):
        yield subject.problem("field-not-in-row", (*path, "field"), value=wanted.field)
        return
    values = [row.value(wanted.field) for row in rows]
    if wanted.operator != "equals" and any(as_number(value) is None for value in values):
        yield subject.problem("field-no-number", (*path, "field"), value=wanted.field)
        return
    for at, option in enumerate(getattr(part, "options", ())):
        if option.value and not any(_left(wanted, option.value, value) for value in values):
            below = (*path[:-1], "options", at)
            yield subject.problem("choice-leaves-none", below, severity=Severity.WARNING, value=option.value)


def _left(wanted: Filter, chosen: str, value: object) -> bool:
    if wanted.operator == "equals":
        return str(value) == chosen
    has, asked = as_number(value), number(chosen)
    if has is None or asked is None:
        return False
    return has >= asked if wanted.operator == "at-least" else has <= asked


def _steps(subject: Subject, screen: Screen, component: Steps, path: KeyPath) -> Iterator[Problem]:
    """The present step is a number of one of the steps, for every row."""
    last = len(component.steps)
    numbers: list[object] = [component.current]
    if isinstance(component.current, str):
        rows = [row for row in subject.prototype.rows(screen) if row]
        numbers = [row.value(component.current) for row in rows] or [None]
    if any(not isinstance(n, int) or isinstance(n, bool) or not 1 <= n <= last for n in numbers):
        yield subject.problem("step-unknown", (*path, "current"), value=component.current, last=last)
