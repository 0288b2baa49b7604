"""The journal of a coder: what was done, so that it can be undone; local, and deletable at any time.

Each line is on the disk before the files that it tells of are written, and a line ``kept`` follows when
they are. Where a program ends between the two, the next one knows what was meant, and completes it.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import Field

from faden.coding.editing.patch import Patch
from faden.core.documents import FileModel
from faden.core.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faden.study.folder import Folder

_FORMAT: Final = "faden.journal/1"
"""No file of the study: one of another faden is read as far as it makes sense, and never migrated."""

_CODING: Final = re.compile(r'"id": ?"(c-[0-9a-z]{8})"')
"""The id of a coding in its line."""

_FOLDER: Final = "journal"
"""Folder below ``build`` in which the journals stand."""

LONGEST: Final = 1000
"""Actions that can be taken back after the journal was shortened; our choice."""

LARGEST: Final = 16 * 2**20
"""Bytes from which the journal is shortened."""


class Entry(FileModel):
    """One action: its number, what it was in a word and its values, and what it did to the files."""

    n: int
    do: str
    values: dict[str, str] = Field(default_factory=dict)
    files: tuple[Patch, ...]


class _Turned(FileModel):
    """An action undone or redone; or that the line before is in the files, or void."""

    do: Literal["undone", "redone", "kept", "void"]
    n: int


@dataclass(slots=True)
class Journal:
    """What a coder did.

    Attributes:
        path: Where it stands.
        coder: Whose it is.
        done: Actions that stand, the last one last.
        undone: Actions that were taken back, the next one to redo last.
        open: The patches of the last line, until its files are known to be written.
    """

    path: Path
    coder: str
    done: list[Entry] = field(default_factory=list)
    undone: list[Entry] = field(default_factory=list)
    open: tuple[Patch, ...] = ()
    _read: tuple[int, int] = (0, 0)
    _last: Literal["undone", "redone"] = "redone"

    @property
    def following(self) -> int:
        """The number of the next action."""
        return max((entry.n for entry in (*self.done[-1:], *self.undone)), default=0) + 1

    def refresh(self) -> None:
        """Read what other processes have added, as far as it is whole."""
        try:
            told = self.path.stat()
        except FileNotFoundError:
            self._forget()
            return
        if (told.st_ino, told.st_size) == self._read:
            return
        raw = self.path.read_bytes()
        start = self._read[1] if told.st_ino == self._read[0] and self._read[1] <= len(raw) else 0
        if start == 0:
            self._forget()
        whole = raw[: raw.rfind(b"\n") + 1]
        for line in whole[start:].split(b"\n"):
            if line:
                self._take(line)
        self._read = (told.st_ino, len(whole))

    def cut(self) -> None:
        """Take away a last line that was not written to its end; only who holds the study may do that."""
        if self.path.is_file() and self.path.stat().st_size > self._read[1]:
            os.truncate(self.path, self._read[1])

    def begin(self, entry: Entry) -> None:
        """Write down an action that is going to be carried out; what was undone before is forgotten."""
        self._append(entry.model_dump(mode="json"), durable=len(entry.files) > 1)
        self._add(entry)

    def turn(self, entry: Entry, do: Literal["undone", "redone"]) -> None:
        """Write down that an action is going to be undone or redone."""
        self._append({"do": do, "n": entry.n}, durable=len(entry.files) > 1)
        self._turn(do)

    def keep(self) -> None:
        """Write down that all files of the last line are written."""
        self._append({"do": "kept", "n": 0}, durable=False)
        self.open = ()
        if self._read[1] > LARGEST:
            self._shorten()

    def void(self) -> None:
        """Write down that the last line was not carried out, and its files are as before."""
        self._append({"do": "void", "n": 0}, durable=False)
        self._void()

    def _append(self, values: dict[str, Any], *, durable: bool) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            if file.tell() == 0:
                file.write(_line({"format": _FORMAT, "coder": self.coder}))
            file.write(_line(values))
            file.flush()
            if durable:  # one file is whole or not at all by itself; of several, some could be missing
                os.fsync(file.fileno())
            told = os.fstat(file.fileno())
        self._read = (told.st_ino, told.st_size)

    def _shorten(self) -> None:
        kept = self.done[-LONGEST:]
        rows: list[dict[str, Any]] = [{"format": _FORMAT, "coder": self.coder}]
        rows += [entry.model_dump(mode="json") for entry in kept]
        write_atomic(self.path, b"".join(_line(row) for row in rows) + _line({"do": "kept", "n": 0}))
        self._read = (0, 0)
        self.refresh()

    def _forget(self) -> None:
        self.done, self.undone, self.open, self._read = [], [], (), (0, 0)

    def _take(self, line: bytes) -> None:
        """Take in one line; one that makes no sense ends what can be undone before it."""
        try:
            data = json.loads(line)
            if data.get("format") == _FORMAT:
                return
            if "files" in data:
                self._add(Entry.model_validate(data))
                return
            turned = _Turned.model_validate(data)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.done, self.undone, self.open = [], [], ()
            return
        if turned.do == "kept":
            self.open = ()
        elif turned.do == "void":
            self._void()
        else:
            self._turn(turned.do)

    def _add(self, entry: Entry) -> None:
        self.done.append(entry)
        self.undone.clear()
        self.open, self._last = entry.files, "redone"

    def _turn(self, do: Literal["undone", "redone"]) -> None:
        giving, taking = (self.done, self.undone) if do == "undone" else (self.undone, self.done)
        if giving:
            entry = giving.pop()
            taking.append(entry)
            self.open = entry.files if do == "redone" else tuple(f.reverse for f in entry.files)
            self._last = do

    def _void(self) -> None:
        """Put the last action back where it was; one that was new can then be tried again."""
        self._turn("undone" if self._last == "redone" else "redone")
        self.open = ()


def delete_journals(folder: Folder) -> None:
    """Delete the journals of all coders; for whoever takes words out of a study that they may repeat.

    Only undoing what was done before is lost with them. A bench at work begins a new one.
    """
    for path in (folder.build / _FOLDER).glob("*.jsonl"):
        path.unlink(missing_ok=True)


def journal_of(folder: Folder, coder: str) -> Journal:
    """The journal of a coder, ``build/journal/<coder>.jsonl``; not read yet."""
    return Journal(folder.build / _FOLDER / f"{coder}.jsonl", coder)


def own_codings(folder: Folder, coder: str) -> frozenset[str]:
    """Ids of codings that a coder had or has, as far as the own journal tells; also of those that are gone.

    What another has done does not stand there, so it may be told to who codes blind.
    """
    journal = journal_of(folder, coder)
    journal.refresh()
    files = [file for entry in (*journal.done, *journal.undone) for file in entry.files]
    place = folder.shown(folder.coding_file(coder, "I01").parent) + "/"
    hunks = [hunk for file in files if file.path.startswith(place) for hunk in file.hunks]
    found = (_CODING.search(line) for hunk in hunks for line in (*hunk.out, *hunk.into))
    return frozenset(each[1] for each in found if each is not None)


def left_open(own: Journal) -> Iterator[Journal]:
    """Journals of all others whose last action is perhaps not in the files yet."""
    closing = tuple(_line({"do": do, "n": 0}) for do in ("kept", "void"))
    for path in sorted(own.path.parent.glob("*.jsonl")):
        if path != own.path and not _tail(path, max(map(len, closing))).endswith(closing):
            journal = Journal(path, path.stem)
            journal.refresh()
            if journal.open:
                yield journal


def _tail(path: Path, size: int) -> bytes:
    """The last bytes of a file; none where it has just gone."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - size))
            return file.read()
    except FileNotFoundError:
        return b""


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
