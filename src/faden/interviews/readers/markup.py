"""XML of strangers, opened with limits: no entities, nothing from outside, no more tags than a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MAX_TAGS: Final = 400_000
"""Opening and closing tags of one file; a day's talk in Word has 100,000, cut into runs of a word 400,000."""

MAX_BYTES: Final = 32 * 1024 * 1024

MAX_DEPTH: Final = 150
"""Elements within elements; Word nests tables in boxes in cells to some 40."""


def parse_xml(data: bytes, *, forbid_dtd: bool = False) -> Element:
    """An XML document.

    Args:
        data: Its bytes; their encoding stands in the document.
        forbid_dtd: Whether a DOCTYPE alone is refused; its entities always are.

    Raises:
        ImportRefusedError: It is no XML, too large, too deep, or declares entities; names the line.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import-too-large", limit=MAX_BYTES // 2**20)
    if data.count(b"<") > MAX_TAGS:
        raise ImportRefusedError("import-too-complex", limit=MAX_TAGS)
    try:
        root: Element = fromstring(data, forbid_dtd=forbid_dtd)
    except DefusedXmlException:
        raise ImportRefusedError("import-xml-entities") from None
    except ParseError as error:
        raise ImportRefusedError("import-damaged", line=error.position[0]) from None
    except (ValueError, LookupError, RecursionError):
        raise ImportRefusedError("import-damaged") from None
    _refuse_deep(root)
    return root


def _refuse_deep(root: Element) -> None:
    """Goes down level by level, since what is too deep for us is too deep for recursion."""
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise ImportRefusedError("import-too-complex", limit=MAX_DEPTH)


def tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element, name: str) -> str:
    """An attribute, whatever its namespace; empty where it is missing."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def below(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names within an element, in the order of the file."""
    return (each for each in element.iter() if tag(each) in names)


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """As `below`, but not what lies within another of these names."""
    for child in element:
        if tag(child) in names:
            yield child
        else:
            yield from outermost(child, *names)


def plain_text(element: Element) -> str:
    """All words within an element, runs of white space as one space."""
    return " ".join("".join(element.itertext()).split())


def reference(text: str) -> str:
    """The id that a reference such as ``#SPK0`` points to; the first of several."""
    words = text.split()
    return words[0].rpartition("#")[2] if words else ""
