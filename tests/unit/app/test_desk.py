"""The study as it lies on the disk now."""

from __future__ import annotations

import pytest

from faden.app.desk import Desk
from faden.build.checking import check_all
from faden.core.problems import StudyError, order
from faden.study.folder import Folder


def test_an_unchanged_study_is_read_once(folder: Folder) -> None:
    """Reading a large study takes a second; looking whether it changed takes none."""
    desk = Desk(folder)

    assert desk.read() is desk.read()


def test_a_change_from_outside_is_seen_at_once(folder: Folder) -> None:
    """People edit study files in editors while the app is open."""
    desk = Desk(folder)
    before = desk.read()
    folder.needs.write_text("format: faden.needs/1\n", encoding="utf-8")

    assert (1, 0) == (len(before.case.corpus.needs), len(desk.read().case.corpus.needs))


def test_a_file_removed_is_seen_at_once(folder: Folder) -> None:
    """Withdrawal removes files; the app must not show them from memory."""
    desk = Desk(folder)
    desk.read()
    folder.transcript("I01").unlink()

    assert {} == desk.read().case.corpus.transcripts


def test_the_app_and_the_command_line_report_the_same(folder: Folder) -> None:
    """One list of problems for all surfaces."""
    assert order(check_all(folder)) == Desk(folder).read().problems


def test_a_study_without_readable_settings_is_an_error_each_time(folder: Folder) -> None:
    """Nothing of an earlier reading is shown in its place."""
    desk = Desk(folder)
    desk.read()
    folder.settings.write_text("format: [", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(StudyError):
            desk.read()
