"""The search of the app: one finder for the study as it is now, and the model made ready beside it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING

from faden.build.searching import Finder
from faden.core.problems import FadenError

if TYPE_CHECKING:
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far search by meaning is.

    Attributes:
        state: ``ready``; ``under-way``; ``off`` where no model is to be used; ``failed``.
        done: Texts that are done.
        of: Texts in all; 0 where nobody knows yet.
    """

    state: str
    done: int = 0
    of: int = 0


class Searches:
    """Gives the finder, and makes it ready for meaning in a thread of its own.

    Args:
        model: Whether meaning may be asked; tests and short-lived apps leave the model alone.
    """

    def __init__(self, *, model: bool = False) -> None:
        self._lock = Lock()
        self._finder: Finder | None = None
        self._readiness = Readiness("under-way" if model else "off")
        self._thread: Thread | None = None

    def finder(self, case: Case) -> Finder:
        """The finder for a study; what was computed for it before is kept.

        The first one takes some seconds, in which dictionaries are read; `begin` has them read before.
        """
        with self._lock:
            if self._finder is None or self._finder.case is not case:
                self._finder = Finder(case, self._finder)
            found = self._finder
        self._watch(found)
        return found

    def begin(self, case: Case) -> None:
        """Make the finder ready while somebody still types the question."""
        if self._readiness.state != "off" and self._finder is None:
            Thread(target=self.finder, args=(case,), daemon=True).start()

    def readiness(self) -> Readiness:
        """How far search by meaning is now."""
        return self._readiness

    def _watch(self, finder: Finder) -> None:
        """Have vectors computed unless they are there, or somebody is at it."""
        with self._lock:
            if self._readiness.state in {"off", "failed"} or (self._thread and self._thread.is_alive()):
                return
            if finder.by_meaning:
                self._readiness = Readiness("ready")
                return
            self._readiness = Readiness("under-way")
            self._thread = Thread(target=self._warm, args=(finder,), daemon=True)
            self._thread.start()

    def _warm(self, finder: Finder) -> None:
        """Compute until the finder of the study as it is now has its vectors."""

        def told(done: int, of: int) -> bool:
            self._readiness = Readiness("under-way", done, of)
            return self._finder is None or self._finder.same_words(finder)

        try:
            while not finder.warm(told):
                finder = self._finder or finder
        except FadenError:  # the model is not here: words are found all the same, and the page says so
            self._readiness = Readiness("failed")
            return
        self._readiness = Readiness("ready")
