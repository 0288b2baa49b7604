"""Personas, groups, findings and test sessions that a specification names are those of the study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

_SEVERITIES: Final = {
    "persona": Severity.ERROR,
    "group": Severity.ERROR,
    "finding": Severity.ERROR,
    "session": Severity.WARNING,  # somebody may have taken theirs back, and the change stays
}


def check(subject: Subject) -> Iterator[Problem]:
    """Find ids that name nothing in the study; kinds that were not read are passed over."""
    known = subject.known
    told = {
        "persona": known.personas,
        "group": known.groups,
        "finding": known.findings,
        "session": known.sessions,
    }
    for kind, path, value in _named(subject):
        there = told[kind]
        if there is not None and value not in there:
            code = f"prototype-{kind}-unknown"
            yield subject.problem(code, path, severity=_SEVERITIES[kind], value=value)


def _named(subject: Subject) -> Iterator[tuple[str, KeyPath, str]]:
    prototype = subject.prototype
    for at, value in enumerate(prototype.personas):
        yield "persona", ("personas", at), value
    for at, value in enumerate(prototype.plan.groups if prototype.plan else ()):
        yield "group", ("plan", "groups", at), value
    for number, change in enumerate(prototype.history):
        for at, value in enumerate(change.findings):
            yield "finding", ("history", number, "findings", at), value
        for at, value in enumerate(change.sessions):
            yield "session", ("history", number, "sessions", at), value
