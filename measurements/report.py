"""The results as a page to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from measurements.runner import NOT_YET, Row
from measurements.targets import UNITS, Target

_HEAD: Final = """\
# Results

Written by `make measure`; do not edit. The same as data: `results.json`; what the figures are and what
they must be: `targets.csv`; looks at test sets: `LOG.md`. What stands without a value has not been
measured, and counts as not met.
"""
_COLUMNS: Final = (
    "| id | what | on | value | target | met | baseline | ratio | n |\n|---|---|---|--:|---|---|--:|--:|--:|"
)
_MET: Final = {True: "yes", False: "**no**", None: "–"}
_FINE: Final = 100
"""From here on numbers are shown without decimals."""


def format_report(machine: Mapping[str, Any], rows: Sequence[Row], targets: Mapping[str, Target]) -> str:
    """A table for each beginning of ids, with notes below it."""
    parts = [_HEAD, _summary(rows), _machine(machine)]
    for prefix, group in groupby(rows, key=lambda row: str(row["id"]).partition(".")[0]):
        own = list(group)
        lines = [_line(row, targets[row["id"]]) for row in own]
        notes = [f"- `{r['id']}`: {r['note']}" for r in own if r["note"] and r["note"] != NOT_YET]
        table = "\n".join([f"## {prefix}", "", _COLUMNS, *lines, ""])
        parts += [table, "\n".join([*notes, ""])] if notes else [table]
    units = "\n".join(f"- {unit}: {says}" for unit, says in UNITS.items())
    return "\n".join([*parts, "## Units", "", units, ""])


def _summary(rows: Sequence[Row]) -> str:
    judged = [row for row in rows if row["target"]]
    met = sum(bool(row["met"]) for row in judged)
    open_ = sum(row["value"] is None for row in judged)
    missed = len(judged) - met - open_
    return f"Targets: {len(judged)}. Met: {met}. Missed: {missed}. Not measured yet: {open_}.\n"


def _machine(machine: Mapping[str, Any]) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    return (
        f"Last run {machine['date']}: {machine['cpu']}, {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"{machine['system']}, Python {machine['python']}; {packages}. "
        f"Load before the run: {machine['load_before']}.\n"
    )


def _line(row: Row, target: Target) -> str:
    unit = "" if row["unit"] == "count" else f" {row['unit']}"
    value = NOT_YET if row["value"] is None else f"{_number(row['value'])}{unit}"
    cells = (
        f"`{row['id']}`",
        target.says,
        target.data,
        value,
        row["target"] or "",
        _MET[row["met"]],
        _number(row["baseline"]),
        _number(row["ratio"]),
        _number(row["n"]),
    )
    return f"| {' | '.join(cells)} |"


def _number(number: float | None) -> str:
    if number is None:
        return ""
    if isinstance(number, int) or number >= _FINE:
        return f"{number:,.0f}"
    return f"{number:.3g}"
