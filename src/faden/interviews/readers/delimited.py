"""Tables as text (csv, tsv): comma, semicolon, tab or bar between cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.columns import MAX_COLUMNS, MAX_ROWS, Sheet, has_text, make_sheet
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.statements import read_statements

_SUFFIXES: Final = frozenset({".csv", ".tsv", ".tab"})
_DELIMITERS: Final = ";\t,|"
_HEAD: Final = 20
_WORDS: Final = 4
"""Words that a heading of a column has at most; our choice, where no name of a file says it is a table."""


def recognises(text: str, suffix: str = "") -> bool:
    """Whether a text is a table: by its name, or by headings and rows of one length."""
    rows = list(_head(text))
    if suffix in _SUFFIXES:
        return True
    lengths = {len(cells) for cells in rows}
    alike = len(rows) > 1 and lengths == {len(rows[0])} and len(rows[0]) > 1
    return alike and (_delimiter(text) != "," or all(map(_heading, rows[0]))) and has_text(rows[0])


def _heading(cell: str) -> bool:
    """Whether words before a comma may head a column; sentences of equally many commas are no table."""
    return len(cell.split()) <= _WORDS and not cell.rstrip().endswith((".", "?", "!"))


def parse(data: bytes) -> Reading:
    """The statements of a table.

    Raises:
        ImportRefusedError: It is no text or no table, or no column holds statements.
    """
    found = Found()
    return read_statements(parse_sheet(data, found), found)


def parse_sheet(data: bytes, found: Found) -> Sheet:
    """The rows of a table.

    Raises:
        ImportRefusedError: It is no text, or no table; names the line.
    """
    text = decode(data, found)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise ImportRefusedError("import-too-complex", line=line, limit=MAX_ROWS)
    except csv.Error:
        raise ImportRefusedError("import-damaged", line=line) from None
    if text.count('"') % 2:
        found.warn("import-cut-off", rows[-1][0] if rows else 1)
    return make_sheet(rows)


def _head(text: str) -> list[list[str]]:
    """The first rows; none where they are no table."""
    head = "\n".join(text[:100_000].split("\n")[:_HEAD])
    try:
        return [cells for cells in csv.reader(io.StringIO(head), delimiter=_delimiter(text)) if any(cells)]
    except csv.Error:
        return []


def _delimiter(text: str) -> str:
    """The sign between cells: the one by which the first rows come out longest and alike."""
    lines = [line for line in text[:100_000].split("\n")[:_HEAD] if line.strip()]
    best, score = ",", 0.0
    for sign in _DELIMITERS:
        try:
            lengths = [len(cells) for cells in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            continue
        if not lengths or lengths[0] < 2:  # noqa: PLR2004 one cell is no row
            continue
        _, alike = Counter(lengths).most_common(1)[0]
        if alike / len(lengths) * lengths[0] > score:
            best, score = sign, alike / len(lengths) * lengths[0]
    return best
