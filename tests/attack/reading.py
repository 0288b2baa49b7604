"""Reads a planted file back by other means than it was made, to prove that what was hidden can be read.

This is no scanner: it is told the form and undoes just that. It shares no code with the carriers.
"""

from __future__ import annotations

import base64
import binascii
import csv
import gzip
import html
import io
import json
import quopri
import re
import sqlite3
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from email.header import decode_header, make_header
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import unquote, unquote_plus
from xml.etree import ElementTree as ET

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u200f\u2060\ufeff]")
_RUN: Final = re.compile(r"[A-Za-z0-9+/]{8,}")


def readings(path: str, data: bytes) -> Iterator[str]:
    """What a person or program can read in a file, path included, before the form is undone."""
    yield path
    yield from _contents(path, data)


def contains(planted: str, written: str) -> bool:
    """Whether a text holds a spelling; blanks count alike, invisible signs do not count."""
    return _bare(written) in _bare(planted)


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def _contents(path: str, data: bytes) -> Iterator[str]:
    for start, read in _BY_START.items():
        if data.startswith(start):
            yield from read(path, data)
            return
    yield from _text(path, _decoded(data))


def _decoded(data: bytes) -> str:
    marks = (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    )
    for mark, codec in marks:
        if data.startswith(mark):
            return data.decode(codec)
    if data[1:2] == b"\0":
        return data.decode("utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text(path: str, text: str) -> Iterator[str]:
    yield text
    kind = path.rpartition(".")[2]
    if kind == "html":
        yield from _html(text)
    elif kind in {"svg", "svgz", "xml", "qde", "rels"}:
        yield from _xml(text)
    elif kind in {"json", "jsonl", "ipynb"}:
        yield from (value for line in _documents(text, kind) for value in _strings(json.loads(line)))
    elif kind in {"js", "css", "yaml"}:
        yield from _literals(text)
    elif kind == "csv":
        yield from (cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row)
    elif kind == "ics":
        yield re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text.replace("\r\n ", ""))


