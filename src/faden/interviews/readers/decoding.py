"""Bytes of a text file as text: UTF-8 with and without mark, UTF-16, and what Windows writes."""

from __future__ import annotations

from typing import Final

from faden.core.problems import ImportRefusedError
from faden.core.text import normal
from faden.interviews.readers.reading import Found

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27}
_SHARE: Final = 0.3


def decode(data: bytes, found: Found) -> str:
    """The text of a file, in normal form.

    Encodings by their mark, then UTF-8, then UTF-16 without a mark (where every second byte is
    zero), then Windows-1252, which is a guess and therefore noticed.

    Raises:
        ImportRefusedError: It is no text, or the encoding it announces is broken.
    """
    return normal(decode_exactly(data, found))


def decode_exactly(data: bytes, found: Found) -> str:
    """As `decode`, but with the controls of the file left in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if sum(byte in _CONTROLS for byte in data) > 0:
        raise ImportRefusedError("import-binary")
    text = data.decode("cp1252", errors="replace")
    found.warn("import-encoding-guessed", encoding="Windows-1252")
    if "\ufffd" in text:
        found.warn("import-characters-lost", count=text.count("\ufffd"))
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefusedError("import-encoding-broken", line=line, encoding=encoding) from None


def _without_mark(data: bytes) -> str:
    """UTF-16 without a mark: in Latin text nearly every second byte is zero."""
    head = data[:4096]
    half = max(len(head) // 2, 1)
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[offset::2].count(0), head[1 - offset :: 2].count(0)
        if zeros / half > _SHARE and not others and len(data) % 2 == 0:
            return _strict(data, encoding)
    raise ImportRefusedError("import-binary")
