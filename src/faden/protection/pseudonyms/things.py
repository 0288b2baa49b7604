"""Words that look like parts of names and are none: what stands behind "vom", and letters before a hyphen.

"Frau Petersen vom Sozialamt" is Frau Petersen, "Anna zur Linden" is not Anna; "E-Mail" is nobody's initial.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from faden.language.lemmas import is_word
from faden.protection.pseudonyms.lists import read_lists

PREPOSITIONS: Final = frozenset(["von", "vom", "zu", "zum", "zur"])
"""German words that stand in surnames, and before any noun just as well."""

_ARTICLES: Final = frozenset(["der", "den", "dem"])
_SHORTENED: Final = re.compile(r"(?<![\w-])[A-ZÄÖÜ][-‐‑](?P<word>[^\W\d_]{3,30})(?![\w])")
_ABBREVIATED: Final = 2


@cache
def is_common(word: str) -> bool:
    """Whether a dictionary of German has a word that no list of names has."""
    lists = read_lists()
    named = lists.is_surname(word) or lists.is_place(word) or lists.is_first(word)
    return not named and is_word(word, "de")


def is_thing(word: str) -> bool:
    """Whether a word is a common noun or an abbreviation such as AWO, and no name of the lists."""
    return (word.isupper() and len(word) >= _ABBREVIATED) or is_common(word)


def name_ends(words: list[str]) -> int:
    """How many words of what looks like a person's name belong to it.

    Args:
        words: The words in their order; a particle may be among them or stand at the end.
    """
    for at, word in enumerate(words):
        if at and word in PREPOSITIONS:
            behind = next((w for w in words[at + 1 :] if w not in _ARTICLES), "")
            # Of nobility; dictionaries know Bismarck, too. "Petersen von Caritas" is none.
            noble = (
                word == "von" and words[at + 1 : at + 2] == [behind] and read_lists().is_first(words[at - 1])
            )
            if not behind or (is_thing(behind.strip(".,")) and not (noble and is_common(behind))):
                return at
    return len(words)


def shortened(text: str) -> list[tuple[int, int]]:
    """Where words begin with a single letter and a hyphen: E-Mail, S-Bahn, T-Shirt.

    Where the word behind is none of German or English, it may be a name: it is left out.
    """
    found = _SHORTENED.finditer(text)
    return [m.span() for m in found if is_word(m["word"], "de") or is_word(m["word"].lower(), "en")]
