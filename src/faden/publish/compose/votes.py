"""The page of dot votes: per side before anything else, and where sides are furthest apart.

A side is told only where enough of its people were in the room, and never a small number of dots: one dot of
one person in the room would be that person's opinion. Headings of the board stand there only in words that
somebody has cleared.
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
        if sides and any(one.cluster in _names(view, workshop) for one in tallies):
            yield Heading(f"{workshop.id}: {workshop.title.text(view.language)}")
            yield _table(view, workshop, tallies, sides)
            yield from _apart(view, tallies, workshop, sides)


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
    hidden, names = view.say("page.chart.hidden", least=least), _names(view, workshop)
    told = {
        side: suppressed({one.cluster: one.votes.get(side, 0) for one in tallies}, least, total_told=False)
        for side in sides
    }
    # By what is told alone: the place of a hidden number between two others would tell it.
    ranked = sorted(tallies, key=lambda one: -max(told[side][one.cluster] or 0 for side in sides))
    rows = tuple(
        (
            names[one.cluster],
            *(hidden if (n := told[side][one.cluster]) is None else str(n) for side in sides),
        )
        for one in ranked
        if one.cluster in names
    )
    head = (view.say("page.votes.cluster"), *(view.say(f"page.votes.{side}") for side in sides))
    notes = _left_out(view, sides, len(ranked) - len(rows))
    return Table(view.say("page.votes.caption", workshop=workshop.id), head, rows, " ".join(notes))


def _names(view: View, workshop: Workshop) -> dict[str, str]:
    """Heading on the board → the words that somebody has cleared for it."""
    return {heading.cluster: heading.name.text(view.language) for heading in workshop.headings}


def _left_out(view: View, sides: tuple[str, ...], groups: int) -> Iterator[str]:
    """What the table does not show, and why."""
    away = [view.say(f"page.votes.{side}") for side in SIDES if side not in sides]
    if away:
        least = view.corpus.settings.privacy.min_cell
        yield view.say("page.votes.away", sides=", ".join(away), least=least)
    if groups:
        yield view.say("page.votes.unnamed", n=groups)


def _apart(
    view: View, tallies: tuple[Tally, ...], workshop: Workshop, sides: tuple[str, ...]
) -> Iterator[Block]:
    """Where refugees and institutions are furthest apart, where both may be told."""
    least, names = view.corpus.settings.privacy.min_cell, _names(view, workshop)
    if not {"refugees", "institutions"} <= set(sides):
        return
    for one in furthest(tallies, "refugees", "institutions")[:1]:
        large = all(one.votes[side] >= least or one.votes[side] == 0 for side in ("refugees", "institutions"))
        if large and one.cluster in names:
            yield Paragraph(view.say("page.votes.apart", cluster=names[one.cluster]))
