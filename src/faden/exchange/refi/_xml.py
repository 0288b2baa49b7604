"""The door to XML: no entities, no DTD, bounded size and depth; every element knows its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

from faden.core.problems import ImportRefusedError
from faden.exchange.refi._mending import mended

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_BYTES: Final = 256 * 2**20
"""Bytes of a project file; the largest seen has one."""

MAX_DEPTH: Final = 100
"""Elements within each other; the deepest code tree seen has nine levels."""

MAX_ELEMENTS: Final = 5_000_000

XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_QDA: Final = "urn:QDA-XML"


class Line(Element):
    """An element that knows its line; the root also whether its file had to be mended."""

    line: int = 0
    mended: bool = False


class _TooMuchError(Exception):
    """The file is deeper or longer than any project."""


class _Builder(TreeBuilder):
    """Builds the tree, counting."""

    def __init__(self) -> None:
        super().__init__(element_factory=Line)
        self.parser: XMLParserType | None = None
        self._depth = 0
        self._count = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise _TooMuchError
        element = super().start(tag, attrs)
        if isinstance(element, Line) and self.parser is not None:
            element.line = self.parser.CurrentLineNumber
        return element

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse(data: bytes, path: str) -> Line:
    """The root element of an XML file.

    Args:
        data: The file.
        path: How messages name it.

    Raises:
        ImportRefusedError: It is no XML, is too large, or declares entities or a DTD.
    """
    try:
        return _parse(data, path)
    except ImportRefusedError as error:
        if error.problem.code != "refi-xml-broken":
            raise
        try:
            root = _parse(mended(data), path)
        except ImportRefusedError as again:
            raise (error if again.problem.code == "refi-xml-broken" else again) from None
        root.mended = True
        return root


def _parse(data: bytes, path: str) -> Line:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    if len(data) > MAX_BYTES:
        raise ImportRefusedError("import-too-large", path, limit=MAX_BYTES // 2**20)
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException:
        raise ImportRefusedError("import-xml-entities", path) from None
    except _TooMuchError:
        raise ImportRefusedError("refi-xml-excessive", path, depth=MAX_DEPTH, n=MAX_ELEMENTS) from None
    except ParseError as error:
        line, _ = error.position
        raise ImportRefusedError("refi-xml-broken", path, line=line) from None
    except (ValueError, LookupError, RecursionError, OverflowError, AssertionError):
        raise ImportRefusedError("refi-xml-broken", path, line=1) from None
    if not isinstance(root, Line):
        raise ImportRefusedError("refi-xml-broken", path, line=1)
    return root


def namespace(element: Element) -> str:
    """The namespace of an element; empty where it has none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def adopt(root: Line) -> None:
    """Put a project of a namespace that is none of the standard's into the standard's."""
    space = namespace(root)
    if not space or space.startswith(_QDA) or str(root.tag).rpartition("}")[2] not in {"Project", "CodeBook"}:
        return
    for each in root.iter():
        if namespace(each) == space:
            each.tag = f"{{{_QDA}}}{str(each.tag).rpartition('}')[2]}"


def local(element: Element) -> str:
    """The name of an element of the standard in whichever of its namespaces; empty for all others."""
    found = namespace(element)
    return str(element.tag).rpartition("}")[2] if not found or found.startswith(_QDA) else ""


def line_of(element: Element) -> int:
    """Line of an element in its file; 0 where it is not known."""
    return element.line if isinstance(element, Line) else 0


def raw(element: Element) -> str:
    """The XML of an element by itself, with its namespaces; the same for the same element."""
    tail, element.tail = element.tail, None
    try:
        return tostring(element, encoding="unicode")
    finally:
        element.tail = tail
