"""HTML as transcription programs write it: paragraphs, with the marks that carry times and voices."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from faden.core.problems import ImportRefusedError

MAX_CHARACTERS: Final = 8 * 1024 * 1024
MAX_TAGS: Final = 400_000

_BREAKS: Final = frozenset(
    ["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"]
)
_SILENT: Final = frozenset(["script", "style", "head", "title", "template", "noscript"])


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that carries more than words: a named anchor, or a time.

    Attributes:
        at: Where it stands, in characters of the paragraph.
        name: ``anchor`` or ``stamp``.
        value: The name of the anchor, or the time in seconds.
        text: The words within it; those of a time are no part of the paragraph.
    """

    at: int
    name: str
    value: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or line of a page.

    Attributes:
        text: Its words; white space is one space.
        line: Line of the file at which it begins.
        marks: Its anchors and times in order.
    """

    text: str
    line: int
    marks: tuple[Mark, ...]


def parse_html(text: str) -> list[Line]:
    """The lines of a page, without scripts and styles; empty ones are left out.

    Raises:
        ImportRefusedError: It is larger than any transcript.
    """
    if len(text) > MAX_CHARACTERS or text.count("<") > MAX_TAGS:
        raise ImportRefusedError("import-too-complex", limit=MAX_TAGS)
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    return page.lines


class _Page(HTMLParser):
    """Goes through the page once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.silent = 0
        self.stamp: Mark | None = None
        self.begun = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Lines end at blocks; anchors and times are kept."""
        values = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKS:
            self.end_line()
        elif tag == "a" and values.get("name"):
            self.marks.append(Mark(self.length, "anchor", values["name"]))
        elif "data-timestamp" in values:
            self.stamp = Mark(self.length, "stamp", values["data-timestamp"])
            self.marks.append(self.stamp)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<br/>`` ends a line; nothing else closes itself with words in it."""
        if tag in _BREAKS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Lines end at blocks."""
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in _BREAKS:
            self.end_line()
        elif tag == "span":
            self.stamp = None

    def handle_data(self, data: str) -> None:
        """Words; those of a time stand in its mark."""
        if self.silent:
            return
        if not self.pieces:
            self.begun = self.getpos()[0]
        if self.stamp is not None:
            marked = self.marks[-1]
            self.marks[-1] = Mark(marked.at, marked.name, marked.value, marked.text + data)
            return
        self.pieces.append(data)
        self.length += len(data)

    def end_line(self) -> None:
        """A line is complete."""
        raw = "".join(self.pieces)
        if raw.strip() or self.marks:
            marks = tuple(Mark(len(_tidy(raw[: m.at])), m.name, m.value, m.text) for m in self.marks)
            self.lines.append(Line(_tidy(raw), self.begun, marks))
        self.pieces, self.marks, self.length, self.stamp = [], [], 0, None


def _tidy(text: str) -> str:
    return " ".join(text.split())
