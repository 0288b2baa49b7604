"""Which figures of whom may be told: none of so few that somebody could be known by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from faden.prototypes.sessions.metrics import TaskFigures, figures, trials, umux

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from faden.prototypes.sessions.figures import Mean
    from faden.prototypes.sessions.files import Stored
    from faden.prototypes.trials import Task

Dimension = Literal["version", "group", "language"]

DIMENSIONS: Final[tuple[Dimension, ...]] = ("version", "group", "language")
"""By what sessions are told apart, the more important first; ``version`` is a round of tests."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Figures of several sessions.

    Attributes:
        value: The version, group or language; empty for all together.
        n: Number of sessions.
        tasks: Figures of each task, in the order of the specification.
        umux: Mean UMUX-Lite from 0 to 100.
    """

    value: str
    n: int
    tasks: tuple[TaskFigures, ...]
    umux: Mean | None

    def task(self, identifier: str) -> TaskFigures | None:
        """The figures of a task."""
        return next((each for each in self.tasks if each.task == identifier), None)


@dataclass(frozen=True, slots=True)
class Report:
    """What may be told of the tests of a prototype.

    Attributes:
        total: All sessions; ``None`` where there are fewer than the threshold.
        by: Figures by version, group and language; what may not be told is missing.
        untold: For each dimension, how many versions, groups or languages are left out.
        least: The threshold: the study's k.
        sessions: Ids of the sessions behind the total.
        synthetic: Whether any of the sessions is made up.
    """

    total: Sample | None
    by: Mapping[Dimension, tuple[Sample, ...]]
    untold: Mapping[Dimension, int]
    least: int
    sessions: tuple[str, ...] = ()
    synthetic: bool = False


def report(stored: Sequence[Stored], tasks: Sequence[Task], least: int) -> Report:
    """The figures of all sessions, and of those parts of them that are large enough.

    Args:
        stored: The sessions.
        tasks: The tasks of the specification.
        least: The fewest sessions of which anything is told; the study's ``privacy.k``.
    """
    parts = {dimension: split(stored, dimension) for dimension in DIMENSIONS}
    told = tellable(parts, frozenset(s.id for s in stored), least)
    enough = len(stored) >= least
    by_id = {each.id: each for each in stored}

    def sample(value: str, ids: Iterable[str]) -> Sample:
        return _sample(value, [by_id[i] for i in sorted(ids)], tasks)

    by = {
        dimension: tuple(sample(value, parts[dimension][value]) for value in told.get(dimension, ()))
        for dimension in DIMENSIONS
    }
    return Report(
        total=sample("", by_id) if enough else None,
        by=by,
        untold={dimension: len(parts[dimension]) - len(by[dimension]) for dimension in DIMENSIONS},
        least=least,
        sessions=tuple(sorted(by_id)),
        synthetic=any(each.session.synthetic for each in stored),
    )


def _sample(value: str, stored: Sequence[Stored], tasks: Sequence[Task]) -> Sample:
    sessions = [each.session for each in stored]
    tried = trials(sessions, tasks)
    return Sample(value, len(stored), tuple(figures(task.id, tried) for task in tasks), umux(sessions))


def split(stored: Iterable[Stored], dimension: Dimension) -> dict[str, frozenset[str]]:
    """Value → ids of its sessions; who did not say a group stands under the empty value."""
    parts: dict[str, set[str]] = {}
    for each in stored:
        value = str(getattr(each.session, dimension) or "")
        parts.setdefault(value, set()).add(each.id)
    return {value: frozenset(parts[value]) for value in sorted(parts, key=_numbered)}


def _numbered(value: str) -> tuple[tuple[int, ...], str]:
    """Versions in the order of their numbers; words by letters."""
    numbers = tuple(int(part) for part in value.split(".")) if value.replace(".", "").isdecimal() else ()
    return numbers, value


def tellable(
    parts: Mapping[Dimension, Mapping[str, frozenset[str]]], everybody: frozenset[str], least: int
) -> dict[Dimension, tuple[str, ...]]:
    """The values of which figures may be told, so that no difference of two told figures is of a few.

    A value is told where it and all that is left of each larger one that is told are either nobody or
    at least `least`: with “all 7” and “6 of one group” the seventh would be known. What is left of a
    dimension beside all its told values counts likewise. Earlier dimensions go before later ones, larger
    values before smaller ones.

    Args:
        parts: Dimension → value → sessions; the values of one dimension do not overlap.
        everybody: All sessions; told themselves.
        least: The fewest sessions of which anything is told.
    """
    if len(everybody) < least:
        return {}
    kept: list[frozenset[str]] = [everybody]
    told: dict[Dimension, tuple[str, ...]] = {}
    for dimension, values in parts.items():
        chosen = _chosen(values, kept, everybody, least)
        told[dimension] = tuple(value for value in values if value in chosen)
        kept += [values[value] for value in told[dimension]]
        kept.append(everybody.difference(*(values[value] for value in told[dimension])))
    return told


def _chosen(
    values: Mapping[str, frozenset[str]],
    kept: Sequence[frozenset[str]],
    everybody: frozenset[str],
    least: int,
) -> set[str]:
    chosen = [value for value, ids in values.items() if value and _apart(ids, kept, least)]
    chosen.sort(key=lambda value: (-len(values[value]), value))
    while chosen:
        rest = everybody.difference(*(values[value] for value in chosen))
        if not 0 < len(rest) < least and all(_gap(rest, other, least) for other in kept):
            break
        chosen.pop()
    return set(chosen)


def _apart(ids: frozenset[str], kept: Sequence[frozenset[str]], least: int) -> bool:
    return len(ids) >= least and all(_gap(ids, other, least) for other in kept)


def _gap(one: frozenset[str], other: frozenset[str], least: int) -> bool:
    """Whether neither of two sets is the other but for a few."""
    if one <= other or other <= one:
        left = len(one ^ other)
        return left == 0 or left >= least
    return True
