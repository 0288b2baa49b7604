"""What stands beside the study: comparable projects and prototypes, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.comparables.projects import Comparable, CriteriaFile, read_comparable, read_criteria
from faden.core.files import digest
from faden.core.languages import LocalText
from faden.core.problems import FadenError, Problem, Severity, errors
from faden.prototypes.check import Known, check_prototype
from faden.prototypes.pictures import read_pictures
from faden.prototypes.render import flow_svg, single_name, start_path
from faden.prototypes.sessions.files import Stored, read_sessions
from faden.prototypes.spec import Prototype, read_prototype
from faden.publish.compose.view import ChangeView, PrototypeView, ScreenView

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from faden.study.folder import Folder

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Made:
    """A prototype that is in order.

    Attributes:
        prototype: The specification.
        pictures: Its drawings, by name.
        digest: Digest of the file and of the drawings.
        sessions: Its test sessions.
    """

    prototype: Prototype
    pictures: Mapping[str, str]
    digest: str
    sessions: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Comparables and prototypes of a study.

    Attributes:
        comparables: Projects, by name.
        criteria: What they are asked; ``None`` where it cannot be read.
        prototypes: Prototypes that are in order.
        problems: What is not in order; such a prototype is left out.
    """

    comparables: tuple[Comparable, ...]
    criteria: CriteriaFile | None
    prototypes: tuple[Made, ...]
    problems: tuple[Problem, ...]


def read_beside(folder: Folder, needs: Collection[str] | None, merged: Mapping[str, str]) -> Beside:
    """Read comparables and prototypes.

    Args:
        folder: The study.
        needs: Ids of the study's needs; ``None`` where they could not be read.
        merged: Need → the need into which it has been merged.
    """
    problems: list[Problem] = []
    projects = [p for path in folder.comparables() if (p := _one(folder, path, problems)) is not None]
    criteria = None
    if (folder.root / "research/comparables/criteria.yaml").exists():
        parsed = read_criteria(folder)
        problems += parsed.problems
        criteria = parsed.value
    prototypes: list[Made] = []
    for path in folder.prototypes():
        try:
            read = read_prototype(folder, path)
        except FadenError as error:
            problems.append(error.problem)
            continue
        good, bad = read_pictures(path, read.value) if read.value is not None else ({}, {})
        known = Known(merged=merged)
        found = check_prototype(read, folder.shown(path), needs=needs, pictures=bad, known=known)
        problems += found
        if read.value is not None and not errors(found):
            content = path.read_text(encoding="utf-8") + "\0".join(f"{n}\0{t}" for n, t in good.items())
            sessions, told = read_sessions(folder, path.parent.name, read.value)
            problems += [problem for problem in told if problem.severity is not Severity.NOTE]
            prototypes.append(Made(read.value, good, digest(content), sessions))
    ordered = tuple(sorted(projects, key=lambda p: p.name.casefold()))
    return Beside(ordered, criteria, tuple(prototypes), tuple(problems))


def _one(folder: Folder, path: Path, problems: list[Problem]) -> Comparable | None:
    try:
        parsed = read_comparable(folder, path)
    except FadenError as error:
        problems.append(error.problem)
        return None
    problems += parsed.problems
    return parsed.value


def prototype_folder(prototype: Prototype) -> str:
    """Where a prototype's files stand in the site."""
    return f"prototype/{prototype.id}"


def prototype_view(prototype: Prototype, languages: tuple[str, ...]) -> PrototypeView:
    """What the site says of a prototype."""
    return PrototypeView(
        id=prototype.id,
        title=prototype.title,
        languages=prototype.languages,
        start={
            code: f"{prototype_folder(prototype)}/{start_path(prototype, code)}"
            for code in prototype.languages
        },
        screens=tuple((_unbound(screen.title), screen.needs) for screen in prototype.screens),
        flow={code: flow_svg(prototype, code) for code in languages if code in prototype.languages},
        synthetic=prototype.synthetic,
        summary=prototype.summary,
        unchecked=prototype.unchecked,
        single=f"{prototype_folder(prototype)}/{single_name(prototype)}",
        inventory=tuple(
            ScreenView(
                _unbound(screen.name or screen.title),
                screen.needs,
                screen.hypotheses,
                sum(1 for _ in screen.parts()),
                tuple(state.kind for state in screen.states),
            )
            for screen in prototype.screens
        ),
        history=tuple(
            ChangeView(c.version, str(c.on), c.change, c.why, c.needs, c.findings, len(c.sessions))
            for c in reversed(prototype.history)
        ),
        tasks=tuple(task.prompt for task in prototype.tasks),
    )


def _unbound(title: LocalText) -> LocalText:
    """The title of a screen that is shown once a row, without the row: ``{title}`` becomes “…”."""
    return LocalText({code: _PLACEHOLDER.sub("…", text) for code, text in title.root.items()})
