"""The bench: carries out what a person does, keeps it in the study's files at once, undoes and redoes it.

An action is judged against the files as they are, written to the journal, then to the files, and only
then told as done. Whoever else writes to the study waits meanwhile; what was edited with another program
since the page was shown is never overwritten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Final

from faden.coding.done import CONSENSUS
from faden.coding.editing.actions import Action, Redo, Undo
from faden.coding.editing.case import Case, Memory, read_version
from faden.coding.editing.doing import EDITS, SHOWN
from faden.coding.editing.edit import Edit
from faden.coding.editing.journal import Entry, journal_of
from faden.coding.editing.keeper import Keeper
from faden.coding.editing.looking import counted, differing, standing, totals
from faden.coding.editing.outcome import Outcome, Outside, Said, State
from faden.coding.editing.patch import Patch
from faden.core.files import inside
from faden.core.ids import SLUG_PATTERN
from faden.core.problems import StudyError
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.study.folder import Folder

PATIENCE: Final = 5.0
"""Seconds that an action waits for another program which writes to the study."""

_LONGEST: Final = 60
"""Letters of a coder's id."""

_TURNED: Final = {"undo": "undone", "redo": "redone"}


class Bench:
    """Where one coder works on a study.

    Attributes:
        folder: The study.
        coder: Who works; there is no coding without a person.
    """

    def __init__(self, folder: Folder, coder: str, *, today: Callable[[], dt.date] = dt.date.today) -> None:
        """Take a study and a coder.

        Args:
            folder: The study.
            coder: A slug, as in ``research/study.yaml``; one that is not named there can work, too.
            today: Tells the day.

        Raises:
            StudyError: The coder is no slug.
        """
        self.folder, self.coder = folder, known_coder(coder)
        self._today = today
        self._memory = Memory()
        self._keeper = Keeper(folder, journal_of(folder, coder), patience=PATIENCE)
        self._one = RLock()

    def state(self, transcript: str = "") -> State:
        """What the page of a transcript shows; without a transcript, what the codebook's page needs.

        Raises:
            StudyError: There is no such transcript, or a file it rests on is not in order.
        """
        with self._one:
            return self._state(transcript)

    def _state(self, transcript: str) -> State:
        self._keeper.recover()
        case = self._case()
        codings, doubtful = standing(case, self.coder, transcript) if transcript else ((), ())
        return State(
            fingerprints=self._fingerprints(case, transcript),
            codings=codings,
            counts=counted(case, codings),
            totals=totals(case),
            undo=_next(self._keeper.undo),
            redo=_next(self._keeper.redo),
            doubtful=doubtful,
            mended=self._keeper.told(),
        )

    def perform(self, action: Action, seen: Mapping[str, str]) -> Outcome:
        """Carry out an action; when this returns, all of it is on the disk.

        Args:
            action: What to do.
            seen: Fingerprints of the files that the person saw, by path, as `state` gave them.

        Raises:
            StudyError: The action makes no sense or its files are not in order; a file was edited since
                (``edited-elsewhere``); or somebody else writes to the study (``study-busy``). Nothing is
                written then.
        """
        with self._one, locked(self.folder, patience=PATIENCE):
            self._keeper.mend()
            case = self._case()
            self._unchanged(case, seen)
            if isinstance(action, Undo | Redo):
                return self._turn(case, action)
            needed = SHOWN.get(type(action))
            if needed is not None and (path := needed(case, action)) and path not in seen:
                raise StudyError("edited-unseen", path)
            edit = EDITS[type(action)](case, action)
            return self._keep(case, action, edit)

    def fingerprints(self, paths: Iterable[str]) -> dict[str, str]:
        """Fingerprints of any files of the study, such as memos that a page shows.

        Args:
            paths: Paths relative to the study.
        """
        return {path: read_version(self.folder, path).mark for path in paths}

    def outside(self, transcript: str, seen: Mapping[str, str]) -> Outside:
        """What changed in a transcript's files since a page was shown.

        Args:
            transcript: Id of the conversation.
            seen: Fingerprints that the page holds.
        """
        case = self._case()
        changed = tuple(
            path
            for path, mark in self._fingerprints(case, transcript).items()
            if seen.get(path, mark) != mark
        )
        path = case.sheet_path(self.coder, transcript)
        now = case.sheet(self.coder, transcript)
        before = self._memory.find(path, seen.get(path, "")) if path in changed else now
        return differing(changed, before, now)

    def _case(self) -> Case:
        return Case(self.folder, self.coder, self._today().isoformat(), self._memory)

    def _fingerprints(self, case: Case, transcript: str) -> dict[str, str]:
        paths = [case.shown(self.folder.codebook)]
        if transcript:
            paths += [
                case.shown(self.folder.transcript(transcript)),
                case.sheet_path(self.coder, transcript),
            ]
        return {path: case.version(path).mark for path in paths}

    def _unchanged(self, case: Case, seen: Mapping[str, str]) -> None:
        for path, mark in seen.items():
            inside(self.folder.root, path)
            if case.version(path).mark != mark:
                raise StudyError("edited-elsewhere", path)

    def _keep(self, case: Case, action: Action, edit: Edit) -> Outcome:
        """Write down what an edit does, and do it."""
        kept = self._keeper.write(action.do, edit.values, edit.files, case.version)
        for path, value in edit.parsed.items():
            self._memory.put(path, kept.fresh[path].mark, value)
        return self._outcome(case.after(kept.fresh), _said(action.do, edit.values), kept.files, edit)

    def _turn(self, case: Case, action: Undo | Redo) -> Outcome:
        """Undo or redo."""
        entry, kept = self._keeper.turn(action.do, case.version)
        said = _said(entry.do, entry.values, f"editing.{_TURNED[action.do]}")
        return self._outcome(case.after(kept.fresh), said, kept.files, Edit({}, values=entry.values))

    def _outcome(self, case: Case, said: Said, files: tuple[Patch, ...], edit: Edit) -> Outcome:
        transcript = edit.values.get("transcript", "")
        codings, doubtful = standing(case, self.coder, transcript) if transcript else ((), ())
        marks = self._fingerprints(case, transcript)
        return Outcome(
            changed=tuple(file.path for file in files),
            created=edit.created,
            said=said,
            transcript=transcript,
            fingerprints=marks | {file.path: file.after for file in files},
            codings=codings,
            counts=counted(case, codings),
            totals=totals(case),
            undo=_next(self._keeper.undo),
            redo=_next(self._keeper.redo),
            doubtful=tuple(edit.doubtful) or doubtful,
            followed=int(edit.values.get("n", "0")),
            uncleared=edit.uncleared,
            mended=self._keeper.told(),
        )


def _said(do: str, values: dict[str, str], frame: str = "") -> Said:
    return Said(f"editing.said.{do}", values, frame)


def _next(entry: Entry | None) -> Said | None:
    return _said(entry.do, entry.values) if entry else None


def known_coder(coder: str) -> str:
    """A coder's id, which is also the name of a folder.

    Raises:
        StudyError: It is no slug, or the consensus, which is nobody.
    """
    if coder == CONSENSUS:
        raise StudyError("coder-consensus")
    if len(coder) > _LONGEST or not re.fullmatch(SLUG_PATTERN, coder):
        raise StudyError("coder-invalid", value=coder[:_LONGEST])
    return coder
