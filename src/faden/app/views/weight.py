"""What weight needs have, for the team: by place, where two groups differ, dots per side, steps of journeys.

All numbers are exact here; what a site may tell of them is decided in `publish.counts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.findings.need import standing
from faden.findings.votes import SIDES, furthest, tally
from faden.findings.weight import difference, opposites

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.findings.board.ballots import Dots
    from faden.findings.board.counting import Counting
    from faden.findings.evidence import Reach
    from faden.findings.votes import Tally
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Contrast:
    """A need in two groups.

    Attributes:
        id: The need.
        name: Its name.
        first: Persons of the first group, and of how many.
        second: Persons of the second group, and of how many.
        points: First share less the second, in points of a hundred.
        low: Lower end of its 95 % interval.
        high: Upper end.
        clear: Whether the interval leaves out zero.
    """

    id: str
    name: str
    first: tuple[int, int]
    second: tuple[int, int]
    points: int
    low: int
    high: int
    clear: bool


@dataclass(frozen=True, slots=True)
class Contrasts:
    """All needs in two groups, the largest difference first.

    Attributes:
        first: Name of the first group.
        second: Name of the second group.
        rows: The needs.
    """

    first: str
    second: str
    rows: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """The dots of one workshop.

    Attributes:
        workshop: Its id.
        title: Its title; empty where there is no protocol.
        sides: Sides that voted, as the columns of the file call them.
        rows: Name of a group of notes, the dots of each side there, and the need to which it belongs; empty
            where it belongs to none.
        apart: The group of notes on which refugees and institutions are furthest apart; empty where one did
            not vote.
    """

    workshop: str
    title: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], str], ...]
    apart: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a journey.

    Attributes:
        name: What the step is.
        counted: Persons who spoke of something in the way there, and of how many; ``None`` without codes.
    """

    name: str
    counted: tuple[int, int] | None


def contrasts(case: Case, language: str, counting: Counting) -> Contrasts | None:
    """Where the two groups differ most; ``None`` where nobody of one was asked."""
    groups = opposites(case.corpus.settings)
    if groups is None:
        return None
    rows = []
    for need in standing(case.corpus.needs):
        one, other = (counting.reach(need, group=group.id) for group in groups)
        found = difference(one.n, one.of, other.n, other.of)
        if found is None:
            continue
        rows.append(
            Contrast(
                id=need.id,
                name=need.name.text(language),
                first=_pair(one),
                second=_pair(other),
                points=round(100 * found.share),
                low=round(100 * found.low),
                high=round(100 * found.high),
                clear=found.clear,
            )
        )
    rows.sort(key=lambda row: (-abs(row.points), row.id))
    first, second = (group.name.text(language) for group in groups)
    return Contrasts(first, second, tuple(rows)) if rows else None


def ballots(case: Case, language: str, dots: Mapping[str, tuple[Dots, ...]]) -> tuple[Ballot, ...]:
    """The dots of each workshop, per side.

    Args:
        case: The study.
        language: That of the page.
        dots: Need → the groups of notes that belong to it.
    """
    homes = {(one.workshop, one.cluster): need for need, told in dots.items() for one in told}
    titles = {workshop.id: workshop.title.text(language) for workshop in case.corpus.workshops}
    counted = [(board.workshop, tally(board)) for board in case.corpus.boards]
    return tuple(
        _ballot(tallies, titles.get(workshop, ""), homes)
        for workshop, tallies in counted
        if any(one.votes for one in tallies)
    )


def _ballot(tallies: tuple[Tally, ...], title: str, homes: Mapping[tuple[str, str], str]) -> Ballot:
    sides = tuple(side for side in SIDES if any(side in one.votes for one in tallies))
    rows = tuple(
        (
            one.cluster,
            tuple(one.votes.get(side, 0) for side in sides),
            homes.get((one.workshop, one.cluster), ""),
        )
        for one in tallies
    )
    far = furthest(tallies, "refugees", "institutions")
    return Ballot(tallies[0].workshop, title, sides, rows, far[0].cluster if far else "")


def journeys(case: Case, language: str) -> tuple[tuple[str, tuple[StepView, ...]], ...]:
    """Title of each journey with its steps."""
    return tuple(
        (
            journey.title.text(language),
            tuple(
                StepView(
                    step.name.text(language),
                    _pair(case.index.reach(step.codes, group=journey.group or "")) if step.codes else None,
                )
                for step in journey.steps
            ),
        )
        for journey in case.corpus.journeys
    )


def _pair(reach: Reach) -> tuple[int, int]:
    return reach.n, reach.of
