"""A page for each screen of a prototype: the needs it answers, how it fared, what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.sessions.clicks import click_map, click_rows, named, screen_clicks
from faden.publish.compose import trials
from faden.publish.pages import Block, Bullets, Heading, Link, Page, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.prototypes.spec import Screen
    from faden.publish.compose.view import Trials, View


def targets(tests: Trials) -> tuple[str, ...]:
    """The page of each screen, in the order of the file."""
    return tuple(f"prototypes/{tests.spec.id}-{screen.id}" for screen in tests.spec.screens)


def pages(view: View, tests: Trials) -> Iterator[Page]:
    """A page for each screen."""
    for screen, target in zip(tests.spec.screens, targets(tests), strict=True):
        title = named(screen.name or screen.title, screen.id, view.language)
        yield Page(target, title, tuple(_screen(view, tests, screen)), "prototypes")


def _screen(view: View, tests: Trials, screen: Screen) -> Iterator[Block]:
    name = tests.spec.title.text(view.language)
    back = (Link(name, f"prototypes/{tests.spec.id}"),)
    yield Paragraph(view.say("page.screen.intro"), links=back, lead=True)
    yield Heading(view.say("page.screen.needs"))
    known = {need.id: need.name.text(view.language) for need in view.needs()}
    links = tuple(Link(known[n], f"needs/{n}") for n in screen.needs if n in known)
    yield Bullets(links or (view.say("page.screen.no-need"),))
    if screen.hypotheses:
        yield Heading(view.say("page.screen.hypotheses"))
        yield Bullets(tuple(words.text(view.language) for words in screen.hypotheses))
    yield Heading(view.say("page.screen.fared"))
    yield from _fared(view, tests, screen)
    yield Heading(view.say("page.screen.changed"))
    changes = tuple(change for change in tests.spec.history if screen.id in change.screens)
    if changes:
        yield trials.history(view, tests, changes)
    else:
        yield Paragraph(view.say("page.screen.unchanged"))


def _fared(view: View, tests: Trials, screen: Screen) -> Iterator[Block]:
    """Versions side by side, and the clicks of the last one; nothing of so few that they could be known."""
    samples = tests.report.by.get("version", ())
    seen = [(s, screen_clicks(trials.sessions_of(tests, s.value), screen.id)) for s in samples]
    told = [(sample, clicks) for sample, clicks in seen if clicks.visitors >= tests.report.least]
    if not told:
        yield Paragraph(view.say("page.screen.untested", least=tests.report.least))
        return
    head = tuple(
        view.say(f"page.screen.{name}")
        for name in ("version", "visitors", "clicks", "misses", "errors", "left")
    )
    rows = tuple(
        (
            sample.value,
            view.say("page.screen.of", n=clicks.visitors, of=sample.n),
            str(sum(clicks.hits.values())),
            str(len(clicks.misses)),
            str(sum(clicks.errors.values())),
            str(clicks.left),
        )
        for sample, clicks in told
    )
    yield Table(view.say("page.screen.fared"), head, rows)
    sample, clicks = told[-1]
    caption = view.say("page.screen.click-map", version=sample.value)
    svg = click_map(tests.spec, clicks, view.language)
    yield Picture(f"clicks-{tests.spec.id}-{screen.id}-{view.language}", svg, caption)
    names = tuple(view.say(f"page.screen.{key}") for key in ("part", "clicks", "errors"))
    yield Table(caption, names, click_rows(tests.spec, clicks, view.language))
