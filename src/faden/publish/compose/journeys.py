"""Pages of journeys: a way step by step, with what is in people's way at each and how many met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.codebook import Kind
from faden.publish.marks import told_text
from faden.publish.pages import Link, Page, Paragraph, Station, Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """“12 of 27 persons” of the group, or of all; neither small numbers nor what gives them away."""
    told = view.numbers.reached(codes, "group").get(group) if group else view.numbers.total(codes)
    if told is None or told.n is None or told.of is None:
        return view.say("page.journey.hidden")
    return told_text(told, view.corpus.settings.privacy.min_cell, view.language)
