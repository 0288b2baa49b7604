"""Names in running text, in any script: whole words, with the endings and particles of their language.

What is followed, best effort, per script of the name:

- Latin: the genitive (``Alis``, ``Ali's``, ``Hans'``); the ending stays behind the label.
  "Alina" is not "Ali". Case counts, but a name in capitals is found.
- Arabic script: attached و ف ب ل ك and the article in front (``وعلي``); they stay before the label.
  Short vowels, tatweel and the two forms of yeh, kaf and hamza make no difference. ى and ي do: على is a word.
  A short name may be another word too (عليّ, on me): it is replaced, since a name let through is worse.
- Cyrillic: the endings of the cases (``Олени``, ``Іванові``); they go with the name. Where the stem
  itself changes (Київ, Києва), the list needs the other stem as a variant.
- All others, Tigrinya and Tibetan among them: the word as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARABIC_SAME: Final = str.maketrans({"ی": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ـ": None})
INVISIBLE: Final = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters that nobody sees and that may stand inside a word; joiners are letters of Farsi, and are not."""

_DROPPED: Final = dict.fromkeys(map(ord, INVISIBLE))
_ARABIC_PREFIX: Final = re.compile(r"[وف]?(?:لل|[بكل]?ال|[بكل])?")
_ARABIC: Final = re.compile(r"[\u0620-\u06ff\u0750-\u077f]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_LATIN: Final = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_ENDINGS: Final = frozenset(
    [
        "а",
        "я",
        "у",
        "ю",
        "і",
        "ї",
        "и",
        "е",
        "є",
        "о",
        "й",
        "ь",
        "ою",
        "ею",
        "єю",
        "ом",
        "ем",
        "єм",
        "ові",
        "еві",
        "єві",
        "ів",
        "їв",
        "ам",
        "ям",
        "ами",
        "ями",
        "ах",
        "ях",
        "ы",
        "ой",
        "ей",
        "ёй",
        "ев",
        "ев",
        "ого",
        "ому",
        "им",
        "ий",
        "ая",
        "ої",
        "ій",
    ]
)
_VOWELS: Final = "аяуюіїиеєоыйь"
_MIN_STEM: Final = 3
_MAX_GAP: Final = 3
_QUOTES: Final = "'’ʼ`´"
_JOINS: Final = re.compile(rf"[\s\-‐‑.{_QUOTES}\u200c]{{1,{_MAX_GAP}}}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends, excluded.
        text: The word as it stands.
        key: The word as it is compared.
    """

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name found.

    Attributes:
        start: Where the name begins, in code points; particles before it are not part of it.
        end: Where the replaced stretch ends, excluded.
        row: What the name was listed with.
        ending: What stays behind the label, such as the ``s`` of a genitive.
        other_case: Whether only the case differs, so that it may be another word.
    """

    start: int
    end: int
    row: int
    ending: str = ""
    other_case: bool = False


def split_words(text: str) -> list[Word]:
    """The words of a text: letters, marks and digits of any script; everything else separates.

    What nobody sees separates no letters: a name with a turned direction inside is that name.
    """
    words: list[Word] = []
    start, end = -1, 0
    for at, ch in enumerate([*text, " "]):
        if start >= 0 and ch in INVISIBLE:
            continue
        inside = unicodedata.category(ch)[0] in "LMN" and ch not in _QUOTES
        if not inside and start >= 0:
            words.append(Word(start, end, text[start:end], _key(text[start:end])))
            start = -1
        if inside:
            start, end = (at if start < 0 else start), at + 1
    return words


def visible(text: str) -> str:
    """A text without what nobody sees: turned directions, soft hyphens, spaces without width."""
    return text.translate(_DROPPED)


def _key(word: str) -> str:
    """A word as it is compared: case is kept, Arabic short vowels and forms of letters are not."""
    word = visible(word)
    if not _ARABIC.search(word):
        return unicodedata.normalize("NFC", word)
    bare = "".join(ch for ch in unicodedata.normalize("NFC", word) if unicodedata.category(ch) != "Mn")
    return bare.translate(_ARABIC_SAME)


def fold(name: str) -> tuple[str, ...]:
    """A name as it is compared: its words."""
    return tuple(word.key for word in split_words(name))


@dataclass(frozen=True, slots=True, order=True)
class _Listed:
    """A form of a name: its words as they are compared, what stands between them, its row."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    row: int


class Matcher:
    """Finds the names of a list in texts; longest first, exact before inflected, each place once."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Prepare a list.

        Args:
            names: Each form of a name with the row that it stands for.
        """
        self._by_first: dict[str, list[_Listed]] = defaultdict(list)
        for form, row in names:
            words = split_words(form)
            if words:
                gaps = tuple(form[a.end : b.start] for a, b in pairwise(words))
                listed = _Listed(tuple(word.key for word in words), gaps, row)
                self._by_first[_stem(listed.keys[0])].append(listed)

    def find(self, text: str) -> list[Match]:
        """All names in a text, in order, without overlap."""
        words = split_words(text)
        found: list[Match] = []
        at = 0
        while at < len(words):
            best = self._best(text, words, at)
            if best is None:
                at += 1
                continue
            match, count = best
            found.append(match)
            at += 1 if match.other_case else count  # a name may begin within what is only doubtful
        return _without_covered(found)

    def _best(self, text: str, words: list[Word], at: int) -> tuple[Match, int] | None:
        """The best name that begins with a word, and how many words it takes."""
        options: list[tuple[tuple[int, ...], Match, int]] = []
        for stem in _stems(words[at].key):
            for listed in self._by_first.get(stem, ()):
                count = len(listed.keys)
                match = _compare(text, words[at : at + count], listed)
                if match is not None:
                    exact = int(all(w.key == k for w, k in zip(words[at:], listed.keys, strict=False)))
                    rank = (int(not match.other_case), count, exact, match.end - match.start, -listed.row)
                    options.append((rank, match, count))
        if not options:
            return None
        best = max(options, key=lambda option: option[0])
        return best[1], best[2]


def _without_covered(found: list[Match]) -> list[Match]:
    """Matches without overlap: a doubtful one gives way to any other."""
    kept: list[Match] = []
    for match in found:
        while kept and kept[-1].end > match.start and kept[-1].other_case and not match.other_case:
            kept.pop()
        if not kept or kept[-1].end <= match.start:
            kept.append(match)
    return kept


def _stem(word: str) -> str:
    """What all forms of a word begin with, without regard to case; the key of the index."""
    folded = word.casefold()
    if _CYRILLIC.search(folded):
        return folded[:2]
    return folded[:-1] if len(folded) > 1 and folded[-1] == "s" and not _ARABIC.search(folded) else folded


def _stems(word: str) -> set[str]:
    """Keys of the index under which a word of a text may be found."""
    keys = {_stem(word), word.casefold()}
    if _ARABIC.search(word):
        keys |= {word[i:] for i in range(1, min(len(word), 5))}
        keys |= {"ال" + word[i:] for i in range(2, min(len(word), 5))}
    return keys


def _compare(text: str, words: list[Word], listed: _Listed) -> Match | None:
    """Whether some words of a text are a name of the list."""
    keys = listed.keys
    if len(words) < len(keys):
        return None
    for (a, b), gap in zip(pairwise(words), listed.gaps, strict=True):
        if text[a.end : b.start] != gap and not _JOINS.fullmatch(text, a.end, b.start):
            return None
    start, end, ending, other_case = words[0].start, words[-1].end, "", False
    for index, (word, key) in enumerate(zip(words, keys, strict=True)):
        same = _same(word, key, first=index == 0, least=_MIN_STEM if len(keys) == 1 else 1)
        if same is None:
            return None
        prefix, rest, case = same
        other_case |= case
        if index == 0:
            start += prefix
        if index == len(keys) - 1:
            ending = rest
    if not ending:
        end, ending = _apostrophe(text, words[-1], end)
    return Match(start, end, listed.row, ending, other_case)


def _same(word: Word, key: str, *, first: bool, least: int) -> tuple[int, str, bool] | None:
    """How a word of a text is a word of a name: length of its prefix, its ending, other case."""
    if word.key == key or (word.key == key.upper() and word.key.upper() != word.key.lower()):
        return 0, "", False
    if _ARABIC.search(key):
        prefix = _arabic_prefix(word, key) if first else None
        return None if prefix is None else (prefix, "", False)
    if _CYRILLIC.search(key):
        return (0, "", False) if _declined(word.key, key, least) else _other_case(word.key, key)
    if _LATIN.search(key) and len(key) >= least:
        for form in (key, key.upper()):
            if word.key in {form + "s", form + "S"}:
                return 0, word.key[-1], False
    return _other_case(word.key, key)


def _other_case(word: str, key: str) -> tuple[int, str, bool] | None:
    folded, name = word.casefold(), key.casefold()
    if folded == name:
        return 0, "", True
    if folded == name + "s" and len(key) >= _MIN_STEM:
        return 0, word[-1], True
    return None


def _declined(word: str, key: str, least: int) -> bool:
    """Whether a Cyrillic word is a case of a name."""
    for form, capital in ((key, False), (key.upper(), True)):
        stem = form[:-1] if form[-1].lower() in _VOWELS else form
        rest = word[len(stem) :]
        if len(stem) >= least and word.startswith(stem) and (not rest or rest.lower() in _ENDINGS):
            return not rest or rest.isupper() is capital
    return False


def _arabic_prefix(word: Word, key: str) -> int | None:
    """Length of the particles before a name, in code points; ``None`` where it is not the name."""
    for cut in range(1, len(word.key)):
        rest, prefix = word.key[cut:], word.key[:cut]
        if rest == key and _ARABIC_PREFIX.fullmatch(prefix) and len(key) > 1:
            break
        # للحسن is ل and الحسن: the article loses its alif.
        if (
            key.startswith("ال")
            and rest == key[2:]
            and prefix.endswith("لل")
            and _ARABIC_PREFIX.fullmatch(prefix)
        ):
            break
    else:
        return None
    letters = 0
    for at, ch in enumerate(word.text):
        if letters == cut:
            return at
        letters += unicodedata.category(ch) != "Mn" and ch != "ـ" and ch not in INVISIBLE
    return None


def _apostrophe(text: str, word: Word, end: int) -> tuple[int, str]:
    """A genitive with an apostrophe: ``Ali's``, ``Hans'``."""
    if not _LATIN.search(word.key) or end >= len(text) or text[end] not in "'’":
        return end, ""
    after = text[end + 1 : end + 3]
    if after[:1] in {"s", "S"} and not (after[1:] and unicodedata.category(after[1])[0] in "LMN"):
        return end + 2, text[end : end + 2]
    return end, ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with labels in the place of names.

    Attributes:
        text: The text.
        rows: The row of each name that was replaced, in order.
        doubtful: The row of each word that only its case tells from a name; it was left.
    """

    text: str
    rows: tuple[int, ...]
    doubtful: tuple[int, ...]


def replace_names(text: str, matcher: Matcher, labels: dict[int, str]) -> Replaced:
    """Put labels in the place of names; everything else stays, to the code point."""
    pieces: list[str] = []
    rows: list[int] = []
    doubtful: list[int] = []
    at = 0
    for match in matcher.find(text):
        if match.other_case:
            doubtful.append(match.row)
            continue
        pieces += [text[at : match.start], labels[match.row] + match.ending]
        rows.append(match.row)
        at = match.end
    return Replaced("".join([*pieces, text[at:]]), tuple(rows), tuple(doubtful))