def _documents(text: str, kind: str) -> list[str]:
    return text.splitlines() if kind == "jsonl" else [text]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield re.sub("<[^>]+>", "", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_strings(key), *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


class _Page(HTMLParser):
    """Collects text, attributes, comments and scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.others: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.others.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.others += [value or "" for _, value in attrs]


def _html(text: str) -> Iterator[str]:
    page = _Page()
    page.feed(text)
    page.close()
    yield "".join(page.words)
    for other in page.others:
        yield other
        yield from _literals(other)


def _xml(text: str) -> Iterator[str]:
    root = ET.fromstring(re.sub(r"^<\?xml [^>]*\?>", "", text.lstrip("\ufeff")))  # noqa: S314 - made by us a moment ago
    yield "".join(root.itertext())
    for element in root.iter():
        yield from element.attrib.values()


def _literals(text: str) -> Iterator[str]:
    """Escapes of JSON, JavaScript and CSS undone, each by itself."""
    yield re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    both = re.sub(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1] or m[2], 16)), text)
    yield re.sub(r"\\([nrt/\"\\])", lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], m[1]), both)
    yield re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda m: chr(min(int(m[1], 16), 0x10FFFF)), text)


def _zip(path: str, data: bytes) -> Iterator[str]:
    del path
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment.decode()
        for name in archive.namelist():
            yield name
            yield from _contents(name, archive.read(name))


def _gzip(path: str, data: bytes) -> Iterator[str]:
    inner = gzip.decompress(data)
    if inner[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(inner)) as archive:
            for member in archive:
                file = archive.extractfile(member)
                yield from _contents(member.name, file.read() if file else b"")
    else:
        yield from _contents(path.removesuffix(".gz"), inner)


def _sqlite(path: str, data: bytes) -> Iterator[str]:
    del path
    yield data.decode("utf-8", "replace")
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        for (value,) in base.execute("SELECT text FROM aussagen"):
            yield value.decode() if isinstance(value, bytes) else value


def _pdf(path: str, data: bytes) -> Iterator[str]:
    """By pdfium where it reads the place; the rest from the bytes."""
    import pypdfium2

    del path
    document = pypdfium2.PdfDocument(data)
    yield re.sub("\x02|\ufffe", "-\n", document[0].get_textpage().get_text_bounded())
    yield from document.get_metadata_dict().values()
    yield from (mark.get_title() for mark in document.get_toc())
    document.close()
    for found in re.finditer(rb"<FEFF([0-9A-F]+)>", data):
        yield bytes.fromhex(found[1].decode()).decode("utf-16-be")
    for found in re.finditer(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(found[1]).decode("utf-8", "replace")
    yield data.decode("utf-8", "replace")
    yield html.unescape(data.decode("utf-8", "replace"))


def _png(path: str, data: bytes) -> Iterator[str]:
    del path
    at = 8
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"tEXt":
            yield body.decode("latin-1")
        elif kind == b"zTXt":
            yield zlib.decompress(body.split(b"\0", 1)[1][1:]).decode("latin-1")
        elif kind == b"iTXt":
            packed, rest = body.split(b"\0", 1)[1][0], body.split(b"\0", 1)[1][2:].split(b"\0", 2)[2]
            yield (zlib.decompress(rest) if packed else rest).decode()
        elif kind == b"eXIf":
            yield body.decode("utf-8", "replace")


def _raw(path: str, data: bytes) -> Iterator[str]:
    """Pictures: the bytes as UTF-8, and as UTF-16 of either order from either byte."""
    del path
    yield html.unescape(data.decode("utf-8", "replace"))
    for codec in ("utf-16-le", "utf-16-be"):
        yield data.decode(codec, "replace")
        yield data[1:].decode(codec, "replace")


def _gif(path: str, data: bytes) -> Iterator[str]:
    del path
    at, joined = data.index(b"!\xfe") + 2, b""
    while data[at]:
        joined += data[at + 1 : at + 1 + data[at]]
        at += data[at] + 1
    yield joined.decode()


_BY_START: Final[dict[bytes, Callable[[str, bytes], Iterator[str]]]] = {
    b"PK\x03\x04": _zip,
    b"\x1f\x8b": _gzip,
    b"SQLite format 3\0": _sqlite,
    b"%PDF": _pdf,
    b"\x89PNG": _png,
    b"\xff\xd8": _raw,
    b"RIFF": _raw,
    b"GIF89a": _gif,
}


def undone(form: str, text: str) -> Iterator[str]:
    """A text with one encoding undone; as it is where the form is none."""
    yield text
    name = next((start for start in _UNDO if form.startswith(start)), None)
    if name:
        yield from _UNDO[name](text)


def _percent(text: str) -> Iterator[str]:
    yield unquote(text)
    yield unquote(unquote(text))
    yield unquote_plus(text)


def _base64(text: str) -> Iterator[str]:
    joined = re.sub(r"\n|\\n", "", text)
    for found in (*_RUN.findall(joined), *re.findall(r"[A-Za-z0-9_-]{8,}", joined)):
        run = found.translate(str.maketrans("-_", "+/"))
        with suppress(binascii.Error, EOFError, zlib.error, UnicodeDecodeError):
            data = base64.b64decode(run + "=" * (-len(run) % 4))
            yield data.decode("utf-8", "replace")
            yield data.decode("utf-16-le", "replace")
            if data.startswith(b"\x1f\x8b"):
                yield gzip.decompress(data).decode()
            with suppress(binascii.Error, ValueError):
                yield base64.b64decode(data, validate=True).decode("utf-8", "replace")


def _hexadecimal(text: str) -> Iterator[str]:
    for run in re.findall(r"(?:[0-9a-fA-F]{2}){4,}", text):
        yield bytes.fromhex(run).decode("utf-8", "replace")


def _mojibake(text: str) -> Iterator[str]:
    for run in re.findall("[\x00-\xff]+", text):
        yield run.encode("latin-1").decode("utf-8", "replace")


def _references(text: str) -> Iterator[str]:
    yield html.unescape(text)
    yield html.unescape(html.unescape(text))


def _data_address(text: str) -> Iterator[str]:
    yield from _percent(text)
    for run in re.findall(r"base64,([A-Za-z0-9+/]+)", text):
        with suppress(binascii.Error):
            yield base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8", "replace")


_UNDO: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "percent": _percent,
    "base64": _base64,
    "data-address": _data_address,
    "hexadecimal": _hexadecimal,
    "quoted-printable": lambda text: iter((quopri.decodestring(text.encode()).decode("utf-8", "replace"),)),
    "header-word": lambda text: (
        str(make_header(decode_header(run))) for run in re.findall(r"=\?[^?]+\?[QB]\?[^?]*\?=", text)
    ),
    "mojibake": _mojibake,
    "entities": _references,
}
