"""Files: read as UTF-8, written whole or not at all, never outside."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.files import digest, inside, is_part, read_text, storage_error, write_atomic, write_new
from faden.core.problems import StudyError


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader never sees half a file, and no piece of the new one is left behind."""
    path = tmp_path / "I01.md"
    write_atomic(path, "alt")

    def _pull_the_plug(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", _pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, "neu")

    assert "alt" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_what_a_killed_process_left_is_cleared_up_at_the_next_write(tmp_path: Path) -> None:
    """Only old rests of this very file; what another process may be writing now is left alone."""
    path = tmp_path / "I01.md"
    old, other, now = (
        tmp_path / name
        for name in (".I01.md.a2b3c4d5.part", ".I02.md.a2b3c4d5.part", ".I01.md.zzzzzzzz.part")
    )
    for rest in (old, other, now):
        rest.write_text("halb", encoding="utf-8")
    for rest in (old, other):
        os.utime(rest, (0, 0))

    write_atomic(path, "ganz")

    assert sorted([path, other, now]) == sorted(tmp_path.iterdir())
    assert [False, True, True] == [is_part(p) for p in (path, other, now)]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "not-permitted"),
        (errno.EROFS, "folder-read-only"),
        (errno.ENOENT, "file-missing"),
        (errno.EIO, "storage-failed"),
    ],
)
def test_what_the_system_refuses_has_a_code_and_a_place(number: int, code: str) -> None:
    """The place is the file meant, not the one that is written beside it."""
    error = OSError(number, "reason", str(Path.cwd() / "analysis" / ".needs.yaml.a2b3c4d5.part"))

    problem = storage_error(error).problem

    assert code == problem.code
    assert "analysis/needs.yaml" == problem.place.path


def test_a_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells the cause only; the file has to be added."""

    def _full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OSError, match="full") as caught:
        write_atomic(tmp_path / "I01.md", "neu")

    assert str(tmp_path / "I01.md") == caught.value.filename
    assert [] == list(tmp_path.iterdir())


def test_the_same_content_leaves_a_file_untouched(tmp_path: Path) -> None:
    """Otherwise every run would make work for those who watch or compare files."""
    path = tmp_path / "a" / "I01.md"

    assert write_atomic(path, "Wörter\n")
    assert not write_atomic(path, "Wörter\n")
    assert "Wörter\n".encode() == path.read_bytes()


def test_a_hand_written_file_is_never_overwritten(tmp_path: Path) -> None:
    """`write_new` writes only where nothing stands."""
    path = tmp_path / "needs.yaml"
    path.write_text("von Hand", encoding="utf-8")

    assert not write_new(path, "Vorlage")
    assert "von Hand" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["..", "../x", "a/../../x", "/etc/passwd", "", ".", "a/..", "link/x", "\x00"]
)
def test_a_name_never_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Names come from files and uploads: parents, absolute paths, links and nonsense are refused."""
    root = tmp_path / "study"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)

    with pytest.raises(StudyError) as caught:
        inside(root, name)

    assert "path-outside" == caught.value.problem.code


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    """A circle leads nowhere, hence not inside."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(StudyError):
        inside(tmp_path, "a/x")


@given(name=st.text(max_size=30))
def test_what_passes_is_below_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Whatever the name, the path is inside or there is none."""
    root = tmp_path_factory.getbasetemp().resolve()
    try:
        path = inside(root, name)
    except StudyError:
        return

    assert root in path.parents


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Editors on Windows write one; it is no part of the text."""
    path = tmp_path / "x.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\n")

    assert "a,b\n" == read_text(path)


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    """Never guess an encoding in a study; say which line cannot be read."""
    path = tmp_path / "x.csv"
    path.write_bytes("eins\nzwei\nGrüße\n".encode("latin-1"))

    with pytest.raises(StudyError) as caught:
        read_text(path, shown="x.csv")

    assert ("file-not-utf8", "x.csv", 3) == (
        caught.value.problem.code,
        caught.value.problem.place.path,
        caught.value.problem.place.line,
    )


@pytest.mark.parametrize(("make", "code"), [(False, "file-missing"), (True, "file-unreadable")])
def test_what_cannot_be_read_is_a_problem_not_a_crash(tmp_path: Path, make: bool, code: str) -> None:  # noqa: FBT001 - a column of the table
    """A missing file, and a folder where a file should be."""
    path = tmp_path / "x.yaml"
    if make:
        path.mkdir()

    with pytest.raises(StudyError) as caught:
        read_text(path)

    assert code == caught.value.problem.code


def test_a_digest_is_that_of_the_utf8_bytes() -> None:
    """Text and its bytes have one digest."""
    assert digest("Grüße".encode()) == digest("Grüße")
