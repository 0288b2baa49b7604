"""Changing a YAML file that people write by hand: what stays the same keeps every byte, comments included.

`amend` is given the text and the values that it shall mean. Lines whose values stay are kept as they are,
with their comments, order and quotation marks; only what differs is written anew. Entries of lists are known
by their ``id``: such an entry takes its lines along wherever it goes. What came out is read again before it
is given back, and must mean exactly what was asked for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from faden.core import _libyaml
from faden.core.text import normal
from faden.core.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH: Final = 110
"""Characters up to which a new entry of a list is written in one line."""

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Words that need no quotation marks in any version of YAML: ids, and days."""

_MEANT: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that an old version of YAML takes for something else."""

_DASH: Final = re.compile(r" *-(?: *)$")
_COMMENT: Final = re.compile(r"\s*(?:#.*)?")


class AmendError(ValueError):
    """The text is written in a way that cannot be changed line by line."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of a list, as it stands in the file.

    Attributes:
        node: Its value.
        old: What it means.
        lead: Lines of comments above it.
        dash: Column of its dash.
    """

    node: Any
    old: Any
    lead: tuple[str, ...]
    dash: int


def amend(text: str, data: Any) -> str:
    """The text of a YAML file with other values.

    Args:
        text: The file as it is; one without any value is written anew.
        data: What it shall mean: mappings, lists, texts, numbers.

    Returns:
        Text that means `data`; the same text where it does already.

    Raises:
        AmendError: The text cannot be understood, or is written in a way that cannot be changed line by
            line, such as a mapping begun below its dash.
    """
    plain = normal(text)
    parsed = parse(plain, "")
    if parsed.problems:
        raise AmendError(parsed.problems[0].code)
    if parsed.value == data:
        return text
    if parsed.value is None:
        made = plain.rstrip("\n") + ("\n" if plain.strip() else "") + "\n".join(_entries(data, 0)) + "\n"
    else:
        made = _Amending(plain.split("\n")).document(_libyaml.compose(plain), parsed.value, data)
    again = parse(made, "")
    if again.problems or again.value != data:
        raise AmendError("the changed text would mean something else")
    return made


@dataclass(slots=True)
class _Amending:
    """One walk over the nodes of a text."""

    lines: list[str]
    items: dict[str, _Item | None] = field(default_factory=dict)
    offset: int = 2

    def document(self, root: Any, old: Any, new: Any) -> str:
        if not (_is(root, "mapping") and isinstance(old, dict) and isinstance(new, dict)) or root.flow_style:
            raise AmendError("no mapping at the root")
        self._note(root, old)
        begin, end = root.value[0][0].start_mark.line, self._last(root)
        made = [*self.lines[:begin], *self._mapping(root, old, new, 0), *self.lines[end + 1 :]]
        return "\n".join(made)

    def _note(self, node: Any, old: Any) -> None:
        """Note every entry of a list that has an id; of two with one id, none."""
        if _is(node, "mapping"):
            for (_, value), name in zip(node.value, old, strict=True):
                self._note(value, old[name])
        elif _is(node, "sequence") and not node.flow_style:
            for item in self._listed(node, old):
                name = item.old.get("id") if isinstance(item.old, dict) else None
                if isinstance(name, str):
                    self.items[name] = None if name in self.items else item
                self._note(item.node, item.old)

    def _listed(self, node: Any, old: list[Any]) -> Iterator[_Item]:
        """The entries of a list in block style."""
        above = None
        for child, value in zip(node.value, old, strict=True):
            line, column = child.start_mark.line, child.start_mark.column
            before = self.lines[line][:column]
            if not _DASH.fullmatch(before):
                raise AmendError(f"line {line + 1}: an entry of a list does not begin beside its dash")
            above = self._above(line) if above is None else above
            yield _Item(child, value, tuple(self.lines[above:line]), before.index("-"))
            above = self._last(child) + 1

    def _above(self, line: int) -> int:
        """The first of the lines of comments right above a line."""
        while line > 0 and _COMMENT.fullmatch(self.lines[line - 1]):
            line -= 1
        return line

    def _last(self, node: Any) -> int:
        """The last line of a value, without comments below it."""
        if not _is(node, "scalar") and not node.flow_style:
            child = node.value[-1]
            key, value = child if isinstance(child, tuple) else (child, child)
            return max(int(key.start_mark.line), self._last(value))
        if _is(node, "scalar") and node.value == "" and not node.style:
            return int(node.start_mark.line) if self._written_at(node) else -1
        last = int(node.end_mark.line)
        while last > node.start_mark.line and not self.lines[last][: _end(node, last)].strip():
            last -= 1
        return last

    def _written_at(self, node: Any) -> bool:
        return bool(self.lines[node.start_mark.line][: node.start_mark.column].strip())

    def _mapping(self, node: Any, old: dict[str, Any], new: dict[str, Any], column: int) -> list[str]:
        """The lines of a mapping in block style, its keys at a column."""
        kept = {name: pair for name, pair in zip(old, node.value, strict=True) if name in new}
        leads = self._leads(node, old)
        made: list[str] = []
        for name, value in new.items():
            if name not in kept:
                made += _entry(name, value, column, self.offset)
                continue
            key, inner = kept[name]
            made += _shifted(leads[name], column - key.start_mark.column)
            made += self._entry(key, inner, (name, old[name], value), column)
        return made

    def _leads(self, node: Any, old: dict[str, Any]) -> dict[str, list[str]]:
        """The lines of comments above each key but the first, whose comments belong to what holds it."""
        leads: dict[str, list[str]] = {}
        end = None
        for name, (key, value) in zip(old, node.value, strict=True):
            start = key.start_mark.line
            leads[name] = [] if end is None else self.lines[end + 1 : start]
            end = max(start, self._last(value))
        return leads

    def _entry(self, key: Any, node: Any, told: tuple[str, Any, Any], column: int) -> list[str]:
        """The lines of a key and its value; `told` is its name, what it means and shall mean."""
        name, old, new = told
        line, shift = key.start_mark.line, column - key.start_mark.column
        if old == new:
            return self._moved(line, key.start_mark.column, max(line, self._last(node)), column)
        same = type(old) is type(new) and not getattr(node, "flow_style", True) and len(new) > 0
        if same and node.value:
            first = self._first(node)
            head = [" " * column + self.lines[line][key.start_mark.column :]]
            head += _shifted(self.lines[line + 1 : self._above(first)], shift)
            if isinstance(new, dict):
                at = node.start_mark.column + shift
                lead = _shifted(self.lines[max(line + 1, self._above(first)) : first], shift)
                return [*head, *lead, *self._mapping(node, old, new, at)]
            return [*head, *self._sequence(node, old, new, shift)]
        if _is(node, "scalar") and not isinstance(new, dict | list) and self._single(key, node):
            text = self.lines[line]
            value = text[key.start_mark.column : node.start_mark.column].rstrip() + " " + _scalar(new)
            return [" " * column + value + text[node.end_mark.column :]]
        if getattr(node, "flow_style", False) and old and new:
            return [" " * column + f"{_key(name)}: {_flow(new)}"]
        return _entry(name, new, column, self.offset)

    def _single(self, key: Any, node: Any) -> bool:
        """Whether key and value stand in one line."""
        return bool(
            key.start_mark.line == node.start_mark.line == node.end_mark.line
            and node.value
            and node.style != "|"
        )

    def _first(self, node: Any) -> int:
        child = node.value[0]
        return int((child[0] if isinstance(child, tuple) else child).start_mark.line)

    def _sequence(self, node: Any, old: list[Any], new: list[Any], shift: int) -> list[str]:
        """The lines of a list in block style, moved sideways."""
        here = list(self._listed(node, old))
        made: list[str] = []
        for value in new:
            item = self._source(value, here)
            dash = here[0].dash if here else 0
            made += _item(value, dash + shift) if item is None else self._again(item, value, dash + shift)
        return made

    def _source(self, value: Any, here: list[_Item]) -> _Item | None:
        """The entry that a value was: by its id wherever it stood, else the same one in this list."""
        name = value.get("id") if isinstance(value, dict) else None
        if isinstance(name, str) and self.items.get(name) is not None:
            return self.items[name]
        return next((item for item in here if item.old == value), None)

    def _again(self, item: _Item, new: Any, dash: int) -> list[str]:
        """The lines of an entry that was there before, at another column or with other values."""
        gap = item.node.start_mark.column - item.dash
        lead = _shifted(list(item.lead), dash - item.dash)
        if item.old == new:
            line, column = item.node.start_mark.line, item.node.start_mark.column
            body = self._moved(line, column, self._last(item.node), dash + gap)
        elif _is(item.node, "mapping") and not item.node.flow_style:
            body = self._mapping(item.node, item.old, new, dash + gap)
        else:
            return [*lead, *_item(new, dash)]
        return [*lead, " " * dash + "-" + body[0][dash + 1 :], *body[1:]]

    def _moved(self, first: int, column: int, last: int, to: int) -> list[str]:
        """Lines as they stand, the first from a column on, moved sideways."""
        rest = _shifted(self.lines[first + 1 : last + 1], to - column)
        return [" " * to + self.lines[first][column:], *rest]


def _end(node: Any, line: int) -> int | None:
    return int(node.end_mark.column) if line == node.end_mark.line else None


def _is(node: Any, kind: str) -> bool:
    return bool(node is not None and node.id == kind)


def _shifted(lines: list[str], shift: int) -> list[str]:
    """Lines moved to the right, or to the left where there is room."""
    made = []
    for line in lines:
        if shift >= 0 or not line.strip():
            made.append(" " * shift + line if line.strip() else line)
        elif line[:-shift].strip() and not line.lstrip().startswith("#"):
            raise AmendError("a line has no room to move to the left")
        else:
            made.append(line.removeprefix(" " * -shift) if not line[:-shift].strip() else line.lstrip())
    return made


def _entries(data: dict[str, Any], column: int, offset: int = 2) -> list[str]:
    return [line for name, value in data.items() for line in _entry(name, value, column, offset)]


def _entry(name: str, value: Any, column: int, offset: int) -> list[str]:
    """The lines of a new key and its value."""
    head = " " * column + _key(name) + ":"
    if isinstance(value, dict) and value:
        return [head, *_entries(value, column + 2, offset)]
    if isinstance(value, list) and value:
        return [head, *(line for item in value for line in _item(item, column + offset))]
    return [f"{head} {_flow(value)}"]


def _item(value: Any, dash: int) -> list[str]:
    """The lines of a new entry of a list."""
    if not isinstance(value, dict) or not value:
        return [" " * dash + f"- {_flow(value)}"]
    line = " " * dash + f"- {_flow(value)}"
    if len(line) <= WIDTH and not any(isinstance(inner, dict | list) for inner in value.values()):
        return [line]
    first, *rest = _entries(value, dash + 2)
    return [" " * dash + "- " + first[dash + 2 :], *rest]


def _flow(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _MEANT:
        return value
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return _scalar(name)
