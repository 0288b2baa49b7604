"""The hand-off of a prototype: put together from what may leave the study, and written into a folder."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Final

from faden.build.clock import today
from faden.build.prototyping import known_else
from faden.build.testing import find_prototype, tested
from faden.core.catalogue import INTERFACE_LANGUAGES, what
from faden.core.files import digest, write_atomic
from faden.core.problems import StudyError, errors
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.prototypes.check import check_prototype
from faden.prototypes.handoff.bundle import handoff_files
from faden.prototypes.handoff.material import Handing, NeedNote, Said, ScreenFigures
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import render_prototype
from faden.prototypes.sessions.clicks import screen_clicks
from faden.prototypes.sessions.observations import observed
from faden.prototypes.spec import read_prototype
from faden.publish.compose.view import Material, view_in
from faden.publish.gate import judge
from faden.publish.verdict import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faden.build.testing import Tested
    from faden.findings.need import Need
    from faden.prototypes.spec import Prototype
    from faden.publish.compose.view import View
    from faden.study.folder import Folder

_QUOTED: Final = 3
"""The most quotations that stand beside a need."""

MARK: Final = "handoff.json"
"""The file by which a folder is known to be a hand-off that may be written anew."""


def hand_off(folder: Folder, which: str, *, language: str = "de") -> dict[str, bytes]:
    """All files of a prototype's hand-off, by path.

    Needs stand in it as the gate lets them through, by name and statement, with such quotations as it lets
    pass for the site; other words of participants, personas and notes of moderators do not.

    Args:
        folder: The study.
        which: The prototype, by id or folder.
        language: Language of the documents: ``de`` or ``en``.

    Raises:
        StudyError: There is no such prototype, or its specification is not in order.
    """
    name, prototype = find_prototype(folder, which)
    corpus = read_corpus(folder)
    case = Case(corpus, Index(corpus), today())
    path = folder.root / "prototypes" / name / "prototype.yaml"
    read, shown = read_prototype(folder, path), folder.shown(path)
    pictures, bad = read_pictures(path, prototype)
    needs, known = [need.id for need in corpus.needs], known_else(folder, name)
    found = check_prototype(read, shown, needs=needs, pictures=bad, known=known)
    if errors(found):
        raise StudyError("handoff-not-in-order", shown, value=prototype.id)
    told = language if language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]
    view, tests = view_in(case, judge(case), Material(), told), tested(folder, which)
    wanted = prototype.plan.groups if prototype.plan else ()
    handing = Handing(
        prototype=prototype,
        language=told,
        study=corpus.settings.title.text(told),
        needs=tuple(NeedNote(n.id, n.name, n.statement, _said(view, n)) for n in view.needs()),
        report=tests.report,
        screens=tuple(_screens(tests)),
        noted=bool(observed(tests.stored)) and tests.report.total is not None,
        groups=tuple(group.name for group in corpus.settings.groups if group.id in wanted),
        elsewhere=_elsewhere(folder, prototype),
        rendered=render_prototype(prototype, corpus.settings, pictures),
        notices=tuple(what(problem, told) for problem in found),
        merged=known.merged,
        synthetic=prototype.synthetic or corpus.settings.synthetic,
    )
    files = handoff_files(handing)
    sums = {name: digest(content) for name, content in files.items()}
    mark = {"prototype": prototype.id, "version": prototype.version, "files": sums}
    return files | {MARK: (json.dumps(mark, ensure_ascii=False, indent=1) + "\n").encode()}


def _said(view: View, need: Need) -> tuple[Said, ...]:
    """A few quotations about a need, as the site shows them."""
    shown = [q for coding in need.codings if (q := view.quotation(coding)) is not None][:_QUOTED]
    return tuple(
        Said(q.words or q.translation, q.attribution, q.translation if q.words else "") for q in shown
    )


def _screens(tests: Tested) -> Iterator[ScreenFigures]:
    """How screens fared in the versions that may be told, where enough people saw them."""
    for sample in tests.report.by.get("version", ()):
        sessions = [each.session for each in tests.stored if each.session.version == sample.value]
        for screen in tests.prototype.screens:
            clicks = screen_clicks(sessions, screen.id)
            if clicks.visitors >= tests.report.least:
                yield ScreenFigures(sample.value, sample.n, clicks)


def _elsewhere(folder: Folder, prototype: Prototype) -> dict[str, tuple[str, ...]]:
    """Need → the study's other prototypes that take it up."""
    found: dict[str, tuple[str, ...]] = {}
    for path in folder.prototypes():
        other = read_prototype(folder, path).value
        if other is not None and other.id != prototype.id:
            for need in other.needs:
                found[need] = (*found.get(need, ()), other.id)
    return found


def write_handoff(target: Path, files: dict[str, bytes]) -> None:
    """Write a hand-off; an older hand-off there goes, and nothing else is ever overwritten.

    Raises:
        StudyError: The folder holds something else, or changed files of an older hand-off.
    """
    if target.exists():
        _clear(target)
    for name, content in files.items():
        write_atomic(target / name, content)


def _clear(target: Path) -> None:
    """Delete an older hand-off of ours; refuse where anything else stands there, or was changed."""
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    if not present:
        return
    mark = target / MARK
    try:
        known = json.loads(mark.read_text(encoding="utf-8"))["files"]
        whole = all(digest((target / name).read_bytes()) == known[name] for name in present - {MARK})
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole or target.is_symlink():
        raise StudyError("handoff-not-ours", value=target.as_posix())
    shutil.rmtree(target)
