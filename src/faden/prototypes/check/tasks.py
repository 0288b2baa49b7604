"""The tasks of the test can be done, and in the way that is called the best."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from faden.prototypes.graph import Page, pages, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Task, Where
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find optimal paths that cannot be clicked, or that do not lead from the start to success."""
    onward = ways(subject.prototype)
    known = {page for page, _, _ in pages(subject.prototype)}
    for at, task in enumerate(subject.prototype.tasks):
        path: KeyPath = ("tasks", at)
        wrong = [name for name in ("start", "success") if not _matching(known, getattr(task, name))]
        for name in wrong:
            where = getattr(task, name)
            value = ".".join(filter(None, (where.screen, where.fixture, where.state)))
            yield subject.problem("task-place-unknown", (*path, name), task=task.id, value=value)
        if not wrong and _matching(known, task.start) & _matching(known, task.success):
            yield subject.problem("task-done-already", (*path, "success"), task=task.id)
        elif not wrong:
            yield from _path(subject, path, task, onward)


def _matching(known: set[Page], where: Where) -> set[Page]:
    return {
        p
        for p in known
        if p.screen == where.screen and where.fixture in (None, p.row) and where.state == p.state
    }


def _path(
    subject: Subject, path: KeyPath, task: Task, onward: Mapping[Page, tuple[Page, ...]]
) -> Iterator[Problem]:
    steps = task.optimal_path
    here = _matching(set(onward), task.start)
    if steps[0] != task.start.screen:
        here = set()
    for number, (before, after) in enumerate(pairwise(steps), start=1):
        here = {goal for page in here for goal in onward[page] if goal.screen == after and goal in onward}
        if not here and steps[0] == task.start.screen:
            at = (*path, "optimal_path", number)
            yield subject.problem("task-path-impossible", at, task=task.id, before=before, after=after)
            return
    if not here & _matching(set(onward), task.success):
        yield subject.problem(
            "task-path-ends",
            (*path, "optimal_path"),
            task=task.id,
            start=task.start.screen,
            success=task.success.screen,
        )
