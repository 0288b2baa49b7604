"""The door to XlsxWriter: tables as Excel files, the same bytes for the same table."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.exchange.tables import Cell

_MADE: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""Excel wants to know when a file was made; a time of our own would change the bytes."""

_LONGEST: Final = 32_767
"""Characters of a cell; Excel's own limit."""


def workbook(sheet: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An Excel file with one sheet; text stays text, whatever it begins with."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _MADE})
        page = book.add_worksheet(sheet[:31])
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for at, name in enumerate(columns):
            page.write_string(0, at, name, bold)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, at, cell[:_LONGEST])
                elif cell is not None:
                    page.write_number(number, at, cell)
    return stream.getvalue()
