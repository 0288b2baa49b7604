"""A study's prototypes: checked, rendered into a folder or one file, and served while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.files import write_atomic
from faden.core.problems import FadenError, StudyError, errors
from faden.findings.need import merged, read_needs
from faden.prototypes.check import Known, check_prototype
from faden.prototypes.live import Live
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype, render_single, single_name
from faden.prototypes.render.names import INDEX
from faden.prototypes.sessions.files import session_paths
from faden.prototypes.spec import read_prototype
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from faden.core.problems import Problem
    from faden.study.folder import Folder


def known_needs(folder: Folder) -> frozenset[str] | None:
    """Ids of the study's needs; ``None`` where they cannot be read."""
    try:
        needs = read_needs(folder).value
    except FadenError:
        return None
    return None if needs is None else frozenset(need.id for need in needs)


def known_else(folder: Folder, name: str) -> Known:
    """What else of the study the prototype in a folder may name: personas, groups, findings, its sessions.

    Besides, which of the needs have been merged.
    """
    try:
        settings = read_settings(folder).value
    except FadenError:
        settings = None
    try:
        needs = read_needs(folder).value or ()
    except FadenError:
        needs = ()
    return Known(
        personas={path.stem for path in folder.personas()},
        groups=None if settings is None else {group.id for group in settings.groups},
        findings={path.stem for path in folder.findings()},
        sessions={path.stem for path in session_paths(folder, name)},
        merged=merged(needs),
    )


def find_path(folder: Folder, which: str) -> Path:
    """The specification of a prototype, by its id or the name of its folder.

    Raises:
        StudyError: There is none.
    """
    paths = folder.prototypes()
    for path in paths:
        if path.parent.name == which:
            return path
    for path in paths:
        found = read_prototype(folder, path).value
        if found is not None and found.id == which:
            return path
    raise StudyError("prototype-missing", "prototypes", value=which)


def check_prototypes(folder: Folder, which: str | None = None) -> list[Problem]:
    """All problems of one prototype, or of all, drawings included."""
    needs = known_needs(folder)
    paths = folder.prototypes() if which is None else [find_path(folder, which)]
    found: list[Problem] = []
    for path in paths:
        parsed = read_prototype(folder, path)
        bad = read_pictures(path, parsed.value)[1] if parsed.value is not None else {}
        known = known_else(folder, path.parent.name)
        found += check_prototype(parsed, folder.shown(path), needs=needs, pictures=bad, known=known)
    return found


def render_files(folder: Folder, which: str, *, single: bool) -> dict[str, bytes]:
    """The pages of a prototype: a folder of files, or one file that holds them all.

    Raises:
        StudyError: The prototype has errors; carries the first.
    """
    path = find_path(folder, which)
    wrong = errors(check_prototypes(folder, path.parent.name))
    if wrong:
        raise StudyError.of(wrong[0])
    prototype, settings = read_prototype(folder, path).value, read_settings(folder)
    if prototype is None or settings.value is None:
        raise StudyError.of(settings.problems[0])
    pictures, _ = read_pictures(path, prototype)
    if single:
        return {single_name(prototype): render_single(prototype, settings.value, pictures).encode()}
    return render_prototype(prototype, settings.value, pictures)


def write_rendered(target: Path, files: dict[str, bytes]) -> None:
    """Write the pages of a prototype into a folder that is new, empty, or holds an earlier rendering.

    Raises:
        StudyError: The folder holds something else.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())) and not _ours(target, files):
        raise StudyError("render-target-taken", target.as_posix())
    for name, content in files.items():
        write_atomic(target / name, content)


def _ours(target: Path, files: dict[str, bytes]) -> bool:
    """Whether a folder holds an earlier rendering; one file may stand beside anything but itself."""
    if INDEX in files:
        return (target / INDEX).is_file() and (target / "assets/kern/ORIGIN.json").is_file()
    return target.is_dir() and not any((target / name).exists() for name in files)


def live(folder: Folder, which: str) -> Live:
    """A prototype to be served while one writes.

    Raises:
        StudyError: There is none of this name.
    """
    path = find_path(folder, which)
    return Live(folder, path, lambda: known_needs(folder), lambda: known_else(folder, path.parent.name))
