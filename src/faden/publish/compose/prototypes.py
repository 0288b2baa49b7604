"""Pages of the prototypes: embedded, full screen, and with what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.publish.pages import (
    Block,
    Bullets,
    Card,
    Cards,
    Embed,
    Heading,
    Link,
    Page,
    Paragraph,
    Picture,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.compose.view import PrototypeView, View


def pages(view: View) -> Iterator[Page]:
    """The overview and a page per prototype."""
    prototypes = view.material.prototypes
    cards = tuple(
        Card(
            p.title.text(view.language),
            view.say(
                "page.prototype.card", n=len(p.screens), languages=", ".join(NAMES[x] for x in p.languages)
            ),
            f"prototypes/{p.id}",
        )
        for p in prototypes
    )
    intro = Paragraph(view.say("page.prototypes.intro"), lead=True)
    yield Page("prototypes/index", view.say("page.prototypes.title"), (intro, Cards(cards)), "prototypes")
    for prototype in prototypes:
        title = prototype.title.text(view.language)
        blocks = tuple(_prototype(view, prototype))
        yield Page(f"prototypes/{prototype.id}", title, blocks, "prototypes")


def _prototype(view: View, prototype: PrototypeView) -> Iterator[Block]:
    language = view.language if view.language in prototype.start else prototype.languages[0]
    title = prototype.title.text(view.language)
    yield Paragraph(view.say("page.prototype.intro"), lead=True)
    yield Embed(title, prototype.start[language], view.say("page.prototype.full-screen"))
    yield Heading(view.say("page.prototype.languages"))
    links = tuple(Link(NAMES[code], f"file:{prototype.start[code]}") for code in prototype.languages)
    yield Bullets(links)
    if language in prototype.flow:
        yield Heading(view.say("page.prototype.flow"))
        name = f"flow-{prototype.id}-{language}"
        yield Picture(name, prototype.flow[language], view.say("page.prototype.flow-caption"))
    yield Heading(view.say("page.prototype.screens"))
    known = {need.id: need.name.text(view.language) for need in view.needs()}
    rows = tuple(
        (
            screen.text(view.language),
            tuple(Link(known[n], f"needs/{n}") for n in needs if n in known),
        )
        for screen, needs in prototype.screens
    )
    head = (view.say("page.prototype.screen"), view.say("page.prototype.answers"))
    yield Table(view.say("page.prototype.screens"), head, rows)
