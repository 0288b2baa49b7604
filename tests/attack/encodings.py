"""How a name travels through files so that only a program reads it: percent, entities, Base64 and so on.

Where an encoding is at home says its group: ``text`` anywhere in a text, ``entity`` where HTML or XML is
parsed, ``element`` where elements may stand, ``json``, ``js`` and ``css`` inside strings of these languages.
"""

from __future__ import annotations

import base64
import gzip
import html.entities
import json
import quopri
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, quote_plus

Encoding = Callable[[str], str]

_BEFORE: Final = "Das Haus steht noch da."  # 23 bytes: two more than a multiple of three
_AFTER: Final = " Mehr war nicht zu sagen."
_LONG: Final = "Die Suche hat lange gedauert, und niemand wusste einen Rat. " * 3


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _aligned(shift: int) -> Encoding:
    """Base64 of a sentence in which the name begins at a byte that leaves ``shift`` when divided by three."""
    before = _BEFORE + "." * ((shift - len(_BEFORE)) % 3)
    return lambda text: _base64(f"{before}{text}{_AFTER}".encode())


def _base64_lines(text: str) -> str:
    """Base64 in lines of 76 signs, the name across the first break (57 bytes a line)."""
    size = len(text.encode())
    before = _LONG[: max(0, 57 - size // 2)]
    return base64.encodebytes(f"{before}{text}{_LONG}".encode()).decode("ascii").strip()


def _percent_every(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _lower_hex(text: str) -> str:
    return "".join(f"%{byte:02x}" if byte > 127 or byte == 32 else chr(byte) for byte in text.encode())


def _quoted_printable(text: str) -> str:
    """Quoted-printable with a soft line break inside the name."""
    coded = quopri.encodestring(text.encode(), quotetabs=True).decode("ascii").replace("=\n", "")
    cut = coded.rfind("=", 0, len(coded) // 2 + 1)
    cut = cut if cut > 0 else len(coded) // 2
    return f"{coded[:cut]}=\n{coded[cut:]}"


def _named(text: str) -> str:
    table = {code: f"&{name};" for code, name in html.entities.codepoint2name.items() if code > 127}
    return text.translate(table)


def _escapes(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _every_letter(text: str) -> str:
    return "".join(f"<span>{char}</span>" if not char.isspace() else char for char in text)


def _split(middle: str) -> Encoding:
    return lambda text: f"{text[:2]}{middle}{text[2:]}"


ENCODINGS: Final[dict[str, tuple[str, str, Encoding]]] = {
    "percent": ("text", "percent-encoded as in addresses", lambda t: quote(t, safe="")),
    "percent-plus": ("text", "the same with + for the blank", quote_plus),
    "percent-lower": ("text", "percent-encoded with small hexadecimal digits", _lower_hex),
    "percent-every": ("text", "every byte percent-encoded", _percent_every),
    "percent-twice": ("text", "percent-encoded twice", lambda t: quote(quote(t, safe=""), safe="")),
    "percent-of-lower": ("text", "in lower case, then percent-encoded", lambda t: quote(t.lower(), safe="")),
    "base64-0": ("text", "Base64 of a sentence, the name at a multiple of three bytes", _aligned(0)),
    "base64-1": ("text", "Base64, the name one byte later", _aligned(1)),
    "base64-2": ("text", "Base64, the name two bytes later", _aligned(2)),
    "base64-url": (
        "text",
        "Base64 with - and _, without padding",
        lambda t: base64.urlsafe_b64encode(f"{_BEFORE}{t}>>>???".encode()).decode().rstrip("="),
    ),
    "base64-lines": ("text", "Base64 broken into lines, the name across a break", _base64_lines),
    "base64-utf-16": ("text", "Base64 of UTF-16", lambda t: _base64(f"{_BEFORE}{t}".encode("utf-16-le"))),
    "base64-twice": (
        "text",
        "Base64 of Base64",
        lambda t: _base64(_base64(f"{t}{_AFTER}".encode()).encode()),
    ),
    "base64-gzip": (
        "text",
        "Base64 of gzip, as pages carry data",
        lambda t: _base64(gzip.compress(f"{_BEFORE}{t}".encode(), mtime=0)),
    ),
    "data-address": (
        "text",
        "a data: address with Base64",
        lambda t: f"data:text/plain;charset=utf-8;base64,{_base64(t.encode())}",
    ),
    "data-address-percent": (
        "text",
        "a data: address with percent signs",
        lambda t: f"data:text/plain;charset=utf-8,{quote(t)}",
    ),
    "hexadecimal": ("text", "bytes as hexadecimal digits", lambda t: t.encode().hex()),
    "hexadecimal-upper": ("text", "the same in capitals", lambda t: t.encode().hex().upper()),
    "quoted-printable": ("text", "quoted-printable with a soft line break inside", _quoted_printable),
    "header-word-q": (
        "text",
        "an encoded word of a mail header, Q",
        lambda t: "=?utf-8?Q?" + "".join(f"={byte:02X}" for byte in t.encode()) + "?=",
    ),
    "header-word-b": (
        "text",
        "an encoded word of a mail header, B",
        lambda t: f"=?utf-8?B?{_base64(t.encode())}?=",
    ),
    "mojibake": ("text", "UTF-8 read as Latin-1: MÃ¼ller", lambda t: t.encode().decode("latin-1")),
    "entities-decimal": (
        "entity",
        "decimal character references",
        lambda t: "".join(f"&#{ord(c)};" for c in t),
    ),
    "entities-hexadecimal": (
        "entity",
        "hexadecimal character references",
        lambda t: "".join(f"&#x{ord(c):X};" for c in t),
    ),
    "entities-padded": (
        "entity",
        "references with leading zeros",
        lambda t: "".join(f"&#{ord(c):07};" for c in t),
    ),
    "entities-some": ("entity", "one letter as a reference", lambda t: f"{t[0]}&#{ord(t[1])};{t[2:]}"),
    "entities-twice": (
        "entity",
        "references escaped once more",
        lambda t: "".join(f"&amp;#{ord(c)};" for c in t),
    ),
    "entities-named": ("html", "named references: M&uuml;ller", _named),
    "soft-hyphen-reference": ("html", "a soft hyphen as &shy; inside", _split("&shy;")),
    "zero-width-reference": ("entity", "a zero-width space as &#8203; inside", _split("&#8203;")),
    "element-inside": (
        "element",
        "an element inside: A<b>l</b>i",
        lambda t: f"{t[:1]}<b>{t[1:2]}</b>{t[2:]}",
    ),
    "element-every-letter": ("element", "each letter in its own element", _every_letter),
    "element-marked": (
        "element",
        "highlighted as a hit of a search",
        lambda t: f"<mark>{t[:2]}</mark>{t[2:]}",
    ),
    "element-tspan": (
        "svg",
        "each letter placed by itself in a drawing",
        lambda t: "".join(f'<tspan dx="1">{c}</tspan>' if not c.isspace() else c for c in t),
    ),
    "element-break": ("element", "a <wbr> inside", _split("<wbr>")),
    "comment-inside": ("element", "a comment inside", _split("<!-- x -->")),
    "json-escapes": ("json", r"non-ASCII letters as \uXXXX", lambda t: json.dumps(t)[1:-1]),
    "json-escapes-all": ("json", r"every letter as \uXXXX", _escapes),
    "json-slashes": ("json", r"/ as \/", lambda t: t.replace("/", r"\/")),
    "js-hexadecimal": (
        "js",
        r"letters as \xNN or \uXXXX",
        lambda t: "".join(f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in t),
    ),
    "js-code-points": ("js", r"letters as \u{N}", lambda t: "".join(f"\\u{{{ord(c):x}}}" for c in t)),
    "css-escapes": ("css", "letters as CSS escapes", lambda t: "".join(f"\\{ord(c):x} " for c in t)),
    "css-escapes-six": ("css", "CSS escapes of six digits", lambda t: "".join(f"\\{ord(c):06x}" for c in t)),
}
"""Group, what it is, and what makes it."""

BYTES: Final[dict[str, tuple[str, str, bytes]]] = {
    "utf-16-le": ("the whole file in UTF-16, little end first", "utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("the whole file in UTF-16, big end first", "utf-16-be", b"\xfe\xff"),
    "utf-16-bare": ("the whole file in UTF-16 without a mark", "utf-16-le", b""),
    "utf-32": ("the whole file in UTF-32", "utf-32-le", b"\xff\xfe\x00\x00"),
    "utf-8-mark": ("the whole file in UTF-8 with a mark", "utf-8", b"\xef\xbb\xbf"),
    "windows-1252": ("the whole file as Windows wrote it", "cp1252", b""),
}
"""What it is, the codec, and the mark in front."""
