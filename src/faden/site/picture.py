"""Drawings made by faden, put into a page only if there is nothing in them but a drawing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.site.errors import SiteError
from faden.site.markup import attribute, element, inline

if TYPE_CHECKING:
    from faden.publish.pages import Picture
    from faden.site.links import Here

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
_DRAWN: Final = frozenset(
    {"svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "marker", "pattern", "clipPath", "linearGradient", "stop", "use", "style"}
)
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


def rendered(picture: Picture, anchor: str, here: Here) -> str:
    """A drawing with its caption; where it is wider than the screen, it can be moved.

    Raises:
        SiteError: The drawing is no SVG, or holds more than shapes and words.
    """
    checked(picture.svg, f"{here.language}/{here.page}")
    svg = re.sub(
        r"\n\s*\n", "\n", re.sub(r"<\?xml[^>]*\?>|<!--.*?-->", "", picture.svg, flags=re.DOTALL)
    ).strip()
    frame = element(
        "div", svg, class_="faden-picture__frame", role="group", tabindex="0", aria_label=picture.caption
    )
    caption = element("figcaption", inline(picture.caption))
    return f'<figure class="faden-picture" id="{attribute(anchor)}">{frame}{caption}</figure>'


def checked(svg: str, place: str) -> None:
    """Refuse a drawing that could run, load or hide anything.

    Raises:
        SiteError: It is no well-formed SVG, or holds other elements, events or addresses outside itself.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise SiteError("site-picture-unsafe", place, value=type(error).__name__) from None
    if root.tag.removeprefix(_NAMESPACE) != "svg":
        raise SiteError("site-picture-unsafe", place, value=root.tag)
    for node in root.iter():
        name = str(node.tag).removeprefix(_NAMESPACE)
        if name not in _DRAWN:
            raise SiteError("site-picture-unsafe", place, value=name)
        if name == "style" and _OUTSIDE.search(node.text or ""):
            raise SiteError("site-picture-unsafe", place, value="style")
        for key, value in node.attrib.items():
            local = key.rpartition("}")[2]
            away = local == "href" and not value.startswith("#")
            if local.lower().startswith("on") or away or _OUTSIDE.search(value):
                raise SiteError("site-picture-unsafe", place, value=f"{name} {local}")
