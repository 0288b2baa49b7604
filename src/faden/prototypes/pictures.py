"""Drawings beside a specification: read, and refused where they hold more than shapes and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.files import inside
from faden.core.problems import FadenError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from faden.prototypes.spec import Prototype

_LARGEST: Final = 200_000
"""Bytes of a drawing; a page stays light."""

_NAMES: Final = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("title", "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "symbol", "use"),
        *("marker", "pattern"),
    }
)
"""Elements that draw and nothing else."""

_SPOKEN: Final = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
"""Languages that browsers speak in drawings, by the prefix that is written before their words."""

_FOREIGN: Final = re.compile(
    r"url\(\s*['\"]?(?!#)|javascript:|data:|@import|expression\(|image-set\(|src\(|//|\\", re.IGNORECASE
)
"""What an attribute must not hold; a backslash may spell any of it in CSS."""

_PROLOGUE: Final = re.compile(
    rb"<\?(?!xml\s)|<!DOCTYPE[^>]*\[|\sencoding\s*=\s*['\"](?!utf-?8['\"])", re.IGNORECASE
)
"""Instructions such as style sheets, a grammar of its own, an encoding in which other words stand there."""


def read_pictures(path: Path, prototype: Prototype) -> tuple[dict[str, str], dict[str, str]]:
    """The drawings that a specification names, and those that cannot be shown.

    Args:
        path: The file of the specification; drawings stand beside it.
        prototype: The specification.

    Returns:
        Name → SVG text of each drawing that is in order; name → ``missing`` or what it must not hold.
    """
    good: dict[str, str] = {}
    bad: dict[str, str] = {}
    for name in names(prototype):
        try:
            place = inside(path.parent, name)
            content = place.read_bytes() if place.is_file() else None
        except (FadenError, OSError):
            content = None
        if content is None:
            bad[name] = "missing"
            continue
        fault = unsafe(content)
        if fault is None:
            good[name] = plain(content)
        else:
            bad[name] = fault
    return good, bad


def names(prototype: Prototype) -> tuple[str, ...]:
    """The drawings that a specification names, each once, by name."""
    found = {
        name
        for screen in prototype.screens
        for _, part in screen.parts()
        if (name := getattr(part, "file", None)) is not None
    }
    return tuple(sorted(found))


def unsafe(content: bytes) -> str | None:
    """What a drawing holds that it must not: scripts, links, foreign elements; ``None`` if nothing."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if len(content) > _LARGEST:
        return f"{len(content)} bytes"
    try:
        content.decode()
        root = fromstring(content)
    except (ParseError, DefusedXmlException, UnicodeDecodeError, ValueError):
        return "XML"
    if str(root.tag).rpartition("}")[2] != "svg":
        return str(root.tag)[:40]
    if found := _PROLOGUE.search(content):
        return found[0].decode(errors="replace").strip()[:40]
    if _grows(root):
        return "use"
    return next((fault for element in root.iter() if (fault := _fault(element)) is not None), None)


def plain(content: bytes) -> str:
    """A drawing without what only its maker sees: comments, and what a drawing program notes for itself.

    That is where names of people and of folders stand. A drawing that has none of it stays as it is.
    """
    from xml.etree.ElementTree import register_namespace, tostring

    from defusedxml.ElementTree import fromstring

    root = fromstring(content)
    noted = [
        (element, key)
        for element in root.iter()
        for key in element.attrib
        if key.startswith("{") and _own(key)
    ]
    if not noted and b"<!--" not in content:
        return content.decode()
    for element, key in noted:
        del element.attrib[key]
    for prefix, address in _SPOKEN.items():
        register_namespace(prefix, address)
    return str(tostring(root, encoding="unicode")) + "\n"


def _own(key: str) -> bool:
    """Whether an attribute is of a language that browsers do not speak in drawings."""
    return key[1:].partition("}")[0] not in {*_SPOKEN.values(), "http://www.w3.org/XML/1998/namespace"}


def _grows(root: Element) -> bool:
    """Whether a copy holds copies: a few lines could draw billions of shapes."""
    copied = {
        value.removeprefix("#")
        for element in root.iter()
        if str(element.tag).endswith("use")
        for key, value in element.attrib.items()
        if key.rpartition("}")[2] == "href"
    }
    holders = [element for element in root.iter() if element.get("id") in copied]
    return any(str(inner.tag).endswith("use") for holder in holders for inner in holder.iter())


def _fault(element: Element) -> str | None:
    name = str(element.tag).rpartition("}")[2]
    if name not in _NAMES:
        return name[:40]
    attributes: Mapping[str, str] = element.attrib
    for key, value in attributes.items():
        bare = key.rpartition("}")[2].lower()
        if bare.startswith("on") or _FOREIGN.search(value):
            return bare[:40]
        if bare in ("href", "src") and not value.startswith("#"):
            return bare[:40]
    return None
