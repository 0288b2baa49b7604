"""Import: files become transcripts, in the vault or, where declared pseudonymised, in the study."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from faden.core.files import digest
from faden.core.problems import ImportRefusedError, Place, Problem
from faden.interviews.files import format_transcript, parse_transcript, read_transcript
from faden.interviews.importing import (
    declare,
    detect_language,
    following_id,
    language_notices,
    make_transcript,
)
from faden.interviews.readers.registry import MAX_BYTES, parse_known
from faden.interviews.transcript import Declaration, Source, Transcript
from faden.protection.lock import create, locked
from faden.protection.material import Imported, raw_ids, read_imports, write_material
from faden.protection.places import issued, keep_issued
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from faden.interviews.readers.reading import Aside, Reading
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

Which = Literal["interview", "workshop"]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file.

    Attributes:
        path: The file as it was named.
        id: Id of the transcript; ``None`` where the file was refused.
        where: ``vault`` or the path in the study; empty where it was refused.
        turns: Number of turns.
        speakers: Key → guessed role. Labels may be names and stay where the transcript is.
        notices: What was not understood or guessed.
        asides: What nobody said, with its text; only of material declared pseudonymised.
        refused: Why the file was not imported.
        already: Whether the very same file had been imported before; then nothing was done.
        languages: Language → turns in it, the most first; ``und`` where it cannot be said.
    """

    path: str
    id: str | None = None
    where: str = ""
    turns: int = 0
    speakers: tuple[tuple[str, str], ...] = ()
    notices: tuple[Problem, ...] = ()
    asides: tuple[Aside, ...] = ()
    refused: Problem | None = None
    already: bool = False
    languages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files, in their order."""

    files: tuple[ImportResult, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Why files were refused."""
        return tuple(result.refused for result in self.files if result.refused is not None)


def import_files(
    folder: Folder, paths: Sequence[Path], vault: Vault, *, which: Which = "interview", on: str = ""
) -> ImportReport:
    """Take files with clear names into the vault: the original and the raw transcript.

    Args:
        folder: The study.
        paths: The files.
        vault: The study's open vault.
        which: Whether the files are interviews or workshops.
        on: Date of the import; today where none is given.

    Raises:
        VaultError: The vault is damaged or busy.
        StudyError: Another import of the study goes on too long.
    """
    today = on or dt.datetime.now(tz=dt.UTC).date().isoformat()
    content = _languages(folder)

    def _keep(material: _Material) -> _Kept:
        identifier = following_id(folder, which, {*raw_ids(vault), *issued(folder)})
        # The name of the file may be a name; in the study it is the id that names it.
        source = Source(
            name=f"{identifier}.{material.format}", sha256=material.sha256, format=material.format
        )
        transcript = _transcript(material, identifier, source, content)
        record = Imported(id=identifier, name=material.path.name, format=material.format, on=today)
        keep_issued(folder, [*raw_ids(vault), identifier])  # first, so that no crash gives it out again
        write_material(vault, transcript, material.data, record, material.reading.asides)
        return _Kept(identifier, "vault", _spoken(transcript), _told(transcript, content, material))

    with locked(folder):
        known = _in_study(folder) | {sha: each.id for sha, each in read_imports(vault).files.items()}
        return ImportReport(tuple(_import(paths, known, _keep)))


def import_pseudonymised(
    folder: Folder, paths: Sequence[Path], by: str, *, which: Which = "interview", on: str = ""
) -> ImportReport:
    """Take files that came pseudonymised straight into ``interviews/``, with who declares it and when.

    The declaration covers labels of speakers and the name of the file, which are kept.

    Args:
        folder: The study.
        paths: The files.
        by: Who declares that no clear names are in them.
        which: Whether the files are interviews or workshops.
        on: Date of the declaration; today where none is given.

    Raises:
        ImportRefusedError: Nobody is named who declares it.
        StudyError: Another import of the study goes on too long.
    """
    if not by.strip():
        raise ImportRefusedError("import-undeclared")
    today = on or dt.datetime.now(tz=dt.UTC).date().isoformat()
    content = _languages(folder)

    def _keep(material: _Material) -> _Kept:
        identifier = following_id(folder, which, issued(folder))
        source = Source(name=material.path.name, sha256=material.sha256, format=material.format)
        transcript = _transcript(material, identifier, source, content)
        path = folder.transcript(identifier)
        declared = declare(transcript, Declaration(by=by.strip(), on=today))
        if not create(path, format_transcript(declared)):
            raise ImportRefusedError("import-transcript-exists", folder.shown(path))
        told = _told(transcript, content, material)
        return _Kept(identifier, folder.shown(path), _spoken(transcript), told)

    with locked(folder):
        return ImportReport(tuple(_import(paths, _in_study(folder), _keep, tell=True)))


