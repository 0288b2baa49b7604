"""YAML 1.2 with line numbers, and models that say which line they did not understand.

``no`` stays the language, dates stay what was written, comments survive rewriting, and nothing in a
file can make objects or grow without bound: aliases and tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import ValidationError

from faden.core import _libyaml
from faden.core._slips import slip
from faden.core.problems import Place, Problem
from faden.core.reasons import reason
from faden.core.text import normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

_LARGEST: Final = 64
"""Bits of the largest whole number that a file may hold."""

T = TypeVar("T")
M = TypeVar("M", bound="BaseModel")

_MAX_SHOWN: Final = 80
"""Characters of a wrong value that a message shows."""

_PERSONAL: Final = frozenset({"participant", "participants", "label", "by", "note", "exact"})
"""Entries in which somebody may have written a clear name; messages do not repeat their values."""

_SPEAKER: Final = re.compile(r"[A-Z]{1,3}[0-9]{0,4}")
"""What keys of speakers look like that are surely no name, such as ``P12``."""

_REFUSED: Final = {"alias": "yaml-alias", "tag": "yaml-tag"}


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What could be read of a file, and what could not.

    Attributes:
        value: The value, or ``None`` where the file could not be understood.
        problems: What was wrong, with line.
        lines: Line of each key path in the file, e.g. ``("codes", 0, "id")`` → 12.
    """

    value: T | None
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """Line of the value at this key path, or of the nearest one above it; 0 if unknown."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 0


def parse(text: str, path: str, first_line: int = 1) -> Parsed[Any]:
    """Parse YAML into plain values (mappings, lists, text, numbers, dates).

    Args:
        text: The YAML text.
        path: How messages name the file.
        first_line: Line of the file at which the text begins (front matter begins at 2).
    """
    quick = _libyaml.read(text, first_line)
    return _parse_slowly(text, path, first_line) if quick is None else Parsed(quick[0], (), quick[1])


def _parse_slowly(text: str, path: str, first_line: int) -> Parsed[Any]:
    """Parse what the quick reader does not take on: all that is wrong, and what is rare."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="rt", pure=True)
    yaml.Composer, yaml.Constructor = _strict()
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        return Parsed(_plain(yaml.load(text), (), lines, first_line), (), lines)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        said = " ".join(str(error.problem or error.context or "").split())
        if known := slip(said, error):
            code, told, at = known
            return Parsed(None, (Problem(code, Place(path, at + first_line), told),))
        code = _REFUSED.get(said, "yaml-invalid")
        return Parsed(None, (Problem(code, Place(path, line), {"reason": said[:_MAX_SHOWN]}),))
    except (
        YAMLError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as error:
        # ruamel raises bare Python errors for some odd files, such as a merge key at the root.
        said = " ".join(str(error).split())[:_MAX_SHOWN]
        return Parsed(None, (Problem("yaml-invalid", Place(path, first_line), {"reason": said}),))


@cache
def _strict() -> tuple[Any, Any]:
    """Composer and constructor of ruamel that refuse what no study file needs."""
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import AliasEvent

    class _Composer(Composer):
        """Composes documents without aliases, which could grow without bound, and without tags."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.parser.peek_event()
            if isinstance(event, AliasEvent):
                raise MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
            if getattr(event, "tag", None) is not None:
                raise MarkedYAMLError(problem="tag", problem_mark=event.start_mark)
            return super().compose_node(parent, index)

    class _Constructor(RoundTripConstructor):
        """Leaves dates as they were written; whether one exists, the model says, with its line."""

    _Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))
    return _Composer, _Constructor


def _plain(node: Any, path: tuple[str | int, ...], lines: dict[Any, int], first: int) -> Any:
    """Plain values of a parsed node; notes the line of each on the way."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarfloat import ScalarFloat
    from ruamel.yaml.scalarint import ScalarInt

    if isinstance(node, CommentedMap):
        plain: dict[Any, Any] = {}
        for key, value in node.items():
            lines[*path, key] = node.lc.key(key)[0] + first
            plain[key] = _plain(value, (*path, key), lines, first)
        return plain
    if isinstance(node, CommentedSeq):
        for index in range(len(node)):
            lines[*path, index] = node.lc.item(index)[0] + first
        return [_plain(value, (*path, i), lines, first) for i, value in enumerate(node)]
    if isinstance(node, int) and not isinstance(node, bool) and node.bit_length() > _LARGEST:
        return f"{'-' * (node < 0)}…"  # no number of a study is that long; Python may refuse to print it
    for scalar in (ScalarInt, ScalarFloat):
        if isinstance(node, scalar):
            return scalar.__mro__[1](node)
    # Escapes in quotation marks can write what the file itself may not hold, such as half a character.
    return normal(node) if isinstance(node, str) else node


def validate(model: type[M], parsed: Parsed[Any], path: str) -> Parsed[M]:
    """Check parsed values against a model; each wrong value becomes a problem with its line."""
    if parsed.problems:
        return Parsed(None, parsed.problems, parsed.lines)
    try:
        return Parsed(model.model_validate(parsed.value), (), parsed.lines)
    except ValidationError as error:
        found = tuple(_problem(e, parsed, path) for e in error.errors(include_url=False) if not _echo(e))
        return Parsed(None, found, parsed.lines)


def _echo(error: Any) -> bool:
    """Whether an error only repeats another: a list counts as empty since its entries are wrong."""
    given = error.get("input")
    return (
        error["type"] == "too_short"
        and isinstance(given, list)
        and len(given) > 0 == error["ctx"]["actual_length"]
    )


def _written(loc: tuple[str | int, ...], lines: Mapping[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """The key path as it stands in the file: without marks of keys and names of union members."""
    path: tuple[str | int, ...] = ()
    last = len(loc) - 1
    for at, part in enumerate(loc):
        if part != "[key]" and ((*path, part) in lines or at == last):
            path = (*path, part)
    return path


def _problem(error: Any, parsed: Parsed[Any], path: str) -> Problem:
    """One finding of pydantic as a problem in words that a person understands."""
    loc = _written(error["loc"], parsed.lines)
    place = Place(path, parsed.line(*loc))
    where = ".".join(_told(loc)) or "–"
    kind, message = str(error["type"]), str(error["msg"])
    if kind == "missing":
        return Problem("field-missing", place, {"field": where})
    if kind == "extra_forbidden":
        return Problem("field-unknown", place, {"field": where})
    if error.get("input", "") is None:
        return Problem("value-empty", place, {"field": where})
    if kind == "union_tag_invalid":  # what kind of thing it is, tells one of its fields
        where, shown = f"{where}.{error['ctx']['discriminator'].strip(chr(39))}", repr(error["ctx"]["tag"])
    else:
        shown = shown_value(error.get("input"), loc)
    if "language-unknown" in message:
        return Problem("language-unknown", place, {"field": where, "value": shown})
    return Problem("value-invalid", place, {"field": where, "value": shown, "reason": reason(error)})


def shown_value(value: Any, loc: tuple[str | int, ...]) -> str:
    """A wrong value as a message may repeat it: short, and never where a clear name may stand.

    Args:
        value: What stands in the file.
        loc: Key path of the value.
    """
    if isinstance(value, dict | list | tuple) or _PERSONAL & set(loc) or "…" in _told(loc):
        return "…"
    return str(value).lower() if isinstance(value, bool) else repr(value)[:_MAX_SHOWN]


def _told(loc: tuple[str | int, ...]) -> list[str]:
    """A key path as messages name it; a speaker's key that may be a name is left out."""
    parts = [str(part) for part in loc]
    return [
        "…" if "(" in part or (parts[at - 1 : at] == ["speakers"] and not speaker_told(part)) else part
        for at, part in enumerate(parts)
    ]


def speaker_told(key: str) -> bool:
    """Whether a message may repeat the key of a speaker: surely no name, such as ``P12``."""
    return _SPEAKER.fullmatch(key) is not None


def dump(data: Any) -> str:
    """YAML text of plain values: block style, keys in the given order, the same bytes always."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda _: (
        True
    )  # what stands twice is written twice: aliases are refused
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
