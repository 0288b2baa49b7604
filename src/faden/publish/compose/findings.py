"""Pages of the findings and of the evidence behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.findings.finding import marks
from faden.publish.marks import Counting, filled
from faden.publish.pages import (
    Block,
    Bullets,
    Card,
    Cards,
    Facts,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.finding import Finding
    from faden.publish.compose.view import View


def card(view: View, finding: Finding) -> Card:
    """A finding in short."""
    title = finding.head.title.text(view.language)
    meta = view.say(f"page.certainty.{finding.head.certainty}")
    return Card(title, view.counted(finding.head.codes), f"findings/{finding.head.id}", meta)


def pages(view: View) -> Iterator[Page]:
    """The overview, a page per finding, and a page per finding's evidence; nothing where there is none."""
    found = view.findings()
    if not found:
        return
    intro = Paragraph(view.say("page.findings.intro"), lead=True)
    legend = Prose(view.say("page.findings.legend", least=view.corpus.settings.privacy.min_cell))
    overview: tuple[Block, ...] = (intro, Cards(tuple(card(view, f) for f in found)), legend)
    yield Page("findings/index", view.say("page.findings.title"), overview, "findings")
    for finding in found:
        title = finding.head.title.text(view.language)
        yield Page(f"findings/{finding.head.id}", title, tuple(_finding(view, finding)), "findings")
        name = view.say("page.evidence.title", finding=finding.head.id)
        yield Page(f"evidence/{finding.head.id}", name, tuple(_evidence(view, finding)), "findings")


def _finding(view: View, finding: Finding) -> Iterator[Block]:
    head = finding.head
    yield Facts(
        (
            (view.say("page.finding.reach"), view.counted(head.codes)),
            (view.say("page.finding.certainty"), view.say(f"page.certainty.{head.certainty}")),
            (
                view.say("page.finding.evidence"),
                Link(view.say("page.finding.evidence-link", n=len(head.evidence)), f"evidence/{head.id}"),
            ),
        )
    )
    yield from _text(view, finding)
    yield from view.charts(view.say("page.finding.chart"), head.codes)
    needs = [need for need in view.needs() if need.id in head.needs]
    if needs:
        yield Heading(view.say("page.finding.needs"))
        yield Bullets(tuple(Link(n.name.text(view.language), f"needs/{n.id}") for n in needs))


def _text(view: View, finding: Finding) -> Iterator[Block]:
    """The text of a finding: prose with its counts filled in, quotations as blocks of their own."""
    text = finding.texts.get(view.language)
    if not text:
        yield Notice("note", view.say("page.untranslated.title"), view.say("page.untranslated.text"))
        text = next(iter(finding.texts.values()), "")
    counting = Counting(view.case, finding.head.codes, view.language, view.numbers)
    prose, at = "", 0
    for mark in marks(text):
        prose += text[at : mark.start]
        at = mark.end
        if not mark.is_quotation:
            prose += filled(mark.words, counting)
            continue
        if prose.strip():
            yield Prose(prose.strip())
        prose = ""
        yield _quoted(view, finding, mark.words)
    if (prose + text[at:]).strip():
        yield Prose((prose + text[at:]).strip())


def _quoted(view: View, finding: Finding, coding: str) -> Block:
    relation = {link.coding: link.relation for link in finding.head.evidence}.get(coding, "supports")
    note = view.say("page.quotation.contradicts") if relation == "contradicts" else ""
    shown = view.quotation(coding, target=f"evidence/{finding.head.id}#{coding}", note=note)
    if shown is not None:
        return shown
    return Notice("withheld", view.say("page.withheld.title"), view.say("page.withheld.text"))


def _evidence(view: View, finding: Finding) -> Iterator[Block]:
    """All evidence of a finding, supporting first; words only where they may be shown."""
    head = finding.head
    title = head.title.text(view.language)
    yield Paragraph(view.say("page.evidence.intro"), (Link(title, f"findings/{head.id}"),), lead=True)
    codebook = view.corpus.codebook
    for relation in ("supports", "contradicts"):
        links = [link for link in head.evidence if link.relation == relation]
        if not links:
            continue
        yield Heading(view.say(f"page.evidence.{relation}", n=len(links)))
        hidden = 0
        for link in links:
            shown = view.quotation(link.coding)
            if shown is None:
                hidden += 1
                continue
            yield shown
            code = codebook.find(view.case.index.found[link.coding].coding.code)
            if code is not None:
                name = Link(code.name.text(view.language), f"method/codebook#{code.id}")
                yield Paragraph(view.say("page.evidence.code"), (name,))
        if hidden:
            yield Notice(
                "withheld", view.say("page.withheld.title"), view.say("page.evidence.hidden", n=hidden)
            )
    yield Paragraph(view.say("page.evidence.reach", reach=view.counted(head.codes)))
