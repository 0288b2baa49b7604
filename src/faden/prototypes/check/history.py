"""The history ends with the present version and runs forward in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.dates import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find a present version without an entry, and entries that do not follow one another."""
    prototype = subject.prototype
    history = prototype.history
    if not history or history[-1].version != prototype.version:
        yield subject.problem("history-behind", ("version",), version=prototype.version)
    for at in range(1, len(history)):
        before, after = history[at - 1], history[at]
        forward = _number(before.version) < _number(after.version)
        if not forward or last_day(before.on) > last_day(after.on):
            yield subject.problem("history-disordered", ("history", at), version=after.version)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
