"""A way of people as a list in its order, with the thread beside it: it reads without any drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.site.markup import element, inline

if TYPE_CHECKING:
    from faden.publish.pages import Station, Way
    from faden.site.links import Here


def rendered(block: Way, here: Here) -> str:
    """The steps, each with what is in the way and the needs that belong to it."""
    stations = "".join(_station(block, station, here) for station in block.stations)
    return element("ol", stations, class_="faden-way-steps", aria_label=block.title)


def _station(block: Way, station: Station, here: Here) -> str:
    parts = [element("p", inline(station.title), class_="faden-way-steps__title")]
    if station.text:
        parts.append(element("p", inline(station.text)))
    parts.append(element("p", inline(station.told), class_="faden-way-steps__told"))
    if station.items:
        items = "".join(element("li", inline(item)) for item in station.items)
        parts += [element("p", inline(block.obstacles), class_="faden-small"), element("ul", items)]
    if station.links:
        links = "".join(element("li", here.link(link)) for link in station.links)
        parts += [element("p", inline(block.needs), class_="faden-small"), element("ul", links)]
    return element("li", "".join(parts))
