"""What the spellings of one name have in common: Mohammed, Muhamad, محمد and Мухаммед are one.

Consonants of all scripts are written in one alphabet, doubled ones once, and vowels fall into four
classes, since scripts and habits of transliteration differ in vowels most. What tells names apart stays:

- Karim and Karam differ in a vowel that both speak, so they are two names; Karim and Kareem are one.
- ``e`` inside a name counts as ``a`` (Hassan, Hassen; Peter, Petar), at its ends it does not (Anna, Anne).
- Alina is not Ali: a key stands for whole words.

Arabic script and the sixth order of Ethiopic leave vowels open; there `pattern` says which keys fit.
Spellings that no rule joins (Fatma, Fatemeh) stand in a list (`lists.spellings`), which is asked first.
Joining two names costs a reviewer one click, so rare cases are joined rather than not (Marie, Mari).

Source:
    Own rules; the romanisations of DIN 31635 (Arabic) and of Ukraine's passports, and what
    German, English and French make of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from faden.protection.pseudonyms.lists import bases, spellings
from faden.protection.pseudonyms.matching import fold

_ARABIC: Final = re.compile("[\u0620-\u06ff]")
_ETHIOPIC: Final = re.compile("[\u1200-\u137f]")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_DOUBTFUL_CH: Final = re.compile("(?<![st])ch")  # Churi, Chadi, Shevchenko: h, sh or ch
_LATIN_STEPS: Final = tuple(
    (re.compile(find), put)
    for find, put in (
        ("tsch|tch|č|ć|ç", "C"),
        ("dsch|dzh|dj|dž|đ", "J"),
        ("sch|sh|š|ş", "S"),
        ("zh|ž", "J"),
        ("kh|ch|x(?=[aeiou]|$)", "h"),
        ("gh|ğ", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|q|c", "k"),
        ("x", "ks"),
        ("[zß]", "s"),
        ("w", "v"),
        (r"\bj|\by(?=[aeiouäöü])", "J"),
        ("(?<=[aeiouäöü])[jy](?=[aeiouäöü])", "I"),
        ("j(?=[aeiouäöü])", "J"),
        ("(?<=[aeiouyäöü])h$", ""),
        ("(?<=[ea])[iy](?=e)", "I"),
        ("ou|oo|uu|ow$", "U"),
        ("ee|ie(?![aeiou])|ii|iy|ij", "I"),
        ("[oöuü]", "U"),
        ("[iyj]", "I"),
        ("ä", "a"),
    )
)
_CYRILLIC_LETTERS: Final = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфхьъ'", "abvhgdesiiklmnoprstufh\0\0\0", strict=True))
    | {"є": "e", "э": "e", "ё": "e", "ж": "J", "ї": "i", "й": "i", "ы": "i", "ц": "ts", "ч": "C", "ш": "S"}
    | {"щ": "SC", "ю": "u", "я": "a"}
)
_CYRILLIC_ENDINGS: Final = re.compile(
    "(?:ами|ями|ові|еві|єві|ою|ею|єю|ого|ому|ом|ем|єм|ах|ях|ам|ям|ой|ій|ої|[аяуюіїиеєоьй])$"
)
_ARABIC_LETTERS: Final = dict(
    zip("بتثجحخدذرزسشصضطظغفقكلمنهپچگژ", "bttJhhddrssSsdtsgfkklmnhpCgJ", strict=True)
)
_ETHIOPIC_VOWELS: Final = {
    "AA": "A",
    "A": "[AE]",
    "U": "U",
    "I": "I",
    "EE": "[EI]",
    "E": "[AEI]?",
    "O": "U",
    "WA": "vA",
}
_ETHIOPIC_CONSONANTS: Final = (
    {
        "HH": "h",
        "X": "h",
        "KX": "h",
        "KH": "h",
        "SZ": "s",
        "SH": "S",
        "Q": "k",
        "QH": "k",
        "C": "C",
        "CH": "C",
    }
    | {"TZ": "ts", "TS": "ts", "TH": "t", "PH": "p", "Z": "s", "ZH": "J", "Y": "[JI]?", "J": "J", "W": "v"}
    | {"NY": "n", "GLOTTAL": "", "PHARYNGEAL": "", "DD": "d"}
)
_OPEN: Final = "[AEIU]{0,2}"
_STEM: Final = 3


def key(name: str) -> str:
    """What all spellings of a name have in common; several words by blanks.

    Args:
        name: A name in any script; its genitive or case, and particles before it, may be there.

    Returns:
        Letters that are only for comparing; empty for a text without letters.
    """
    return " ".join(_word_key(word) for word in fold(name))


def pattern(name: str) -> re.Pattern[str] | None:
    """Which keys a name may have whose script leaves vowels or case endings open; else ``None``."""
    words = fold(name)
    if not words or all(_listed(word) or not _is_open(word) for word in words):
        return None
    return re.compile(" ".join(_word_pattern(word) for word in words))


def _is_open(word: str) -> bool:
    scripts = (_ARABIC, _ETHIOPIC, _CYRILLIC, _DOUBTFUL_CH)
    return any(letters.search(word.lower()) for letters in scripts)


def _listed(word: str) -> str | None:
    """The spelling that stands for a name in the list, whatever ending or particle it has here."""
    return next((known for form in bases(word) if (known := spellings().get(form.lower()))), None)


@cache
def _word_key(word: str) -> str:
    known = _listed(word)
    if known is not None:
        return _latin(known)
    if _is_open(word) and not _DOUBTFUL_CH.search(word.lower()):
        return _bare(_word_pattern(word))
    return _latin(word.lower())


@cache
def _word_pattern(word: str) -> str:
    if _listed(word) or not _is_open(word):
        return re.escape(_word_key(word))
    if _DOUBTFUL_CH.search(word.lower()):
        return re.escape(_latin(_DOUBTFUL_CH.sub("%", word.lower()), keep="%")).replace("%", "[hCSk]")
    if _ARABIC.search(word):
        return _arabic(word)
    return _ethiopic(word) if _ETHIOPIC.search(word) else _cyrillic(word.lower())


def _bare(open_key: str) -> str:
    """A pattern as a key of its own, for a name of which no other spelling is there."""
    sure = re.sub(r"(?:\[\w+\])(?:\?|\{0,2\})", "", open_key)
    return re.sub(r"\[(\w)\w*\]", r"\1", sure)


def _latin(word: str, keep: str = "") -> str:
    """The key of a word in Latin letters and lower case."""
    text = unicodedata.normalize("NFC", word)
    for find, put in _LATIN_STEPS:
        text = find.sub(put, text)
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", text) if ch.isalnum() or ch in keep)
    return _vowels(bare)


def _vowels(text: str) -> str:
    """Vowels in classes, ``e`` inside as ``a``, doubled letters once."""
    text = text.replace("a", "A").replace("e", "E")
    text = text[:1] + text[1:-1].replace("E", "A") + text[-1:] if len(text) > 1 else text
    return re.sub(r"(.)\1+", r"\1", text)


def _cyrillic(word: str) -> str:
    """The pattern of a word in Cyrillic letters: the case ending is open."""
    ending = _CYRILLIC_ENDINGS.search(word)
    stem = word[: ending.start()] if ending and ending.start() >= _STEM else word
    letters = stem.translate(_CYRILLIC_LETTERS).replace("\0", "")
    return (
        re.escape(_vowels(letters.replace("o", "U").replace("u", "U").replace("i", "I") + "·")[:-1]) + _OPEN
    )


def _arabic(word: str) -> str:
    """The pattern of a word in Arabic letters: short vowels are open, long ones may be diphthongs."""
    letters = word.replace("عبدال", "عبدل")
    parts: list[str] = []
    for at, ch in enumerate(letters):
        after = letters[at + 1 : at + 2]
        if ch == "ع":
            parts.append(_OPEN)
        elif ch in "وي":
            vowel = ("U", "v") if ch == "و" else ("I", "J")
            spoken = at == 0 or after in {"ا", "و", "ي"}
            parts.append(vowel[1] + _OPEN if spoken else f"[AE]?{vowel[0]}[AE]?")
        elif ch == "ه" and not after:
            parts.append("[AEh]?")
        elif ch in "اىةآ":
            parts.append("[AEIU]" if at == 0 else "[AE]")
        elif _ARABIC_LETTERS.get(ch):
            parts.append(_ARABIC_LETTERS[ch] + (_OPEN if after else ""))
    return re.sub(r"(\[AEIU\]\{0,2\})(\[AE\])(?!\?)", r"\2", _tidy("".join(parts)))


def _ethiopic(word: str) -> str:
    """The pattern of a word in Ethiopic letters: the sixth order may be silent."""
    parts: list[str] = []
    for ch in word:
        sound = unicodedata.name(ch, "").removeprefix("ETHIOPIC SYLLABLE ").split()
        if not sound:
            continue
        syllable = sound[-1]
        vowel = next((v for v in ("AA", "EE", "WA", "A", "U", "I", "E", "O") if syllable.endswith(v)), "")
        consonant = sound[0] if len(sound) > 1 else syllable[: len(syllable) - len(vowel)]
        parts.append(_ETHIOPIC_CONSONANTS.get(consonant, consonant.lower()) + _ETHIOPIC_VOWELS.get(vowel, ""))
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    """Doubled consonants once, an open vowel once."""
    text = re.sub(r"([a-zA-Z])\1+", r"\1", text)
    return text.replace(_OPEN * 2, _OPEN)


def same(one: str, other: str) -> bool:
    """Whether two spellings may be one name."""
    if key(one) == key(other):
        return True
    for left, right in ((one, other), (other, one)):
        fits = pattern(left)
        if fits is not None and pattern(right) is None and fits.fullmatch(key(right)):
            return True
    return False
