"""Whether a prototype is in order: one rule a file, all problems in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import order
from faden.prototypes.check import (
    criteria,
    dead_ends,
    fields,
    hidden_characters,
    history,
    ids,
    labels,
    links,
    needs,
    placeholders,
    reach,
    start,
    tasks,
    translations,
)
from faden.prototypes.check.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from faden.core.problems import Problem
    from faden.core.yaml import Parsed
    from faden.prototypes.spec import Prototype

    Rule = Callable[[Subject], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    criteria.check,
    dead_ends.check,
    fields.check,
    hidden_characters.check,
    history.check,
    ids.check,
    labels.check,
    links.check,
    needs.check,
    placeholders.check,
    reach.check,
    start.check,
    tasks.check,
    translations.check,
)
"""Every rule; each yields the problems of one kind."""


def check_prototype(parsed: Parsed[Prototype], path: str, *, needs: Collection[str] | None) -> list[Problem]:
    """All problems of a specification, by line; those of reading it where it could not be read.

    Args:
        parsed: What `read_prototype` gave.
        path: The file, as messages name it.
        needs: Ids of the study's needs; ``None`` where they could not be read, which is a problem.
    """
    if parsed.value is None:
        return order(parsed.problems)
    subject = Subject(parsed.value, path, parsed.lines, needs)
    return order(problem for rule in RULES for problem in rule(subject))


__all__ = ["RULES", "Subject", "check_prototype"]
