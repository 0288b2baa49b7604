"""What pictures tell besides the picture: metadata, comments, what hangs behind the end."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from faden.protection.leaks.budget import Budget, inflated

if TYPE_CHECKING:
    from collections.abc import Iterator


def png(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes | str]]:
    """Texts and metadata of a PNG file."""
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind in {b"tEXt", b"eXIf"}:
            yield kind.decode(), body.replace(b"\0", b"\n", 1)
        elif kind == b"zTXt":
            word, _, packed = body.partition(b"\0")
            yield "zTXt", word + b"\n" + budget.take(inflated(packed[1:], budget))
        elif kind == b"iTXt":
            word, _, rest = body.partition(b"\0")
            flags, rest = rest[:2], rest[2:]
            language, _, rest = rest.partition(b"\0")
            translated, _, text = rest.partition(b"\0")
            text = budget.take(inflated(text, budget)) if flags[:1] == b"\1" else text
            yield "iTXt", b"\n".join((word, language, translated, text))
        at += 12 + length
    if data[at:]:
        yield "end", data[at:]


def jpeg(data: bytes, _: Budget) -> Iterator[tuple[str, bytes | str]]:
    """Metadata and comments of a JPEG file, and what hangs behind it."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - begin of a segment
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:  # noqa: PLR2004 - application data, comment
            yield f"APP{marker - 0xE0}" if marker != 0xFE else "comment", data[at + 4 : at + 2 + length]  # noqa: PLR2004
        if marker == 0xDA:  # noqa: PLR2004 - the picture itself begins
            break
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    if end >= 0 and data[end + 2 :]:
        yield "end", data[end + 2 :]


def riff(data: bytes, _: Budget) -> Iterator[tuple[str, bytes | str]]:
    """Metadata of WebP, WAV and AVI files."""
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind in {b"EXIF", b"XMP ", b"LIST", b"ICCP"}:
            yield kind.decode().strip(), data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def gif(data: bytes, _: Budget) -> Iterator[tuple[str, bytes | str]]:
    """Comments and application data of a GIF file."""
    at = data.find(b"\x21")
    while at >= 0:
        if data[at + 1 : at + 2] in {b"\xfe", b"\xff"}:
            blocks, to = [], at + 2
            while to < len(data) and data[to]:
                blocks.append(data[to + 1 : to + 1 + data[to]])
                to += 1 + data[to]
            yield "comment", b"".join(blocks)
        at = data.find(b"\x21", at + 1)
