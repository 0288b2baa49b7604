"""Plain values, such as those of a request, read as one of several actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from faden.core.problems import StudyError
from faden.core.yaml import shown_value

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Some = TypeVar("Some")

_UNKNOWN: Final = frozenset({"union_tag_invalid", "union_tag_not_found", "model_attributes_type"})


def parse_as(adapter: TypeAdapter[Some], data: Any) -> Some:
    """The action that plain values describe, told apart by ``do``.

    Args:
        adapter: Of all actions that there are.
        data: What came.

    Raises:
        StudyError: There is no such action, or one of its values cannot be.
    """
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        told = data.get("do") if isinstance(data, dict) else None
        if first["type"] in _UNKNOWN:
            raise StudyError("action-unknown", value=repr(told)[:40]) from None
        loc = first["loc"][1:]
        field = ".".join(str(part) for part in loc) or "–"
        value = shown_value(first.get("input"), loc)
        raise StudyError("action-invalid", action=told, field=field, value=value) from None
