"""The start page: what was found, in a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.compose.findings import card
from faden.publish.counts import spoken
from faden.publish.pages import Block, Card, Cards, Facts, Heading, Link, Page, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The start page."""
    title = view.corpus.settings.title.text(view.language)
    yield Page("index", title, tuple(_home(view)), "home")


def _home(view: View) -> Iterator[Block]:
    settings = view.corpus.settings
    if settings.subtitle is not None:
        yield Paragraph(settings.subtitle.text(view.language), lead=True)
    facts = (
        (view.say("page.home.conversations"), _conversations(view)),
        (view.say("page.home.persons"), str(len(view.case.index.persons))),
        (view.say("page.home.places"), str(len(settings.municipalities) or "")),
        (view.say("page.home.languages"), _languages(view)),
    )
    yield Facts(tuple((name, value) for name, value in facts if value))
    found = view.findings()
    keys = [finding for finding in found if finding.head.key] or found[:5]
    if keys:
        yield Heading(view.say("page.home.key-findings"))
        yield Cards(tuple(card(view, finding) for finding in keys))
        yield Paragraph("", (Link(view.say("page.home.all-findings", n=len(found)), "findings/index"),))
    yield Heading(view.say("page.home.ways"))
    yield Cards(tuple(_ways(view)))


def _conversations(view: View) -> str:
    kinds = [transcript.head.kind for transcript in view.corpus.transcripts.values()]
    return view.say("page.home.kinds", interviews=kinds.count("interview"), workshops=kinds.count("workshop"))


def _languages(view: View) -> str:
    """How many languages are told by name, and whether there are others that few speak; empty if none is."""
    told = spoken(view.case)
    n = sum(1 for code in told if code)
    if not n:
        return ""
    return view.say("page.home.languages-more", n=n) if "" in told else str(n)


def _ways(view: View) -> Iterator[Card]:
    numbers = {
        "needs": len(view.needs()),
        "personas": len(view.personas()),
        "benchmark": len(view.material.comparables),
        "prototypes": len(view.material.prototypes),
    }
    for section, n in numbers.items():
        if n:
            text = view.say(f"page.home.way-{section}", n=n)
            yield Card(view.say(f"page.{section}.title"), text, f"{section}/index")
    yield Card(view.say("page.method.title"), view.say("page.home.way-method"), "method/index")
