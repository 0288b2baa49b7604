"""The runner: from what modules give to rows that are judged."""

from __future__ import annotations

import json
from types import ModuleType, SimpleNamespace
from typing import Any

from measurements.report import format_report
from measurements.runner import NOT_YET, complete, find_modules, measure_all, merge, rounded, wanted
from measurements.targets import Target, read_targets

FAST = Target("app.fast", "ms", "< 50 ms", "a study", "How long it takes")
SMALL = Target("site.small", "MB", "", "a study", "How large it is")
TABLE = {target.id: target for target in (FAST, SMALL)}
MACHINE = {
    "cpu": "a processor",
    "cores": 2,
    "memory_gb": 8.0,
    "system": "Linux",
    "python": "3.11",
    "packages": {"numpy": "2"},
    "date": "2026-11-21",
    "load_before": 0.1,
}


def _module(name: str, **content: Any) -> ModuleType:
    module = ModuleType(f"measurements.{name}")
    module.__dict__.update(content)
    return module


def _broken() -> list[dict[str, Any]]:
    raise OSError("no such file")


def _complete(*rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return complete(rows, TABLE, "2026-11-21")[0]


def test_a_module_that_fails_does_not_stop_the_others() -> None:
    """A run of an hour is not lost to one mistake; it is named."""
    good = _module("good", measure=lambda: [{"id": "app.fast", "value": 1, "n": 3}])
    told: list[str] = []

    rows, failed = measure_all([_module("bad", measure=_broken), good], told.append)

    assert [{"id": "app.fast", "value": 1, "n": 3}] == rows
    assert failed == ["bad"]
    assert "no such file" in "".join(told)


def test_a_figure_gets_its_unit_its_ratio_and_its_judgement_from_the_table() -> None:
    """A module says what it measured, never whether that is good."""
    row = _complete({"id": "app.fast", "value": 20.0, "baseline": 80.0, "n": 3})["app.fast"]

    assert (row["unit"], row["ratio"], row["target"], row["met"], row["n"]) == (
        "ms",
        0.25,
        "< 50 ms",
        True,
        3,
    )


def test_a_figure_without_a_target_is_reported_and_not_judged() -> None:
    """Neither met nor missed."""
    row = _complete({"id": "site.small", "value": 2.5, "n": 1})["site.small"]

    assert (None, None) == (row["target"], row["met"])


def test_figures_that_the_table_does_not_know_are_named_and_left_out() -> None:
    """No id outside the table, none twice, none in another unit; the rest is kept."""
    rows = [
        {"id": "app.fast", "value": 1},
        {"id": "app.fast", "value": 2},
        {"id": "app.strange", "value": 1},
        {"id": "site.small", "value": 1, "unit": "kB"},
    ]

    done, faults = complete(rows, TABLE, "2026-11-21")

    assert ["app.fast"] == list(done)
    assert [fault.partition(":")[0] for fault in faults] == ["app.fast", "app.strange", "site.small"]


def test_what_was_not_measured_stands_there_without_a_value_and_is_not_met() -> None:
    """Nothing is left out of the results for want of a figure."""
    rows = merge(list(TABLE.values()), _complete({"id": "site.small", "value": 1.0}), [])

    assert [("app.fast", None, False, NOT_YET), ("site.small", 1.0, None, "")] == [
        (row["id"], row["value"], row["met"], row["note"]) for row in rows
    ]


def test_an_old_figure_is_kept_with_its_day_and_judged_by_the_present_target() -> None:
    """A partial run keeps the others; a target that has moved judges them anew."""
    old = _complete({"id": "app.fast", "value": 60.0, "note": "busy"})["app.fast"] | {
        "on": "2026-01-01",
        "met": True,
    }

    (kept, _) = merge(list(TABLE.values()), {}, [old])

    assert (60.0, "2026-01-01", False, "busy") == (kept["value"], kept["on"], kept["met"], kept["note"])


def test_only_modules_that_may_give_what_is_asked_for_are_run() -> None:
    """A beginning of an id is enough, shorter or longer than what the module names."""
    module = _module("own", IDS=("build.whole.",))

    assert wanted(module, [])
    assert wanted(module, ["build."])
    assert wanted(module, ["build.whole.seconds"])
    assert not wanted(module, ["site."])
    assert wanted(_module("silent"), ["site."])


def test_modules_name_only_figures_of_the_table() -> None:
    """Each beginning that a module gives leads to a figure."""
    ids = [target.id for target in read_targets()]

    for module in find_modules():
        for begin in getattr(module, "IDS", ()):
            assert any(i.startswith(begin) for i in ids), (module.__name__, begin)


def test_numbers_are_not_more_exact_than_runs_repeat() -> None:
    """Four digits; whole numbers stay whole, nothing stays nothing."""
    assert (12.35, 46740, None) == (rounded(12.3456), rounded(46740), rounded(None))


def test_the_report_shows_every_figure_and_what_is_missing() -> None:
    """A reader sees what was met, what was missed, and what nobody has measured."""
    rows = merge(list(TABLE.values()), _complete({"id": "site.small", "value": 2.5, "note": "one page"}), [])

    report = format_report(MACHINE, rows, TABLE)

    assert "Targets: 1. Met: 0. Missed: 0. Not measured yet: 1." in report
    assert "| `app.fast` | How long it takes | a study | not measured yet | < 50 ms | **no** |" in report
    assert "| `site.small` | How large it is | a study | 2.5 MB |  | – |" in report
    assert "- `site.small`: one page" in report


def test_results_survive_being_written() -> None:
    """Rows are plain data."""
    rows = merge(list(TABLE.values()), _complete({"id": "app.fast", "value": 20.0}), [])

    assert rows == json.loads(json.dumps(rows))
    assert SimpleNamespace(**rows[0]).met is True
