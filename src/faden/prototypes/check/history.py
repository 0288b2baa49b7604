"""The history ends with the present version and runs forward in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.dates import last_day
from faden.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find a present version without an entry, entries out of order, and changes without any reason.

    Needs, findings and tests that a change names are a reason too.
    """
    prototype = subject.prototype
    history = prototype.history
    if not history or history[-1].version != prototype.version:
        yield subject.problem("history-behind", ("version",), version=prototype.version)
    for at in range(1, len(history)):
        before, after = history[at - 1], history[at]
        forward = _number(before.version) < _number(after.version)
        if not forward or last_day(before.on) > last_day(after.on):
            yield subject.problem("history-disordered", ("history", at), version=after.version)
        if after.why is None and not (after.needs or after.findings or after.sessions):
            path = ("history", at)
            params = {"version": after.version}
            yield subject.problem("change-without-why", path, severity=Severity.WARNING, **params)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
