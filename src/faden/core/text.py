"""Text in the one normal form on which all positions count."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NEWLINES: Final = re.compile(r"\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’\u200c][^\W_]+)*")


def normal(text: str) -> str:
    """The normal form: NFC, lines end with LF, nothing that is no character of a text.

    Controls, surrogates, byte order marks and the two code points that YAML refuses are left out.
    Offsets of codings count code points of this form. Applying it twice changes nothing.
    """
    if text.isprintable():  # one line without anything odd, as nearly all that is asked about
        return unicodedata.normalize("NFC", text)
    lines = _NEWLINES.sub("\n", text)
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", lines))


def words(text: str) -> list[str]:
    """The words of a text in any script; numbers count as words, punctuation does not."""
    return _WORD.findall(text)


def slug(text: str, fallback: str = "text") -> str:
    """A short name safe for files and addresses: ``[a-z0-9-]``, never empty, at most 60 letters."""
    german = text.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    if not joined:
        return fallback
    return joined if joined[0].isalpha() else f"{fallback}-{joined}"