@dataclass(frozen=True, slots=True)
class _Material:
    """A file that could be read."""

    path: Path
    data: bytes
    sha256: str
    format: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of a file: its id, where it lies, its languages, and what is to be said of it."""

    id: str
    where: str
    languages: tuple[tuple[str, int], ...]
    notices: tuple[Problem, ...]


def _import(
    paths: Sequence[Path],
    known: dict[str, str],
    keep: Callable[[_Material], _Kept],
    *,
    tell: bool = False,
) -> Iterable[ImportResult]:
    for path in paths:
        shown = path.as_posix()
        try:
            data = _read(path)
            sha = digest(data)
            if sha in known:
                yield ImportResult(shown, known[sha], already=True)
                continue
            name, reading = parse_known(data, shown)
            kept = keep(_Material(path, data, sha, name, reading))
        except ImportRefusedError as error:
            yield ImportResult(shown, refused=error.problem)
            continue
        known[sha] = kept.id
        roles = tuple((f"S{n}", role.value) for n, role in enumerate(reading.speakers.values(), start=1))
        asides = reading.asides if tell else ()
        notices = (*reading.notices, *kept.notices)
        turns = len(reading.turns)
        yield ImportResult(
            shown, kept.id, kept.where, turns, roles, notices, asides, languages=kept.languages
        )


def _spoken(transcript: Transcript) -> tuple[tuple[str, int], ...]:
    """Language → turns in it, the most first."""
    turns = Counter(turn.parts[0].language for turn in transcript.turns if turn.parts)
    return tuple(sorted(turns.items(), key=lambda entry: (-entry[1], entry[0])))


def _read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ImportRefusedError: It is missing, a folder, unreadable or far too large for a transcript.
    """
    try:
        if path.is_dir():
            raise ImportRefusedError("import-is-folder", path.as_posix())
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefusedError("import-too-large", path.as_posix(), limit=MAX_BYTES // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise ImportRefusedError("import-file-missing", path.as_posix()) from None
    except OSError as error:
        reason = error.strerror or "?"
        raise ImportRefusedError("file-unreadable", path.as_posix(), reason=reason) from None


def _languages(folder: Folder) -> tuple[str, ...]:
    """The languages of the study's material, as its settings name them."""
    settings = read_settings(folder).value
    return settings.languages.content if settings else ()


def _told(transcript: Transcript, content: Sequence[str], material: _Material) -> tuple[Problem, ...]:
    return tuple(language_notices(transcript, content, material.path.as_posix()))


def _transcript(material: _Material, identifier: str, source: Source, content: Sequence[str]) -> Transcript:
    detect = detect_language(content, material.reading)
    made = make_transcript(material.reading, identifier, source, detect)
    # What is written must be what is read again; anything else is a fault of ours, found here.
    again = parse_transcript(format_transcript(made), identifier)
    if again.problems or again.value is None:
        raise ImportRefusedError.of(
            Problem("import-not-stable", Place(material.path.as_posix()), {"value": identifier})
        )
    return made


def _in_study(folder: Folder) -> dict[str, str]:
    """SHA-256 of the source → id, of the transcripts in ``interviews/``."""
    known: dict[str, str] = {}
    for path in folder.transcripts():
        transcript = read_transcript(folder, path.stem).value
        if transcript is not None and transcript.head.source is not None:
            known[transcript.head.source.sha256] = transcript.head.id
    return known
