"""No id stands twice where it must tell two things apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.components import Option, Tabs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

    Named = tuple[KeyPath, str]


def check(subject: Subject) -> Iterator[Problem]:
    """Find ids that stand twice: screens, controls of a screen, rows, choices, criteria, tasks."""
    for group in _groups(subject):
        seen: set[str] = set()
        for path, identifier in group:
            if identifier in seen:
                yield subject.problem("prototype-id-twice", path, value=identifier)
            seen.add(identifier)


def _groups(subject: Subject) -> Iterator[Sequence[Named]]:
    """Ids that must differ from each other, group by group."""
    prototype = subject.prototype
    for name in ("screens", "acceptance", "tasks"):
        yield [((name, at, "id"), each.id) for at, each in enumerate(getattr(prototype, name))]
    for fixture, rows in prototype.fixtures.items():
        yield [(("fixtures", fixture, at, "id"), row.id) for at, row in enumerate(rows)]
    for at, screen in enumerate(prototype.screens):
        controls: list[Named] = []
        for below, component in screen.parts():
            path: KeyPath = ("screens", at, *below)
            if component.id is not None:
                controls.append(((*path, "id"), component.id))
            if isinstance(component, Tabs):
                yield [((*path, "tabs", i, "id"), tab.id) for i, tab in enumerate(component.tabs)]
            options = getattr(component, "options", ())
            yield [((*path, "options", i, "value"), option.value) for i, option in enumerate(options)]
            yield from _texts(subject, path, options)
        yield controls


def _texts(subject: Subject, path: KeyPath, options: Sequence[Option]) -> Iterator[Sequence[Named]]:
    """Choices that read the same cannot be told apart either."""
    for language in subject.prototype.languages:
        told = [
            ((*path, "options", at, "text"), option.text.root.get(language, "").strip().casefold())
            for at, option in enumerate(options)
        ]
        yield [(where, text) for where, text in told if text]
