"""How the classes of a REFI-QDA project say where their fields stand in XML.

Each field carries its place as metadata; `faden.exchange.refi.binding` reads and writes by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final


def attribute(name: str, kind: str = "text", *, needed: bool = False) -> Any:
    """A field that is an XML attribute.

    Args:
        name: Its name.
        kind: ``text``, ``guid``, ``int``, ``bool``, ``colour``, ``time`` or values parted by ``|``.
        needed: Whether the schema demands it.
    """
    return field(default=None, metadata={"at": "attribute", "name": name, "kind": kind, "needed": needed})


def text_child(name: str) -> Any:
    """A field that is a child with text; ``None`` where there is none, empty where it is empty."""
    return field(default=None, metadata={"at": "text", "name": name})


def child(name: str, of: str) -> Any:
    """A field that is a single child of the class ``of``."""
    return field(default=None, metadata={"at": "child", "of": {name: of}})


def children(of: dict[str, str], wrapper: str = "") -> Any:
    """A field of children in their order: element name → class; in wrappers, such as ``Users``."""
    return field(default=(), metadata={"at": "children", "of": of, "wrapper": wrapper})


def beside() -> Any:
    """A field that does not stand in the XML."""
    return field(default=None, metadata={"at": "beside"})


@dataclass(frozen=True, slots=True)
class Extra:
    """What the schema does not know of an element, kept at its place.

    Attributes:
        attributes: Name (with its namespace in braces) and value.
        elements: How many known children came before, and the XML of the element.
        wrapped: The same of elements in a wrapper such as ``Sets``, after the name of its field.
    """

    attributes: tuple[tuple[str, str], ...] = ()
    elements: tuple[tuple[int, str], ...] = ()
    wrapped: tuple[tuple[str, int, str], ...] = ()


NOTHING: Final = Extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all elements share."""

    extra: Extra = field(default=NOTHING, metadata={"at": "extra"})
