"""A text as the rules read it: digits, letters and signs of one kind, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from faden.protection.pseudonyms.identifiers import Identifier, Kind

_SAME: Final[dict[int, str | None]] = {
    **{ord(a): str(i) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, a in enumerate(digits)},
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "یى"), "ي"),
    **dict.fromkeys(map(ord, "’ʼ`´‘ʹ"), "'"),
    **dict.fromkeys(map(ord, "‐‑−"), "-"),
    **dict.fromkeys(map(ord, "—"), "–"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u200c\t"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\r\x0b\x0c\x85"), "\n"),
    **dict.fromkeys([0x640, 0xAD, 0x61C, 0x200B, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF]),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
    **dict.fromkeys([*range(0x64B, 0x660), 0x670]),
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("ؤ"): "و",
    ord("ئ"): "ي",
    ord("٫"): ",",
    ord("؍"): "/",
}
"""Counterparts of signs; ``None`` for short vowels, marks of direction and other signs nobody sees."""

_WORD: Final = re.compile(r"[^\W_]+(?:'(?=[\u0400-\u04ff])[^\W_]+)*")


_TATWEEL: Final = re.compile("\u0640(?![\u0620-\u065f\u0671-\u06d3])")
"""A stroke between a particle and what is no Arabic letter, as in ``بـ12``: a blank is as long."""


def fold(word: str) -> str:
    """A word of a list as the rules compare it: small letters, letters and digits of one kind."""
    return unicodedata.normalize("NFC", word).translate(_SAME).lower()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: Where it begins in the plain text, in code points.
        end: Where it ends, excluded.
        low: The word in small letters.
        capital: Whether it begins with a capital.
    """

    start: int
    end: int
    low: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain.

    Attributes:
        text: The original.
        plain: Its plain form.
        low: The plain form in small letters; as long as ``plain``.
        words: The words of ``plain``, in order.
        index: Position in ``plain`` → position in ``text``; ``None`` where they are the same.
    """

    text: str
    plain: str
    low: str
    words: tuple[Word, ...]
    index: tuple[int, ...] | None

    def found(self, start: int, end: int, kind: Kind, rule: str, score: float = 1.0) -> Identifier:
        """The identifier in a stretch of the plain text, without blanks at its ends."""
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        if self.index is not None:
            start, end = self.index[start], self.index[end - 1] + 1
            while end < len(self.text) and unicodedata.category(self.text[end]) == "Mn":
                end += 1
        return Identifier(start, end, kind, self.text[start:end], f"rules.{rule}", score)

    def before(self, at: int, length: int = 30) -> str:
        """What stands before a position, in small letters."""
        return self.low[max(0, at - length) : at]

    def after(self, at: int, length: int = 30) -> str:
        """What stands after a position, in small letters."""
        return self.low[at : at + length]


def before_stop(match: re.Match[str], group: str, stop: frozenset[str]) -> int:
    """Where the words of a group end before the first one that ends a name: a word of a list, ``و…``.

    Returns:
        The position in the text; the beginning of the group where already its first word is one.
    """
    start = at = end = match.start(group)
    for word in match[group].split(" "):
        if word.strip("،,") in stop or (end > start and word.startswith("و")):
            break
        at += len(word)
        end, at = (at if word else end), at + 1
    return end


def make_plain(text: str) -> Plain:
    """The plain form of a text; the same for decomposed letters, Persian digits and invisible signs."""
    text_in = _TATWEEL.sub(" ", text)
    plain = text_in.translate(_SAME)
    index: tuple[int, ...] | None = None
    if len(plain) != len(text) or not unicodedata.is_normalized("NFC", plain):
        plain, index = _with_index(text_in)
    low = plain.lower()
    if len(low) != len(plain):
        low = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in plain)
    words = tuple(
        Word(m.start(), m.end(), m.group(), plain[m.start()].isupper()) for m in _WORD.finditer(low)
    )
    return Plain(text, plain, low, words, index)


def _with_index(text: str) -> tuple[str, tuple[int, ...]]:
    """The plain form, sign by sign, and where each sign stood."""
    signs: list[str] = []
    index: list[int] = []
    for at, ch in enumerate(text):
        sign = _SAME.get(ord(ch), ch)
        if sign is None:
            continue
        if signs and unicodedata.combining(ch):
            composed = unicodedata.normalize("NFC", signs[-1] + sign)
            if len(composed) == 1:
                signs[-1] = _SAME.get(ord(composed), composed) or composed
                continue
        signs.append(sign)
        index.append(at)
    return "".join(signs), tuple(index)
