"""Word lists in many languages: terms with any ending, found as whole words in any script."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARABIC: Final = r"(?:[وف]?(?:بال|كال|لل|ال|ب|ل|ك)?)"
"""Particles that Arabic writes at the front of a word."""


@cache
def packaged(name: str) -> dict[str, Any]:
    """A packaged list, ``faden/publish/terms/<name>.toml``."""
    file = resources.files("faden.publish") / f"terms/{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def pattern(terms: tuple[str, ...], language: str) -> re.Pattern[str]:
    """What finds any of the terms as whole words, whatever their case.

    Args:
        terms: Words with single spaces; ``*`` at an end is any ending, ``_`` any one word.
        language: Their language; Arabic particles at the front are understood.
    """
    front = _ARABIC if language == "ar" else ""
    body = "|".join(r"\s+".join(map(_word, term.split())) for term in terms)
    return re.compile(rf"(?<!\w){front}(?:{body})(?!\w)" if terms else r"(?!)", re.IGNORECASE)


def _word(word: str) -> str:
    if word == "_":
        return r"\w+"
    if word == "*":
        return r"[\w-]+"
    return re.escape(word[:-1]) + r"[\w-]*" if word.endswith("*") else re.escape(word)


def found(text: str, terms: Iterable[str], language: str) -> Iterator[re.Match[str]]:
    """The terms that stand in a text, in order."""
    yield from pattern(tuple(terms), language).finditer(text)
