"""Pages of journeys: a way step by step, with what is in people's way at each and how many met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.codebook import Kind
from faden.publish.counts import Told, reached
from faden.publish.marks import count_text
from faden.publish.pages import Link, Page, Paragraph, Station, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faden.findings.journey import Journey, JourneyStep
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """A page per journey."""
    for journey in view.corpus.journeys:
        blocks = tuple(_journey(view, journey))
        yield Page(path(journey), journey.title.text(view.language), blocks, "needs")


def path(journey: Journey) -> str:
    """Where the page of a journey stands."""
    return f"needs/journey-{journey.id}"


def _journey(view: View, journey: Journey) -> Iterator[Paragraph | Way]:
    if journey.text is not None:
        yield Paragraph(journey.text.text(view.language), lead=True)
    group = view.corpus.settings.group(journey.group or "")
    whose = group.name.text(view.language) if group else view.say("page.journey.all")
    yield Paragraph(view.say("page.journey.whose", name=whose))
    yield Way(
        title=journey.title.text(view.language),
        stations=tuple(_station(view, journey, step) for step in journey.steps),
        obstacles=view.say("page.journey.obstacles"),
        needs=view.say("page.journey.needs"),
    )


def _station(view: View, journey: Journey, step: JourneyStep) -> Station:
    shown = {need.id: need for need in view.needs()}
    told = view.say("page.journey.no-data")
    if step.codes:
        persons = _counted(view, step.codes, journey.group)
        told = view.say("page.journey.told", persons=persons)
    return Station(
        title=step.name.text(view.language),
        text=step.text.text(view.language) if step.text else "",
        told=told,
        items=tuple(_obstacles(view, journey, step)),
        links=tuple(
            Link(shown[need].name.text(view.language), f"needs/{need}")
            for need in step.needs
            if need in shown
        ),
    )


def _obstacles(view: View, journey: Journey, step: JourneyStep) -> Iterator[str]:
    """The pain points among the codes of a step, each with its number of persons."""
    for identifier in step.codes:
        code = view.corpus.codebook.find(identifier)
        if code is not None and code.kind is Kind.PAIN:
            persons = _counted(view, (identifier,), journey.group)
            yield view.say("page.journey.obstacle", name=code.name.text(view.language), persons=persons)


def _counted(view: View, codes: Sequence[str], group: str | None) -> str:
    """“12 of 27 persons” of the group, or of all; a small number is not told, nor what would give one away.

    Of two numbers of which one's codes are among the other's, the difference is a number too: that of
    those who spoke only of the rest.
    """
    least = view.corpus.settings.privacy.min_cell
    told = reached(view.case, codes, "group").get(group, Told(None, None)) if group else _all(view, codes)
    if told.n is None or told.of is None or not _apart(view, codes, group):
        return view.say("page.journey.hidden")
    return count_text(told.n, told.of, least, view.language)


def _all(view: View, codes: Sequence[str]) -> Told:
    reach = view.case.index.reach(codes)
    return Told(reach.n, reach.of)


def _apart(view: View, codes: Sequence[str], group: str | None) -> bool:
    """Whether no number of nested codes lies so close that the difference would be small.

    A code holds those below it, so that codes can be nested without sharing a name. What a need tells
    under the very same codes is told already.
    """
    index, least = view.case.index, view.corpus.settings.privacy.min_cell
    n, own = index.reach(codes, group=group or "").n, _held(view, codes)
    needs = [need.codes for need in view.needs()]
    if any(_held(view, each) == own for each in needs):
        return True
    steps = (step.codes for journey in view.corpus.journeys for step in journey.steps)
    near = (other for other in (*needs, *steps) if own < (held := _held(view, other)) or held < own)
    return not any(0 < abs(index.reach(other, group=group or "").n - n) < least for other in near)


def _held(view: View, codes: Iterable[str]) -> frozenset[str]:
    """The codes with all below them."""
    book = view.corpus.codebook
    return frozenset().union(*(book.below(code) for code in codes))
