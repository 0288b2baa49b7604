"""One writer per study: whoever writes waits until another who writes to the same study has ended."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core.problems import StudyError

if TYPE_CHECKING:
    from faden.study.folder import Folder

NAME: Final = "import.lock"
"""File in ``build/`` that holds the id of the process which imports."""

PATIENCE: Final = 30.0
"""Seconds to wait for another import."""

_PAUSE: Final = 0.05

_WRITTEN: Final = 10.0
"""Seconds after which a lock without a name was cut off; its few bytes are written at once."""

_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


@contextmanager
def locked(folder: Folder, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the study for one writer; within it, holding it again does nothing.

    Args:
        folder: The study.
        patience: Seconds to wait for another writer.

    Raises:
        StudyError: Another one writes for longer than that.
    """
    path = folder.build.resolve() / NAME
    if path in _held.get():
        yield
        return
    if not take(path, patience):
        raise StudyError("study-busy", folder.shown(path))
    token = _held.set(_held.get() | {path})
    try:
        yield
    finally:
        _held.reset(token)
        path.unlink(missing_ok=True)


def create(path: Path, content: str) -> bool:
    """Write a file that must not be there yet, even if another process makes it at this moment.

    Returns:
        Whether it was written; ``False`` where there is one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(content.encode())
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def take(path: Path, patience: float) -> bool:
    """Make a lock file that names this process; one of a process of this machine that has gone is replaced.

    Returns:
        Whether it was made; ``False`` where another process kept its own for longer than that.
    """
    end = time.monotonic() + patience
    while not _made(path, f"{os.getpid()} {platform.node()}"):
        if _drop_stale(path):
            continue
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def _made(path: Path, content: str) -> bool:
    """As `create`, but not flushed to the disk: no lock outlives its machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True


def _drop_stale(path: Path) -> bool:
    """Remove the lock of a process that has gone; gives whether it did."""
    holder = _holder(path)
    if not _left_empty(path) if holder is None else _runs(holder):
        return False
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.replace(aside)
    except OSError:
        return False
    if _holder(aside) != holder:  # another one was quicker, and this lock is its own: put it back
        aside.replace(path)
        return False
    aside.unlink(missing_ok=True)
    return True


def _holder(path: Path) -> int | None:
    """The process that a lock names; ``None`` where it is gone, just being written, or of another machine."""
    try:
        process, _, machine = path.read_text(encoding="utf-8").partition(" ")
        return int(process) if machine in {"", platform.node()} else None
    except (OSError, ValueError):
        return None


def _left_empty(path: Path) -> bool:
    """Whether a lock names nobody, and has for longer than writing takes: its machine went down over it."""
    try:
        return not path.read_bytes().strip(b"\0") and time.time() - path.stat().st_mtime > _WRITTEN
    except OSError:
        return False


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        # A signal of 0 would end the process there; 0x1000 asks for no more than to be told of it.
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)  # noqa: FBT003 - the form of Windows
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
