"""Carriers that hold other files: office documents, projects, archives, databases; and names of files."""

from __future__ import annotations

import gzip
import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Final

from tests.attack.textfiles import HTML, JSON, XML, Slot

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_CORE: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_RELATIONS: Final = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_OFFICE_KIND: Final = f"{_OFFICE}/relationships/"
_CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_FULL: Final = "Die Suche ging weiter, Woche um Woche, und niemand rief an. " * 110


def pack(
    members: Mapping[str, str | bytes],
    *,
    remark: bytes = b"",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A zip archive, always with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
        archive.comment = remark
    return out.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Target="{target}" '
        f'Type="{_CORE_KIND if "core" in kind else _OFFICE_KIND + kind}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f"{_HEAD}<Relationships {_RELATIONS}>{rows}</Relationships>"


def _types(**parts: str) -> str:
    rows = "".join(
        f'<Override PartName="/{name.replace("__", ".").replace("_", "/")}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Default Extension="xml" '
        f'ContentType="application/xml"/>{rows}</Types>'
    )


def _core(creator: str) -> str:
    return f"{_HEAD}<cp:coreProperties {_CORE}><dc:creator>{creator}</dc:creator></cp:coreProperties>"


def workbook(
    slot: Slot,
    *,
    shared: str = "",
    cell: str = "",
    sheet: str = "Tabelle",
    author: str = "",
    remark: str = "",
) -> bytes:
    """A workbook with one sheet; each argument puts ready XML at one place."""
    first = f'<c r="B1" t="inlineStr"><is>{cell}</is></c>' if cell else ""
    strings = f"<si><t>{slot.before}</t></si><si>{shared or '<t>Summe</t>'}</si>"
    return pack(
        {
            "[Content_Types].xml": _types(
                xl_workbook__xml="spreadsheetml.sheet.main",
                xl_worksheets_sheet1__xml="spreadsheetml.worksheet",
                xl_sharedStrings__xml="spreadsheetml.sharedStrings",
                xl_comments1__xml="spreadsheetml.comments",
            ),
            "_rels/.rels": _relations(
                ("officeDocument", "xl/workbook.xml"), ("core-properties", "docProps/core.xml")
            ),
            "xl/workbook.xml": f'{_HEAD}<workbook {_SHEET} xmlns:r="{_OFFICE}/relationships"><sheets>'
            f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet {_SHEET}><sheetData><row r="1">'
            '<c r="A1" t="s"><v>0</v></c>'
            f"{first}"
            '</row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": _relations(("comments", "../comments1.xml")),
            "xl/sharedStrings.xml": f'{_HEAD}<sst {_SHEET} count="2" uniqueCount="2">{strings}</sst>',
            "xl/comments1.xml": f"{_HEAD}<comments {_SHEET}><authors><author>faden</author></authors>"
            "<commentList><comment "
            f'ref="A1" authorId="0"><text><t>{remark or "geprüft"}</t></text></comment>'
            "</commentList></comments>",
            "docProps/core.xml": _core(author or "faden"),
        }
    )


def document(slot: Slot, *, body: str = "", remark: str = "", header: str = "", author: str = "") -> bytes:
    """A text document; each argument puts ready XML at one place."""

    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    return pack(
        {
            "[Content_Types].xml": _types(
                word_document__xml="wordprocessingml.document.main",
                word_comments__xml="wordprocessingml.comments",
                word_header1__xml="wordprocessingml.header",
            ),
            "_rels/.rels": _relations(
                ("officeDocument", "word/document.xml"), ("core-properties", "docProps/core.xml")
            ),
            "word/_rels/document.xml.rels": _relations(
                ("comments", "comments.xml"), ("header", "header1.xml")
            ),
            "word/document.xml": f"{_HEAD}<w:document {_WORD}><w:body>"
            f"{paragraph(slot.before)}{body}</w:body></w:document>",
            "word/comments.xml": f'{_HEAD}<w:comments {_WORD}><w:comment w:id="0" w:author="faden">'
            f"{paragraph(remark or 'geprüft')}</w:comment></w:comments>",
            "word/header1.xml": f"{_HEAD}<w:hdr {_WORD}>{paragraph(header or 'Befunde')}</w:hdr>",
            "docProps/core.xml": _core(author or "faden"),
        }
    )


def _runs(slot: Slot) -> str:
    """A word that the program cut into runs, as it does after each correction."""
    cut = max(1, len(slot.text) // 2)
    pieces = (slot.text[:1], slot.text[1:cut], slot.text[cut:])
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{Slot("", piece, "").word()}</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/>'
        for piece in pieces
    )
    return f"<w:p>{runs}</w:p>"


def _rich(slot: Slot) -> str:
    cut = max(1, len(slot.text) // 2)
    pieces = (Slot("", slot.text[:cut], ""), Slot("", slot.text[cut:], ""))
    return "".join(f'<r><t xml:space="preserve">{piece.word()}</t></r>' for piece in pieces)


def _project(slot: Slot, place: str) -> bytes:
    """A project as programs for qualitative analysis exchange it."""
    there = {"user": "faden", "code": "Suche", "memo": "Notiz", "source": "Gespräch", place: slot.word()}
    text = slot.sentence if place == "text" else slot.before
    project = (
        f'{_HEAD}<Project xmlns="urn:QDA-XML:project:1.0" name="Studie" origin="faden"><Users><User '
        f'guid="1" name="{there["user"]}"/></Users><CodeBook><Codes><Code guid="2" isCodable="true" '
        f'name="{there["code"]}"><Description>{there["memo"]}</Description></Code></Codes></CodeBook><Sources>'
        f'<TextSource guid="3" name="{there["source"]}" plainTextPath="internal://3.txt"/></Sources></Project>'
    )
    return pack({"project.qde": project, "sources/3.txt": text})


def _database(slot: Slot, *, encoding: str = "UTF-8", blob: bool = False, deleted: bool = False) -> bytes:
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f'PRAGMA encoding="{encoding}"')
        base.execute("PRAGMA secure_delete=off")
        base.execute("CREATE TABLE aussagen (nr INTEGER PRIMARY KEY, text)")
        base.execute("INSERT INTO aussagen VALUES (1, ?)", (slot.before,))
        base.execute(
            "INSERT INTO aussagen VALUES (2, ?)", (slot.sentence.encode() if blob else slot.sentence,)
        )
        base.execute("INSERT INTO aussagen VALUES (3, ?)", (slot.after,))
        if deleted:
            base.execute("DELETE FROM aussagen WHERE nr=2")
        base.commit()
        return base.serialize()


def _overflowing(slot: Slot) -> bytes:
    """A database with a text so long that it goes on on another page, the name across the border.

    Of a record of 6,004 bytes the first 1,912 stand on a page of 4,096; 4 are its head (SQLite
    file format, 1.6).
    """
    name = slot.text.encode()
    before = _FULL[: 1907 - len(name) // 2].encode()
    text = (before + b" " + name + b" " + _FULL.encode())[:6000].decode()
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE aussagen (nr INTEGER PRIMARY KEY, text)")
        base.execute("INSERT INTO aussagen VALUES (1, ?)", (text,))
        base.commit()
        return base.serialize()


def _tar(slot: Slot) -> bytes:
    data, out = slot.sentence.encode(), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("notiz.txt")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def _nested(slot: Slot) -> bytes:
    inner = pack({"innen/notiz.txt": slot.sentence})
    return pack({"mitte.zip": pack({"innen.zip": inner, "liste.txt": slot.before}), "start.txt": slot.after})


def _odt(slot: Slot) -> bytes:
    office = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = f"<office:body><office:text><text:p>{slot.escaped()}</text:p></office:text></office:body>"
    content = f"{_HEAD}<office:document-content {office}>{body}</office:document-content>"
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


PACKED_CARRIERS: Final[dict[str, tuple[str, Callable[[Slot], bytes]]]] = {
    "xlsx-shared-string": (".xlsx", lambda s: workbook(s, shared=f"<t>{s.escaped()}</t>")),
    "xlsx-rich-string": (".xlsx", lambda s: workbook(s, shared=_rich(s))),
    "xlsx-inline-string": (".xlsx", lambda s: workbook(s, cell=f"<t>{s.escaped()}</t>")),
    "xlsx-sheet-name": (".xlsx", lambda s: workbook(s, sheet=s.word())),
    "xlsx-property": (".xlsx", lambda s: workbook(s, author=s.word())),
    "xlsx-remark": (".xlsx", lambda s: workbook(s, remark=s.escaped())),
    "docx-text": (".docx", lambda s: document(s, body=f"<w:p><w:r><w:t>{s.escaped()}</w:t></w:r></w:p>")),
    "docx-runs": (".docx", lambda s: document(s, body=_runs(s))),
    "docx-remark": (".docx", lambda s: document(s, remark=s.escaped())),
    "docx-header": (".docx", lambda s: document(s, header=s.escaped())),
    "docx-property": (".docx", lambda s: document(s, author=s.word())),
    "odt-text": (".odt", _odt),
    "qdpx-user": (".qdpx", lambda s: _project(s, "user")),
    "qdpx-code": (".qdpx", lambda s: _project(s, "code")),
    "qdpx-memo": (".qdpx", lambda s: _project(s, "memo")),
    "qdpx-source-name": (".qdpx", lambda s: _project(s, "source")),
    "qdpx-source-text": (".qdpx", lambda s: _project(s, "text")),
    "zip-member": (".zip", lambda s: pack({"notiz.txt": s.sentence})),
    "zip-stored": (".zip", lambda s: pack({"notiz.txt": s.sentence}, method=zipfile.ZIP_STORED)),
    "zip-html": (".zip", lambda s: pack({"seite/index.html": HTML["html-text"](s)})),
    "zip-member-name": (".zip", lambda s: pack({f"notizen/{s.text}.txt": s.before})),
    "zip-remark": (".zip", lambda s: pack({"notiz.txt": s.before}, remark=s.sentence.encode())),
    "zip-nested": (".zip", _nested),
    "gzip": (".txt.gz", lambda s: gzip.compress(s.sentence.encode(), mtime=0)),
    "gzip-json": (".json.gz", lambda s: gzip.compress(JSON["search-index"](s).encode(), mtime=0)),
    "svgz": (".svgz", lambda s: gzip.compress(XML["svg-text"](s).encode(), mtime=0)),
    "tar-gzip": (".tar.gz", _tar),
    "sqlite": (".sqlite", _database),
    "sqlite-utf-16": (".sqlite", lambda s: _database(s, encoding="UTF-16le")),
    "sqlite-blob": (".sqlite", lambda s: _database(s, blob=True)),
    "sqlite-deleted": (".sqlite", lambda s: _database(s, deleted=True)),
    "sqlite-long": (".sqlite", _overflowing),
}
"""The ending of the file and what makes it."""

NAME_CARRIERS: Final[dict[str, Callable[[str], str]]] = {
    "file-name": lambda text: f"site/notizen/notiz-{text}.txt",
    "folder-name": lambda text: f"site/{text}/index.html",
}
"""Carriers whose path holds the name while the content is harmless."""
NOT_IN_NAMES: Final = frozenset('/\\\n\r\t:*?"<>|')
