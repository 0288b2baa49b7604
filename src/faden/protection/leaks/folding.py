"""Words as the leak scan compares them: folded, by sound, and romanised.

Three forms of a word are compared, from strict to lax:

- *folded*: without case, accents, invisible characters, short vowels, width; ß is ss.
- *sound*: consonants and three classes of vowels, so that Mohammed, Muhamad and Мохаммед are one. Arabic
  script does not write short vowels: each gap may hold any of them.
- *stem*: a long word begins with the name (``Haddadwohnung``).

The sound of a word is a set of codes: an e may stand for an a or an i, a j for a y. Codes are not words of
any language and are only compared with each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import Final


def _table(pairs: str) -> dict[str, str]:
    """A table from pairs such as ``a:b``; nothing behind the colon means that the letter goes."""
    return {left: right for left, _, right in (pair.partition(":") for pair in pairs.split())}


_ARABIC_SAME: Final = str.maketrans(_table("ی:ي ئ:ي ک:ك ؤ:و ة:ه ۀ:ه ہ:ه ە:ه ـ: ء:"))
_SMALL: Final = str.maketrans(_table("ß:ss æ:ae œ:oe ø:o đ:d ł:l ı:i"))
_LEAST: Final = 3
_MOST: Final = 256
"""Most codes of one word; names beyond have so many readings that comparing them says little."""

_BLANK: Final = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters without a shape."""

_FEW: Final = 12
"""Different invisible characters up to which a text is gone through once for each, which is faster."""

_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")

WORD: Final = re.compile(r"[^\W_]+")
ARABIC: Final = re.compile(r"[\u0620-\u06ff\u0750-\u077f]")
CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
ETHIOPIC: Final = re.compile(r"[\u1200-\u137f]")
LATIN: Final = re.compile(r"[a-z]")


def plain(text: str) -> str:
    """A text without what the eye does not see: compatibility forms resolved, marks and joiners gone."""
    normal = unicodedata.normalize("NFKC", text)
    if normal.isascii():
        return normal
    hidden = _invisible().intersection(normal)
    bare = normal
    for sign in hidden if len(hidden) <= _FEW else ():
        bare = bare.replace(sign, "")
    if len(hidden) > _FEW:
        bare = normal.translate(dict.fromkeys(map(ord, hidden)))
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), bare)


_SIGNS: Final = ((0x80, 0x3400), (0xA000, 0xAC00), (0xD7B0, 0x17000), (0x1B000, 0x20000), (0xE0000, 0xE0200))
"""Where such characters are: all of Unicode without the ideographs and syllables that fill it; a tenth."""


@cache
def _invisible() -> frozenset[str]:
    """Every format character, mark that no letter has taken up, and letter without a shape."""
    signs = (chr(code) for first, last in _SIGNS for code in range(first, last))
    return frozenset((*(ch for ch in signs if unicodedata.category(ch) in {"Cf", "Mn", "Me"}), *_BLANK))


def fold(word: str) -> str:
    """A word without case, accents, short vowels and forms of letters."""
    if word.isascii():
        return word.lower()
    lower = plain(word).casefold().translate(_SMALL)
    if lower.isascii():
        return lower
    bare = "".join(ch for ch in unicodedata.normalize("NFD", lower) if unicodedata.category(ch) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_ARABIC_SAME)


_DIGRAPHS: Final = _table(
    "tsch:C dsch:J dzh:J sch:S sh:S kh:h ch:h ck:k ph:f th:t dh:d gh:g zh:J ts:s ou:U oo:U ee:I ie:I "
    "ai:Y ay:Y ei:Y ey:Y aj:Y ej:Y au:W aw:W"
)
_LETTERS: Final = _table("a:A i:I o:U u:U q:k c:k w:v z:s x:h e:AI j:jJ y:jI")


@lru_cache(maxsize=100_000)
def sounds(word: str) -> frozenset[str]:
    """The codes of a folded word; empty where it has fewer than three sounds or no known script.

    Args:
        word: As `fold` gives it.
    """
    if ARABIC.search(word):
        return _checked(_arabic(word))
    if CYRILLIC.search(word):
        return _checked(_latin("".join(_CYRILLIC_TO_LATIN.get(ch, ch) for ch in word)))
    if ETHIOPIC.search(word):
        return _checked(_ethiopic(word))
    return _checked(_latin(word)) if LATIN.search(word) and word.isalpha() else frozenset()


