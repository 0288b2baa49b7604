"""The study as it lies on the disk now; read again only where a file has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from faden.build.checking import check_case
from faden.build.clock import today
from faden.build.remembering import forget, remembers
from faden.core.problems import order
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.gate import check_publication
from faden.publish.verdict import Case

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.study.folder import Folder

WATCHED: Final = ("research", "interviews", "analysis", "prototypes")
"""Folders whose files make up a study."""

Print = tuple["dt.date", tuple[tuple[str, int, int, int], ...]]
"""The day, and each file with its time in nanoseconds, its size in bytes and its number on the disk."""


@dataclass(frozen=True)
class Reading:
    """A study as it was read at one moment.

    Attributes:
        case: The study and its evidence; consent is asked for the day of the reading.
    """

    case: Case

    @cached_property
    def problems(self) -> list[Problem]:
        """What is not in order in the study, as ``faden check`` reports it."""
        return order(check_case(self.case))

    @cached_property
    def before_publishing(self) -> list[Problem]:
        """What stands besides against publishing."""
        return order(check_publication(self.case))


class Desk:
    """Gives the study as it is now.

    Args:
        folder: Where the study stands.
        without: Files whose changes make no difference to who asks, relative to the study.
    """

    def __init__(self, folder: Folder, *, without: frozenset[str] = frozenset()) -> None:
        self.folder = folder
        self._without = frozenset((folder.root / path).as_posix() for path in without)
        self._lock = Lock()
        self._known: tuple[Print, Reading] | None = None

    def read(self) -> Reading:
        """The study; read anew if a file was changed, added or removed, or a day has begun.

        Raises:
            StudyError: The settings of the study cannot be read.
        """
        with self._lock:
            now = (today(), tuple(self._files()))
            if self._known is None or self._known[0] != now:
                corpus = read_corpus(self.folder)
                if remembers(self.folder):
                    forget(corpus, now[0], patience=0)
                self._known = (now, Reading(Case(corpus, Index(corpus), now[0])))
            return self._known[1]

    def _files(self) -> Iterator[tuple[str, int, int, int]]:
        for name in WATCHED:
            for path in sorted((self.folder.root / name).rglob("*")):
                if path.as_posix() not in self._without and path.is_file():
                    seen = path.stat()
                    yield path.as_posix(), seen.st_mtime_ns, seen.st_size, seen.st_ino
