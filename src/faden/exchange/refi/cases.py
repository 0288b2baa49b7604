"""Cases and variables of a project as a table: the study shows none of them, but somebody may want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.exchange.refi.model import key
from faden.exchange.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faden.exchange.refi.model import Project, VariableValue
    from faden.exchange.refi.plan import Names

Row = tuple[str, str, str, str]

COLUMNS = ("case", "transcript", "variable", "value")
"""Columns of the table: a row a value; a case without values has one row."""


def case_rows(project: Project, names: Names) -> Iterator[Row]:
    """Yield the values of cases and of sources, with the transcripts that they are about."""
    called = {key(each.guid): each.name or "" for each in project.variables}
    place = {**names.recognised, **names.transcripts}

    def _rows(name: str, transcripts: str, values: tuple[VariableValue, ...]) -> Iterator[Row]:
        for value in values:
            which = key(value.variable.target) if value.variable else ""
            yield name, transcripts, called.get(which, ""), value.value

    for case in project.cases:
        about = " ".join(dict.fromkeys(place[g] for r in case.sources if (g := key(r.target)) in place))
        name = case.name or ""
        yield from list(_rows(name, about, case.values)) or [(name, about, "", "")]
    for source in project.sources:
        yield from _rows("", place.get(key(source.guid), ""), source.values)


def write_cases(path: Path, project: Project, names: Names) -> bool:
    """Write the table of cases; gives whether there was anything to write."""
    rows = list(case_rows(project, names))
    if rows:
        write_table(path, "cases", COLUMNS, rows)
    return bool(rows)
