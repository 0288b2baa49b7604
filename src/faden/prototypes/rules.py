"""What the value of a field must be, and how values compare: as the pages' script decides it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from faden.prototypes.components import Input, Textarea
from faden.prototypes.patterns import fits, is_email, number

if TYPE_CHECKING:
    from faden.prototypes.components import Compared, FormField


def compares(test: Compared, values: tuple[str, ...]) -> bool:
    """Whether what stands in a field passes a comparison; of several ticked boxes one is enough."""
    some = values or ("",)
    if test.not_equals is not None and not all(test.only_not(each) for each in some):
        return False
    rest = test.model_copy(update={"not_equals": None})
    return any(rest.holds(each, number(each)) for each in some)


def fault(part: FormField, values: tuple[str, ...]) -> str | None:
    """The rule that the value of a field breaks; ``None`` if none."""
    if not values or not values[0]:
        return "required" if part.required else None
    if not isinstance(part, Input | Textarea):
        return None
    value = values[0]
    if isinstance(part, Input):
        found = _kind_fault(part, value) or _range_fault(part, value)
        if found:
            return found
    if part.min_length is not None and len(value) < part.min_length:
        return "too-short"
    return "too-long" if part.max_length is not None and len(value) > part.max_length else None


def _kind_fault(part: Input, value: str) -> str | None:
    if part.kind == "number" and number(value) is None:
        return "number"
    if part.kind == "email" and not is_email(value):
        return "email"
    if part.kind == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return "date"
    return f"pattern-{part.pattern}" if part.pattern and not fits(part.pattern, value) else None


def _range_fault(part: Input, value: str) -> str | None:
    has = number(value)
    if isinstance(part.min, str):
        if value < part.min:
            return "too-early"
    elif part.min is not None and (has is None or has < part.min):
        return "too-small"
    if isinstance(part.max, str):
        return "too-late" if value > part.max else None
    return "too-large" if part.max is not None and (has is None or has > part.max) else None
