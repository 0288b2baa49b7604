"""Acceptance criteria can be run, and hold: each is played through without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.prototypes.graph import Page, pages
from faden.prototypes.simulation import ImpossibleError, Visit, act, begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.spec import Criterion, Outcome, Where
    from faden.prototypes.walk import KeyPath


def check(subject: Subject) -> Iterator[Problem]:
    """Find criteria that nobody could try, that fail, and that hold without anything being done."""
    known = {page for page, _, _ in pages(subject.prototype)}
    tried: dict[object, str] = {}
    for at, criterion in enumerate(subject.prototype.acceptance):
        path: KeyPath = ("acceptance", at)
        places = [name for name in ("given", "then") if not _known(getattr(criterion, name), known)]
        for name in places:
            where = getattr(criterion, name)
            value = ".".join(filter(None, (where.screen, where.fixture, where.state)))
            yield subject.problem(
                "criterion-place-unknown", (*path, name), criterion=criterion.id, value=value
            )
        if not places:
            yield from _played(subject, path, criterion)
        same = (criterion.given, criterion.when, repr(criterion.then))
        if same in tried:
            told, severity = tried[same], Severity.WARNING
            yield subject.problem(
                "criterion-twice", path, severity=severity, criterion=criterion.id, other=told
            )
        tried[same] = criterion.id


def _known(where: Where, known: set[Page]) -> bool:
    return Page(where.screen, where.fixture, where.state) in known


def _played(subject: Subject, path: KeyPath, criterion: Criterion) -> Iterator[Problem]:
    """The criterion in the first language; its words in every language."""
    for language in subject.prototype.languages:
        visit = begin(subject.prototype, criterion.given, language)
        for number, action in enumerate(criterion.when):
            at = (*path, "when", number)
            try:
                visit = act(visit, action)
            except ImpossibleError as error:
                yield subject.problem("criterion-impossible", at, criterion=criterion.id, value=str(error))
                return
        problems = list(_outcome(subject, (*path, "then"), criterion, visit))
        yield from problems
        if problems:
            return
    if not criterion.when and not _says(criterion.then):
        yield subject.problem("criterion-says-nothing", (*path, "then"), criterion=criterion.id)


def _says(then: Outcome) -> bool:
    return bool(then.errors or then.kept or then.shown or then.hidden or then.count or then.text)


def _outcome(subject: Subject, path: KeyPath, criterion: Criterion, visit: Visit) -> Iterator[Problem]:
    then = criterion.then
    here = ".".join(filter(None, visit.page))
    wanted = ".".join(filter(None, (then.screen, then.fixture, then.state)))

    if here != wanted:
        yield _fails(subject, (*path, "screen"), criterion, wanted, here)
        return
    if then.language is not None and then.language != visit.language:
        yield _fails(subject, (*path, "language"), criterion, then.language, visit.language)
    if set(then.errors) != set(visit.errors):
        yield _fails(
            subject,
            (*path, "errors"),
            criterion,
            ", ".join(then.errors) or "–",
            ", ".join(visit.errors) or "–",
        )
    for name, value in then.kept.items():
        if "".join(visit.values.get(name, ())) != value.strip():
            yield _fails(
                subject,
                (*path, "kept"),
                criterion,
                f"{name}: {value}",
                "".join(visit.values.get(name, ())) or "–",
            )
    yield from _sights(subject, path, criterion, visit)
    if then.text is not None and not any(then.text.text(visit.language) in text for text in visit.texts()):
        yield _fails(subject, (*path, "text"), criterion, then.text.text(visit.language), "–")


def _sights(subject: Subject, path: KeyPath, criterion: Criterion, visit: Visit) -> Iterator[Problem]:
    then = criterion.then
    told = [("shown", name, True) for name in then.shown] + [("hidden", name, False) for name in then.hidden]
    for field, name, wanted in told:
        try:
            seen = visit.sees(name)
        except ImpossibleError:
            yield subject.problem("criterion-impossible", (*path, field), criterion=criterion.id, value=name)
            continue
        if seen != wanted:
            yield _fails(subject, (*path, field), criterion, name, "–")
    for name, count in then.count.items():
        found = visit.count(name)
        if found is None:
            yield subject.problem(
                "criterion-impossible", (*path, "count"), criterion=criterion.id, value=name
            )
        elif found != count:
            yield _fails(subject, (*path, "count"), criterion, count, found)


def _fails(subject: Subject, path: KeyPath, criterion: Criterion, expected: object, seen: object) -> Problem:
    field = path[-1]
    return subject.problem(
        "criterion-fails", path, criterion=criterion.id, field=field, expected=expected, seen=seen
    )
