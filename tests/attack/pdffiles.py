"""Carriers that are PDF files, written by hand with compressed streams."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable
from typing import Final

from tests.attack.textfiles import Slot

_XMP: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{}</dc:description></rdf:Description>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


class Document:
    """A PDF under construction: objects are added, the first two are catalogue and pages."""

    def __init__(self) -> None:
        self.objects: list[bytes] = [b"", b""]
        self.catalogue = "/Type /Catalog /Pages 2 0 R"

    def add(self, body: str | bytes) -> int:
        """Add an object and give its number."""
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """Add a stream, compressed where nothing else is said."""
        body = zlib.compress(data) if packed else data
        pack = "/Filter /FlateDecode " if packed else ""
        return self.add(
            f"<< {entries} {pack}/Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"
        )

    def finish(self, page: int, info: int = 0) -> bytes:
        """The file with its cross-reference table."""
        self.objects[0] = f"<< {self.catalogue} >>".encode()
        self.objects[1] = f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>".encode()
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        table = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        trailer = f"/Size {len(places) + 1} /Root 1 0 R" + (f" /Info {info} 0 R" if info else "")
        return bytes(out + f"trailer\n<< {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode())


def _string(text: str) -> str:
    """A text string as UTF-16 in hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _glyph_font(document: Document, text: str) -> tuple[int, dict[str, int]]:
    """A font whose glyphs only the table to Unicode explains, as typesetters embed them."""
    glyphs = {char: number for number, char in enumerate(dict.fromkeys(text), 1)}
    lines = "".join(
        f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>\n" for char, number in glyphs.items()
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{lines}endbfchar endcmap end end\n"
    )
    unicode_table = document.stream(table.encode())
    descriptor = document.add(
        "<< /Type /FontDescriptor /FontName /Faden /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    inner = document.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Faden /DW 500 /CIDToGIDMap /Identity "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R >>"
    )
    return document.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Faden /Encoding /Identity-H "
        f"/DescendantFonts [{inner} 0 R] /ToUnicode {unicode_table} 0 R >>"
    ), glyphs


def _page(document: Document, content: str, font: int, more: str = "") -> int:
    drawn = document.stream(content.encode("latin-1"))
    return document.add(
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {drawn} 0 R "
        f"/Resources << /Font << /F1 {font} 0 R >> >> {more} >>"
    )


def _lines(slot: Slot) -> list[str]:
    """The lines of the page; Arabic ones from left to right as they are drawn, not as they are read."""
    lines = [slot.before, *slot.text.replace("\r", "").split("\n"), slot.after]
    return [
        line[::-1] if any(unicodedata.bidirectional(char) == "AL" for char in line) else line
        for line in lines
    ]


def _plain_font(document: Document) -> int:
    return document.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")


def _harmless_page(document: Document, slot: Slot, more: str = "") -> int:
    words = slot.before.encode("cp1252").hex().upper()
    return _page(document, f"BT /F1 12 Tf 60 780 Td <{words}> Tj ET", _plain_font(document), more)


def text(slot: Slot) -> bytes:
    """The text of the page in glyph numbers, line by line."""
    document = Document()
    lines = _lines(slot)
    font, glyphs = _glyph_font(document, "".join(lines))
    shown = "".join(f"<{''.join(f'{glyphs[char]:04X}' for char in line)}> Tj T*\n" for line in lines)
    return document.finish(_page(document, f"BT /F1 4 Tf 8 TL 60 780 Td\n{shown}ET", font))


def kerned(slot: Slot) -> bytes:
    """The text in pieces with distances between, as justified lines have them."""
    document = Document()
    font, glyphs = _glyph_font(document, "".join(_lines(slot)))
    shown = "".join(
        "[" + " -20 ".join(f"<{glyphs[char]:04X}>" for char in line) + "] TJ T*\n" for line in _lines(slot)
    )
    return document.finish(_page(document, f"BT /F1 4 Tf 8 TL 60 780 Td\n{shown}ET", font))


def information(slot: Slot) -> bytes:
    """The information dictionary: the author."""
    document = Document()
    page = _harmless_page(document, slot)
    return document.finish(page, document.add(f"<< /Author {_string(slot.text)} /Title (Befunde) >>"))


def metadata(slot: Slot) -> bytes:
    """The metadata stream."""
    document = Document()
    page = _harmless_page(document, slot)
    stream = document.stream(_XMP.format(slot.word()).encode(), "/Type /Metadata /Subtype /XML", packed=False)
    document.catalogue += f" /Metadata {stream} 0 R"
    return document.finish(page)


def annotation(slot: Slot) -> bytes:
    """A remark at the margin."""
    document = Document()
    note = document.add(
        f"<< /Type /Annot /Subtype /Text /Rect [20 20 40 40] /Contents {_string(slot.text)} >>"
    )
    return document.finish(_harmless_page(document, slot, f"/Annots [{note} 0 R]"))


def outline(slot: Slot) -> bytes:
    """A bookmark."""
    document = Document()
    page = _harmless_page(document, slot)
    root = len(document.objects) + 1
    document.add(f"<< /Type /Outlines /First {root + 1} 0 R /Last {root + 1} 0 R /Count 1 >>")
    document.add(f"<< /Title {_string(slot.text)} /Parent {root} 0 R /Dest [{page} 0 R /Fit] >>")
    document.catalogue += f" /Outlines {root} 0 R"
    return document.finish(page)


def attachment(slot: Slot) -> bytes:
    """A text file that hangs on the document."""
    document = Document()
    page = _harmless_page(document, slot)
    file = document.stream(slot.sentence.encode(), "/Type /EmbeddedFile")
    spec = document.add(f"<< /Type /Filespec /F (notiz.txt) /UF (notiz.txt) /EF << /F {file} 0 R >> >>")
    document.catalogue += f" /Names << /EmbeddedFiles << /Names [(notiz.txt) {spec} 0 R] >> >>"
    return document.finish(page)


PDF_CARRIERS: Final[dict[str, Callable[[Slot], bytes]]] = {
    "pdf-text": text,
    "pdf-kerned": kerned,
    "pdf-information": information,
    "pdf-metadata": metadata,
    "pdf-annotation": annotation,
    "pdf-outline": outline,
    "pdf-attachment": attachment,
}
