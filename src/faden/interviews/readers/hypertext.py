"""HTML as transcription programs write it: paragraphs, with the marks that carry times and voices."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.reading import refuse_too_many

MAX_CHARACTERS: Final = 8 * 1024 * 1024
MAX_TAGS: Final = 400_000
"""Tags and references (``&amp;``) of one page."""

_BREAKS: Final = frozenset(
    ["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr"]
)
_SILENT: Final = frozenset(["script", "style", "head", "title", "template", "noscript"])
_TAG: Final = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?=[\s/>])")
_ATTRIBUTE: Final = re.compile(
    r"\s(?P<name>[A-Za-z][A-Za-z-]{0,30})\s{0,3}=\s{0,3}(?P<quote>[\"'])(?P<value>.{0,500}?)(?P=quote)",
    re.DOTALL,
)
_LONGEST: Final = 4000
"""Characters of a tag or comment; what is longer is none."""
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that carries more than words: a named anchor, or a time.

    Attributes:
        at: Where it stands, in characters of the paragraph; 0 before its first word.
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
    if len(text) > MAX_CHARACTERS or text.count("<") + text.count("&") > MAX_TAGS:
        raise ImportRefusedError("import-too-complex", limit=MAX_TAGS)
    page = _Page()
    ends = {sign: _Ends(text, sign) for sign in ("-->", ">")}
    at = line = 0
    while at < len(text):
        begin = text.find("<", at)
        begin = len(text) if begin < 0 else begin
        if begin > at:
            page.words(html.unescape(text[at:begin]), line + 1)
        if begin == len(text):
            break
        comment = text.startswith("<!--", begin)
        found = ends["-->" if comment else ">"].after(begin)
        # What never ends is passed over to its first sign.
        end = begin + (4 if comment else 1) if found - begin > _LONGEST else found
        page.element(text[begin:end])
        line += text.count("\n", at, end)
        at = end
    page.end_line()
    return page.lines


class _Ends:
    """Where tags or comments end; looks at each character once, however many are begun."""

    def __init__(self, text: str, sign: str) -> None:
        self._text, self._sign, self._next = text, sign, -1

    def after(self, begin: int) -> int:
        """Where the next sign behind a place ends; out of reach where there is none."""
        if self._next < begin:
            found = self._text.find(self._sign, begin)
            self._next = found if found >= 0 else len(self._text) + _LONGEST
        return self._next + len(self._sign)


class _Page:
    """Goes through the page once, by tags; never back, so that broken pages cost no more than whole ones."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.silent = ""
        self.stamp = False
        self.begun = 1

    def element(self, raw: str) -> None:
        """Lines end at blocks; anchors and times are kept; what is no tag is passed over."""
        match = _TAG.match(raw)
        if match is None:
            return
        name, closing = match["name"].lower(), bool(match["closing"])
        if self.silent:
            self.silent = "" if closing and name == self.silent else self.silent
        elif name in _BREAKS:
            self.end_line()
        elif name in _SILENT and not closing:
            self.silent = name
        elif name == "span" and closing:
            self.stamp = False
        elif not closing:
            self.mark(name, raw)

    def mark(self, name: str, raw: str) -> None:
        """A named anchor or a time."""
        values = {m["name"].lower(): html.unescape(m["value"]) for m in _ATTRIBUTE.finditer(raw)}
        if name == "a" and values.get("name"):
            self.marks.append(Mark(self.length, "anchor", values["name"]))
        elif "data-timestamp" in values:
            self.stamp = True
            self.marks.append(Mark(self.length, "stamp", values["data-timestamp"]))

    def words(self, text: str, line: int) -> None:
        """Words; those of a time stand in its mark."""
        if self.silent:
            return
        if not self.pieces:
            self.begun = line
        if self.stamp:
            marked = self.marks[-1]
            self.marks[-1] = Mark(marked.at, marked.name, marked.value, (marked.text + text)[:_SHOWN])
            return
        self.pieces.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        """A line is complete."""
        raw = "".join(self.pieces)
        if raw.strip() or self.marks:
            refuse_too_many(max(len(self.lines), len(self.marks)))
            first = raw[: len(raw) - len(raw.lstrip())]
            marks = tuple(
                Mark(max(m.at - len(first), 0), m.name, m.value, m.text.strip()) for m in self.marks
            )
            self.lines.append(Line(" ".join(raw.split()), self.begun, marks))
        self.pieces, self.marks, self.length, self.stamp = [], [], 0, False
