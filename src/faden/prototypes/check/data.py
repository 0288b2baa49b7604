"""Fixtures are tables: their rows have the same fields, of the same kind, and something shows them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from faden.core.languages import LocalText
from faden.core.problems import Severity
from faden.prototypes.components import Facts, Rows
from faden.prototypes.interface import PLACEHOLDER, keys
from faden.prototypes.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def check(subject: Subject) -> Iterator[Problem]:
    """Find fields that change their kind from row to row, odd names, and data that nothing shows."""
    prototype = subject.prototype
    used = _used(subject)
    for name, rows in prototype.fixtures.items():
        if name not in used:
            yield subject.problem("fixture-unused", ("fixtures", name), severity=Severity.WARNING, value=name)
        kinds: dict[str, Counter[str]] = {}
        for row in rows:
            for field, value in row.fields.items():
                kinds.setdefault(field, Counter())[_kind(value)] += 1
        for at, row in enumerate(rows):
            for field, value in row.fields.items():
                path = ("fixtures", name, at, field)
                if not _NAME.fullmatch(field):
                    yield subject.problem("field-name-odd", path, value=field)
                usual = kinds[field].most_common(1)[0][0]
                if _kind(value) != usual:
                    params = {"value": field, "row": row.id}
                    yield subject.problem("field-kinds-differ", path, severity=Severity.WARNING, **params)
    yield from _strings(subject)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "number"
    return "translated" if isinstance(value, LocalText) else "text"


def _used(subject: Subject) -> set[str]:
    found = set()
    for screen in subject.prototype.screens:
        found.add(screen.bind)
        found |= {p.source for _, p in screen.parts() if isinstance(p, Rows | Facts)}
    return {name for name in found if name}


def _strings(subject: Subject) -> Iterator[Problem]:
    """Common texts that no placeholder names and that are none of faden's own."""
    named: set[str] = set()
    for path, value in walk(subject.prototype):
        told = list(value.root.values()) if isinstance(value, LocalText) else [value]
        if path[:1] != ("strings",) or len(path) > 1:
            named |= {name for text in told if isinstance(text, str) for name in PLACEHOLDER.findall(text)}
    for name in subject.prototype.strings:
        if name not in named and name not in keys():
            path = ("strings", name)
            yield subject.problem("string-unused", path, severity=Severity.WARNING, value=name)
