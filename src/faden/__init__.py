"""faden keeps the red thread from what people said to what gets built.

``faden.open(".")`` opens a study and gives its segments, codings, participants and needs as
tables; everything else is reached through the command line or the app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from faden.build.workbench import Workbench

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(folder: str | Path = ".") -> Workbench:  # noqa: A001 - reads as faden.open(".")
    """Open the study in a folder and give its parts as tables.

    Raises:
        StudyError: There is no study, or a file of it cannot be read.
    """
    from faden.build.workbench import open_workbench

    return open_workbench(folder)
