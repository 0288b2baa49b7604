"""Every ``{name}`` in a text stands for a field of the row or for a common string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import LocalText
from faden.prototypes.components import List
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import walk

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
        for number, component in enumerate(screen.components):
            path: KeyPath = ("screens", at, "components", number)
            listed = prototype.fixtures.get(component.source, ()) if isinstance(component, List) else ()
            for below, value in walk(component, path):
                if below[-1] != "fixture":
                    rows = listed if "item" in below else own
                    yield from _unfilled(subject, below, value, rows)


def _unfilled(subject: Subject, path: KeyPath, value: object, rows: Sequence[Row]) -> Iterator[Problem]:
    texts = list(value.root.values()) if isinstance(value, LocalText) else [value]
    names = {name for text in texts if isinstance(text, str) for name in PLACEHOLDER.findall(text)}
    for name in sorted(names - set(subject.prototype.strings)):
        if not rows or any(row.value(name) is None for row in rows):
            yield subject.problem("placeholder-unknown", path, value="{" + name + "}")
