"""Excel: the first sheet with statements; other sheets are set aside.

Read from the XML itself with the limits of `Archive`: openpyxl fills the gaps that a hostile file
announces (row 1,048,576, column XFD) with empty cells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.archive import Archive
from faden.interviews.readers.columns import MAX_COLUMNS, MAX_ROWS, Sheet, find_table, make_sheet
from faden.interviews.readers.markup import below, outermost, tag, value
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_STRINGS: Final = "xl/sharedStrings.xml"
_SHEET: Final = re.compile(r"xl/worksheets/[^/]{0,40}?(\d{0,6})\.xml")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TIME: Final = re.compile(r"0\.\d+(?:E-\d+)?")
_DAY: Final = 86_400


def parse(data: bytes) -> Reading:
    """The statements of an Excel file (xlsx).

    Raises:
        ImportRefusedError: It is damaged, encrypted or too large, or no column holds statements.
    """
    found = Found()
    return read_statements(parse_sheet(data, found), found)


def parse_sheet(data: bytes, found: Found) -> Sheet:
    """The rows of the sheet that holds statements; the first filled one where none does.

    Raises:
        ImportRefusedError: It is damaged, encrypted, too large or empty.
    """
    archive = Archive(data)
    strings = (
        [_string(e) for e in archive.xml(_STRINGS) if tag(e) == "si"] if _STRINGS in archive.names else []
    )
    names = sorted(filter(_SHEET.fullmatch, archive.names), key=lambda name: (len(name), name))
    archive.weigh(names)
    sheets = [sheet for name in names if (sheet := _sheet(archive.xml(name), strings)).rows]
    if not sheets:
        raise ImportRefusedError("import-empty")
    chosen = next((sheet for sheet in sheets if find_table(sheet, Found()) is not None), sheets[0])
    for sheet in sheets:
        if sheet is not chosen:
            found.aside("import-table", "\n".join("\t".join(cells) for _, cells in sheet.rows))
    for name in sorted(name for name in archive.names if re.fullmatch(r"xl/comments\d*\.xml", name)):
        for each in below(archive.xml(name), "comment"):
            found.aside("import-comment", _string(each))
    return chosen


def _string(element: Element) -> str:
    """The words of a cell; how they are read aloud in Japanese (``rPh``) is no part of them."""
    pieces = [e.text or "" for e in element if tag(e) == "t"]
    pieces += [e.text or "" for run in below(element, "r") for e in run if tag(e) == "t"]
    return "".join(pieces)


def _sheet(root: Element, strings: Sequence[str]) -> Sheet:
    rows: list[tuple[int, list[str]]] = []
    for number, row in enumerate(outermost(root, "row"), 1):
        cells: dict[int, str] = {}
        line = number
        for at, cell in enumerate(e for e in row if tag(e) == "c"):
            match = _REFERENCE.fullmatch(value(cell, "r"))
            place = _column(match[1]) if match is not None else at
            line = int(match[2]) if match is not None else line
            cells[place] = _cell(cell, strings)
        width = max(cells, default=-1) + 1
        if width > MAX_COLUMNS or number > MAX_ROWS:
            raise ImportRefusedError("import-too-complex", line=number, limit=MAX_ROWS)
        rows.append((line, [cells.get(at, "") for at in range(width)]))
    return make_sheet(rows)


def _column(letters: str) -> int:
    """The position of a column by its letters, from 0."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _cell(cell: Element, strings: Sequence[str]) -> str:
    """What a cell shows; a number below 1 as a time of day, which Excel keeps so."""
    kind = value(cell, "t")
    if kind == "inlineStr":
        return "".join(_string(e) for e in cell if tag(e) == "is")
    text = next((e.text or "" for e in cell if tag(e) == "v"), "")
    if kind == "s":
        return strings[int(text)] if text.isascii() and text.isdigit() and int(text) < len(strings) else ""
    if kind in {"", "n"} and value(cell, "s") not in {"", "0"} and _TIME.fullmatch(text):
        seconds = round(float(text) * _DAY)
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    return text
