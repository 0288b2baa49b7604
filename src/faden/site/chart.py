"""Bar charts as SVG made at build time: they need no script, no colour and no network to be read.

Lengths are shares of the width, so that the chart fits any screen while its words keep their size.
A value that is not told is a hatched stub of one length with its reason in words; beside each chart
stands the table of the same data.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text as say
from faden.site.markup import attribute, element, inline, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.pages import Bar, BarChart
    from faden.site.links import Here

_LINE: Final = 21  # height of a line of a label, in pixels
_BAR: Final = 18  # height of a bar
_GAP: Final = 16  # between one bar and the label of the next
_LONGEST: Final = 74  # width of the longest bar in percent; the rest is for its value
_STUB: Final = 14  # width of the bar of a value that is not told
_LEAST: Final = 0.4  # width of the bar of zero, so that there is something to see
_LETTERS: Final = 44  # letters of a label per line: fits 343 pixels at 15 pixels


def rendered(chart: BarChart, anchor: str, here: Here) -> str:
    """A chart with title, description and a table of the same data."""
    caption = element("strong", inline(chart.title)) + " " + element("span", inline(chart.description))
    parts = (
        element("figcaption", caption),
        _svg(chart, anchor, here),
        _data(chart, here),
    )
    return f'<figure class="faden-chart" id="{attribute(anchor)}">{"".join(parts)}</figure>'


def _svg(chart: BarChart, anchor: str, here: Here) -> str:
    bars, height = _bars(chart, f"{anchor}-hatch", rtl=here.direction == "rtl")
    told = "; ".join(f"{bar.label}: {_told(chart, bar)}" for bar in chart.bars)
    head = (
        element("title", plain(chart.title), id=f"{anchor}-title")
        + element("desc", plain(f"{chart.description} {told}"), id=f"{anchor}-desc")
        + f'<defs><pattern id="{attribute(anchor)}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="faden-hatch-ground" width="7" height="7"/>'
        '<rect class="faden-hatch-line" width="2" height="7"/></pattern></defs>'
    )
    return element(
        "svg",
        head + bars,
        data_search_exclude="yes",  # the plugin for the search takes this away again
        role="img",
        width="100%",
        height=str(height),
        aria_labelledby=f"{anchor}-title",
        aria_describedby=f"{anchor}-desc",
    )


def _bars(chart: BarChart, hatch: str, *, rtl: bool) -> tuple[str, int]:
    """The bars, and the height they need."""
    drawn, y = [], 0
    for bar in chart.bars:
        for line in textwrap.wrap(bar.label, _LETTERS) or [""]:
            y += _LINE
            drawn.append(
                f'<text class="faden-bar-label" x="{_x(0, rtl=rtl)}" y="{y - 6}">{plain(line)}</text>'
            )
        drawn.append(_bar(chart, bar, y, hatch, rtl=rtl))
        y += _BAR + _GAP
    return "".join(drawn), max(y - _GAP + 4, _LINE)


def _bar(chart: BarChart, bar: Bar, y: int, hatch: str, *, rtl: bool) -> str:
    share = _STUB if bar.value is None else max(_LONGEST * bar.value / max(chart.most, 1), _LEAST)
    x = _x(share, rtl=True) if rtl else "0"
    fill = f' fill="url(#{attribute(hatch)})"' if bar.value is None else ""
    css = "faden-bar-hidden" if bar.value is None else "faden-bar"
    beside = f'x="{_x(share, rtl=rtl)}" dx="{-9 if rtl else 9}" y="{y + 14}"'
    value = f'<text class="faden-bar-value" {beside}>{plain(_told(chart, bar))}</text>'
    return f'<rect class="{css}" x="{x}" y="{y}" width="{share:.2f}%" height="{_BAR}"{fill}/>{value}'


def _x(share: float, *, rtl: bool) -> str:
    return f"{100 - share if rtl else share:.2f}%"


def _told(chart: BarChart, bar: Bar) -> str:
    return chart.hidden if bar.value is None else str(bar.value)


def _data(chart: BarChart, here: Here) -> str:
    summary = element("summary", plain(say("site.chart.data", here.language)))
    head = element("th", plain(say("site.chart.label", here.language)), scope="col") + element(
        "th", inline(chart.unit), scope="col"
    )
    caption = element("caption", inline(chart.title), class_="faden-unseen")
    body = "".join(_rows(chart, here))
    table = element(
        "table",
        caption + element("thead", element("tr", head)) + element("tbody", body),
        class_="faden-plain",
    )
    return element("details", summary + table, data_search_exclude="yes")


def _rows(chart: BarChart, here: Here) -> Iterator[str]:
    for bar in chart.bars:
        label = inline(bar.label)
        named = element("a", label, href=here.href(bar.target)) if bar.target else label
        yield element("tr", element("th", named, scope="row") + element("td", inline(_told(chart, bar))))
