"""Acceptance criteria speak of screens, rows, controls and words that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.components import FormField, List
from faden.prototypes.graph import Page, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Action, Criterion, Screen, Where
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find criteria that nobody could try."""
    for at, criterion in enumerate(subject.prototype.acceptance):
        path: KeyPath = ("acceptance", at)
        for name in ("given", "then"):
            yield from _place(subject, (*path, name), criterion.id, getattr(criterion, name))
        given = subject.prototype.screen(criterion.given.screen)
        then = subject.prototype.screen(criterion.then.screen)
        if given is not None:
            yield from _actions(subject, path, criterion, given)
        if then is not None:
            yield from _outcome(subject, (*path, "then"), criterion, then)


def _place(subject: Subject, path: KeyPath, criterion: str, where: Where) -> Iterator[Problem]:
    known = {page for page, _, _ in pages(subject.prototype)}
    if Page(where.screen, where.fixture) not in known:
        value = ".".join(filter(None, (where.screen, where.fixture)))
        yield subject.problem("criterion-place-unknown", path, criterion=criterion, value=value)


def _actions(subject: Subject, path: KeyPath, criterion: Criterion, screen: Screen) -> Iterator[Problem]:
    """Actions up to the first that leaves the screen must be possible on it."""
    for number, action in enumerate(criterion.when):
        at = (*path, "when", number)
        if action.do == "switch-language":
            if action.value not in subject.prototype.languages:
                yield subject.problem("criterion-impossible", at, criterion=criterion.id, value=action.value)
            continue
        if not _possible(subject, screen, action):
            value = action.target or action.do
            yield subject.problem("criterion-impossible", at, criterion=criterion.id, value=value)
        if action.do == "click":
            return


def _possible(subject: Subject, screen: Screen, action: Action) -> bool:
    if action.target is None or (action.do in ("fill", "choose") and action.value is None):
        return False
    if action.do == "click" and action.target == "back":
        return screen.back is not None
    name, _, row = action.target.partition(".")
    component = next((c for c in screen.components if getattr(c, "id", None) == name), None)
    if component is None or bool(row) != isinstance(component, List):
        return False
    if isinstance(component, List):
        return subject.prototype.row(component.source, row) is not None
    options = {option.value for option in getattr(component, "options", ())}
    return not (action.do == "choose" and action.value not in options)


def _outcome(subject: Subject, path: KeyPath, criterion: Criterion, screen: Screen) -> Iterator[Problem]:
    then = criterion.then
    fields = {c.id for c in screen.components if isinstance(c, FormField)}
    lists = {c.id: c.source for c in screen.components if isinstance(c, List)}
    wrong = [name for name in (*then.errors, *then.kept) if name not in fields]
    for entry in (*then.shown, *then.hidden):
        name, _, row = entry.partition(".")
        if subject.prototype.row(lists.get(name, ""), row) is None:
            wrong.append(entry)
    for value in wrong:
        yield subject.problem("criterion-impossible", path, criterion=criterion.id, value=value)
