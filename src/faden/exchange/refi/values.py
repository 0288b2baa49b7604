"""Values of attributes and elements as the schema wants them; what is not quite right is mended and told."""

from __future__ import annotations

import re
from typing import Final

GUID: Final = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
_BARE: Final = re.compile(r"[0-9a-fA-F]{32}")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_ROUND: Final = re.compile(r"([+-]?[0-9]{1,18})\.0+")
_TIME: Final = re.compile(
    r"-?[0-9]{4,9}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
)
_DATE: Final = re.compile(
    r"-?[0-9]{4,9}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:Z|[+-][01][0-9]:[0-5][0-9])?"
)
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_COLOUR: Final = re.compile(
    r"#?(?:[0-9a-fA-F]{2})?(?P<long>[0-9a-fA-F]{6})|#?[0-9a-fA-F]?(?P<short>[0-9a-fA-F]{3})"
)
_TRUE: Final = {"true": True, "1": True, "false": False, "0": False}
_TYPED: Final = {
    "BooleanValue": re.compile(r"true|false|0|1"),
    "IntegerValue": re.compile(r"[+-]?[0-9]+"),
    "FloatValue": _FLOAT,
    "DateValue": _DATE,
    "DateTimeValue": _TIME,
}


def read_value(raw: str, kind: str) -> tuple[str | int | bool | None, bool]:
    """An attribute as its kind demands, and whether it was in order.

    Args:
        raw: The attribute as it stands.
        kind: ``text``, ``guid``, ``int``, ``bool``, ``colour``, ``time``, or values parted by ``|``.

    Returns:
        The value, mended where that is safe, or ``None``; and whether the schema allows what stood there.
    """
    if kind == "text":
        return raw, True
    word = raw.strip()
    readers = {"guid": _guid, "int": _int, "bool": _bool, "colour": _colour, "time": _time}
    return readers[kind](word) if kind in readers else _choice(word, kind.split("|"))


def _guid(word: str) -> tuple[str | None, bool]:
    if GUID.fullmatch(word) and word.startswith("{") == word.endswith("}"):
        return word, True
    if _BARE.fullmatch(word):
        return "-".join((word[:8], word[8:12], word[12:16], word[16:20], word[20:])), False
    return None, not word


def _int(word: str) -> tuple[int | None, bool]:
    if _INTEGER.fullmatch(word):
        return int(word), True
    rounded = _ROUND.fullmatch(word)
    return (int(rounded[1]), False) if rounded else (None, not word)


def _bool(word: str) -> tuple[bool | None, bool]:
    return _TRUE.get(word.casefold()), word in _TRUE


def _colour(word: str) -> tuple[str | None, bool]:
    match = _COLOUR.fullmatch(word)
    if match is None:
        return None, not word
    mended = "#" + (match["long"] or match["short"])
    return mended, mended == word


def _time(word: str) -> tuple[str | None, bool]:
    if _TIME.fullmatch(word):
        return word, True
    mended = word.replace(" ", "T", 1) if " " in word else f"{word}T00:00:00"
    return (mended, False) if _TIME.fullmatch(mended) else (None, not word)


def _choice(word: str, choices: list[str]) -> tuple[str | None, bool]:
    by_case = {choice.casefold(): choice for choice in choices}
    return by_case.get(word.casefold()), word in choices or not word


def fits(element: str, value: str) -> bool:
    """Whether a value may stand in an element such as ``IntegerValue``."""
    pattern = _TYPED.get(element)
    return pattern is None or pattern.fullmatch(value.strip()) is not None
