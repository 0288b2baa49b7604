"""Problems, worded in the language of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import catalogue, remedy, text, what, worded
from faden.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.core.problems import Problem


_COMMAND: Final = re.compile(
    r"\bfaden (app|board|build|check|clusters|codings|comparables|consent|doctor|export|findings|hook|import|"
    r"init|leaks|matrix|migrate|needs|pair|prototype|pseudonyms|search|serve|suggest|withdraw)\b"
)
"""A command line in a remedy."""

_ABOUT_CODES: Final = frozenset(
    {
        "code-below-itself",
        "code-has-codings",
        "code-in-use",
        "code-merged",
        "code-retired",
        "coding-made-already",
        "definition-unchanged",
        "definition-without-reason",
    }
)
"""Problems whose values are ids of codes that exist."""


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
        remedy_here(problem, language),
        problem.status.value == "found",
    )


def remedy_here(problem: Problem, language: str) -> str:
    """What to do about a problem for whoever works in the app; where that needs a command, it is said."""
    key = f"app.remedy.{problem.code}"
    if key in catalogue():
        return worded(problem, key, language)
    told = remedy(problem, language)
    return f"{told} {text('app.remedy.terminal', language)}" if _COMMAND.search(told) else told


def with_names(problem: Problem, names: Mapping[str, str]) -> Problem:
    """A problem about codes that calls them by their names; any other as it is.

    Args:
        problem: The problem.
        names: The name of each code.
    """
    if problem.code not in _ABOUT_CODES:
        return problem
    return replace(problem, params={k: names.get(str(v), v) for k, v in problem.params.items()})


def tell_by_severity(problems: Iterable[Problem], language: str) -> list[tuple[str, list[Told]]]:
    """Problems by severity, the heaviest first, each in the order given; severities without any left out."""
    listed = list(problems)
    groups = [(s.value, [tell(p, language) for p in listed if p.severity is s]) for s in Severity]
    return [(severity, told) for severity, told in groups if told]
