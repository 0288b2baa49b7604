"""Words in their dictionary form, and the words that say nothing by themselves."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from faden.core.text import words
from faden.language.cleaning import clean
from faden.language.silent import is_silent, unjoined

_ARABIC_MARKS: Final = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Vowel signs and the stretching stroke: the same word is written with and without them."""


def lemmas(text: str, language: str | None) -> list[str]:
    """The words of a text in dictionary form and lower case, in their order.

    Words in any script and numbers count; where there is no dictionary for the language
    (Tigrinya), a word stays as it is.

    Source:
        Barbaresi, A., simplemma 2.0.0.
    """
    bare = _ARABIC_MARKS.sub("", clean(text))
    if language is None or language not in _dictionaries():
        return [word.lower() for word in words(bare)]
    from simplemma import lemmatize

    return [lemmatize(word, lang=language).lower() for word in words(bare)]


@cache
def is_word(word: str, language: str) -> bool:
    """Whether a dictionary of a language has a word, in whatever form; never where there is no dictionary.

    Dictionaries hold some names, too: that of German knows "Stein" and "Linden", but no "Leyen".
    """
    if language not in _dictionaries():
        return False
    from simplemma import is_known

    return bool(is_known(word, lang=language))


def content_lemmas(text: str, language: str | None) -> list[str]:
    """The lemmas that say something: no stop words, no numbers, no single Latin or Cyrillic letters.

    Nor words of closed classes of `silent`; ``ich's`` counts as ``ich``.
    """
    silent, bare = stop_words(language), unjoined(text, language)
    pairs = zip(words(_ARABIC_MARKS.sub("", clean(bare))), lemmas(bare, language), strict=True)
    return [
        lemma
        for word, lemma in pairs
        if not {word.lower(), lemma} & silent
        and not is_silent(word, language)
        and not is_silent(lemma, language)
        and _says_something(lemma)
    ]


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Words that say nothing by themselves (articles, pronouns, …), in lower case.

    Empty for languages without a list in the package, such as Tigrinya.

    Source:
        The package stop-words 2025.11.4.
    """
    from stop_words import LANGUAGE_MAPPING, get_stop_words

    if language not in LANGUAGE_MAPPING:
        return frozenset()
    return frozenset(clean(word).lower() for word in get_stop_words(language))


def _says_something(lemma: str) -> bool:
    return not lemma.isdigit() and (len(lemma) > 1 or lemma > "\u0590")


@cache
def _dictionaries() -> frozenset[str]:
    """Languages for which simplemma ships a dictionary."""
    from importlib.resources import files

    folder = files("simplemma.strategies.dictionaries") / "data"
    return frozenset(file.name.split(".")[0] for file in folder.iterdir())
