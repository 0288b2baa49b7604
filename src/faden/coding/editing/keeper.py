"""Keeping: what an action does is written to the journal, then to the files, and only then told as done.

Where one file cannot be written, all are put back. Where a program ends in between, the next one completes
what was begun, whoever works with it: an action of one coder may change files of others. What another
program edited meanwhile is never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from faden.coding.editing.case import read_version
from faden.coding.editing.journal import Entry, journal_of, left_open
from faden.coding.editing.outcome import Said
from faden.coding.editing.patch import Patch, Version, patch, patched, version
from faden.core.files import inside, write_atomic
from faden.core.problems import StudyError
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from faden.coding.editing.journal import Journal
    from faden.study.folder import Folder

    Known = Callable[[str], Version]
    """Gives the version of a file, by path relative to the study, on which an action was judged."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written.

    Attributes:
        files: What was done to each file; none where all stay as they are.
        fresh: Path → version of each file from now on.
    """

    files: tuple[Patch, ...]
    fresh: dict[str, Version]


class Keeper:
    """Keeps what one journal tells of; whoever calls it holds the study.

    Args:
        folder: The study.
        journal: Where it is told, so that it can be undone.
        patience: Seconds to wait for another program before completing what was left open.
    """

    def __init__(self, folder: Folder, journal: Journal, *, patience: float) -> None:
        self._folder, self._journal, self._patience = folder, journal, patience
        self._mended: tuple[Said, ...] = ()

    @property
    def undo(self) -> Entry | None:
        """What would be undone; ``None`` where nothing can."""
        return self._journal.done[-1] if self._journal.done else None

    @property
    def redo(self) -> Entry | None:
        """What would be redone; ``None`` where nothing can."""
        return self._journal.undone[-1] if self._journal.undone else None

    def write(self, do: str, values: dict[str, str], texts: Mapping[str, str | None], known: Known) -> Kept:
        """Write down what an action does, and do it.

        Args:
            do: What it was, in a word.
            values: What it was about.
            texts: New text of each file, by path relative to the study; ``None`` where the file goes.
            known: The files on which the action was judged.

        Raises:
            StudyError: A file was edited since, or cannot be written; then none is.
        """
        fresh = {path: version(text) for path, text in texts.items()}
        files = tuple(patch(path, known(path), after) for path, after in fresh.items())
        files = tuple(file for file in files if file.before != file.after)
        if not files:
            return Kept((), fresh)
        entry = Entry(n=self._journal.following, do=do, values=values, files=files)
        self._carry_out(files, fresh, known, lambda: self._journal.begin(entry))
        return Kept(files, fresh)

    def turn(self, do: Literal["undo", "redo"], known: Known) -> tuple[Entry, Kept]:
        """Undo the last action, or redo the one undone last; gives that action and what was written.

        Raises:
            StudyError: There is nothing to undo, or a file was edited outside since.
        """
        entry = self.undo if do == "undo" else self.redo
        if entry is None:
            raise StudyError(f"nothing-to-{do}")
        files = tuple(file.reverse for file in entry.files) if do == "undo" else entry.files
        fresh: dict[str, Version] = {}
        for file in files:
            inside(self._folder.root, file.path)
            made = patched(known(file.path).content, file)
            if made is None:
                raise StudyError("undo-edited-elsewhere", file.path)
            fresh[file.path] = made
        turned: Literal["undone", "redone"] = "undone" if do == "undo" else "redone"
        self._carry_out(files, fresh, known, lambda: self._journal.turn(entry, turned))
        return entry, Kept(files, fresh)

    def recover(self) -> None:
        """Complete what another process, or this one before it ended, has left open; takes the study."""
        self._journal.refresh()
        if self._journal.open or any(True for _ in self._others()):
            with locked(self._folder, patience=self._patience):
                self.mend()

    def mend(self) -> None:
        """Read the journal, and write the files of its last line where that was not done; others' as well.

        Of others nothing is told: whoever codes blind must not learn what they did. Where a file was
        changed since, theirs stays open, so that they are told themselves.
        """
        self._complete(self._journal)
        for journal in self._others():
            self._complete(journal, silent=True)

    def _others(self) -> Iterator[Journal]:
        """Journals of others with an action that can be completed."""
        for journal in left_open(self._journal):
            now = [read_version(self._folder, file.path).mark for file in journal.open]
            if all(mark in {file.before, file.after} for mark, file in zip(now, journal.open, strict=True)):
                yield journal

    def _complete(self, journal: Journal, *, silent: bool = False) -> None:
        journal.refresh()
        journal.cut()
        if not journal.open:
            return
        now = {file.path: read_version(self._folder, file.path) for file in journal.open}
        waiting = [file for file in journal.open if now[file.path].mark == file.before]
        foreign = [f.path for f in journal.open if now[f.path].mark not in {f.before, f.after}]
        for file in waiting:
            made = patched(now[file.path].content, file)
            if made is None:
                foreign.append(file.path)
            else:
                self._write(file.path, made)
        journal.keep()
        if waiting and not silent:
            names = {"files": ", ".join(file.path for file in waiting)}
            self._mended += (Said("editing.mended", names),)
        if foreign and not silent:
            self._mended += (Said("editing.mended.not", {"files": ", ".join(foreign)}),)

    def told(self) -> tuple[Said, ...]:
        """What was completed, or could not be; said once."""
        told, self._mended = self._mended, ()
        return told

    def _carry_out(
        self,
        files: tuple[Patch, ...],
        fresh: Mapping[str, Version],
        known: Known,
        announce: Callable[[], None],
    ) -> None:
        """Write the journal, then the files; where one cannot be written, all are put back."""
        for file in files:
            if read_version(self._folder, file.path).mark != file.before:
                raise StudyError("edited-elsewhere", file.path)
        try:
            announce()
        except OSError as error:
            shown = self._folder.shown(self._journal.path)
            raise StudyError("file-unwritable", shown, reason=error.strerror or str(error)) from None
        try:
            for file in files:
                self._write(file.path, fresh[file.path])
        except OSError as error:
            for file in files:
                self._write(file.path, known(file.path))
            self._journal.void()
            raise StudyError("file-unwritable", file.path, reason=error.strerror or str(error)) from None
        self._journal.keep()

    def _write(self, path: str, content: Version) -> None:
        target = inside(self._folder.root, path)
        if content.content is None:
            target.unlink(missing_ok=True)
        else:
            write_atomic(target, content.content)


def complete(folder: Folder) -> None:
    """Complete what any coder's interrupted action has left open; for whoever holds the study."""
    Keeper(folder, journal_of(folder, ""), patience=0).mend()


def unfinished(folder: Folder) -> tuple[str, ...]:
    """Files that an interrupted action has not written yet, by path; whoever works next completes it."""
    waiting = {
        file.path
        for journal in left_open(journal_of(folder, ""))
        for file in journal.open
        if read_version(folder, file.path).mark == file.before
    }
    return tuple(sorted(waiting))
