"""The ways in which a text may hide its words: escapes, entities, markup, codings of bytes."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDS: Final = 4
"""How often an escape within an escape is followed."""

_TAG: Final = re.compile(r"<[^<>]{1,4000}>")
_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE: Final = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|\\([0-9A-Fa-f]{2,6})[ \t\n]?"
)
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HYPHEN: Final = re.compile(r"[-\u2010\u2011][ \t]*\r?\n[ \t]*")
_QUOTED: Final = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_PUNYCODE: Final = re.compile(r"xn--([A-Za-z0-9-]{2,60})")
_RUN: Final = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}")
_WRAPPED: Final = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}\s*[\r\n]+[ \t]*)+[A-Za-z0-9+/_-]{2,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}){3,}")
_SPACED_HEX: Final = re.compile(r"[0-9A-Fa-f]{2}(?:[ :,][0-9A-Fa-f]{2}){2,}")
_SHIFTED: Final = 8
"""Letters from which a run is decoded at other beginnings too: the name may stand in its middle."""
_CONTROLS: Final = frozenset("\t\n\r")


def layers(text: str) -> Iterator[str]:
    """A text as it stands and with what it encodes resolved, each form once.

    Args:
        text: Any text, such as a page, a script, a mail.
    """
    seen: set[str] = set()
    waiting = [text]
    for _ in range(_ROUNDS):
        fresh = [each for each in dict.fromkeys(waiting) if each not in seen]
        seen.update(fresh)
        yield from fresh
        waiting = [form for each in fresh for form in _resolved(each)]
        if not waiting:
            return


def _resolved(text: str) -> Iterator[str]:
    decoded = _escapes(_percent(html.unescape(text)))
    if decoded != text:
        yield decoded
    if _TAG.search(decoded):
        yield _TAG.sub("", decoded)
        yield _TAG.sub(" ", decoded)
    if _HYPHEN.search(text):
        yield _HYPHEN.sub("", text)
    if _QUOTED.search(text):
        yield _bytes_as_text(quopri.decodestring(text.encode("utf-8", "surrogatepass")))
    if "xn--" in text:
        yield _PUNYCODE.sub(_from_punycode, text)


def _percent(text: str) -> str:
    return (
        _PERCENT.sub(lambda match: _bytes_as_text(unquote_to_bytes(match[0])), text) if "%" in text else text
    )


def _escapes(text: str) -> str:
    if "\\" not in text:
        return text
    decoded = _ESCAPE.sub(_character, text)
    joined = _SURROGATES.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), decoded)
    return joined.replace("\\/", "/").replace("\\n", "\n").replace("\\t", "\t")


def _character(match: re.Match[str]) -> str:
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 - the last code point


def _from_punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return match[0]


def _bytes_as_text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def encoded(text: str) -> Iterator[bytes]:
    """What stretches of letters and digits may hold as Base64 or as hexadecimal digits, each once."""
    seen: set[str] = set()
    wrapped = [re.sub(r"\s+", "", match[0]) for match in _WRAPPED.finditer(text)]
    for run in (*_RUN.findall(text), *wrapped):
        if run not in seen:
            seen.add(run)
            yield from _from_base64(run)
    digits: set[str] = set()
    for match in (*_HEX.findall(text), *_SPACED_HEX.findall(text)):
        if match not in digits:
            digits.add(match)
            yield binascii.unhexlify(re.sub(r"[ :,]", "", match))


def _from_base64(run: str) -> Iterator[bytes]:
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    for start in range(4 if len(bare) >= _SHIFTED else 1):
        part = bare[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        if part:
            yield base64.b64decode(part + "=" * (-len(part) % 4))


def readable(data: bytes) -> str | None:
    """Bytes as a text, where all of them are one; up to three may be cut off at either end."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if encoding != "utf-8" and (len(data) < 6 or data.count(0) * 3 < len(data)):  # noqa: PLR2004 - most bytes
            continue
        for start in range(4):
            for end in (0, -1, -2, -3):
                text = _decoded(data[start : end or None], encoding)
                if text is not None:
                    return text
            if encoding == "utf-8" and start < len(data) and data[start] < 0x80:  # noqa: PLR2004 - ASCII
                break  # not in the middle of a character
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if text and all(_shown(ch) for ch in text) else None


def _shown(ch: str) -> bool:
    return ch in _CONTROLS or unicodedata.category(ch) not in {"Cc", "Cn", "Co", "Cs"}
