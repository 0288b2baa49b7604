"""The door to libyaml: the quick way to read what nearly every file of a study looks like.

libyaml speaks YAML 1.1 and its messages are not ours; so it only tells what stands where, what a word
without quotation marks means is told here by the rules of YAML 1.2, and all that is wrong, rare or read
differently by the two versions is left to the slow reader, which says what it thinks of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from faden.core.text import normal

if TYPE_CHECKING:
    from collections.abc import Callable

_ODD: Final = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|[|>][-+0-9]*#|^%|^\.\.\.",
    re.MULTILINE,
)
"""What the two readers take differently: tabs, controls and odd line breaks; a remark that touches ``|``;
directives, which may ask for another version of YAML; ends of documents."""

_NUMBER: Final = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9_]+|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"
)
"""All that is a number in any way of writing it; the sum of a file, such as ``0e5a…``, is none."""

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_BROKEN: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,9}")

_MEANT: Final = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_DEEPEST: Final = 40
"""Levels of a file that are read here; the slow reader says what is too deep."""


class _RareError(Exception):
    """Something that the slow reader must judge."""


def read(text: str, first: int) -> tuple[Any, dict[tuple[str | int, ...], int]] | None:
    """The plain values of a YAML text and the line of each key path.

    Args:
        text: The YAML text.
        first: Line of the file at which it begins.

    Returns:
        ``None`` where the text is not plainly in order or libyaml is not at hand.
    """
    try:
        import yaml
        from yaml._yaml import CParser
    except ImportError:  # PyYAML also comes without libyaml
        return None
    if _ODD.search(text):
        return None
    parser = CParser(text)
    try:
        return _Reading(parser.get_event, yaml.events, first).document()
    except (yaml.YAMLError, _RareError):
        return None
    finally:
        parser.dispose()


def compose(text: str) -> Any:
    """The nodes of a YAML text, with the lines and columns at which they stand; both count from 0.

    Where libyaml is not at hand or does not take the text on, ruamel composes them.
    """
    try:
        import yaml
        from yaml import CSafeLoader
    except ImportError:  # PyYAML also comes without libyaml
        return _compose_slowly(text)
    if _ODD.search(text):
        return _compose_slowly(text)
    try:
        return yaml.compose(text, Loader=CSafeLoader)
    except yaml.YAMLError:
        return _compose_slowly(text)


def _compose_slowly(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="rt", pure=True).compose(text)


class _Reading:
    """One walk over the events of a text."""

    def __init__(self, following: Callable[[], Any], events: Any, first: int) -> None:
        self._next = following
        self._events = events
        self._first = first
        self._lines: dict[tuple[str | int, ...], int] = {}

    def document(self) -> tuple[Any, dict[tuple[str | int, ...], int]]:
        """The one document of the text."""
        self._next()
        event = self._next()
        value = None
        if type(event) is self._events.DocumentStartEvent:
            value = self._value(self._next(), ())
            self._next()
            event = self._next()
        if type(event) is not self._events.StreamEndEvent:
            raise _RareError
        return value, self._lines

    def _value(self, event: Any, path: tuple[str | int, ...]) -> Any:
        kind = type(event)
        if kind is self._events.AliasEvent or event.anchor or event.tag is not None or len(path) > _DEEPEST:
            raise _RareError
        if kind is self._events.ScalarEvent:
            return normal(event.value) if event.style else _meaning(event.value)
        if kind is self._events.SequenceStartEvent:
            return self._list(path)
        return self._mapping(path)

    def _list(self, path: tuple[str | int, ...]) -> list[Any]:
        values: list[Any] = []
        while type(event := self._next()) is not self._events.SequenceEndEvent:
            here = (*path, len(values))
            self._lines[here] = event.start_mark.line + self._first
            values.append(self._value(event, here))
        return values

    def _mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(event := self._next()) is not self._events.MappingEndEvent:
            key = self._value(event, path) if type(event) is self._events.ScalarEvent else None
            if not isinstance(key, str) or key in values:
                raise _RareError
            here = (*path, key)
            self._lines[here] = event.start_mark.line + self._first
            values[key] = self._value(self._next(), here)
        return values


def _meaning(word: str) -> Any:
    """What a word without quotation marks is in YAML 1.2.

    Raises:
        _RareError: A number in an unusual way of writing it, or a key that merges.
    """
    if word in _MEANT:
        return _MEANT[word]
    if word in {"<<", "="}:
        raise _RareError
    if _NUMBER.fullmatch(word):
        if _WHOLE.fullmatch(word):
            return int(word)
        if _BROKEN.fullmatch(word):
            return float(word)
        raise _RareError
    return normal(word)
