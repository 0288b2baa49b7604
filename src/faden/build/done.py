"""Saying that somebody has done a conversation, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.coding.codings import read_codings
from faden.coding.done import declare_done, take_back_done
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder


def say_done(folder: Folder, coder: str, transcript: str) -> bool:
    """Say that a coder has done a conversation, today; gives whether that is new.

    Raises:
        StudyError: The coder has no codings there, or they cannot be read.
    """
    parsed = read_codings(folder, _file(folder, coder, transcript))
    if parsed.value is None or parsed.problems:
        raise StudyError.of(parsed.problems[0])
    return declare_done(folder, parsed.value, str(today()))


def say_not_done(folder: Folder, coder: str, transcript: str) -> bool:
    """Take back that a coder has done a conversation; gives whether that is new.

    Raises:
        StudyError: The coder has no codings there, or the marks cannot be read.
    """
    _file(folder, coder, transcript)
    return take_back_done(folder, coder, transcript)


def _file(folder: Folder, coder: str, transcript: str) -> Path:
    """The file of codings; looked up, so that a name cannot lead anywhere else."""
    for path in folder.codings():
        if (path.parent.name, path.stem) == (coder, transcript):
            return path
    raise StudyError("codings-missing", coder=coder or "–", transcript=transcript)
