"""What an action is judged against: the study's files as they are now, parsed once per content."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from faden.coding.codebook import Codebook, CodebookFile
from faden.coding.editing.patch import ABSENT, Version, version
from faden.coding.editing.sheet import Sheet, empty_sheet, parse_sheet
from faden.core.documents import parse_yaml, wanted
from faden.core.files import inside
from faden.core.problems import StudyError
from faden.interviews.files import parse_transcript
from faden.study.participants import read_participants

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from faden.interviews.transcript import Transcript
    from faden.study.folder import Folder

T = TypeVar("T")

_AMBIGUOUS: Final = frozenset({"turn-twice", "part-twice"})
"""What leaves open where words stand."""

_KEPT: Final = 128
"""Parsed files that are remembered, those used last; many of them share nearly all they hold."""


@dataclass(slots=True)
class Memory:
    """Parsed files by path and fingerprint; never wrong, since the fingerprint is taken from the bytes."""

    _values: OrderedDict[tuple[str, str], Any] = field(default_factory=OrderedDict)

    def get(self, path: str, mark: str, make: Callable[[], T]) -> T:
        """What was made of this version of a file, or is now."""
        key = (path, mark)
        found: T | None = self._values.get(key)
        if found is None:
            found = make()
            self.put(path, mark, found)
        else:
            self._values.move_to_end(key)
        return found

    def find(self, path: str, mark: str) -> Any:
        """What was made of this version of a file; ``None`` where that is not remembered."""
        return self._values.get((path, mark))

    def put(self, path: str, mark: str, value: object) -> None:
        """Remember what is known of a version of a file."""
        self._values[path, mark] = value
        while len(self._values) > _KEPT:
            self._values.popitem(last=False)


@dataclass(slots=True)
class Case:
    """The study while one action is carried out, or one page is shown; every file is read once.

    Attributes:
        folder: The study.
        coder: Who acts.
        today: The day, such as ``2026-03-15``.
        memory: What was parsed before.
    """

    folder: Folder
    coder: str
    today: str
    memory: Memory
    _read: dict[str, Version] = field(default_factory=dict)

    def version(self, path: str) -> Version:
        """A file of the study as it was when first asked for; its path is one of the study's own."""
        found = self._read.get(path)
        if found is None:
            found = _read(self.folder.root / path, path)
            self._read[path] = found
        return found

    def after(self, fresh: Mapping[str, Version]) -> Case:
        """The study as it is once these versions are written."""
        return Case(self.folder, self.coder, self.today, self.memory, {**self._read, **fresh})

    def sheet_path(self, coder: str, transcript: str) -> str:
        """Path of a file of codings, relative to the study."""
        return self.shown(self.folder.coding_file(coder, transcript))

    def shown(self, path: Path) -> str:
        """A path of the study, relative to it; links are not followed."""
        return path.relative_to(self.folder.root).as_posix()

    def sheets(self) -> list[Path]:
        """Files of the coder's codings, by conversation."""
        return sorted((self.folder.root / "analysis/codings" / self.coder).glob("*.jsonl"))

    def sheet(self, coder: str, transcript: str) -> Sheet:
        """The codings of a coder in a transcript; none where there is no file.

        Raises:
            StudyError: A line of the file cannot be understood.
        """
        path = self.sheet_path(coder, transcript)
        now = self.version(path)
        if now.content is None:
            return empty_sheet(transcript, coder)
        return self.memory.get(path, now.mark, lambda: parse_sheet(self.text(path), path, transcript, coder))

    def transcript(self, identifier: str) -> Transcript:
        """A conversation.

        Raises:
            StudyError: There is none, or it cannot be understood.
        """
        path = self.shown(self.folder.transcript(identifier))
        text = self.text(path)
        return self.memory.get(path, self.version(path).mark, lambda: _transcript(text, path))

    def codebook(self) -> Codebook:
        """The codebook; an empty one where there is none.

        Raises:
            StudyError: It cannot be understood.
        """
        path = self.shown(self.folder.codebook)
        now = self.version(path)
        if now.content is None:
            return Codebook(1, (), ())
        text = self.text(path)
        return self.memory.get(path, now.mark, lambda: _codebook(text, path))

    def withdrawn(self, participant: str | None) -> bool:
        """Whether nothing but a tombstone is left of a participant."""
        path = self.shown(self.folder.participants)
        now = self.version(path)
        if participant is None or now.content is None:
            return False
        people = self.memory.get(path, now.mark, lambda: read_participants(self.folder).value or {})
        return participant in people and people[participant].withdrawn

    def text(self, path: str) -> str:
        """The text of a file.

        Raises:
            StudyError: It is missing, or not UTF-8.
        """
        content = self.version(path).content
        if content is None:
            raise StudyError("file-missing", path)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise StudyError("file-not-utf8", path, line=content.count(b"\n", 0, error.start) + 1) from None


def read_version(folder: Folder, path: str) -> Version:
    """The content of a file of the study now.

    Raises:
        StudyError: Its path leads out of the study, or it is there and cannot be read.
    """
    inside(folder.root, path)
    return _read(folder.root / path, path)


def _read(target: Path, path: str) -> Version:
    try:
        return version(target.read_bytes())
    except FileNotFoundError:
        return Version(None, ABSENT)
    except OSError as error:
        raise StudyError("file-unreadable", path, reason=error.strerror or str(error)) from None


def _transcript(text: str, path: str) -> Transcript:
    parsed = parse_transcript(text, path)
    for problem in parsed.problems:
        if problem.code in _AMBIGUOUS:
            raise StudyError.of(problem)
    return wanted(parsed)


def _codebook(text: str, path: str) -> Codebook:
    file = wanted(parse_yaml(CodebookFile, text, "codebook", path))
    return Codebook(file.version, file.history, file.codes)
