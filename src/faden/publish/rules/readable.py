"""Files on which only a release rests can be read, too: a slip in them is told when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.study import information, retention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.publish.verdict import Case
    from faden.study.folder import Folder


def check_readable(case: Case) -> Iterator[Problem]:
    """Yield what cannot be understood in ``research/information.yaml`` and ``research/retention.yaml``."""
    yield from unreadable(case.corpus.folder)


def unreadable(folder: Folder) -> tuple[Problem, ...]:
    """What cannot be understood there; what is missing, the rules of a release say."""
    found: list[Problem] = []
    if (folder.root / information.PATH).is_file():
        found += information.read_information(folder).problems
    if (folder.root / retention.PATH).is_file():
        found += retention.read_retention(folder).problems
    return tuple(found)
