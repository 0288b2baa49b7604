"""XML of the model: children in the order of the schema, the same bytes for the same project."""

from __future__ import annotations

import re
from html import escape as escape_html
from typing import TYPE_CHECKING, Any, Final

from faden.exchange.refi.binding import Slot, slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.exchange.refi.fields import Node

# What XML 1.0 cannot hold, section 2.2.
_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ATTRIBUTE: Final = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def possible(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _IMPOSSIBLE.sub("", text)


def impossible(text: str) -> int:
    """How many characters of a text XML cannot hold."""
    return len(_IMPOSSIBLE.findall(text))


def element(tag: str, node: Node, depth: int = 0) -> Iterator[str]:
    """The lines of an element and all that is in it."""
    pad = "  " * depth
    start = f"{pad}<{tag}{_attributes(node)}"
    inner = list(_inner(node, depth + 1))
    if not inner:
        yield f"{start}/>"
        return
    yield f"{start}>"
    yield from inner
    yield f"{pad}</{tag}>"


def _attributes(node: Node) -> str:
    parts = []
    for slot in slots(type(node)):
        value = getattr(node, slot.field)
        if slot.at == "attribute" and value is not None:
            parts.append(f" {slot.name}={quoted(_written(value))}")
    for number, (name, value) in enumerate(node.extra.attributes):
        space, _, local = name.rpartition("}")
        if not space:
            parts.append(f" {local}={quoted(value)}")
        else:
            parts.append(f" xmlns:x{number}={quoted(space[1:])} x{number}:{local}={quoted(value)}")
    return "".join(parts)


def escape(text: str) -> str:
    """A text as it stands between tags; ``xml.sax.saxutils`` does the same, and loads a web client."""
    return escape_html(possible(text), quote=False)


def quoted(text: str) -> str:
    """A text as the value of an attribute, with its quotation marks."""
    plain = escape(text).translate(_ATTRIBUTE)
    if '"' not in plain:
        return f'"{plain}"'
    return f"'{plain}'" if "'" not in plain else '"{}"'.format(plain.replace('"', "&quot;"))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _inner(node: Node, depth: int) -> Iterator[str]:
    """The children of an element, with those that the schema does not know at their places."""
    strange = list(node.extra.elements)
    pad = "  " * depth
    count = 0
    for slot in slots(type(node)):
        for lines in _child(node, slot, depth):
            while strange and strange[0][0] <= count:
                yield pad + strange.pop(0)[1]
            yield from lines
            count += 1
    for _, raw in strange:
        yield pad + raw


def _child(node: Node, slot: Slot, depth: int) -> Iterator[list[str]]:
    value = getattr(node, slot.field)
    pad = "  " * depth
    if value is None or slot.at == "attribute":
        return
    if slot.at == "text":
        text = escape(value).replace("\r", "&#13;")
        yield [f"{pad}<{slot.name}>{text}</{slot.name}>" if text else f"{pad}<{slot.name}/>"]
    elif slot.at == "child":
        yield list(element(next(iter(slot.of)), value, depth))
    elif slot.wrapper:
        strange = [(at, raw) for name, at, raw in node.extra.wrapped if name == slot.field]
        if value or strange:
            yield list(_wrapped(value, slot, depth, strange))
    else:
        for each in value:
            yield list(element(_tag(each, slot), each, depth))


def _wrapped(
    values: tuple[Node, ...], slot: Slot, depth: int, strange: list[tuple[int, str]]
) -> Iterator[str]:
    for number, name in enumerate(slot.wrapper):
        yield "  " * (depth + number) + f"<{name}>"
    pad = "  " * (depth + len(slot.wrapper))
    for count, each in enumerate(values):
        while strange and strange[0][0] <= count:
            yield pad + strange.pop(0)[1]
        yield from element(_tag(each, slot), each, depth + len(slot.wrapper))
    for _, raw in strange:
        yield pad + raw
    for number, name in reversed(list(enumerate(slot.wrapper))):
        yield "  " * (depth + number) + f"</{name}>"


def _tag(node: Node, slot: Slot) -> str:
    return next(tag for tag, name in slot.of.items() if name == type(node).__name__)
