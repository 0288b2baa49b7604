"""One writer per study."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from faden.core.problems import StudyError
from faden.protection.lock import NAME, create, locked, take
from faden.study.folder import Folder


def test_the_lock_names_its_process_and_goes_with_it(folder: Folder) -> None:
    """Whoever finds it can see who holds it."""
    with locked(folder), locked(folder):
        assert f"{os.getpid()} {platform.node()}" == (folder.build / NAME).read_text(encoding="utf-8")

    assert [] == list(folder.build.iterdir())


def test_who_waits_too_long_is_told(folder: Folder) -> None:
    """With the file to delete where nobody runs any more."""
    folder.build.mkdir()
    (folder.build / NAME).write_text(str(os.getpid()), encoding="ascii")

    with pytest.raises(StudyError) as caught, locked(folder, patience=0):
        pass

    assert ("study-busy", "build/import.lock") == (caught.value.problem.code, caught.value.problem.place.path)


def test_the_lock_of_a_process_that_has_gone_is_taken_over(folder: Folder) -> None:
    """A crash does not close the study."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder.build.mkdir()
    (folder.build / NAME).write_text(str(gone.pid), encoding="ascii")

    with locked(folder, patience=0):
        assert f"{os.getpid()} {platform.node()}" == (folder.build / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "age", "taken"), [(b"", 60, True), (b"\0\0\0", 60, True), (b"", 0, False)]
)
def test_a_lock_that_names_nobody_is_taken_over_once_it_is_old(
    folder: Folder, *, content: bytes, age: float, taken: bool
) -> None:
    """Where the power went, files just made are often empty; a fresh one is just being written."""
    folder.build.mkdir()
    path = folder.build / NAME
    path.write_bytes(content)
    now = path.stat().st_mtime
    os.utime(path, (now - age, now - age))

    assert taken is take(path, 0)


def test_two_at_once_go_one_after_the_other(folder: Folder) -> None:
    """What one reads and then writes, no other writes between."""
    counter = folder.root / "counter"
    counter.write_text("0", encoding="ascii")

    def _add(_: int) -> None:
        with locked(folder):
            counter.write_text(str(int(counter.read_text(encoding="ascii")) + 1), encoding="ascii")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_add, range(20)))

    assert "20" == counter.read_text(encoding="ascii")


def test_a_file_that_is_there_is_not_written(folder: Folder) -> None:
    """Creating never overwrites."""
    path = folder.root / "a/b.txt"

    assert [True, False] == [create(path, "one"), create(path, "two")]
    assert "one" == path.read_text(encoding="utf-8")
