"""Pages of the personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.numbers import PERSONAS, persona_key, persona_scope
from faden.publish.pages import (
    Block,
    Bullets,
    Card,
    Cards,
    Heading,
    Link,
    Notice,
    Page,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.persona import Persona
    from faden.publish.compose.view import View


def pages(view: View) -> Iterator[Page]:
    """The overview and a page per persona; nothing where there is none."""
    found = view.personas()
    if not found:
        return
    cards = Cards(
        tuple(
            Card(p.name.text(view.language), p.situation.text(view.language), f"personas/{p.id}")
            for p in found
        )
    )
    intro = Paragraph(view.say("page.personas.intro"), lead=True)
    coverage = Paragraph(view.say("page.personas.coverage", **_coverage(view, found)))
    yield Page("personas/index", view.say("page.personas.title"), (intro, cards, coverage), "personas")
    for persona in found:
        title = persona.name.text(view.language)
        yield Page(f"personas/{persona.id}", title, tuple(_persona(view, persona)), "personas")


def _coverage(view: View, found: list[Persona]) -> dict[str, object]:
    """How many participants a persona stands for (FIELD PE-2); small numbers are not told."""
    persons = view.case.index.persons
    covered = {p for persona in found for p in persona.participants} & persons
    least = view.corpus.settings.privacy.min_cell
    told: object = view.numbers.of(PERSONAS)
    if told is None:
        told = f"< {least}" if len(covered) < least else f"≥ {least}"
    return {"n": told, "of": len(persons)}


def _persona(view: View, persona: Persona) -> Iterator[Block]:
    yield Notice("note", view.say("page.persona.composite-title"), view.say("page.persona.composite"))
    yield Paragraph(persona.situation.text(view.language), lead=True)
    if persona.attributes:
        yield Heading(view.say("page.persona.attributes"))
        yield _attributes(view, persona)
    shown = [q for coding in persona.quotations if (q := view.quotation(coding)) is not None]
    if shown:
        yield Heading(view.say("page.need.quotations"))
        yield from shown
    needs = [need for need in view.needs() if need.id in persona.needs]
    if needs:
        yield Heading(view.say("page.finding.needs"))
        yield Bullets(tuple(Link(n.name.text(view.language), f"needs/{n.id}") for n in needs))
    findings = [f for f in view.findings() if f.head.id in persona.findings]
    if findings:
        yield Heading(view.say("page.need.findings"))
        items = tuple(Link(f.head.title.text(view.language), f"findings/{f.head.id}") for f in findings)
        yield Bullets(items)


def _attributes(view: View, persona: Persona) -> Table:
    """Each attribute with the share of the persona's participants it holds for (FIELD PE-1).

    Where fewer persons than the threshold hold it, it is an assumption, and no number is told.
    """
    index, least = view.case.index, view.corpus.settings.privacy.min_cell
    members = frozenset(persona.participants) & index.persons
    rows = []
    for attribute in persona.attributes:
        n = len({e.participant for e in index.under(attribute.codes)} & members)
        exact = view.numbers.of(persona_key(persona.id, attribute.codes), persona_scope(persona.id))
        told = view.say("page.persona.share", n=exact, of=len(members))
        if n < least:
            told = view.say("page.persona.assumption")
        elif exact is None:
            told = view.say("page.persona.most" if 0 < len(members) - n < least else "page.persona.several")
        rows.append((attribute.text.text(view.language), told))
    head = (view.say("page.persona.attribute"), view.say("page.persona.basis"))
    return Table(view.say("page.persona.attributes"), head, tuple(rows))
