"""The command line says why faden cannot go on; nobody sees a traceback."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from faden.cli.main import main
from faden.study.beginning import begin_study


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["faden", *words])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_a_full_disk_is_told_with_place_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file keeps its former words, and nothing half written is left beside it."""
    begin_study(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())

    def _full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", _full)

    status = _run(monkeypatch, "consent", "forms")

    told = capsys.readouterr().err
    assert 1 == status
    assert "disk-full" in told
    assert "Traceback" not in told
    assert before == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_a_folder_without_permission_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the system refuses has a place and a next step."""
    begin_study(tmp_path)
    monkeypatch.chdir(tmp_path)

    def _refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(tmp_path / "build"))

    monkeypatch.setattr(Path, "mkdir", _refused)

    assert 1 == _run(monkeypatch, "consent", "forms")
    assert "build" in (told := capsys.readouterr().err)
    assert "not-permitted" in told


def test_init_lists_what_people_write_and_counts_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Thirty-eight hidden files stood before the first that a person opens."""
    monkeypatch.setenv("FADEN_LANG", "en")

    _run(monkeypatch, "init", str(tmp_path / "study"))

    told = capsys.readouterr()
    assert "research/study.yaml" in told.out.splitlines()
    assert not [line for line in told.out.splitlines() if line.startswith(".")]
    hidden = sum(
        path.is_file() and path.relative_to(tmp_path / "study").parts[0].startswith(".")
        for path in (tmp_path / "study").rglob("*")
    )
    assert f"files for checks and editor: {hidden}" in told.err


def test_a_study_begun_within_another_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is nearly always a slip, and the outer git takes up the new study. Anew it is not told."""
    monkeypatch.setenv("FADEN_LANG", "de")
    _run(monkeypatch, "init", str(tmp_path / "outer"))
    _run(monkeypatch, "init", str(tmp_path / "outer"))
    alone = capsys.readouterr().err

    _run(monkeypatch, "init", str(tmp_path / "outer/new/inner"))

    assert "liegt in der Studie" not in alone
    assert "liegt in der Studie „outer“" in capsys.readouterr().err


@pytest.mark.slow
def test_a_draft_with_problems_is_said_to_be_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Newcomers took it for failed: the last words say that it is built, and what only a release needs."""
    begin_study(tmp_path)
    (tmp_path / "talk.docx").write_bytes(b"")
    (tmp_path / "research/questions.md").unlink()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FADEN_LANG", "en")

    status = _run(monkeypatch, "build")

    told = capsys.readouterr().err.strip().splitlines()
    assert 1 == status
    assert "The site is built: a draft for your own eyes. Look at it: faden serve" == told[-2]
    assert "faden check --publish" in told[-1]
    assert not [line for line in told if line.startswith("Errors:")]


@pytest.mark.parametrize(
    "name", ["analysis/codebook.yaml", "research/consent.csv", "research/participants.csv"]
)
def test_a_file_that_every_page_needs_stops_the_build_and_leaves_the_last_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """One slip in the codebook put a site without findings in the place of the good one."""
    begin_study(tmp_path)
    (tmp_path / name).write_text("[\n", encoding="utf-8")
    page = tmp_path / "build/site/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("von gestern", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FADEN_LANG", "en")

    status = _run(monkeypatch, "build")

    told = capsys.readouterr()
    assert (1, "von gestern") == (status, page.read_text(encoding="utf-8"))
    assert told.out.startswith(f"{name}:")
    assert told.err.startswith("Not built: every page rests on the file named.")


def test_the_app_is_not_opened_for_a_coder_whom_the_study_does_not_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the pen would code as somebody else, and every coding would be an error."""
    begin_study(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FADEN_LANG", "en")

    status = _run(monkeypatch, "app", "--no-browser", "--by", "jo")

    told = capsys.readouterr().err
    assert 1 == status
    assert "'jo' is not listed under 'coders' in research/study.yaml. Listed there: erste." in told
    assert "- {id: jo}" in told
