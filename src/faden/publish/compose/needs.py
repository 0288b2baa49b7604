"""Pages of the needs and pain points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.apart import named
from faden.publish.compose import journeys, votes
from faden.publish.compose.weighing import weighed
from faden.publish.pages import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Facts,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.need import Need
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The overview and a page per need; nothing where there is neither need nor way nor vote."""
    found = view.needs()
    if not found and not tuple(_ways(view)):
        return
    yield Page("needs/index", view.say("page.needs.title"), tuple(_overview(view, found)), "needs")
    for need in found:
        yield Page(f"needs/{need.id}", need.name.text(view.language), tuple(_need(view, need)), "needs")


def _overview(view: View, found: list[Need]) -> Iterator[Block]:
    yield Paragraph(view.say("page.needs.intro"), lead=True)
    if found and not view.few:
        yield _chart(view, found)
    yield from _ways(view)
    yield from _listed(view, found)
    yield from weighed(view, found)


def _chart(view: View, found: list[Need]) -> BarChart:
    """How many persons spoke of each need; small numbers hidden."""
    least = view.corpus.settings.privacy.min_cell
    told = {need.id: view.numbers.total(view.counted_by(need)).n for need in found}
    of = len(view.case.index.persons)
    return BarChart(
        title=view.say("page.needs.chart"),
        description=view.say("page.needs.chart-description", of=of),
        unit=view.say("page.chart.unit"),
        bars=tuple(Bar(n.name.text(view.language), told[n.id], f"needs/{n.id}") for n in found),
        most=max([of, 1]),
        hidden=view.say("page.chart.hidden", least=least),
    )


def _ways(view: View) -> Iterator[Block]:
    """Links to the journeys and to the votes."""
    links = [Link(one.title.text(view.language), journeys.path(one)) for one in view.corpus.journeys]
    if votes.has_votes(view):
        links.append(Link(view.say("page.votes.title"), votes.PATH))
    if links:
        yield Bullets(tuple(links))


def _listed(view: View, found: list[Need]) -> Iterator[Block]:
    for kind in ("need", "pain"):
        rows = tuple(
            (
                Link(need.name.text(view.language), f"needs/{need.id}"),
                need.statement.text(view.language),
                view.counted(view.counted_by(need)),
            )
            for need in found
            if need.kind == kind
        )
        if rows:
            head = tuple(view.say(f"page.needs.column-{name}") for name in ("name", "statement", "reach"))
            yield Heading(view.say(f"page.needs.{kind}"))
            yield Table(view.say(f"page.needs.{kind}"), head, rows)


def _need(view: View, need: Need) -> Iterator[Block]:
    codebook = view.corpus.codebook
    yield Paragraph(need.statement.text(view.language), lead=True)
    codes = [code for identifier in need.codes if (code := codebook.find(identifier))]
    links = tuple(Link(c.name.text(view.language), f"method/codebook#{c.id}") for c in codes)
    counted = view.counted_by(need)
    yield Facts(
        (
            (view.say("page.need.kind"), view.say(f"page.need.kind-{need.kind}")),
            (view.say("page.finding.reach"), view.counted(counted)),
            (
                view.say("page.need.counted"),
                view.say(f"page.need.counted-{'cards' if named(counted) else 'codes'}"),
            ),
            (view.say("page.need.codes"), links),
        )
    )
    shown = [q for coding in need.codings if (q := view.quotation(coding)) is not None]
    if shown:
        yield Heading(view.say("page.need.quotations"))
        yield from shown
    if len(shown) < len(need.codings):
        hidden = len(need.codings) - len(shown)
        yield Notice("withheld", view.say("page.withheld.title"), view.say("page.evidence.hidden", n=hidden))
    yield from view.charts(view.say("page.finding.chart"), counted)
    yield from view.charts(view.say("page.need.places"), counted, "municipality")
    findings = [f for f in view.findings() if need.id in f.head.needs]
    if findings:
        yield Heading(view.say("page.need.findings"))
        items = tuple(Link(f.head.title.text(view.language), f"findings/{f.head.id}") for f in findings)
        yield Bullets(items)
    yield from _screens(view, need)


def _screens(view: View, need: Need) -> Iterator[Block]:
    """Screens of prototypes that answer the need; nothing where no prototype is shown."""
    if not view.material.prototypes:
        return
    answers = [
        Link(
            f"{prototype.title.text(view.language)}: {title.text(view.language)}",
            f"prototypes/{prototype.id}",
        )
        for prototype in view.material.prototypes
        for title, needs in prototype.screens
        if need.id in needs
    ]
    yield Heading(view.say("page.need.screens"))
    if answers:
        yield Bullets(tuple(answers))
    else:
        yield Paragraph(view.say("page.need.no-screen"))
