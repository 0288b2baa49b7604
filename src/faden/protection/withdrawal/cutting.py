"""Taking entries out of YAML without writing the rest anew: comments, order and quotes stay as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Gone = Callable[[Any], bool]
"""Whether an entry of a list (a plain value) is to go."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch of the text and what stands there instead."""

    start: int
    end: int
    text: str = ""


def cut_items(text: str, gone: Gone, *, keys: frozenset[str] = frozenset()) -> tuple[str, int]:
    """A YAML text without some entries of its lists and some keys of its mappings.

    Args:
        text: The YAML text.
        gone: Told each entry of each list.
        keys: Values of mappings for which ``key: value`` goes as a whole.

    Returns:
        The text and how many entries went; a text that cannot be parsed is given back as it is.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except (YAMLError, ValueError, RecursionError):
        return text, 0
    cuts, count = _walk(root, text, gone, keys) if root is not None else ([], 0)
    for cut in sorted(cuts, key=lambda c: c.start, reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text, count


def cut_keys(text: str, path: tuple[str, ...], names: frozenset[str]) -> str:
    """A YAML text without some keys of the block mapping at a path, such as ``("speakers",)``."""
    from ruamel.yaml import YAML

    node = YAML(typ="rt", pure=True).compose(text)
    for step in path:
        node = next((value for key, value in _pairs(node) if key.value == step), None)
        if node is None:
            return text
    cuts = [_pair_cut(key, value, text) for key, value in _pairs(node) if str(key.value) in names]
    for cut in sorted(cuts, key=lambda c: c.start, reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text


def _walk(node: Any, text: str, gone: Gone, keys: frozenset[str]) -> tuple[list[_Cut], int]:
    cuts: list[_Cut] = []
    count = 0
    for key, value in _pairs(node):
        if keys and value.id == "scalar" and value.value in keys and not node.flow_style:
            cuts.append(_pair_cut(key, value, text))
            count += 1
            continue
        found, n = _sequence(value, text, gone, key) if value.id == "sequence" else ([], 0)
        if not n or not value.flow_style:
            more, m = _inside(value, text, gone, keys)
            found, n = [*found, *more], n + m
        cuts += found
        count += n
    if node.id == "sequence" and isinstance(node.value, list):
        for item in node.value:
            if not gone(_plain(item)):
                more, m = _walk(item, text, gone, keys)
                cuts, count = [*cuts, *more], count + m
    return cuts, count


def _inside(value: Any, text: str, gone: Gone, keys: frozenset[str]) -> tuple[list[_Cut], int]:
    return _walk(value, text, gone, keys) if value.id in {"mapping", "sequence"} else ([], 0)


def _sequence(node: Any, text: str, gone: Gone, key: Any) -> tuple[list[_Cut], int]:
    """The cuts for one list that stands under a key."""
    lost = [item for item in node.value if gone(_plain(item))]
    if not lost:
        return [], 0
    kept = [item for item in node.value if not any(item is one for one in lost)]
    if node.flow_style:
        inner = ", ".join(text[item.start_mark.index : _end(item)] for item in kept)
        return [_Cut(node.start_mark.index, node.end_mark.index, f"[{inner}]")], len(lost)
    if not kept:
        colon = text.index(":", key.end_mark.index)
        return [_Cut(colon + 1, _line_end(text, _end(node.value[-1])), " []\n")], len(lost)
    return [_item_cut(item, text) for item in lost], len(lost)


def _item_cut(item: Any, text: str) -> _Cut:
    dash = text.rindex("-", 0, item.start_mark.index)
    return _Cut(text.rfind("\n", 0, dash) + 1, _line_end(text, _end(item)))


def _pair_cut(key: Any, value: Any, text: str) -> _Cut:
    return _Cut(text.rfind("\n", 0, key.start_mark.index) + 1, _line_end(text, _end(value)))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _end(node: Any) -> int:
    """Where the last thing in a node ends; block collections claim what follows them too."""
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if node.id == "mapping" else last)


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    if node is not None and node.id == "mapping":
        yield from node.value


def _plain(node: Any) -> Any:
    """A node as plain values; scalars stay text."""
    if node.id == "mapping":
        return {key.value: _plain(value) for key, value in node.value}
    if node.id == "sequence":
        return [_plain(item) for item in node.value]
    return node.value


def mentions(value: Any, ids: frozenset[str]) -> bool:
    """Whether a plain entry is one of the ids, or a mapping that has one as a direct value."""
    if isinstance(value, str):
        return value in ids
    return isinstance(value, Mapping) and any(isinstance(v, str) and v in ids for v in value.values())
