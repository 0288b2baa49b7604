"""Why a value does not fit, in a form that needs no language, or as a key that the catalogue words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from faden.core import dates, ids

_EXAMPLES: Final = {
    dates.PATTERN: "2025, 2025-03, 2025-03-14",
    ids.SLUG_PATTERN: "a–z, 0–9, -: musterhafen, keine-antwort",
    ids.PARTICIPANT_PATTERN: "p-7k3mzq",
    ids.CODING_PATTERN: "c-7f3k2m9q",
    ids.TURN_PATTERN: "t4",
    ids.MODEL_PATTERN: "spacy:de_core_news_lg, gliner:../gliner",
}
"""What fits a pattern; a person reads an example more easily than a pattern."""

_BOUNDS: Final = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}

_KINDS: Final = (
    (r"string_type|string_sub_type|string_unicode", "text"),
    (r"string_too_short", "signs-least {min_length}"),
    (r"string_too_long", "signs-most {max_length}"),
    (r"int_.*", "whole-number"),
    (r"float_.*|finite_number", "number"),
    (r"bool_.*", "yes-no"),
    (r"(list|tuple|set|frozen_set|iterable)_type", "list"),
    (r"(dict|model|mapping|dataclass)_type|model_attributes_type", "fields"),
    (r"too_short", "entries-least {min_length}"),
    (r"too_long", "entries-most {max_length}"),
    (r"invalid_key", "name"),
)
"""Kinds of pydantic's errors, and the key of what should stand there; a number may follow it."""


def reason(error: Mapping[str, Any]) -> str:
    """What may stand there, of one of pydantic's errors: signs, examples, or a key below ``reason.``.

    Args:
        error: As ``ValidationError.errors()`` gives it.

    Returns:
        Such as ``→ high, low``, ``≥ 3``, ``whole-number`` or ``entries-least 2``.
    """
    kind, told = str(error["type"]), error.get("ctx", {})
    if kind in {"literal_error", "enum", "union_tag_invalid"}:
        known = told["expected_tags" if kind == "union_tag_invalid" else "expected"]
        return "→ " + ", ".join(re.findall(r"'([^']*)'", known))
    if kind == "string_pattern_mismatch":
        example = _EXAMPLES.get(told["pattern"])
        return f"→ {example}" if example else str(told["pattern"])
    if bounds := " ".join(f"{sign} {told[key]}" for key, sign in _BOUNDS.items() if key in told):
        return bounds
    if kind == "value_error":
        given = str(error.get("input"))
        return "date" if re.fullmatch(dates.PATTERN, given) else str(told.get("error", "form"))
    of_key = error["loc"][-1:] == ("[key]",)
    kind = "invalid_key" if of_key else kind
    found = next((key for pattern, key in _KINDS if re.fullmatch(pattern, kind)), "form")
    return found.format(**told)
