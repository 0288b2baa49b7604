"""Whether a prototype is in order: one rule a file, all problems in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import order
from faden.prototypes.check import (
    conditions,
    criteria,
    data,
    dead_ends,
    drawings,
    fields,
    forms,
    hidden_characters,
    history,
    ids,
    labels,
    links,
    needs,
    numbers,
    overflow,
    placeholders,
    reach,
    readiness,
    references,
    start,
    states,
    tasks,
    tongues,
    translations,
    wording,
)
from faden.prototypes.check.subject import Known, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from faden.core.problems import Problem
    from faden.core.yaml import Parsed
    from faden.prototypes.spec import Prototype

    Rule = Callable[[Subject], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    conditions.check,
    criteria.check,
    data.check,
    dead_ends.check,
    drawings.check,
    fields.check,
    forms.check,
    hidden_characters.check,
    history.check,
    ids.check,
    labels.check,
    links.check,
    needs.check,
    numbers.check,
    overflow.check,
    placeholders.check,
    reach.check,
    readiness.check,
    references.check,
    start.check,
    states.check,
    tasks.check,
    tongues.check,
    translations.check,
    wording.check,
)
"""Every rule; each yields the problems of one kind."""


def check_prototype(
    parsed: Parsed[Prototype],
    path: str,
    *,
    needs: Collection[str] | None,
    pictures: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> list[Problem]:
    """All problems of a specification, by line; those of reading it where it could not be read.

    Args:
        parsed: What `read_prototype` gave.
        path: The file, as messages name it.
        needs: Ids of the study's needs; ``None`` where they could not be read, which is a problem.
        pictures: Drawings that cannot be shown, as `read_pictures` gives them; ``None`` where they were
            not read, which is a problem if the specification names any.
        known: Personas, groups, findings and sessions that it may name; kinds left out are not looked at.
    """
    if parsed.value is None:
        return order(parsed.problems)
    subject = Subject(parsed.value, path, parsed.lines, needs, pictures, known or Known())
    return order(problem for rule in RULES for problem in rule(subject))


__all__ = ["RULES", "Known", "Subject", "check_prototype"]
