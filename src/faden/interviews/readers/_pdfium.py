"""The door to PDFium: the lines of each page with their place on it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any, Final

from faden.core.problems import ImportRefusedError

MAX_PAGES: Final = 3000
MAX_CHARACTERS: Final = 5_000_000
MAX_SECONDS: Final = 20.0
"""After so long no further page is read; 134 pages of an article take 0.2 s."""

_LOCK: Final = threading.Lock()
"""PDFium is not safe for threads, and the app has several."""

_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD of PDFium's public header ``fpdfview.h``."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page.

    Attributes:
        text: Its characters.
        page: Its page, from 1.
        top: Its upper edge as a share of the page's height, 0 at the top.
        bottom: Its lower edge likewise.
        right: Its right edge as a share of the page's width.
    """

    text: str
    page: int
    top: float
    bottom: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The text of a document.

    Attributes:
        lines: All lines, in the order in which they were written.
        empty: Pages without a character.
        count: How many pages there are.
    """

    lines: tuple[PdfLine, ...]
    empty: tuple[int, ...]
    count: int


def read_pdf(data: bytes) -> PdfPages:
    """The lines of a PDF file.

    Raises:
        ImportRefusedError: It is damaged, protected by a password, or far too large.
    """
    import pypdfium2
    from pypdfium2 import PdfiumError, raw

    started = time.monotonic()
    lines: list[PdfLine] = []
    empty: list[int] = []
    characters = 0
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except PdfiumError:
            locked = raw.FPDF_GetLastError() == _PASSWORD
            raise ImportRefusedError("import-encrypted" if locked else "import-damaged") from None
        try:
            count = len(document)
            for number in range(1, count + 1):
                found = _page(document, number)
                characters += sum(len(line.text) for line in found)
                late = time.monotonic() - started > MAX_SECONDS
                if number > MAX_PAGES or characters > MAX_CHARACTERS or late:
                    raise ImportRefusedError("import-too-complex", line=number, limit=MAX_PAGES)
                lines += found
                if not found:
                    empty.append(number)
        finally:
            document.close()
    return PdfPages(tuple(lines), tuple(empty), count)


def read_metadata(data: bytes) -> tuple[str, ...]:
    """What a PDF file says about itself: title, author, subject, keywords, programs.

    Raises:
        ImportRefusedError: It is damaged, or protected by a password.
    """
    import pypdfium2
    from pypdfium2 import PdfiumError

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except PdfiumError:
            raise ImportRefusedError("import-damaged") from None
        try:
            return tuple(value for value in document.get_metadata_dict().values() if value)
        finally:
            document.close()


def _page(document: Any, number: int) -> list[PdfLine]:
    """The lines of one page; none where it cannot be read."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        return []
    try:
        text = page.get_textpage()
        try:
            return _lines(text, number, page.get_size())
        finally:
            text.close()
    except PdfiumError:
        return []
    finally:
        page.close()


def _lines(text: Any, number: int, size: tuple[float, float]) -> list[PdfLine]:
    """The lines of a page; PDFium puts an end of line wherever one begins below."""
    from pypdfium2 import raw

    characters = [raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars())]
    lines: list[PdfLine] = []
    begun: list[int] = []
    for at, code in enumerate([*characters, 10]):
        if code not in {10, 13}:
            begun.append(at)
        elif begun:
            line = _line(text, begun, characters, number, size)
            if line.text.strip():
                lines.append(line)
            begun = []
    return lines


def _line(
    text: Any, places: list[int], characters: list[int], number: int, size: tuple[float, float]
) -> PdfLine:
    width, height = (max(edge, 1.0) for edge in size)
    seen = [at for at in places if characters[at] > 32] or places  # noqa: PLR2004 spaces have no box
    _, low, _, high = text.get_charbox(seen[0])
    _, _, right, _ = text.get_charbox(seen[-1])
    said = _characters([characters[at] for at in places])
    return PdfLine(said, number, 1 - high / height, 1 - low / height, right / width)


def _characters(codes: list[int]) -> str:
    """Code units as text: PDFium gives characters beyond the basic plane in halves or whole."""
    units = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)  # noqa: PLR2004 end of Unicode
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
