"""Every value of a specification with the place where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from faden.core.languages import LocalText

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
"""Keys and positions from the top of a file to a value, e.g. ``("screens", 0, "title")``."""


def walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """A value and everything below it, in the order of the file; a text in languages is one value."""
    yield path, value
    if isinstance(value, LocalText):
        return
    for key, below in _children(value):
        yield from walk(below, (*path, key))


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, BaseModel):
        fields = [*type(value).model_fields, *(value.__pydantic_extra__ or {})]
        yield from ((name, getattr(value, name)) for name in fields)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, LocalText]]:
    """Every text that stands in several languages."""
    yield from ((at, found) for at, found in walk(value, path) if isinstance(found, LocalText))
