"""JSON of strangers, opened with limits; and the few kinds of value that transcripts hold."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Any, Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.decoding import decode
from faden.interviews.readers.reading import Found, refuse_too_many

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_VALUES: Final = 1_500_000
"""Brackets and commas of one file; ten hours of talk with a time for each word have half as many."""

MAX_SECONDS: Final = 100 * 3600
"""Longest recording; what is later is no time."""


def parse_json(data: bytes, found: Found) -> Any:
    """The value in a JSON file.

    Raises:
        ImportRefusedError: It is no JSON, breaks off, or holds more than any transcript; names the line.
    """
    if sum(data.count(sign) for sign in (b"[", b"{", b",")) > MAX_VALUES:
        raise ImportRefusedError("import-too-complex", limit=MAX_VALUES)
    try:
        return json.loads(decode(data, found))
    except json.JSONDecodeError as error:
        raise ImportRefusedError("import-damaged", line=error.lineno) from None
    except (ValueError, RecursionError):
        raise ImportRefusedError("import-damaged") from None


def parse_object(data: bytes, found: Found, recognises: Callable[[object], bool]) -> Any:
    """The value in a JSON file of a certain program.

    Raises:
        ImportRefusedError: As `parse_json`; or it is of another program.
    """
    value = parse_json(data, found)
    if not recognises(value):
        raise ImportRefusedError("import-format-unsupported", value="JSON")
    return value


def pieces(value: object) -> list[dict[str, Any]]:
    """The objects of a list of turns, of which no transcript has too many.

    Raises:
        ImportRefusedError: There are more than any transcript has.
    """
    refuse_too_many(len(value) if isinstance(value, list) else 0)
    return objects(value)


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; an empty list for anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """A text; empty for anything else. Half characters, which JSON can write, become �."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def label(value: object) -> str:
    """The name of a voice: a text or a number; one line, empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(words(str(value)).split())


def seconds(value: object) -> dt.timedelta | None:
    """A time in seconds, as a number or a text; ``None`` where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number) or not 0 <= number <= MAX_SECONDS:
        return None
    return dt.timedelta(milliseconds=round(number * 1000))
