"""Problem: one thing not in order, where it stands, and how to put it right.

Checks *yield* problems, so that one run shows all of them. An exception means that faden
cannot go on; it carries a problem too, so that both are worded in one catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Stops what was asked for: nothing is published while it stands."""
    WARNING = "warning"
    """To be looked at; stops nothing by itself."""
    NOTE = "note"
    """Said for completeness, such as what an import could not understand."""


class Status(StrEnum):
    """Whether the check behind a problem has run."""

    FOUND = "found"
    NOT_RUN = "not-run"
    """The check could not run; it never counts as passed."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where to look.

    Attributes:
        path: File relative to the study, with forward slashes; empty for the study as a whole.
        line: Line in that file, counted from 1; 0 where no line can be named.
    """

    path: str = ""
    line: int = 0

    def __str__(self) -> str:
        """The place as compilers write it, ``path:line``."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing not in order.

    Attributes:
        code: Its kind, a word that is never reused; the catalogue words it.
        place: Where to look.
        params: The values that the wording names. Never a real name.
        severity: How much it weighs.
        status: Whether the check has run.
    """

    code: str
    place: Place = Place()
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    status: Status = Status.FOUND


def order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order in which people work through them: by place, then by code."""
    return sorted(problems, key=lambda p: (p.place, p.code, str(sorted(p.params.items(), key=str))))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop publication; a check that could not run is one of them."""
    return [p for p in problems if p.severity is Severity.ERROR or p.status is Status.NOT_RUN]


class FadenError(Exception):
    """faden cannot go on. All exceptions of faden derive from this one.

    Attributes:
        problem: What happened, where, and what to do.
    """

    def __init__(self, code: str, place: Place | str = "", *, line: int = 0, **params: object) -> None:
        where = place if isinstance(place, Place) else Place(str(place), line)
        self.problem = Problem(code, where, params)
        super().__init__(f"{where}: {code} {params}")

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """The exception that carries a problem which a check has found."""
        error = cls(problem.code, problem.place)
        error.problem = problem
        return error


class StudyError(FadenError):
    """The study cannot be read or written."""


class UnknownError(FadenError):
    """Something was asked for that the study does not have; nothing is wrong with the study."""


class ImportRefusedError(FadenError):
    """A file cannot be imported; nothing was changed."""


class VaultError(FadenError):
    """The vault cannot be opened, or does not hold what was asked for."""
