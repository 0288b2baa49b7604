"""Word: the words of each paragraph; insertions kept, deletions, comments and boxes set aside.

Read from the XML itself: python-docx leaves out inserted text, text boxes and content controls
without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.archive import Archive
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_MAIN: Final = "word/document.xml"
_SAYING: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}
_SILENT: Final = frozenset(
    [
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "lastRenderedPageBreak",
        "softHyphen",
        "instrText",
        "delInstrText",
        "fldChar",
        "permStart",
        "permEnd",
        "sdtPr",
        "sdtEndPr",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "smartTagPr",
        "customXmlPr",
        "fldData",
    ]
)
_REFERENCES: Final = {
    "commentReference": "import-comment",
    "footnoteReference": "import-footnote",
    "endnoteReference": "import-footnote",
}
_MEMBERS: Final = {
    "commentReference": ("word/comments.xml", "comment"),
    "footnoteReference": ("word/footnotes.xml", "footnote"),
    "endnoteReference": ("word/endnotes.xml", "endnote"),
}


def parse(data: bytes) -> Reading:
    """The conversation in a Word file (docx).

    Raises:
        ImportRefusedError: It is damaged, encrypted, too large, or holds no words.
    """
    archive = Archive(data)
    if _MAIN not in archive.names:
        raise ImportRefusedError("import-damaged")
    found = Found()
    notes = {name: _notes(archive, *where) for name, where in _MEMBERS.items()}
    walk = _Walk(found, notes)
    try:
        body = next((e for e in archive.xml(_MAIN) if _tag(e) == "body"), None)
        if body is None:
            raise ImportRefusedError("import-damaged")
        walk.block(body)
        for name in sorted(n for n in archive.names if n.startswith(("word/header", "word/footer"))):
            text = _all_text(archive.xml(name))
            if text.strip():
                found.aside("import-page-header", text)
    except RecursionError:
        raise ImportRefusedError("import-damaged") from None
    if walk.lists:
        found.note("import-list-numbers", count=walk.lists)
    return read_conversation(walk.paragraphs, found, numbered=True)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element, name: str) -> str:
    """An attribute, whatever its namespace (Word has two)."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _all_text(element: Element) -> str:
    """All words below an element, a line a paragraph."""
    lines: list[str] = []
    for each in element.iter():
        tag = _tag(each)
        if tag == "p":
            lines.append("")
        elif tag in {"t", "delText"} and each.text:
            lines[-1:] = [(lines[-1] if lines else "") + each.text]
        elif tag in _SAYING and lines:
            lines[-1] += _SAYING[tag]
    return "\n".join(lines).strip()


def _notes(archive: Archive, member: str, tag: str) -> Mapping[str, str]:
    """The comments or footnotes of a file by their number."""
    if member not in archive.names:
        return {}
    return {_value(e, "id"): _all_text(e) for e in archive.xml(member) if _tag(e) == tag}


class _Walk:
    """Goes through the body once; `number` counts paragraphs as a reader of the page does."""

    def __init__(self, found: Found, notes: Mapping[str, Mapping[str, str]]) -> None:
        self.found = found
        self.notes = notes
        self.number = 0
        self.lists = 0
        self.paragraphs: list[Paragraph] = []

    def block(self, element: Element) -> None:
        """Paragraphs and tables; content controls and the like are looked into."""
        for child in element:
            tag = _tag(child)
            if tag == "p":
                self.paragraphs += self.paragraph(child)
            elif tag == "tbl":
                self.paragraphs += self.table(child)
            elif tag in {"del", "moveFrom"}:
                self.aside("import-deletion", _all_text(child))
            elif tag == "AlternateContent":
                self.block(_choice(child))
            elif tag not in _SILENT:
                self.block(child)

    def paragraph(self, element: Element) -> list[Paragraph]:
        """One paragraph; none where it has no words or is a heading."""
        self.number += 1
        style = next((_value(e, "val") for e in element.iter() if _tag(e) == "pStyle"), "")
        text = self.inline(element)
        if not text.strip():
            return []
        if any(_tag(e) == "numPr" for p in element if _tag(p) == "pPr" for e in p):
            self.lists += 1
        if style.lower().startswith(("heading", "berschrift", "überschrift", "title", "titel")):
            self.aside("import-heading", text)
            return []
        return [Paragraph(text, self.number)]

    def inline(self, element: Element) -> str:
        """The words of a paragraph or a run."""
        if any(_tag(e) in {"vanish", "webHidden"} for p in element if _tag(p) == "rPr" for e in p):
            self.aside("import-hidden", _all_text(element))
            return ""
        return "".join(self.piece(child) for child in element)

    def piece(self, child: Element) -> str:
        """The words of one element within a paragraph."""
        tag = _tag(child)
        if tag == "t":
            return child.text or ""
        if tag == "br" and _value(child, "type") in {"page", "column"}:
            return ""
        if tag in _SAYING:
            return _SAYING[tag]
        if tag in _SILENT:
            return ""
        if tag in _REFERENCES:
            self.aside(_REFERENCES[tag], self.notes[tag].get(_value(child, "id"), ""))
            return ""
        return self.odd(child, tag)

    def odd(self, child: Element, tag: str) -> str:
        """What is rarer within a paragraph: deletions, pictures, boxes, symbols."""
        if tag in {"del", "moveFrom"}:
            self.aside("import-deletion", _all_text(child))
        elif tag in {"drawing", "pict", "object"}:
            self.picture(child)
        elif tag == "AlternateContent":
            return self.inline(_choice(child))
        elif tag == "sym":
            self.found.warn("import-symbol", self.number)
        else:
            return self.inline(child)
        return ""

    def picture(self, element: Element) -> None:
        """A picture, or a box with words."""
        boxes = [_all_text(e) for e in element.iter() if _tag(e) == "txbxContent"]
        if any(boxes):
            self.aside("import-text-box", "\n".join(boxes))
        else:
            titles = [_value(e, "descr") for e in element.iter() if _tag(e) == "docPr"]
            self.aside("import-image", " ".join(titles))

    def table(self, element: Element) -> list[Paragraph]:
        """A table: turns in columns, or set aside."""
        line = self.number + 1
        rows = [[self.cell(c) for c in _below(row, "tc")] for row in _below(element, "tr")]
        return read_table(rows, line, self.found)

    def cell(self, element: Element) -> str:
        """The words of a cell; a table within it is part of its words."""
        outer, self.paragraphs = self.paragraphs, []
        self.block(element)
        inner, self.paragraphs = self.paragraphs, outer
        return "\n".join(paragraph.text for paragraph in inner)

    def aside(self, kind: str, text: str) -> None:
        """Keep what nobody said, with its paragraph."""
        self.found.aside(kind, text, self.number)


def _below(element: Element, wanted: str) -> list[Element]:
    """Rows of a table or cells of a row; content controls around them are looked into."""
    found: list[Element] = []
    for child in element:
        if _tag(child) == wanted:
            found.append(child)
        elif _tag(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            found += _below(child, wanted)
    return found


def _choice(element: Element) -> Element:
    """The first reading of content that Word wrote in two ways."""
    return next((e for e in element if _tag(e) == "Choice"), next(iter(element), element))
