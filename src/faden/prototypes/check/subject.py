"""What every rule is given: the specification, the places of its lines, and the known needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from faden.prototypes.spec import Prototype
    from faden.prototypes.walk import KeyPath


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of the study that a specification may name; ``None`` where a kind was not read.

    Attributes:
        personas: Its personas.
        groups: Its groups.
        findings: Its findings.
        sessions: The test sessions of this prototype.
        merged: Need → the need into which it has been merged.
    """

    personas: Collection[str] | None = None
    groups: Collection[str] | None = None
    findings: Collection[str] | None = None
    sessions: Collection[str] | None = None
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """A prototype under check.

    Attributes:
        prototype: The specification.
        path: Its file, as messages name it.
        lines: Line of each key path in the file.
        needs: Ids of the study's needs; ``None`` where they could not be read.
        pictures: Drawings that cannot be shown, with what is wrong; ``None`` where none were read.
        known: What else of the study it may name.
    """

    prototype: Prototype
    path: str
    lines: Mapping[KeyPath, int]
    needs: Collection[str] | None
    pictures: Mapping[str, str] | None = None
    known: Known = field(default_factory=Known)

    def place(self, *path: str | int) -> Place:
        """The line of a value, or of the nearest one above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.path, self.lines.get(path, 1))

    def problem(
        self, code: str, path: KeyPath, *, severity: Severity = Severity.ERROR, **params: object
    ) -> Problem:
        """A problem at the line of this key path."""
        return Problem(code, self.place(*path), params, severity)
