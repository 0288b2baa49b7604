"""The page of dot votes: per side before anything else, and where sides are furthest apart.

A side is told only where enough of its people were in the room, and never a small number of dots: one dot of
one person in the room would be that person's opinion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.findings.votes import SIDES, furthest, tally
from faden.publish.pages import Heading, Page, Paragraph, Table
from faden.publish.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.votes import Tally
    from faden.publish.compose.view import View
    from faden.publish.pages import Block
    from faden.study.workshops import Workshop

PATH: Final = "needs/votes"


def pages(view: View) -> Iterator[Page]:
    """The page of votes; nothing where no side's votes may be told."""
    blocks = tuple(_workshops(view))
    if blocks:
        intro = Paragraph(view.say("page.votes.intro"), lead=True)
        yield Page(PATH, view.say("page.votes.title"), (intro, *blocks), "needs")


def has_votes(view: View) -> bool:
    """Whether there is such a page."""
    return any(True for _ in _workshops(view))


def _workshops(view: View) -> Iterator[Block]:
    known = {workshop.id: workshop for workshop in view.corpus.workshops}
    for board in view.corpus.boards:
        workshop = known.get(board.workshop)
        if workshop is None:
            continue
        tallies = tally(board)
        sides = _present(view, workshop, tallies)
        if sides:
            yield Heading(f"{workshop.id}: {workshop.title.text(view.language)}")
            yield _table(view, workshop, tallies, sides)
            yield from _apart(view, tallies, sides)


def _present(view: View, workshop: Workshop, tallies: tuple[Tally, ...]) -> tuple[str, ...]:
    """Sides whose votes were counted, and of whom enough people were in the room."""
    least = view.corpus.settings.privacy.min_cell
    people = dict.fromkeys(SIDES, 0)
    for name, n in workshop.counts.items():
        group = view.corpus.settings.group(name)
        side = "refugees" if group and group.side == "residents" else group.side if group else ""
        if side in people:
            people[side] += n
    voted = {side for one in tallies for side in one.votes}
    return tuple(side for side in SIDES if side in voted and people[side] >= least)


def _table(view: View, workshop: Workshop, tallies: tuple[Tally, ...], sides: tuple[str, ...]) -> Table:
    least = view.corpus.settings.privacy.min_cell
    hidden = view.say("page.chart.hidden", least=least)
    told = {
        side: suppressed({one.cluster: one.votes.get(side, 0) for one in tallies}, least, total_told=False)
        for side in sides
    }
    ranked = sorted(tallies, key=lambda one: -max(one.votes.get(side, 0) for side in sides))
    rows = tuple(
        (
            one.cluster,
            *(hidden if (n := told[side][one.cluster]) is None else str(n) for side in sides),
        )
        for one in ranked
    )
    head = (view.say("page.votes.cluster"), *(view.say(f"page.votes.{side}") for side in sides))
    away = [view.say(f"page.votes.{side}") for side in SIDES if side not in sides]
    note = view.say("page.votes.away", sides=", ".join(away), least=least) if away else ""
    return Table(view.say("page.votes.caption", workshop=workshop.id), head, rows, note)


def _apart(view: View, tallies: tuple[Tally, ...], sides: tuple[str, ...]) -> Iterator[Block]:
    """Where refugees and institutions are furthest apart, where both may be told."""
    least = view.corpus.settings.privacy.min_cell
    if not {"refugees", "institutions"} <= set(sides):
        return
    for one in furthest(tallies, "refugees", "institutions")[:1]:
        if all(one.votes[side] >= least or one.votes[side] == 0 for side in ("refugees", "institutions")):
            yield Paragraph(view.say("page.votes.apart", cluster=one.cluster))
