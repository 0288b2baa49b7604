"""A map of points as SVG made at build time: numbered shapes, a list of names beside it, a table below.

Numbers and shapes carry the meaning, so that it reads without colour; names stand in a list of their
own, so that long ones never run into each other. Points that would overlap are moved apart, with a line
to their place (`publish.placing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.catalogue import text as say
from faden.publish.placing import HIGH, LEFT, RADIUS, TOP, WIDE, across, spots, ticks, up
from faden.site.markup import attribute, element, inline, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.publish.pages import Point, PointMap
    from faden.publish.placing import Spot
    from faden.site.links import Here


def rendered(block: PointMap, anchor: str, here: Here) -> str:
    """The map with title, description, names and table."""
    caption = element("strong", inline(block.title)) + " " + element("span", inline(block.description))
    drawing = element("div", _svg(block, anchor, here), class_="faden-map__drawing")
    body = element("div", drawing + _names(block, here), class_="faden-map__body")
    inner = element("figcaption", caption) + body + _table(block, here)
    return f'<figure class="faden-chart faden-map" id="{attribute(anchor)}">{inner}</figure>'


def _svg(block: PointMap, anchor: str, here: Here) -> str:
    told = "; ".join(
        f"{number}. {point.label}: {_value(block, point.across)} / {_value(block, point.up)}"
        for number, point in enumerate(block.points, start=1)
    )
    head = element("title", plain(block.title), id=f"{anchor}-title") + element(
        "desc", plain(f"{block.description} {told}"), id=f"{anchor}-desc"
    )
    rtl = here.direction == "rtl"
    placed = spots(block, rtl=rtl)
    drawn = [*_field(block, rtl=rtl), *(_home(spot) for spot in placed), *(_shape(spot) for spot in placed)]
    return element(
        "svg",
        head + "".join(drawn),
        data_search_exclude="yes",
        role="img",
        viewBox=f"0 0 {WIDE} {HIGH}",
        aria_labelledby=f"{anchor}-title",
        aria_describedby=f"{anchor}-desc",
    )


def _field(block: PointMap, *, rtl: bool) -> Iterator[str]:
    """Frame, lines of numbers, the line of equal shares, and what the axes are."""
    left, right = sorted((across(block.across, 0, rtl=rtl), across(block.across, block.across.most, rtl=rtl)))
    low, high = up(block.up, 0), up(block.up, block.up.most)
    for value in ticks(block.across.most):
        x = across(block.across, value, rtl=rtl)
        yield f'<line class="faden-map__grid" x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>'
        yield _words(str(value), x, low + 15, "middle")
    for value in ticks(block.up.most):
        y = up(block.up, value)
        yield f'<line class="faden-map__grid" x1="{left:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield _words(str(value), WIDE - LEFT + 8 if rtl else LEFT - 8, y + 4, "end")
    x0, x1 = (across(block.across, n, rtl=rtl) for n in (0, block.across.most))
    yield f'<line class="faden-map__equal" x1="{x0:.1f}" y1="{low:.1f}" x2="{x1:.1f}" y2="{high:.1f}"/>'
    yield _words(f"{block.across.name} {'←' if rtl else '→'}", x1, HIGH - 8, "end")
    yield _words(f"↑ {block.up.name}", x0, TOP - 3, "start")


def _words(words: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text class="faden-map__words" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{plain(words)}</text>'
    )


def _home(spot: Spot) -> str:
    """A line from the number to its place, where it had to be moved."""
    x, y = spot.home
    if not spot.moved:
        return ""
    line = f'<line class="faden-map__way" x1="{x:.1f}" y1="{y:.1f}" x2="{spot.x:.1f}" y2="{spot.y:.1f}"/>'
    return f'{line}<circle class="faden-map__home" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'


def _shape(spot: Spot) -> str:
    number = f'<text class="faden-map__number" x="{spot.x:.1f}" y="{spot.y + 4:.1f}">{spot.number}</text>'
    if spot.square:
        side = 2 * RADIUS - 2
        x, y = spot.x - side / 2, spot.y - side / 2
        size = f'width="{side:g}" height="{side:g}"'
        return f'<rect class="faden-map__square" x="{x:.1f}" y="{y:.1f}" {size}/>{number}'
    return f'<circle class="faden-map__circle" cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{RADIUS}"/>{number}'


def _names(block: PointMap, here: Here) -> str:
    """What each number stands for, and what shapes and lines mean."""
    items = []
    for point in block.points:
        name = inline(point.label)
        label = element("a", name, href=here.href(point.target)) if point.target else name
        mark = "■" if point.square else "●"
        untold = "" if _is_told(point) else " " + element("small", f"({inline(block.hidden)})")
        items.append(element("li", f'<span aria-hidden="true">{mark}</span> {label}{untold}'))
    corners = "◣◥" if here.direction == "rtl" else "◢◤"
    legend = (
        f"● {block.shapes[0]} · ■ {block.shapes[1]}",
        f"┄ {block.equal}",
        f"{corners[0]} {block.across.more}",
        f"{corners[1]} {block.up.more}",
    )
    told = "".join(element("li", inline(line)) for line in legend)
    return element(
        "div",
        element("ol", "".join(items), class_="faden-map__names")
        + element("ul", told, class_="faden-map__legend", role="list"),
        class_="faden-map__list",
        data_search_exclude="yes",
    )


def _is_told(point: Point) -> bool:
    return point.across is not None and point.up is not None


def _table(block: PointMap, here: Here) -> str:
    head = "".join(element("th", inline(text), scope="col") for text in block.head)
    rows = "".join(_row(block, number, point) for number, point in enumerate(block.points, start=1))
    caption = element("caption", inline(block.title), class_="faden-unseen")
    table = element(
        "table",
        caption + element("thead", element("tr", head)) + element("tbody", rows),
        class_="faden-plain",
    )
    scrolled = element("div", table, class_="faden-table", role="group", tabindex="0", aria_label=block.title)
    summary = element("summary", plain(say("site.chart.data", here.language)))
    return element("details", summary + scrolled, data_search_exclude="yes")


def _row(block: PointMap, number: int, point: Point) -> str:
    values: Sequence[str] = (_value(block, point.across), _value(block, point.up), point.note or "–")
    cells = "".join(element("td", inline(value)) for value in values)
    return element("tr", element("th", inline(f"{number}. {point.label}"), scope="row") + cells)


def _value(block: PointMap, value: int | None) -> str:
    return block.hidden if value is None else str(value)
