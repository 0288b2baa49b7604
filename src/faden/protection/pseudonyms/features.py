"""What the probe sees of a word: its vectors, its neighbours', and its looks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.language.lemmas import stop_words
from faden.protection.pseudonyms.lists import bases, read_list, read_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from faden.language.tokens import WordVectors
    from faden.protection.pseudonyms.matching import Word

VERSION: Final = 1
"""Raise it when a feature changes: weights made for another version are refused."""

LOOKS: Final = 36
"""How many looks of a word the probe sees."""

_TITLES: Final = frozenset(word for line in read_list("titles") for word in line.split())
_ANNOUNCING: Final = frozenset(word for line in read_list("announcing") for word in line.split())
_STREETS: Final = re.compile(
    r"(?:straße|strasse|str|weg|allee|gasse|platz|ring|ufer|damm|chaussee|steig|stieg|wall|redder)$"
)
_TOWNS: Final = re.compile(
    r"(?:burg|berg|stadt|stedt|dorf|hausen|heim|hafen|bek|beck|brück|furt|münde|rode|ingen|ow|au|feld|kirchen)$"
)
_BODIES: Final = re.compile(
    r"(?:gmbh|ag|ev|verein|verband|amt|behörde|klinik|klinikum|krankenhaus|spital|schule|universität|institut|"
    r"gericht|ministerium|partei|bank|kasse|stiftung|genossenschaft|zentrum|jobcenter|caritas|diakonie)$"
)
_SCRIPTS: Final = tuple(
    re.compile(letters)
    for letters in ("[A-Za-z\u00c0-\u024f]", "[\u0600-\u06ff]", "[\u0400-\u052f]", "[\u1200-\u137f]")
)
_LONG: Final = 12
_SHORT: Final = 3
_CAPITALS: Final = 0.6


def features(vectors: WordVectors, looks: NDArray[np.float32]) -> NDArray[np.float32]:
    """``(n, f)`` float32, one row a word: own vectors, the neighbours', looks of all three."""
    mean = vectors.mean
    return np.concatenate(
        [
            vectors.first,
            mean,
            _shifted(mean, 1),
            _shifted(mean, -1),
            looks,
            _shifted(looks, 1),
            _shifted(looks, -1),
        ],
        axis=1,
    )


def _shifted(rows: NDArray[np.float32], by: int) -> NDArray[np.float32]:
    """Rows of the neighbour, before (1) or after (-1); zero where there is none."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def looks(text: str, words: Sequence[Word]) -> NDArray[np.float32]:
    """``(n, f)`` float32 of 0 and 1: capitals, digits, place in the sentence, titles, lists."""
    letters = [word.text for word in words if word.text[0].lower() != word.text[0].upper()]
    capital = sum(w[0].isupper() for w in letters)
    shouted = sum(w.isupper() for w in letters) > _CAPITALS * len(letters)
    of_text = (bool(letters) and not capital, bool(letters) and shouted)
    rows = []
    for at, word in enumerate(words):
        before = text[words[at - 1].end if at else 0 : word.start]
        after = text[word.end : words[at + 1].start if at + 1 < len(words) else len(text)]
        near = [w.key.lower() for w in words[max(at - 2, 0) : at]]
        rows.append(
            [
                *_shape(word.text),
                *_gaps(before, after, first=at == 0, last=at + 1 == len(words)),
                *_known(word),
                *_near(near),
                *of_text,
            ]
        )
    return np.array(rows, np.float32).reshape(len(words), LOOKS)


def _shape(word: str) -> tuple[bool, ...]:
    lower = word.lower()
    return (
        word[0].isupper() and not word[1:].isupper(),
        len(word) > 1 and word.isupper(),
        any(ch.isdigit() for ch in word),
        len(word) == 1,
        len(word) <= _SHORT,
        len(word) > _LONG,
        bool(_STREETS.search(lower)),
        bool(_TOWNS.search(lower)),
        bool(_BODIES.search(lower)),
        *(bool(script.match(word)) for script in _SCRIPTS),
    )


def _gaps(before: str, after: str, *, first: bool, last: bool) -> tuple[bool, ...]:
    return (
        first or bool(re.search(r"[.!?:؟።]\s", before)) or "\n" in before,
        first or "\n" in before,
        last or "\n" in after,
        before.strip() in {"-", "‐", "‑"},
        after.strip() in {"-", "‐", "‑"},
        "," in before or "،" in before,
        "," in after or "،" in after,
        after.startswith("."),
        bool(re.search("[„“”\"«»'’]", before)),
        ":" in before,
        "(" in before,
        "/" in before or "/" in after,
    )


@cache
def _known_key(key: str) -> tuple[bool, ...]:
    lists, lower = read_lists(), key.lower()
    return (
        lists.is_first(key),
        lists.is_surname(key),
        lists.is_place(key),
        any(form in lists.doubtful for form in bases(key)),
        lists.is_derived(key),
        lower in _TITLES,
        any(lower in stop_words(language) for language in ("de", "en", "ar", "fa", "uk")),
    )


def _known(word: Word) -> tuple[bool, ...]:
    return _known_key(word.key)


def _near(before: list[str]) -> tuple[bool, ...]:
    return (any(w in _TITLES for w in before), any(w in _ANNOUNCING for w in before))
