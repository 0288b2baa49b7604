"""The whole hand-off as a value: path → bytes, the same for the same input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.prototypes.handoff.acceptance import acceptance_files
from faden.prototypes.handoff.backlog import backlog_files
from faden.prototypes.handoff.content import content_files
from faden.prototypes.handoff.data import data_files
from faden.prototypes.handoff.features import feature_files
from faden.prototypes.handoff.notes import note_files
from faden.prototypes.handoff.screens import screen_files
from faden.prototypes.sessions.page import SCRIPT, STYLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.prototypes.handoff.material import Handing


_OWN: Final = rf"assets/(?:{re.escape(SCRIPT)}|{re.escape(STYLE)}|test\.[a-z-]+\.js)"
_RECORDER: Final = re.compile(_OWN)
_ASKED_FOR: Final = re.compile(
    rf'<(?:script defer src|link rel="stylesheet" href)="\.\./{_OWN}">(?:</script>)?\n'.encode()
)
"""How pages ask for the recorder."""


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
    files |= {f"prototype/{name}": content for name, content in _without_recorder(handing.rendered).items()}
    told = {name: each.encode() if isinstance(each, str) else each for name, each in files.items()}
    return dict(sorted(told.items()))


def _without_recorder(rendered: Mapping[str, bytes]) -> dict[str, bytes]:
    """The prototype's files without the recorder of tests with people: it is no part of what is built."""
    told = {}
    for name, content in rendered.items():
        if _RECORDER.fullmatch(name):
            continue
        told[name] = _ASKED_FOR.sub(b"", content) if name.endswith(".html") else content
    return told
