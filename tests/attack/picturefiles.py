"""Carriers that are pictures: what cameras and programs write beside the image."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from typing import Final

from tests.attack.textfiles import Slot

_JPEG: Final = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////////////////"
    "//////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
_WEBP_PIXEL: Final = base64.b64decode("LwAAABAHEBERiIj+BwA=")
_XMP: Final = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator></rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(*chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress((b"\x00" + b"\xc8" * 4) * 4))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + pixels + _chunk(b"IEND", b"")


def _exif(tag: int, kind: int, data: bytes) -> bytes:
    """One field as a camera writes it: little end first, the value behind the table."""
    size = len(data) // {2: 1, 1: 1, 7: 1}[kind]
    head = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 1)
    if len(data) <= 4:
        return head + struct.pack("<HHI", tag, kind, size) + data.ljust(4, b"\x00") + struct.pack("<I", 0)
    return head + struct.pack("<HHII", tag, kind, size, 26) + struct.pack("<I", 0) + data


def _description(slot: Slot) -> bytes:
    return _exif(0x010E, 2, slot.sentence.encode() + b"\x00")


def _windows_comment(slot: Slot) -> bytes:
    return _exif(0x9C9C, 1, slot.sentence.encode("utf-16-le") + b"\x00\x00")


def _user_comment(slot: Slot) -> bytes:
    return _exif(0x9286, 7, b"UNICODE\x00" + slot.sentence.encode("utf-16-be"))


def _jpeg(marker: int, data: bytes) -> bytes:
    return _JPEG[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data + _JPEG[2:]


def _caption(slot: Slot) -> bytes:
    """A caption in the fields of the press."""
    caption = slot.sentence.encode()
    iptc = b"\x1c\x01\x5a\x00\x03\x1b%G" + b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    return (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00"
        + struct.pack(">I", len(iptc))
        + iptc
        + b"\x00" * (len(iptc) % 2)
    )


def _webp(kind: bytes, data: bytes, flag: int) -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)

    body = part(b"VP8X", bytes((flag, 0, 0, 0)) + b"\x00" * 6) + part(b"VP8L", _WEBP_PIXEL) + part(kind, data)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _gif(slot: Slot) -> bytes:
    """A picture with a comment in blocks of 255 bytes, the name across the border of two."""
    name = slot.text.encode()
    data = b"Ein Bild vom Hof. ".ljust(255 - len(name) // 2, b".") + name + b" " + slot.after.encode()
    blocks = b"".join(
        bytes((len(data[at : at + 255]),)) + data[at : at + 255] for at in range(0, len(data), 255)
    )
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    return head + b"!\xfe" + blocks + b"\x00" + b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


PICTURE_CARRIERS: Final[dict[str, tuple[str, Callable[[Slot], bytes]]]] = {
    "png-text": (".png", lambda s: _png(_chunk(b"tEXt", b"Comment\x00" + s.sentence.encode("latin-1")))),
    "png-text-packed": (
        ".png",
        lambda s: _png(_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(s.sentence.encode("latin-1")))),
    ),
    "png-international": (
        ".png",
        lambda s: _png(_chunk(b"iTXt", b"Description\x00\x00\x00de\x00\x00" + s.sentence.encode())),
    ),
    "png-international-packed": (
        ".png",
        lambda s: _png(
            _chunk(b"iTXt", b"Description\x00\x01\x00de\x00\x00" + zlib.compress(s.sentence.encode()))
        ),
    ),
    "png-exif": (".png", lambda s: _png(_chunk(b"eXIf", _description(s)))),
    "jpeg-comment": (".jpg", lambda s: _jpeg(0xFE, s.sentence.encode())),
    "jpeg-exif-description": (".jpg", lambda s: _jpeg(0xE1, b"Exif\x00\x00" + _description(s))),
    "jpeg-exif-windows": (".jpg", lambda s: _jpeg(0xE1, b"Exif\x00\x00" + _windows_comment(s))),
    "jpeg-exif-user": (".jpg", lambda s: _jpeg(0xE1, b"Exif\x00\x00" + _user_comment(s))),
    "jpeg-xmp": (
        ".jpg",
        lambda s: _jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + _XMP.format(s.word()).encode()),
    ),
    "jpeg-caption": (".jpg", lambda s: _jpeg(0xED, _caption(s))),
    "webp-exif": (".webp", lambda s: _webp(b"EXIF", _description(s), 8)),
    "webp-xmp": (".webp", lambda s: _webp(b"XMP ", _XMP.format(s.word()).encode(), 4)),
    "gif-comment": (".gif", _gif),
}
"""The ending of the file and what makes it. Texts of ``png-text`` are Latin-1."""
LATIN_ONLY: Final = frozenset({"png-text", "png-text-packed"})
