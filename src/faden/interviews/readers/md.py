"""Markdown: read like plain text, with the marks of formatting taken off and listed."""

from __future__ import annotations

import re
from typing import Final

from faden.core.documents import split_front_matter
from faden.core.problems import ImportRefusedError
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.txt import split_paragraphs

_IMAGE: Final = re.compile(r"!\[(?P<text>[^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK: Final = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\((?P<to>[^()\n]{0,2000})\)")
_ANCHOR: Final = re.compile(r"<a\s[^<>]{0,2000}>(?P<text>[^<>]{0,2000})</a>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:b|i|u|em|strong|span|p|div|sup|sub|small)(?:\s[^<>]{0,500})?>", re.IGNORECASE
)
_STRONG: Final = re.compile(
    r"(?<![\w*_])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<text>[^*_\n]{1,2000}?)(?<=\S)(?P=mark)(?![\w*_])"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>\S.*)$")
_RULE: Final = re.compile(r"^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_QUOTE: Final = re.compile(r"^ {0,3}>\s?", re.MULTILINE)
_ADDRESS: Final = re.compile(r"^<?(?:https?|ftp)://\S+>?$")


def parse(data: bytes) -> Reading:
    """The conversation in a Markdown file.

    Raises:
        ImportRefusedError: It is no text, holds no words, or is a transcript of faden already.
    """
    found = Found()
    text = decode(data, found)
    front = split_front_matter(text)
    first = 1
    if front is not None:
        if re.search(r"^format:\s*[\"']?faden\.", front.head, re.MULTILINE):
            raise ImportRefusedError("import-own-format")
        found.aside("import-front-matter", front.head, 1)
        text, first = front.body, front.body_line
    paragraphs = [
        p for raw in split_paragraphs(_uncomment(text, first, found), first) for p in _paragraph(raw, found)
    ]
    return read_conversation(paragraphs, found)


def _uncomment(text: str, first: int, found: Found) -> str:
    """Takes comments out and leaves their line ends, so that later lines keep their numbers."""
    pieces: list[str] = []
    at, line = 0, first
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        line += text.count("\n", at, start)
        found.aside("import-comment", text[start + 4 : end], line)
        ends = "\n" * text.count("\n", start, end)
        line += len(ends)
        pieces += [text[at:start], ends]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _paragraph(raw: Paragraph, found: Found) -> list[Paragraph]:
    """A paragraph without its marks; none where it holds only a heading, a rule or an address."""
    kept: list[str] = []
    for at, line in enumerate(raw.text.split("\n")):
        heading = _HEADING.match(line)
        if heading is not None:
            found.aside("import-heading", plain(heading["text"].rstrip("# ")), raw.line + at)
        elif _RULE.match(line) and not kept:
            found.note("import-formatting", raw.line + at)
        elif _ADDRESS.match(line.strip()):
            found.aside("import-address", line, raw.line + at)
        else:
            kept.append(line)
            continue
        kept.append("")
    text = _QUOTE.sub("", "\n".join(kept))
    for image in _IMAGE.finditer(text):
        found.aside("import-image", image["text"], raw.line)
    for link in (*_LINK.finditer(text), *_ANCHOR.finditer(text)):
        found.aside("import-address", link[0], raw.line)
    bare = plain(text)
    if bare != text:
        found.note("import-formatting", raw.line)
    return [Paragraph(bare, raw.line)] if bare.strip() else []


def plain(text: str) -> str:
    """Markdown without its inline marks; what is not understood stays as it is."""
    text = _LINK.sub(r"\g<text>", _IMAGE.sub("", text))
    text = _TAG.sub("", _BREAK.sub("\n", _ANCHOR.sub(r"\g<text>", text)))
    text = _STRONG.sub(r"\g<text>", _STRONG.sub(r"\g<text>", text))
    return _ESCAPE.sub(r"\1", text)
