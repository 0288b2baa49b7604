"""What a file holds: its texts, and the texts of the files inside it, whatever it is called.

Told by its first bytes. A file that cannot be opened is named, for what was not searched does not pass.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.problems import FadenError
from faden.protection.leaks.budget import MAX_BYTES, Budget, TooMuchError, inflated
from faden.protection.leaks.layers import encoded, readable, seams, unfolded
from faden.protection.leaks.pictures import gif, jpeg, png, riff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[bytes, Budget], Iterator[tuple[str, bytes | str]]]

MAX_DEPTH: Final = 6
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PRINTED: Final = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]{6,}")
_PDF_LITERAL: Final = re.compile(rb"\(((?:[^()\\]|\\.){1,4000})\)", re.DOTALL)
_PDF_HYPHEN: Final = re.compile("[\x02\ufffe]\n?")
"""What PDFium gives for a hyphen at the end of a line."""
_PDF_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_PDF_HEX: Final = re.compile(rb"<((?:[0-9A-Fa-f]{2}\s*){2,4000})>")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text found in a file.

    Attributes:
        where: The way to it, such as ``document.xml`` in an archive; empty for the file itself.
        text: The text; ``None`` where this part could not be opened, so that it was not searched.
    """

    where: str
    text: str | None


_BROKEN: Final = (
    TooMuchError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,  # zipfile's word for a way of packing that it does not know
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    struct.error,
    sqlite3.Error,
    FadenError,
    ValueError,
    MemoryError,
)
"""All that opening a damaged or hostile file may raise."""


def pieces(data: bytes) -> Iterator[Piece]:
    """All texts in a file, those in files inside it and in its codings too.

    Args:
        data: The bytes of the file.
    """
    yield from _opened(data, "", MAX_DEPTH, Budget())


def _opened(data: bytes, where: str, depth: int, budget: Budget) -> Iterator[Piece]:
    if not depth:
        yield Piece(where, None)
        return
    try:
        budget.take(data)
        yield from _parts(data, where, depth, budget)
    except _BROKEN:
        yield Piece(where, None)


def _parts(data: bytes, where: str, depth: int, budget: Budget) -> Iterator[Piece]:
    for magic, read in _READERS.items():
        if data.startswith(magic):
            for name, inside in read(data, budget):
                inner = f"{where}/{name}".strip("/")
                yield Piece(inner, name)
                if isinstance(inside, str):
                    yield Piece(inner, inside)
                    yield from _coded(inside, inner, depth - 1, budget)
                else:
                    yield from _opened(inside, inner, depth - 1, budget)
            if read is not _pdf:
                return
    if data[257:262] == b"ustar":
        for name, inside in _tar(data):
            yield Piece(f"{where}/{name}".strip("/"), name)
            yield from _opened(inside, f"{where}/{name}".strip("/"), depth - 1, budget)
        return
    for text in _texts(data):
        yield Piece(where, text)
        yield from _coded(text, where, depth, budget)
        if (joined := unfolded(text)) != text:
            yield from _coded(joined, where, depth, budget)


def _coded(text: str, where: str, depth: int, budget: Budget) -> Iterator[Piece]:
    """What stands in the text as Base64 or hexadecimal digits."""
    for inside in encoded(text):
        if any(inside.startswith(magic) for magic in _READERS) and len(inside) > _SMALLEST:
            yield from _opened(inside, f"{where}/base64".strip("/"), depth - 1, budget)
        elif (found := readable(inside)) is not None:
            yield Piece(f"{where}/base64".strip("/"), found)
            yield Piece(f"{where}/base64".strip("/"), seams(found))
            if len(found) > _SMALLEST and depth > 1:
                yield from _coded(found, f"{where}/base64".strip("/"), depth - 1, budget)


_SMALLEST: Final = 20
"""Bytes below which nothing is a file by itself."""


def _texts(data: bytes) -> Iterator[str]:
    """Bytes as text; of what is none, the stretches that can be read."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        yield data.decode("utf-32", "replace")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
    elif not _CONTROL.search(data):
        yield _plain(data)
    elif (wide := readable(data)) is not None:
        yield wide
    else:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            runs = _PRINTED.findall(data.decode(encoding, "replace"))
            yield "\n".join(runs)


def _plain(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") + "\n" + data.decode("utf-8", "replace")


def _zip(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes | str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "", archive.comment
        for info in archive.infolist():
            if info.file_size > budget.left:
                raise TooMuchError
            yield info.filename, archive.read(info)
            if info.comment or info.extra:
                yield info.filename, info.comment + b"\n" + info.extra


def _tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, file.read(MAX_BYTES) if file else b""


def _unpacked(opener: Callable[[io.BytesIO], io.BufferedIOBase]) -> Reader:
    def _read(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes | str]]:
        with opener(io.BytesIO(data)) as stream:
            inside = stream.read(budget.left + 1)
        if len(inside) > budget.left:
            raise TooMuchError
        yield "", inside
        if data.startswith(b"\x1f\x8b"):
            yield "", data[10:300].split(b"\0")[0]  # the name that gzip keeps

    return _read


def _sqlite(data: bytes, _: Budget) -> Iterator[tuple[str, bytes | str]]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        base.execute("PRAGMA trusted_schema = OFF")
        base.set_progress_handler(lambda: 1, 200_000_000)
        for name, made in base.execute("SELECT name, sql FROM sqlite_master").fetchall():
            yield name, made or ""
            if not (made or "").lstrip().upper().startswith("CREATE TABLE"):
                continue
            quoted = name.replace('"', '""')
            for row in base.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name of the file, quoted
                for cell in row:
                    if isinstance(cell, (str, bytes)):
                        yield name, cell
    # Rows deleted and not yet overwritten still stand in the file.
    yield "", "\n".join(_PRINTED.findall(data.decode("utf-8", "replace")))


def _pdf(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes | str]]:
    from faden.interviews.readers.pdf import parse_texts

    for text in parse_texts(data):
        yield "text", _PDF_HYPHEN.sub("", text)
    yield "strings", _pdf_strings(data)
    for match in _STREAM.finditer(data):
        try:
            inside = inflated(match[1], budget)
        except zlib.error:
            inside = match[1]
        yield "stream", budget.take(inside)
        yield "strings", _pdf_strings(inside)


def _pdf_strings(data: bytes) -> str:
    """The strings between brackets: outlines, notes, names of files (PDF 1.7, 7.3.4)."""
    found = [_PDF_ESCAPE.sub(_pdf_character, match[1]) for match in _PDF_LITERAL.finditer(data)]
    found += [bytes.fromhex(re.sub(rb"\s", b"", m[1]).decode()) for m in _PDF_HEX.finditer(data)]
    return "\n".join(
        text.decode("utf-16-be", "replace") if text.startswith(b"\xfe\xff") else _plain(text)
        for text in found
    )


def _pdf_character(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b""}.get(match[2], match[2])


_READERS: Final[dict[bytes, Reader]] = {
    b"PK\x03\x04": _zip,
    b"PK\x05\x06": _zip,
    b"\x1f\x8b": _unpacked(lambda stream: gzip.GzipFile(fileobj=stream)),
    b"BZh": _unpacked(bz2.BZ2File),
    b"\xfd7zXZ\x00": _unpacked(lzma.LZMAFile),
    b"\x89PNG\r\n\x1a\n": png,
    b"\xff\xd8\xff": jpeg,
    b"RIFF": riff,
    b"GIF8": gif,
    b"SQLite format 3\x00": _sqlite,
    b"%PDF-": _pdf,
}
"""First bytes → what reads the parts of such a file."""
