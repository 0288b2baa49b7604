"""PDF with a text layer: lines become paragraphs; page headers, page and line numbers are set aside."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError
from faden.core.text import normal
from faden.interviews.readers._pdfium import PdfLine, read_metadata, read_pdf
from faden.interviews.readers.labels import find_label, is_header, is_known
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 0.14
"""Share of a page's height at its top and bottom in which headers and numbers stand."""
_EDGE_LINES: Final = 3
_SHARE: Final = 0.6
_GAP: Final = 1.4
"""Distance between two lines, in usual distances, from which a new paragraph begins."""
_PAGE: Final = re.compile(
    r"[-–—|\s]*(?:(?:seite|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"\s*(?P<number>\d{1,5})\s+(?P<text>\S.*)", re.DOTALL)
_HYPHENS: Final = "-‐\xad"
_SOFT: Final = re.compile("[\x02\ufffe\xad]")
_AFTER_HYPHEN: Final = frozenset({"und", "oder", "bzw.", "sowie", "and", "or"})


def parse(data: bytes) -> Reading:
    """The conversation in a PDF file.

    Raises:
        ImportRefusedError: It is damaged, protected by a password, or has no text layer.
    """
    found = Found()
    pages = read_pdf(data)
    if not pages.lines:
        raise ImportRefusedError("import-pdf-without-text", count=pages.count)
    for number in pages.empty:
        found.warn("import-page-without-text", number)
    lines = _without_numbers(_without_edges(pages.lines, pages.count, found), found)
    if not lines:
        raise ImportRefusedError("import-empty")
    return read_conversation(_paragraphs(lines, found), found, numbered=True)


def parse_texts(data: bytes) -> tuple[str, ...]:
    """All text of a PDF file as it stands, without any understanding: that of each page, and its metadata.

    Raises:
        ImportRefusedError: It is damaged, protected by a password, or far too large.
    """
    pages: dict[int, list[str]] = {}
    for line in read_pdf(data).lines:
        pages.setdefault(line.page, []).append(line.text)
    return (*("\n".join(lines) for lines in pages.values()), *read_metadata(data))


def _without_edges(lines: Sequence[PdfLine], count: int, found: Found) -> list[PdfLine]:
    """The lines without page headers, footers and page numbers: what comes again on most pages."""
    edges: dict[int, list[PdfLine]] = {}
    for line in lines:
        if line.bottom < _MARGIN or line.top > 1 - _MARGIN:
            edges.setdefault(line.page, []).append(line)
    possible = {
        id(line): _pattern(line.text)
        for page in edges.values()
        for side in (
            sorted(page, key=lambda at: at.top)[:_EDGE_LINES],
            sorted(page, key=lambda at: -at.top)[:_EDGE_LINES],
        )
        for line in side
    }
    pages: Counter[str] = Counter()
    for page in edges.values():
        pages.update({possible[id(line)] for line in page if id(line) in possible})
    kept: list[PdfLine] = []
    told: set[str] = set()
    for line in lines:
        pattern = possible.get(id(line))
        often = pattern is not None and count > 1 and pages[pattern] >= max(2, _SHARE * count)
        if pattern is None or not (often or _PAGE.fullmatch(line.text)):
            kept.append(line)
        elif pattern not in told:
            told.add(pattern)
            found.aside("import-page-header", line.text, line.page)
    return kept


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


def _without_numbers(lines: list[PdfLine], found: Found) -> list[PdfLine]:
    """The lines without the numbers that many transcripts carry in the margin."""
    numbers = [(m, line) for line in lines if (m := _NUMBERED.fullmatch(line.text)) is not None]
    rising = sum(int(b["number"]) == int(a["number"]) + 1 for (a, _), (b, _) in pairwise(numbers))
    if len(numbers) < 5 or rising < 0.8 * (len(lines) - 1):  # noqa: PLR2004 a list of four points is no margin
        return lines
    found.note("import-line-numbers", count=len(numbers))
    bare = {id(line): match["text"] for match, line in numbers}
    return [
        PdfLine(bare.get(id(line), line.text), line.page, line.top, line.bottom, line.right) for line in lines
    ]


def _paragraphs(lines: Sequence[PdfLine], found: Found) -> list[Paragraph]:
    """Lines as paragraphs: a new one begins with a speaker, or after more than the usual distance."""
    texts = [normal(_SOFT.sub("\xad", line.text)).strip() for line in lines]
    labels = Counter(label.label for text in texts if (label := find_label(text)) is not None)
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    usual = median(steps) if steps else 0.0
    joined: list[list[str]] = []
    hyphens = 0
    for at, text in enumerate(texts):
        label = find_label(text)
        speaks = label is not None and (
            label.sure or is_known(label.label) or (labels[label.label] > 1 and not is_header(label.label))
        )
        apart = (
            at > 0
            and lines[at].page == lines[at - 1].page
            and abs(lines[at].top - lines[at - 1].top) > _GAP * usual
        )
        if not joined or speaks or apart:
            joined.append([text])
            continue
        if joined[-1][-1][-1:] in set(_HYPHENS):
            hyphens += 1
        joined[-1].append(text)
    hyphens += sum("\xad" in text[:-1] for text in texts)
    if hyphens:
        found.note("import-hyphenation", count=hyphens)
    return [Paragraph(_flow(pieces), number) for number, pieces in enumerate(joined, 1)]


def _flow(pieces: Sequence[str]) -> str:
    """Lines as one; a word that was divided at the end of a line is whole again."""
    text = ""
    for piece in pieces:
        if not text:
            text = piece
        elif text[-1] not in _HYPHENS or not text[:-1] or not text[-2].isalpha():
            text = f"{text} {piece}"
        elif piece.split()[0] in _AFTER_HYPHEN:
            text = f"{text[:-1]}- {piece}"
        else:
            text = _mended(text[:-1], piece)
    head, *rest = text.split("\xad")
    for part in rest:
        head = _mended(head, part)
    return head


def _mended(before: str, after: str) -> str:
    """Two halves of a word; before a capital the hyphen is part of it (``E-Mail``)."""
    return f"{before}-{after}" if after[:1].isupper() else f"{before}{after}"
