"""On which terms something may leave the team: only transcripts that a person has cleared as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from faden.build.clock import today
from faden.core.documents import wanted
from faden.core.problems import StudyError
from faden.exchange.refi.export import Terms
from faden.interviews.files import read_transcript
from faden.interviews.transcript import is_cleared
from faden.study.labels import read_labels
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from faden.study.folder import Folder

Way = Literal["qdpx", "tables"]


def outside_terms(folder: Folder, way: Way, program: str = "") -> Terms:
    """Terms for people outside the team, on the day for which consent is asked.

    What is not cleared is left out; labels are told as wide as ``study.yaml`` says.

    Args:
        folder: The study.
        way: How the words leave.
        program: For which program.

    Raises:
        StudyError: Settings or ``research/labels.yaml`` cannot be read.
    """
    levels = wanted(read_settings(folder)).privacy.levels
    level = levels.qdpx if way == "qdpx" else levels.tables
    ladders = wanted(read_labels(folder))
    return Terms(True, is_cleared, today(), program, ladders, level)  # noqa: FBT003 - the order of the fields


def uncleared(folder: Folder) -> tuple[str, ...]:
    """Conversations that no person has cleared as they stand, or that cannot be read."""
    read = ((path.stem, read_transcript(folder, path.stem)) for path in folder.transcripts())
    return tuple(
        name for name, told in read if told.value is None or told.problems or not is_cleared(told.value)
    )


def refuse_uncleared(folder: Folder) -> None:
    """Refuse to let a study leave the team as long as one transcript in it is not cleared.

    Raises:
        StudyError: One is not, or cannot be read.
    """
    waiting = uncleared(folder)
    if waiting:
        raise StudyError("export-not-cleared", ids=", ".join(waiting))
