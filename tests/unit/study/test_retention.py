"""The retention clock: what is overdue blocks, what comes is told (FIELD DP-14)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from faden.core.problems import Severity
from faden.study.folder import Folder
from faden.study.retention import PATH, check_retention, due

ON = dt.date(2027, 6, 30)
REST = "\n".join(f"  - {{what: {what}, until: 2030}}" for what in ("key", "contact", "project-end"))


def _study(root: Path, audio: str) -> Folder:
    (root / "research").mkdir()
    (root / PATH).write_text(f"format: faden.retention/1\nterms:\n  - {audio}\n{REST}\n", encoding="utf-8")
    return Folder(root)


def test_dp_14_what_has_passed_is_overdue(tmp_path: Path) -> None:
    """FIELD DP-14: an expired item blocks publication."""
    folder = _study(tmp_path, "{what: audio, until: 2027-06-29}")
    (problem,) = check_retention(folder, ON)

    assert ("retention-overdue", 3) == (problem.code, problem.place.line)
    assert Severity.ERROR == problem.severity


def test_dp_14_the_last_day_is_not_overdue(tmp_path: Path) -> None:
    """A date counts to its last day; it is told that it comes soon."""
    folder = _study(tmp_path, "{what: audio, until: 2027-06}")

    assert [("retention-due-soon", Severity.WARNING)] == [
        (p.code, p.severity) for p in check_retention(folder, ON)
    ]


def test_dp_14_what_is_done_is_in_order(tmp_path: Path) -> None:
    """Deleted is deleted."""
    folder = _study(tmp_path, "{what: audio, until: 2026, done: 2026-12-01, by: mira}")

    assert [] == list(check_retention(folder, ON))


def test_nothing_is_done_in_the_future(tmp_path: Path) -> None:
    """A day that has not come yet proves nothing."""
    folder = _study(tmp_path, "{what: audio, until: 2026, done: 2028}")

    assert ["retention-done-later"] == [p.code for p in check_retention(folder, ON)]


def test_dp_14_a_study_without_dates_is_not_in_order(tmp_path: Path) -> None:
    """Recordings, key, contacts and the end of the study have a date."""
    folder = _study(tmp_path, "{what: raw, until: 2030}")

    assert [("retention-incomplete", "audio")] == [
        (p.code, p.params["what"]) for p in check_retention(folder, ON)
    ]


def test_a_study_without_the_file_is_told(tmp_path: Path) -> None:
    """No clock is no clock."""
    assert ["retention-missing"] == [p.code for p in check_retention(Folder(tmp_path), ON)]


def test_what_is_due_comes_first(tmp_path: Path) -> None:
    """The most urgent first, with the days left."""
    folder = _study(tmp_path, "{what: audio, until: 2027-06-20}")

    assert [("audio", -10), ("key", 1280)] == [(d.what, d.days) for d in due(folder, ON)][:2]
