"""Beyond a draft, a prototype has criteria, tasks, a questionnaire and a plan; lists name nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find what a status asks for and is missing, and entries of lists that stand twice."""
    prototype = subject.prototype
    if prototype.status != "draft":
        lacking = [name for name in ("acceptance", "tasks", "questionnaire") if not getattr(prototype, name)]
        if lacking:
            told = ", ".join(lacking)
            yield subject.problem("status-unready", ("status",), status=prototype.status, value=told)
    yield from _tests(subject)
    for path, values in _lists(subject):
        for number, value in enumerate(values):
            if value in values[:number]:
                yield subject.problem("entry-twice", (*path, number), value=value)
    for at, code in enumerate(prototype.unchecked):
        if code not in prototype.languages:
            yield subject.problem("language-not-of-prototype", ("unchecked", at), value=code)


def _tests(subject: Subject) -> Iterator[Problem]:
    """Times of tasks that contradict each other, and questions after tasks that are not asked."""
    prototype = subject.prototype
    for at, task in enumerate(prototype.tasks):
        if task.expected_seconds is not None and task.expected_seconds > task.time_limit_seconds:
            yield subject.problem("task-time-contradicts", ("tasks", at, "time_limit_seconds"), task=task.id)
    if prototype.tasks and prototype.questionnaire and "seq" not in prototype.questionnaire:
        yield subject.problem("questionnaire-lacks-seq", ("questionnaire",), severity=Severity.WARNING)


def _lists(subject: Subject) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    prototype = subject.prototype
    for name in ("languages", "unchecked", "needs", "personas", "questionnaire"):
        yield (name,), getattr(prototype, name)
    for at, screen in enumerate(prototype.screens):
        yield ("screens", at, "needs"), screen.needs
    for at, task in enumerate(prototype.tasks):
        yield ("tasks", at, "needs"), task.needs
