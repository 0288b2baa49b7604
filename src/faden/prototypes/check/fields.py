"""Components act on fixtures, lists, fields and choices that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.components import FormField, List, Search, Select, Steps, Submit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.components import Component, Filter
    from faden.prototypes.spec import Row, Screen
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find references within a screen that lead nowhere."""
    for at, screen in enumerate(subject.prototype.screens):
        if screen.bind is not None and not subject.prototype.fixtures.get(screen.bind):
            yield subject.problem("fixture-unknown", ("screens", at, "bind"), value=screen.bind)
        for number, component in enumerate(screen.components):
            path: KeyPath = ("screens", at, "components", number)
            yield from _condition(subject, screen, component, path)
            yield from _component(subject, screen, component, path)


def _condition(subject: Subject, screen: Screen, component: Component, path: KeyPath) -> Iterator[Problem]:
    rows = [row for row in subject.prototype.rows(screen) if row]
    if component.when and not _have(rows, component.when.field):
        yield subject.problem("field-not-in-row", (*path, "when"), value=component.when.field)


def _component(subject: Subject, screen: Screen, component: Component, path: KeyPath) -> Iterator[Problem]:
    match component:
        case List():
            yield from _list(subject, component, path)
        case Search(list=source):
            if _list_of(screen, source) is None:
                yield subject.problem("list-unknown", (*path, "list"), value=source)
        case Select(filter=wanted) if wanted is not None:
            yield from _filter(subject, screen, wanted, (*path, "filter"))
        case Steps():
            yield from _steps(subject, screen, component, path)
        case Submit():
            yield from _submit(subject, screen, component, path)
        case _:
            return


def _have(rows: Sequence[Row], field: str) -> bool:
    return bool(rows) and all(row.value(field) is not None for row in rows)


def _list_of(screen: Screen, identifier: str) -> List | None:
    lists = [c for c in screen.components if isinstance(c, List)]
    return next((found for found in lists if found.id == identifier), None)


def _list(subject: Subject, component: List, path: KeyPath) -> Iterator[Problem]:
    rows = subject.prototype.fixtures.get(component.source, ())
    if not rows:
        yield subject.problem("fixture-unknown", (*path, "source"), value=component.source)
        return
    for number, badge in enumerate(component.item.badges):
        if not _have(rows, badge.field):
            yield subject.problem("field-not-in-row", (*path, "item", "badges", number), value=badge.field)


def _filter(subject: Subject, screen: Screen, wanted: Filter, path: KeyPath) -> Iterator[Problem]:
    found = _list_of(screen, wanted.list)
    if found is None:
        yield subject.problem("list-unknown", (*path, "list"), value=wanted.list)
    elif not _have(subject.prototype.fixtures.get(found.source, ()), wanted.field):
        yield subject.problem("field-not-in-row", (*path, "field"), value=wanted.field)


def _steps(subject: Subject, screen: Screen, component: Steps, path: KeyPath) -> Iterator[Problem]:
    """The present step is a number of one of the steps, for every row."""
    last = len(component.steps)
    numbers: list[object] = [component.current]
    if isinstance(component.current, str):
        rows = [row for row in subject.prototype.rows(screen) if row]
        numbers = [row.value(component.current) for row in rows] or [None]
    if any(not isinstance(n, int) or isinstance(n, bool) or not 1 <= n <= last for n in numbers):
        yield subject.problem("step-unknown", (*path, "current"), value=component.current, last=last)


def _submit(subject: Subject, screen: Screen, component: Submit, path: KeyPath) -> Iterator[Problem]:
    """Cases test fields of the same form, each by exactly one comparison."""
    fields = {c.id for c in screen.components if isinstance(c, FormField)}
    for number, case in enumerate(component.cases):
        for place, test in enumerate(case.all):
            at = (*path, "cases", number, "all", place)
            if test.field not in fields:
                yield subject.problem("form-field-unknown", at, value=test.field)
            given = [x for x in (test.equals, test.at_least, test.at_most) if x is not None]
            if len(given) != 1:
                yield subject.problem("comparison-unclear", at, value=test.field)
