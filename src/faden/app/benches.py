"""The benches on which the app codes: one for each coder, kept while the app runs."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.coding.blind import read_blindness
from faden.coding.editing.bench import Bench
from faden.coding.editing.case import Case, Memory
from faden.coding.editing.looking import left_doubtful, sheets
from faden.coding.memos import read_memo
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from faden.coding.codebook import Codebook
    from faden.coding.editing.sheet import Sheet
    from faden.coding.memos import Memo
    from faden.interviews.transcript import Transcript
    from faden.study.folder import Folder


class Benches:
    """Gives each coder's bench; what was parsed is remembered from one step to the next.

    Args:
        folder: The study.

    Attributes:
        folder: The study.
        lock: Held while anything here is used; requests come side by side.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.lock = Lock()
        self._memory = Memory()
        self._known: dict[str, Bench] = {}

    def of(self, coder: str) -> Bench:
        """The bench of a coder.

        Raises:
            StudyError: The coder is no slug.
        """
        if coder not in self._known:
            self._known[coder] = Bench(self.folder, coder)
        return self._known[coder]

    def transcript(self, identifier: str) -> Transcript:
        """A conversation as it is now.

        Raises:
            StudyError: There is none, or it cannot be understood.
        """
        return self.case().transcript(identifier)

    def codebook(self) -> Codebook:
        """The codebook as it is now; an empty one where there is none.

        Raises:
            StudyError: It cannot be understood.
        """
        return self.case().codebook()

    def identifiers(self) -> tuple[str, ...]:
        """Ids of all conversations, in order."""
        return tuple(path.stem for path in self.folder.transcripts())

    def sheets(self, coder: str) -> dict[str, Sheet]:
        """All that a coder has coded, by conversation; files that are not in order are left out."""
        return sheets(self.case(coder))

    def left_doubtful(self, coder: str, transcript: str) -> dict[str, int]:
        """How many codings of each other coder are left without their words.

        Of those who may not be seen yet nothing is told: whoever rewords a turn would learn who coded there.
        """
        found = left_doubtful(self.case(coder), transcript) if transcript else {}
        if not found:
            return {}
        settings = read_settings(self.folder).value
        sight = read_blindness(coder, [each.id for each in settings.coders] if settings else [], self.folder)
        return {who: n for who, n in found.items() if sight.shows(who, transcript)}

    def memos(self) -> list[tuple[Memo, str, str]]:
        """All memos with path and fingerprint; files that are not in order are left out."""
        case, found = self.case(), []
        for file in self.folder.memos():
            path = case.shown(file)
            mark = case.version(path).mark
            read = self._memory.get(path, mark, partial(read_memo, self.folder, file)).value
            if read is not None:
                found.append((read, path, mark))
        return found

    def beside(self, identifier: str) -> tuple[str, str]:
        """The conversations before and after one; empty where there is none."""
        known = ("", *self.identifiers(), "")
        at = known.index(identifier)
        return known[at - 1], known[at + 1]

    def case(self, coder: str = "") -> Case:
        """The study as it is now, as a coder works on it."""
        return Case(self.folder, coder, today().isoformat(), self._memory)
