"""Files: read as UTF-8, written whole or not at all, never outside the folder meant."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from faden.core.problems import StudyError


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
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


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
