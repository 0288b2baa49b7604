"""Text in the one normal form on which all positions count."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NEWLINES: Final = re.compile(r"\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ACTING: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What acts on a screen instead of being read; Arabic and Farsi need U+200C to U+200F and U+061C."""

_FSI: Final = "\u2068"
_PDI: Final = "\u2069"
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


def visible(text: str) -> str:
    """A text of which nothing can act on a screen: what would do so is told, such as ``‹U+202E›``.

    Controls, escape sequences, line breaks and what turns the direction of writing around; a first
    strong isolate stays where it is closed, for it keeps its own words together. Letters of all
    scripts, and the joiners and marks that they need, stay. Applying it twice changes nothing.

    Source:
        Boucher, N. and Anderson, R. (2021), Trojan Source: Invisible Vulnerabilities (direction overrides).
    """
    if text.isprintable():
        return text
    kept = _closed(text)
    return "".join(
        f"‹U+{ord(ch):04X}›" if _ACTING.match(ch) and at not in kept else ch for at, ch in enumerate(text)
    )


def _closed(text: str) -> set[int]:
    """Where isolates stand that are closed, and their ends."""
    begun: list[int] = []
    kept: set[int] = set()
    for at, ch in enumerate(text):
        if ch == _FSI:
            begun.append(at)
        elif ch == _PDI and begun:
            kept |= {begun.pop(), at}
    return kept


def words(text: str) -> list[str]:
    """The words of a text in any script; numbers count as words, punctuation does not."""
    return _WORD.findall(text)


def first_words(text: str, longest: int) -> str:
    """The beginning of a text in one line, up to the end of a word, with an ellipsis where more follows.

    Where words stand without a space between, as in Thai or Japanese, it ends within them; never between a
    letter and its marks.

    Args:
        text: The text.
        longest: Characters at most, the ellipsis with its space included; 3 or more.
    """
    told = " ".join(text.split())
    if len(told) <= longest:
        return told
    end = told.rfind(" ", longest // 2, longest - 1)
    if end < 0:
        end = longest - 2
        while end > 1 and unicodedata.category(told[end])[0] == "M":
            end -= 1
    return f"{told[:end]} …"


def slug(text: str, fallback: str = "text") -> str:
    """A short name safe for files and addresses: ``[a-z0-9-]``, never empty, at most 60 letters."""
    german = text.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    if not joined:
        return fallback
    return joined if joined[0].isalpha() else f"{fallback}-{joined}"
