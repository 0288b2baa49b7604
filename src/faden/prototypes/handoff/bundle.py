"""The whole hand-off as a value: path → bytes, the same for the same input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.handoff.acceptance import acceptance_files
from faden.prototypes.handoff.backlog import backlog_files
from faden.prototypes.handoff.content import content_files
from faden.prototypes.handoff.data import data_files
from faden.prototypes.handoff.features import feature_files
from faden.prototypes.handoff.notes import note_files
from faden.prototypes.handoff.screens import screen_files

if TYPE_CHECKING:
    from faden.prototypes.handoff.material import Handing


def handoff_files(handing: Handing) -> dict[str, bytes]:
    """All files of a hand-off, by path; writing them is the caller's.

    Args:
        handing: What it is made from; nothing that the gate withholds is in it.
    """
    files: dict[str, str | bytes] = {}
    makers = (note_files, screen_files, data_files, feature_files, acceptance_files, backlog_files)
    for make in makers:
        files |= make(handing)
    files |= content_files(handing)
    files |= {f"prototype/{name}": content for name, content in handing.rendered.items()}
    told = {name: each.encode() if isinstance(each, str) else each for name, each in files.items()}
    return dict(sorted(told.items()))
