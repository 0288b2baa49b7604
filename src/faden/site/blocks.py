"""Each kind of block as a piece of a Markdown file: a heading, or HTML without blank lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.pages import (
    BarChart,
    Block,
    Bullets,
    Cards,
    Embed,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Picture,
    PointMap,
    Prose,
    Quotation,
    Table,
    Way,
)
from faden.site import chart, picture, pointmap, prose, quotation, table, way
from faden.site.markup import element, inline

if TYPE_CHECKING:
    from faden.site.layout import Placed
    from faden.site.links import Here


def rendered(placed: Placed, here: Here) -> str:
    """One block.

    Raises:
        SiteError: It links to nowhere, or holds what must not be published.
    """
    block = placed.block
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inline(block.text)} {{: #{placed.anchor} }}"
    if isinstance(block, Quotation | BarChart | PointMap | Picture | Table):
        return _named(placed, here)
    if isinstance(block, Paragraph | Prose | Notice | Embed):
        return _told(block, here)
    return _listed(block, here)


def _named(placed: Placed, here: Here) -> str:
    """A block that can be linked to."""
    match placed.block:
        case Quotation() as block:
            return quotation.rendered(block, placed.anchor, here)
        case BarChart() as block:
            return chart.rendered(block, placed.anchor, here)
        case PointMap() as block:
            return pointmap.rendered(block, placed.anchor, here)
        case Picture() as block:
            return picture.rendered(block, placed.anchor, here)
        case Table() as block:
            inner = table.table(block, placed.anchor, here, told=block.caption == placed.under)
            return table.framed(inner, "faden-tabled")
        case other:
            raise TypeError(other)


def _told(block: Paragraph | Prose | Notice | Embed, here: Here) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, here)
        case Prose():
            return table.framed(prose.rendered(block.markdown, here), "faden-prose")
        case Notice():
            return _notice(block)
        case Embed():
            return _embed(block, here)


def _listed(block: Block, here: Here) -> str:
    match block:
        case Cards():
            return table.cards(block, here)
        case Facts():
            return table.facts(block, here)
        case Way():
            return way.rendered(block, here)
        case Bullets():
            return table.bullets(block, here)
        case other:
            raise TypeError(other)


def _paragraph(block: Paragraph, here: Here) -> str:
    links = " ".join(here.link(link) for link in block.links)
    if not block.text:
        return element("p", links, class_="faden-way")
    text = f"{inline(block.text)} {links}".strip()
    return element("p", text, class_="faden-lead" if block.lead else None)


def _notice(block: Notice) -> str:
    title = element("p", inline(block.title), class_="faden-notice__title")
    return element(
        "div", title + element("p", inline(block.text)), class_=f"faden-notice faden-notice--{block.kind}"
    )


def _embed(block: Embed, here: Here) -> str:
    """A prototype in a frame, and the way to it alone.

    The frame keeps what is typed in this tab and runs the prototype's scripts.
    """
    href = here.file(block.target)
    way = element(
        "a", inline(block.full_screen), href=href, target="_blank", rel="noopener", class_="faden-button"
    )
    sandbox = "allow-scripts allow-same-origin allow-forms allow-downloads"
    frame = element("iframe", src=href, title=block.title, loading="lazy", sandbox=sandbox)
    return element("div", element("p", way) + frame, class_="faden-embed")
