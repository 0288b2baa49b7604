"""Project files that are no XML as they stand, but whose meaning nobody doubts, made readable.

Seen in exports and in reports of users: an encoding is declared that is not the file's, white space stands
before the declaration, texts hold control characters of word processors, emoji are written as two
references to surrogates, ``&`` stands bare. What is replaced is as long as before, so that positions hold.
"""

from __future__ import annotations

import re
import sys
from html.entities import name2codepoint
from typing import Final

_DECLARATION: Final = re.compile(r"<\?xml\b[^>]{0,300}\?>")
_LITERAL: Final = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)", re.DOTALL)
_PAIR: Final = re.compile(r"&#(x[0-9a-fA-F]{4}|[0-9]{5});&#(x[0-9a-fA-F]{4}|[0-9]{5});")
_REFERENCE: Final = re.compile(r"&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});")
_BARE: Final = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z]{2,8});)?")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNKNOWN: Final = "\ufffd"


def mended(data: bytes) -> bytes:
    """A file that a parser for XML has refused, as one that it may take, in UTF-8."""
    text = _decode(data)
    text = _DECLARATION.sub("", text[max(text.find("<"), 0) :], count=1)
    pieces = _LITERAL.split(text)
    pieces[::2] = [_mend(piece) for piece in pieces[::2]]
    return _CONTROL.sub(_readable, "".join(pieces)).encode()


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:200]
    if head.count(0) * 3 > len(head):
        return data.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _mend(markup: str) -> str:
    markup = _PAIR.sub(_paired, markup)
    markup = _REFERENCE.sub(_possible, markup)
    return _BARE.sub(_named, markup)


def _number(digits: str) -> int:
    return int(digits[1:], 16) if digits[0] == "x" else int(digits)


def _paired(match: re.Match[str]) -> str:
    pair = (chr(_number(match[1])) + chr(_number(match[2]))).encode("utf-16-le", "surrogatepass")
    try:
        found = pair.decode("utf-16-le")
    except UnicodeDecodeError:
        return match[0]
    return found if len(found) == 1 else match[0]


def _possible(match: re.Match[str]) -> str:
    number = _number(match[1])
    if number > sys.maxunicode:
        return _UNKNOWN
    found = _CONTROL.match(chr(number))
    return match[0] if found is None else _readable(found)


def _named(match: re.Match[str]) -> str:
    """A name of HTML as its character; any other ``&`` as itself."""
    number = name2codepoint.get(match[1] or "")
    return chr(number) if number is not None else f"&amp;{match[0][1:]}"


def _readable(match: re.Match[str]) -> str:
    """What stands for a character that XML does not allow: breaks of lines and pages are white space."""
    return " " if match[0] in "\x0b\x0c" else _UNKNOWN
