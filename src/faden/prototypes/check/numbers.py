"""Numbers are the same in every language: a time limit of 10 days is no 14 anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.problems import Severity
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.patterns import western
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

_AFTERNOON: Final = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*[ap]\.?m\b", re.IGNORECASE)
_GROUPED: Final = re.compile(r"(?<=\d)[.,\u00a0\u202f' ](?=\d{3}(?!\d))")
_NUMBER: Final = re.compile(r"\d+(?![\d.]*(?:-?[^\W\d_]|\.\s))")
"""A number, and no counting word: floors are counted from the ground or from the street (4., 4th, 5-й)."""


def check(subject: Subject) -> Iterator[Problem]:
    """Find numbers that stand in one language only, where all others agree on another one."""
    prototype = subject.prototype
    for path, text in texts(prototype):
        if _internal(path):
            continue
        told = {code: words for code in prototype.languages if (words := text.root.get(code, "")).strip()}
        for language, value, other in _odd(told):
            params = {"language": language, "value": value, "other": other}
            yield subject.problem("numbers-differ", (*path, language), severity=Severity.WARNING, **params)


def _internal(path: KeyPath) -> bool:
    return path[0] in ("history", "questions") or (
        path[0] == "screens" and path[2] in ("hypotheses", "journey")
    )


def _odd(told: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Language, its own number, and the one of all others.

    A number that a language writes as a word, as Arabic does with two, is missing there and not wrong.
    """
    found = {language: numbers(words) for language, words in told.items()}
    for language, own in found.items():
        others = [each for code, each in found.items() if code != language]
        if not others:
            return
        agreed = frozenset.intersection(*others) - own
        alone = own - frozenset.union(*others)
        if agreed and alone:
            yield language, min(alone), min(agreed)
            return


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text in Western digits, without signs for thousands; hours count to 24."""
    plain = _GROUPED.sub("", western(PLACEHOLDER.sub(" ", text)))
    return frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(_AFTERNOON.sub(_hour, plain)))


def _hour(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if "p" in match[0].casefold() else 0)
    return f"{hour}:{match[2]}" if match[2] else str(hour)
