"""Runs what measures, and puts its figures beside their targets."""

from __future__ import annotations

import pkgutil
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, Final

import measurements
from measurements.targets import Target, ratio

Row = dict[str, Any]
"""``id, value, unit, baseline, ratio, target, met, n, on, note``; ``met`` is ``None`` without a target."""

NOT_YET: Final = "not measured yet"


def find_modules() -> Iterator[ModuleType]:
    """The modules of this folder that measure, by name."""
    for found in pkgutil.iter_modules(measurements.__path__):
        if not found.name.startswith("_"):
            module = import_module(f"measurements.{found.name}")
            if callable(getattr(module, "measure", None)):
                yield module


def wanted(module: ModuleType, ids: Sequence[str]) -> bool:
    """Whether a module may give any of the figures asked for; without ids, all do."""
    gives: tuple[str, ...] = getattr(module, "IDS", ("",))
    return not ids or any(i.startswith(g) or g.startswith(i) for i in ids for g in gives)


def measure_all(modules: Iterable[ModuleType], say: Callable[[str], None]) -> tuple[list[Row], list[str]]:
    """Run modules one after the other; one that fails does not stop the others.

    Returns:
        What they measured, and the names of those that failed.
    """
    rows: list[Row] = []
    failed: list[str] = []
    for module in modules:
        name = module.__name__.rpartition(".")[2]
        say(f"{name} …")
        try:
            rows += module.measure()
        except Exception:  # noqa: BLE001 - whatever went wrong there, the other figures still count
            say(traceback.format_exc())
            failed.append(name)
    return rows, failed


def complete(rows: Sequence[Row], targets: Mapping[str, Target], on: str) -> tuple[dict[str, Row], list[str]]:
    """What was measured, with unit, ratio, target and whether it is met.

    Args:
        rows: What the modules gave.
        targets: The table by id.
        on: The day of the run.

    Returns:
        Rows by id, and what is wrong with those left out: their id is not in the table or came
        before, or they are counted in another unit.
    """
    done: dict[str, Row] = {}
    faults: list[str] = []
    for row in rows:
        target = targets.get(row["id"])
        if target is None or row["id"] in done:
            faults.append(f"{row['id']}: not in targets.csv, or given twice")
        elif row.get("unit", target.unit) != target.unit:
            faults.append(f"{row['id']}: counted in {target.unit}, not in {row['unit']}")
        else:
            done[target.id] = _row(target, row, on)
    return done, faults


def _row(target: Target, given: Mapping[str, Any], on: str | None) -> Row:
    value, baseline = given.get("value"), given.get("baseline")
    comparison = target.comparison
    return {
        "id": target.id,
        "value": rounded(value),
        "unit": target.unit,
        "baseline": rounded(baseline),
        "ratio": rounded(ratio(value, baseline)),
        "target": target.target or None,
        "met": None if comparison is None else comparison.holds(value, baseline),
        "n": given.get("n"),
        "on": on,
        "note": given.get("note", ""),
    }


def rounded(number: float | None) -> float | None:
    """A number to four significant digits, which is more than any run repeats; whole ones stay whole."""
    if number is None or isinstance(number, int):
        return number
    return float(f"{number:.4g}")


def merge(targets: Sequence[Target], new: Mapping[str, Row], old: Sequence[Row]) -> list[Row]:
    """One row for each figure of the table: the new one, else the old one, else that there is none.

    An old figure is judged by the present target.
    """
    before = {row["id"]: row for row in old if row.get("value") is not None}
    rows = []
    for target in targets:
        if target.id in new:
            rows.append(new[target.id])
        elif target.id in before and before[target.id]["unit"] == target.unit:
            rows.append(_row(target, before[target.id], before[target.id].get("on")))
        else:
            rows.append(_row(target, {"note": NOT_YET}, None))
    return rows
