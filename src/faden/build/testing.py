"""Usability tests of a study's prototypes: taken in, counted, and their notes made codable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.files import write_new
from faden.core.problems import StudyError
from faden.interviews.files import format_transcript
from faden.prototypes.sessions.files import Imported, Stored, import_sessions, read_sessions
from faden.prototypes.sessions.observations import observations
from faden.prototypes.sessions.telling import Report, report
from faden.prototypes.spec import Prototype, read_prototype
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from faden.core.problems import Problem
    from faden.study.folder import Folder
    from faden.study.settings import Settings


@dataclass(frozen=True, slots=True)
class Tested:
    """A prototype with its tests.

    Attributes:
        name: Its folder below ``prototypes``.
        prototype: The specification.
        stored: Its sessions.
        report: What may be told of them.
        problems: What is wrong with sessions that are left out, and what to know.
    """

    name: str
    prototype: Prototype
    stored: tuple[Stored, ...]
    report: Report
    problems: tuple[Problem, ...]


def find_prototype(folder: Folder, which: str) -> tuple[str, Prototype]:
    """A prototype by its id or the name of its folder.

    Raises:
        StudyError: There is none, or its specification cannot be read.
    """
    for path in folder.prototypes():
        parsed = read_prototype(folder, path)
        if parsed.value is None:
            if path.parent.name == which:
                raise StudyError.of(parsed.problems[0])
            continue
        if which in {parsed.value.id, path.parent.name}:
            return path.parent.name, parsed.value
    raise StudyError("prototype-missing", "prototypes", value=which)


def take_in(folder: Folder, which: str, files: Sequence[Path]) -> tuple[Imported, ...]:
    """Take session files over into the study.

    Args:
        folder: The study.
        which: The prototype, by id or folder.
        files: What testers have handed over.

    Raises:
        StudyError: There is no such prototype.
    """
    name, prototype = find_prototype(folder, which)
    groups = [group.id for group in _settings(folder).groups]
    return import_sessions(folder, name, prototype, files, groups=groups)


def tested(folder: Folder, which: str) -> Tested:
    """The tests of a prototype, counted; small groups are left out.

    Args:
        folder: The study.
        which: The prototype, by id or folder.

    Raises:
        StudyError: There is no such prototype.
    """
    name, prototype = find_prototype(folder, which)
    stored, problems = read_sessions(folder, name, prototype)
    told = report(stored, prototype.tasks, _settings(folder).privacy.k)
    return Tested(name, prototype, stored, told, problems)


def write_observations(folder: Folder, which: str, identifier: str, language: str) -> Path | None:
    """Write the moderators' notes as a new transcript; ``None`` where there are none.

    Args:
        folder: The study.
        which: The prototype, by id or folder.
        identifier: Id of the transcript, such as ``W05``; nothing that stands there is overwritten.
        language: The language in which the notes are written.

    Raises:
        StudyError: There is no such prototype, or a transcript of this id stands there.
    """
    name, prototype = find_prototype(folder, which)
    stored, _ = read_sessions(folder, name, prototype)
    transcript = observations(prototype, stored, identifier, language)
    if transcript is None:
        return None
    path = folder.transcript(transcript.head.id)
    if not write_new(path, format_transcript(transcript)):
        raise StudyError("observations-present", folder.shown(path), value=identifier)
    return path


def _settings(folder: Folder) -> Settings:
    parsed = read_settings(folder)
    if parsed.value is None:
        raise StudyError.of(parsed.problems[0])
    return parsed.value
