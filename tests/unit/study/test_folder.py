"""Where the files of a study stand, and how one begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from ministudy import MiniStudy

from faden.core.problems import StudyError, errors
from faden.findings.corpus import read_corpus
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder


def test_a_fresh_study_has_no_problem(tmp_path: Path) -> None:
    """Empty but valid: the files explain themselves and are in order."""
    begin_study(tmp_path / "neu")

    assert [] == errors(read_corpus(Folder((tmp_path / "neu").resolve())).problems)


def test_beginning_again_leaves_every_file_alone(tmp_path: Path) -> None:
    """A hand-written file is never overwritten."""
    first = begin_study(tmp_path)
    (tmp_path / "research/guide.md").write_text("von Hand", encoding="utf-8")

    second = begin_study(tmp_path)

    assert first.written == second.kept
    assert () == second.written
    assert "von Hand" == (tmp_path / "research/guide.md").read_text(encoding="utf-8")


def test_a_file_is_no_folder_to_begin_in(tmp_path: Path) -> None:
    """It says so instead of failing somewhere below."""
    (tmp_path / "x").write_text("", encoding="utf-8")

    with pytest.raises(StudyError) as caught:
        begin_study(tmp_path / "x")

    assert "folder-is-file" == caught.value.problem.code


def test_a_study_is_found_from_any_folder_in_it(study: MiniStudy) -> None:
    """As git finds its repository."""
    assert study.folder == find_folder(study.folder.root / "analysis/findings")


def test_where_there_is_no_study_is_told(tmp_path: Path) -> None:
    """With the folder in which was looked."""
    with pytest.raises(StudyError) as caught:
        find_folder(tmp_path)

    assert "study-missing" == caught.value.problem.code
    assert tmp_path.resolve().as_posix() == caught.value.problem.params["folder"]  # a dot tells nobody where


def test_paths_are_shown_relative_to_the_study(study: MiniStudy) -> None:
    """Messages hold no path of the machine."""
    folder = study.folder

    assert "analysis/codings/erste/W01.jsonl" == folder.shown(folder.coding_file("erste", "W01"))
    assert ["analysis/codings/erste/W01.jsonl"] == [folder.shown(path) for path in folder.codings()]
    assert "analysis/personas/PE01.yaml" == folder.shown(folder.persona("PE01"))
    assert [folder.persona("PE01")] == folder.personas()


def test_the_criteria_are_no_project(study: MiniStudy) -> None:
    """They stand beside the projects."""
    assert [] == study.folder.comparables()
