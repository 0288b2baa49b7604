"""LibreOffice: the words of each paragraph; deletions, comments, notes and boxes set aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.archive import Archive
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_SILENT: Final = frozenset(
    [
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "change",
        "change-start",
        "change-end",
        "soft-page-break",
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "reference-mark",
        "reference-mark-start",
        "reference-mark-end",
        "annotation-end",
        "alphabetical-index-mark",
        "toc-mark",
        "user-index-mark",
        "dde-connection-decls",
    ]
)
_ASIDES: Final = {
    "annotation": "import-comment",
    "note": "import-footnote",
    "tracked-changes": "import-deletion",
    "table-of-content": "import-table",
    "alphabetical-index": "import-table",
    "bibliography": "import-table",
    "ruby-text": "import-hidden",
}
_MAX_SPACES: Final = 100


def parse(data: bytes) -> Reading:
    """The conversation in a LibreOffice text (odt).

    Raises:
        ImportRefusedError: It is damaged, encrypted, too large, or holds no words.
    """
    archive = Archive(data)
    if _CONTENT not in archive.names:
        raise ImportRefusedError("import-damaged")
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise ImportRefusedError("import-encrypted")
    found = Found()
    walk = _Walk(found)
    try:
        body = next((e for e in archive.xml(_CONTENT).iter() if _is(e, "office", "text")), None)
        if body is None:
            raise ImportRefusedError("import-damaged")
        walk.block(body)
        if "styles.xml" in archive.names:
            walk.page_headers(archive.xml("styles.xml"))
    except RecursionError:
        raise ImportRefusedError("import-damaged") from None
    return read_conversation(walk.paragraphs, found, numbered=True)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is(element: Element, space: str, tag: str) -> bool:
    return element.tag.rstrip().endswith(f":{space}:1.0}}{tag}")


def _value(element: Element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _all_text(element: Element) -> str:
    """All words below an element, a line a paragraph; without who wrote it and when."""
    return "\n".join(line for line in _lines(element) if line.strip())


def _lines(element: Element) -> Iterator[str]:
    if _tag(element) in {"p", "h"}:
        yield "".join(element.itertext())
        return
    for child in element:
        if _tag(child) not in {"creator", "date", "date-string", "creator-initials", "change-info"}:
            yield from _lines(child)


class _Walk:
    """Goes through the body once; `number` counts paragraphs as a reader of the page does."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.number = 0
        self.paragraphs: list[Paragraph] = []

    def block(self, element: Element) -> None:
        """Paragraphs, lists and tables; sections are looked into."""
        for child in element:
            tag = _tag(child)
            if tag in {"p", "h"}:
                self.paragraph(child)
            elif _is(child, "table", "table"):
                self.table(child)
            elif tag in _ASIDES:
                self.aside(_ASIDES[tag], _all_text(child))
            elif tag == "frame":
                self.picture(child)
            elif tag not in _SILENT:
                self.block(child)

    def paragraph(self, element: Element) -> None:
        """One paragraph; a heading is set aside."""
        self.number += 1
        text = self.inline(element).strip()
        if text and _tag(element) == "h":
            self.aside("import-heading", text)
        elif text:
            self.paragraphs.append(Paragraph(text, self.number))

    def inline(self, element: Element) -> str:
        """The words of a paragraph or a span; runs of white space are one space, as the format says."""
        pieces = [_collapse(element.text)]
        for child in element:
            pieces += [self.piece(child), _collapse(child.tail)]
        return "".join(pieces)

    def piece(self, child: Element) -> str:
        """The words of one element within a paragraph."""
        tag = _tag(child)
        if tag == "s":
            count = _value(child, "c")
            return " " * (min(int(count), _MAX_SPACES) if count.isascii() and count.isdigit() else 1)
        if tag in {"tab", "line-break"}:
            return "\t" if tag == "tab" else "\n"
        if tag in _ASIDES:
            self.aside(_ASIDES[tag], _all_text(child) or "".join(child.itertext()))
            return ""
        if tag in {"frame", "custom-shape", "object"}:
            self.picture(child)
            return ""
        return "" if tag in _SILENT else self.inline(child)

    def picture(self, element: Element) -> None:
        """A picture, or a box with words."""
        text = _all_text(element)
        if text:
            self.aside("import-text-box", text)
        else:
            titles = [e.text or "" for e in element.iter() if _tag(e) in {"title", "desc"}]
            self.aside("import-image", " ".join(titles))

    def table(self, element: Element) -> None:
        """A table: turns in columns, or set aside."""
        line = self.number + 1
        rows = [[self.cell(c) for c in row if _tag(c) == "table-cell"] for row in _rows(element)]
        self.paragraphs += read_table(rows, line, self.found)

    def cell(self, element: Element) -> str:
        """The words of a cell; a table within it is part of its words."""
        outer, self.paragraphs = self.paragraphs, []
        self.block(element)
        inner, self.paragraphs = self.paragraphs, outer
        return "\n".join(paragraph.text for paragraph in inner)

    def page_headers(self, styles: Element) -> None:
        """Headers and footers of pages, which stand among the styles."""
        for element in styles.iter():
            if element.tag.endswith((":style:1.0}header", ":style:1.0}footer")):
                text = _all_text(element)
                if text:
                    self.found.aside("import-page-header", text)

    def aside(self, kind: str, text: str) -> None:
        """Keep what nobody said, with its paragraph."""
        if text.strip() or kind == "import-image":
            self.found.aside(kind, text, self.number)


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, those of its heading and of row groups included."""
    for child in element:
        if _tag(child) == "table-row":
            yield child
        elif _tag(child) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _collapse(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
