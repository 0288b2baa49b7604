"""Every ``{name}`` in a text stands for a field of the row or for a common string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import LocalText
from faden.prototypes.components import Facts, Rows, Tabs
from faden.prototypes.graph import seen
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Row
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find placeholders for which some page has no value."""
    prototype = subject.prototype
    for at, screen in enumerate(prototype.screens):
        own = [row for row in prototype.rows(screen) if row is not None]
        yield from _unfilled(subject, ("screens", at, "title"), screen.title, own)
        for number, state in enumerate(screen.states):
            for below, text in texts(state, ("screens", at, "states", number)):
                yield from _unfilled(subject, below, text, own)
        for inside, component in screen.parts():
            path: KeyPath = ("screens", at, *inside)
            shown = [row for row in own if seen(component, row)] if own else own
            listed = prototype.fixtures.get(component.source, ()) if isinstance(component, Rows) else ()
            other = _named(subject, component) if isinstance(component, Facts) else None
            if isinstance(component, Tabs):
                continue  # what stands within comes by itself; labels below
            for below, value in walk(component, path):
                if below[-1] not in ("fixture", "row"):
                    rows = listed if "item" in below else (other if other is not None else shown)
                    yield from _unfilled(subject, below, value, rows)


def _named(subject: Subject, facts: Facts) -> list[Row] | None:
    """The rows that a list of facts may tell, where it names its own; all of its fixture by a field."""
    if facts.source is None:
        return None
    rows = list(subject.prototype.fixtures.get(facts.source, ()))
    if facts.row is None or facts.row.startswith("{"):
        return rows
    return [row for row in rows if row.id == facts.row]


def _unfilled(subject: Subject, path: KeyPath, value: object, rows: Sequence[Row]) -> Iterator[Problem]:
    told = list(value.root.values()) if isinstance(value, LocalText) else [value]
    names = {name for text in told if isinstance(text, str) for name in PLACEHOLDER.findall(text)}
    for name in sorted(names - set(subject.prototype.strings)):
        if not rows or any(row.value(name) is None for row in rows):
            yield subject.problem("placeholder-unknown", path, value="{" + name + "}")
