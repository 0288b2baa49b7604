"""Beginning a study: an empty but valid folder whose files explain themselves."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faden.core.files import write_new
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_RENAMED: Final = {"gitignore": ".gitignore"}
"""Files that would act on the package itself under their real name."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What `begin_study` did.

    Attributes:
        written: Files written, relative to the study.
        kept: Files that stood there already and were left alone.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]


def begin_study(folder: Path) -> Beginning:
    """Make an empty but valid study; a file that stands there already is left alone.

    Raises:
        StudyError: The folder is a file, or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise StudyError("folder-is-file", str(folder))
    written: list[str] = []
    kept: list[str] = []
    for name, content in template():
        try:
            fresh = write_new(folder / name, content)
        except OSError as error:
            raise StudyError("folder-not-writable", str(folder), reason=error.strerror or "") from None
        (written if fresh else kept).append(name)
    return Beginning(tuple(written), tuple(kept))


def template() -> Iterator[tuple[str, bytes]]:
    """The files of an empty study: path and content, by path."""
    root = resources.files("faden.study") / "template"
    yield from sorted(_walk(root, ""))


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + _RENAMED.get(entry.name, entry.name), entry.read_bytes()
