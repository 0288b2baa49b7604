"""What words tell of the person who says them: household, age, arrival, occupation, place and the like.

The patterns stand in ``terms/details.toml``, by language. They look for the first person only: what a
person tells of others is the matter of other rules.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VALUE_GROUPS: Final = ("v", "w", "x")


class Detail(NamedTuple):
    """Something that words tell of the speaker.

    Attributes:
        attribute: What kind of thing, such as ``age``.
        value: What is told, such as ``72``.
        words: The very words.
    """

    attribute: str
    value: str
    words: str


class _Pattern(NamedTuple):
    attribute: str
    value: str
    pattern: re.Pattern[str]


@cache
def _patterns(kind: str, language: str) -> tuple[_Pattern, ...]:
    file = resources.files("faden.publish") / "terms/details.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))[kind]
    return tuple(
        _Pattern(entry["attribute"], entry.get("value", ""), re.compile(entry[language], re.IGNORECASE))
        for entry in entries
        if language in entry
    )


def details(words: str, language: str) -> Iterator[Detail]:
    """What words tell of who says them."""
    yield from _found(words, _patterns("detail", language))


def introduced(sentence: str, language: str) -> Iterator[Detail]:
    """What a sentence before a quotation tells of who speaks in it."""
    yield from _found(sentence, _patterns("introduction", language))


def _found(words: str, patterns: Iterable[_Pattern]) -> Iterator[Detail]:
    for attribute, value, pattern in patterns:
        for match in pattern.finditer(words):
            told = next((match[g] for g in _VALUE_GROUPS if g in pattern.groupindex and match[g]), "")
            yield Detail(attribute, value or _number(told), match[0].strip())


def _number(told: str) -> str:
    """Digits of any script as ASCII; other words folded."""
    return str(int(told)) if told.isdecimal() else told.casefold()


def band(text: str) -> range:
    """The ages of a band such as ``65-74`` or ``75+``; empty where it cannot be understood."""
    match = re.fullmatch(r"\s*(\d{1,3})\s*(?:[-–]\s*(\d{1,3})|(\+))\s*", text)
    if match is None:
        return range(0)
    return range(int(match[1]), int(match[2]) + 1 if match[2] else 130)


_HOUSEHOLD: Final = {
    "children": re.compile(
        r"child|kind|single-parent|alleinerzieh|family(?!-elsewhere)|famil(?!y-elsewhere)"
    ),
    "partner": re.compile(r"couple|paar|partner|family-children"),
    "parents": re.compile(r"parents|parent-in-care|eltern|mother|father"),
    "alone": re.compile(r"^(?:single|alone|allein)(?:-family-elsewhere)?$"),
    "single-parent": re.compile(r"single-parent|alleinerzieh"),
}


def fits(attribute: str, value: str, recorded: str) -> bool:
    """Whether what is told fits what is recorded of a person; nothing fits what is not recorded.

    Args:
        attribute: ``household``, ``age``, ``arrived`` or another attribute of a participant.
        value: What is told, or for ``arrived`` what is recorded of the speaker.
        recorded: What the study knows of the person.
    """
    if not recorded:
        return False
    if attribute == "household" and value in _HOUSEHOLD:
        return _HOUSEHOLD[value].search(recorded.casefold()) is not None
    if attribute == "age":
        return value.isdecimal() and int(value) in band(recorded)
    return value.casefold() == recorded.casefold()
