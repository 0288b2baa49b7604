"""Files: read as UTF-8, written whole or not at all, never outside the folder meant."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from faden.core.problems import StudyError

_PART: Final = re.compile(r"\.(?P<name>.+)\.[a-z0-9_]{8}\.part")
"""A file that is being written beside the one it will become; `tempfile` chooses the eight letters."""
_LEFT: Final = 3600
"""Seconds after which such a file is what a process left that was killed; writing takes far less."""
_CAUSES: Final = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.EROFS: "folder-read-only",
    errno.ENOENT: "file-missing",
}


def is_part(path: Path | str) -> bool:
    """Whether a file is an unfinished one that `write_atomic` began; it is no part of a study."""
    return _PART.fullmatch(Path(path).name) is not None


def storage_error(error: OSError) -> StudyError:
    """Why the system would not read or write: place, cause and remedy, for whoever shows errors."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    path = Path(name)
    if part := _PART.fullmatch(path.name):
        path = path.with_name(part["name"])
    with suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    shown = path.as_posix() if name else ""
    code = _CAUSES.get(error.errno or 0, "storage-failed")
    return StudyError(code, shown, reason=error.strerror or str(error))


def read_text(path: Path, *, shown: str = "") -> str:
    """The text of a study file, which is UTF-8 (a byte order mark is passed over).

    Args:
        path: The file.
        shown: The path as messages name it; by default as given.

    Raises:
        StudyError: The file is missing, unreadable or not UTF-8; names the line.
    """
    name = shown or path.as_posix()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise StudyError("file-missing", name) from None
    except OSError as error:
        raise StudyError("file-unreadable", name, reason=error.strerror or str(error)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise StudyError("file-not-utf8", name, line=line) from None


def write_atomic(path: Path, content: str | bytes) -> bool:
    """Write a file whole or not at all; a reader never sees half of it.

    Args:
        path: Where; folders are made.
        content: Text (written as UTF-8 with LF) or bytes.

    Returns:
        Whether the file changed; the same content leaves the file untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):  # what went wrong first is what has to be told
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk names no file
        raise
    return True


def _clear_up(path: Path) -> None:
    """Delete what a killed process left of an earlier attempt to write this file."""
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            part = _PART.fullmatch(entry.name)
            if part is None or part["name"] != path.name or not entry.is_file(follow_symlinks=False):
                continue
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > _LEFT:
                Path(entry.path).unlink()


def write_new(path: Path, content: str | bytes) -> bool:
    """Write a file only where none stands; a hand-written file is never overwritten.

    Returns:
        Whether the file was written.
    """
    if path.exists():
        return False
    return write_atomic(path, content)


def inside(root: Path, name: str) -> Path:
    """A path below ``root``, for names that come from a file or from outside.

    Raises:
        StudyError: The name leads out of the folder, through ``..``, an absolute path or a link.
    """
    base = root.resolve()
    try:
        target = (base / name).resolve()
    except (ValueError, OSError, RuntimeError):  # a NUL, a name too long, links in a circle
        raise StudyError("path-outside", value=name) from None
    if target == base or base not in target.parents:
        raise StudyError("path-outside", value=name)
    return target


def digest(content: str | bytes) -> str:
    """SHA-256 of a content, in hexadecimal."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()