def _checked(options: list[str]) -> frozenset[str]:
    codes = _combined(options)
    return frozenset(code for code in codes if len(code) >= _LEAST and re.search("[^AIUYWj]", code))


def _combined(options: list[str]) -> set[str]:
    """Every reading; letters doubled are one, and d or t, b or p at the end sound alike."""
    count = 1
    for option in options:
        count *= len(option)
    if count > _MOST:
        return set()
    found = set()
    for reading in product(*options):
        code = re.sub(r"(.)\1+", r"\1", "".join(reading).replace("-", ""))
        code = code[:-1] if len(code) > 1 and code[-1] == "h" else code
        found.add(code[:-1] + {"d": "t", "b": "p"}.get(code[-1:], code[-1:]))
    return found


def _latin(word: str) -> list[str]:
    """The readings of each sound of a Latin word."""
    options: list[str] = []
    at = 0
    while at < len(word):
        for letters, code in _DIGRAPHS.items():
            if word.startswith(letters, at):
                options.append(code)
                at += len(letters)
                break
        else:
            options.append(_LETTERS.get(word[at], word[at]))
            at += 1
    return options


_CYRILLIC_TO_LATIN: Final = _table(
    "а:a б:b в:v г:h ґ:g д:d е:e є:je ж:zh з:z и:i і:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
    "ч:tsch ш:sh щ:sh ь: ю:ju я:ja ы:i э:e ъ:"
)
_ARABIC_SOUNDS: Final = _table(
    "ا:A ب:b ت:t ث:ts ج:Jg ح:h خ:h د:d ذ:ds ر:r ز:s س:s ش:S ص:s ض:ds ط:t ظ:s ع:A- غ:g ف:f ق:k ك:k ل:l "
    "م:m ن:n ه:h- و:Uv ي:IjY ى:A پ:p چ:C ژ:J گ:g ۇ:U ڤ:v"
)
_VOWELLIKE: Final = frozenset("اعويىه")


def script(word: str) -> str:
    """Which script a folded word is in: ``a``, ``c``, ``e`` or ``L``."""
    if ARABIC.search(word):
        return "a"
    return "c" if CYRILLIC.search(word) else "e" if ETHIOPIC.search(word) else "L"


def _arabic(word: str) -> list[str]:
    """The readings of each letter, and of each gap between two consonants."""
    options: list[str] = []
    for at, letter in enumerate(word):
        if at and letter not in _VOWELLIKE and word[at - 1] not in _VOWELLIKE:
            options.append("AIU-")
        elif at and (letter in "يو" or word[at - 1] == "ه"):
            options.append("-")
        silent = letter == "ه" and at and at == len(word) - 1
        options.append("A" if silent else _ARABIC_SOUNDS.get(letter, letter))
    return options


_ETHIOPIC_ROWS: Final = _table(
    "ሀ:h ለ:l ሐ:h መ:m ሠ:s ረ:r ሰ:s ሸ:S ቀ:k ቐ:k በ:b ቨ:v ተ:t ቸ:C ኀ:h ነ:n ኘ:n አ:- ከ:k ኸ:h ወ:v ዐ:- ዘ:s ዠ:J የ:j ደ:d "
    "ጀ:J ገ:g ጠ:t ጨ:C ጰ:p ጸ:s ፀ:s ፈ:f ፐ:p"
)
"""The first letter of each row; the eight letters of a row differ in their vowel."""
_FAINT: Final = "-I"
_ORDERS: Final = ("A", "U", "I", "A", "AI", _FAINT, "U", "A")


def _ethiopic(word: str) -> list[str]:
    options: list[str] = []
    for at, letter in enumerate(word):
        row = chr(ord(letter) & ~7)
        if row in _ETHIOPIC_ROWS:
            order = _ORDERS[ord(letter) & 7]
            # The sixth letter of a row has a faint vowel or none, at the end of a word none; ወ is wä or wo.
            faint = order == _FAINT and at == len(word) - 1
            options += [_ETHIOPIC_ROWS[row], "-" if faint else "AU" if letter == "ወ" else order]
        else:
            options.append(letter)
    return options
