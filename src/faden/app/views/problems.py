"""Problems, worded in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.catalogue import remedy, what
from faden.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in words: its code, where it stands, what is wrong, what to do."""

    code: str
    place: str
    what: str
    remedy: str
    ran: bool


def tell(problem: Problem, language: str) -> Told:
    """Word a problem."""
    return Told(
        problem.code,
        str(problem.place),
        what(problem, language),
        remedy(problem, language),
        problem.status.value == "found",
    )


def tell_by_severity(problems: Iterable[Problem], language: str) -> list[tuple[str, list[Told]]]:
    """Problems by severity, the heaviest first, each in the order given; severities without any left out."""
    listed = list(problems)
    groups = [(s.value, [tell(p, language) for p in listed if p.severity is s]) for s in Severity]
    return [(severity, told) for severity, told in groups if told]
