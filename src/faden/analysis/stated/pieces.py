"""A German sentence as hashed pieces: its words, pieces of its words, and its skeleton.

The skeleton is the sentence without what it is about: common words stay, of the others only the ending or
that they are written with a capital. “Der Radweg muss breiter werden” becomes “der X muss xter werden”,
which a sentence about housing may share.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SLOTS: Final = 1 << 17
"""Numbers that pieces are hashed to."""

_SHORTEST, _LONGEST = 2, 5
_WORD: Final = re.compile(r"\w\w+")
_TOKEN: Final = re.compile(r"""\w+|[?!.:,;()"-]""")

MODAL: Final = frozenset(
    (
        "sollte",
        "sollten",
        "soll",
        "sollen",
        "könnte",
        "könnten",
        "kann",
        "können",
        "müsste",
        "müssten",
        "muss",
        "müssen",
        "wäre",
        "wären",
        "würde",
        "würden",
        "bitte",
        "wünsche",
        "wünschen",
        "hätte",
        "warum",
        "möchte",
        "fehlt",
    )
)
"""Words by which German asks for something; always part of the skeleton."""


def tokens(text: str) -> list[str]:
    """Words and signs of a sentence, as written."""
    return _TOKEN.findall(text)


def weights(text: str, common: Collection[str]) -> dict[int, float]:
    """Hashed pieces of a sentence with their weights; each of the three families has length 1.

    Args:
        text: The sentence.
        common: Words that stay in the skeleton, in small letters.
    """
    row: dict[int, float] = {}
    for family in (_words(text), _letters(text), _skeleton(text, common)):
        counted = Counter(zlib.crc32(piece.encode()) % SLOTS for piece in family)
        told = {slot: 1 + log(n) for slot, n in counted.items()}
        length = sqrt(sum(weight * weight for weight in told.values()))
        for slot, weight in told.items():
            row[slot] = row.get(slot, 0.0) + weight / length
    return row


def _words(text: str) -> Iterator[str]:
    found = _WORD.findall(text.lower())
    yield from (f"w {word}" for word in found)
    yield from (f"w {a} {b}" for a, b in pairwise(found))


def _letters(text: str) -> Iterator[str]:
    for word in text.lower().split():
        told = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if size >= len(told):
                yield f"l{told}"
                break
            yield from (f"l{told[at : at + size]}" for at in range(len(told) - size + 1))


def _skeleton(text: str, common: Collection[str]) -> Iterator[str]:
    bones = ["<", *_bones(tokens(text), common), ">"]
    for size in (1, 2, 3):
        yield from ("s " + " ".join(bones[at : at + size]) for at in range(len(bones) - size + 1))
    known = [bone for bone in bones if bone[0] not in "Xx"]
    for at, bone in enumerate(known):
        yield from (f"g {bone} {later}" for later in known[at + 2 : at + 5])
    last = next((bone for bone in reversed(bones[1:-1]) if bone not in ".?!"), "")
    yield from (f"m {bone} {last}" for bone in bones if bone in MODAL)
    yield f"e {' '.join(bones[-3:-1])}"
    yield f"b {' '.join(bones[1:3])}"


def _bones(words: Iterable[str], common: Collection[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        low = word.lower()
        if low in common or low in MODAL or not word[0].isalnum():
            yield low
        elif word.isdigit():
            yield "0"
        else:
            yield "X" if word[0].isupper() and at else f"x{low[-3:]}"
