"""Tables, terms, lists and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.publish.pages import Link
from faden.site.markup import attribute, element, inline

if TYPE_CHECKING:
    from faden.publish.pages import Bullets, Card, Cards, Cell, Facts, Table
    from faden.site.links import Here

_STACKED: Final = 3
"""From this number of columns on, a table becomes a list of records on a narrow screen."""


def cell(value: Cell, here: Here) -> str:
    """What stands in a cell: text, a link, or several links."""
    if isinstance(value, str):
        return inline(value)
    if isinstance(value, Link):
        return here.link(value)
    return element("ul", " ".join(element("li", here.link(link)) for link in value), class_="faden-several")


def table(block: Table, anchor: str, here: Here, *, told: bool) -> str:
    """A table that can be read on a narrow screen.

    Args:
        block: The table.
        anchor: Name of its place.
        here: The page.
        told: Whether the caption is told just above, so that it need not be seen again.

    The roles repeat what the elements mean, because a browser forgets it when a table is shown as records.
    """
    name = f"{anchor}-caption"
    caption = element("caption", inline(block.caption), id=name, class_="faden-unseen" if told else None)
    head = " ".join(element("th", inline(text), scope="col", role="columnheader") for text in block.head)
    rows = " ".join(_row(block, row, here) for row in block.rows)
    inner = (
        f"{caption} "
        + element("thead", element("tr", head, role="row"), role="rowgroup")
        + element("tbody", rows, role="rowgroup")
    )
    css = "faden-stacked" if len(block.head) >= _STACKED else "faden-plain"
    frame = element("table", inner, role="table", class_=css)
    region = element(
        "div", frame, class_="faden-table", id=anchor, role="group", tabindex="0", aria_labelledby=name
    )
    note = element("p", inline(block.note), class_="faden-small") if block.note else ""
    return f"{region}{note}"


def _row(block: Table, row: tuple[Cell, ...], here: Here) -> str:
    cells = []
    for at, value in enumerate(row):
        content = cell(value, here)
        label = block.head[at] if at < len(block.head) else ""
        if at:
            cells.append(element("td", content, role="cell", data_label=label))
        else:
            cells.append(element("th", content, scope="row", role="rowheader"))
    return element("tr", " ".join(cells), role="row")


def facts(block: Facts, here: Here) -> str:
    """Terms and what they are."""
    items = (
        element("div", f"{element('dt', inline(term))} {element('dd', cell(value, here))} ")
        for term, value in block.items
    )
    return element("dl", "".join(items), class_="faden-facts")


def bullets(block: Bullets, here: Here) -> str:
    """A list; one of links only looks like a way on."""
    items = "".join(element("li", cell(item, here)) for item in block.items)
    ways = block.items and all(isinstance(item, Link) for item in block.items)
    return element("ul", items, class_="faden-ways" if ways else "faden-list")


def cards(block: Cards, here: Here) -> str:
    """Cards side by side; the title of each is the link."""
    return element(
        "ul", "".join(_card(card, here) for card in block.items), class_="faden-cards", role="list"
    )


def _card(card: Card, here: Here) -> str:
    title = element("a", inline(card.title), href=here.href(card.target), class_="faden-card__title")
    text = element("p", inline(card.text)) if card.text else ""
    meta = element("p", inline(card.meta), class_="faden-card__meta") if card.meta else ""
    return element("li", f"{title} {text} {meta}", class_="faden-card")


def framed(inner: str, css: str) -> str:
    """Safe HTML in a box of its own."""
    return f'<div class="{attribute(css)}">{inner}</div>'
