"""All words of a prototype by key: a table for editors, XLIFF for translators."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from faden.core.catalogue import catalogue
from faden.core.languages import LocalText
from faden.exchange.tables import format_table
from faden.prototypes.components import Badge, Fact, Option
from faden.prototypes.handoff.material import plain
from faden.prototypes.interface import PLACEHOLDER, PREFIX, keys
from faden.prototypes.spec import ScreenState
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.prototypes.handoff.material import Handing
    from faden.prototypes.spec import Prototype

_PARTS: Final = ("title", "summary", "strings", "fixtures", "screens")
_TEAM: Final = frozenset({"name", "journey", "hypotheses", "purpose"})
"""Fields of a screen and of its components that the team wrote for itself; nobody reads them on a page."""

_OWN: Final = (
    "test-",
    "prototype-",
    "synthetic-",
    "unchecked-",
    "version",
    "state-",
    "states",
    "retry-empty",
    "retry-loading",
    "needs-script",
)
"""Texts that only a prototype has."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text of the product.

    Attributes:
        key: Where it stands, by ids: ``screens.search.components.results.label``.
        texts: Language → text, with ``{field}`` where a value is filled in.
    """

    key: str
    texts: dict[str, str]


def content(prototype: Prototype) -> list[Words]:
    """All texts that people will read, in the order of the file; last what the pages say by themselves."""
    named = keys_of(prototype)
    found = [
        Words(named[id(text)], {c: plain(t) for c, t in text.root.items()})
        for path, text in texts(prototype)
        if path[0] in _PARTS and not _TEAM & {str(each) for each in path[2:]}
    ]
    own = [key for key in keys() if not key.startswith(_OWN) and key not in prototype.strings]
    return found + [Words(f"interface.{key}", dict(catalogue()[PREFIX + key])) for key in own]


def keys_of(prototype: Prototype) -> dict[int, str]:
    """The key of every text of a specification, by the identity of the text.

    A key is made of ids, of what an option, a state or a badge stands for, and, where something has no
    id, of its type and its number among those of this type without one: ``text-2``.
    """
    return {id(text): _key(prototype, path) for path, text in texts(prototype)}


def _key(prototype: Prototype, path: tuple[str | int, ...]) -> str:
    value: Any = prototype
    names: list[str] = []
    for part in path:
        if isinstance(part, int):
            names.append(_names(value)[part])
            value = value[part]
        else:
            value = _below(value, part)
            names.append(part)
    return ".".join(names)


def _names(siblings: Sequence[Any]) -> list[str]:
    """What each of several things is called in a key; no two alike."""
    told = [_name(each) for each in siblings]
    found: list[str] = []
    for at, (name, numbered) in enumerate(told):
        alike = told[:at].count((name, numbered)) + 1
        found.append(f"{name}-{alike}" if numbered or alike > 1 else name)
    return found


def _name(value: Any) -> tuple[str, bool]:
    """What a thing is called, and whether it is one of several of its kind."""
    if getattr(value, "id", None):
        return str(value.id), False
    if isinstance(value, ScreenState):
        return value.kind, False
    if isinstance(value, Option):
        return value.value or "none", False
    if isinstance(value, Badge):
        return value.field, False
    if isinstance(value, Fact):
        words = value.value if isinstance(value.value, str) else next(iter(value.value.root.values()), "")
        inside = PLACEHOLDER.search(words)
        return (inside[1], False) if inside else ("fact", True)
    return str(getattr(value, "type", None) or type(value).__name__.lower()), True


def _below(value: Any, name: str) -> Any:
    if isinstance(value, BaseModel) and not isinstance(value, LocalText):
        return getattr(value, name)
    return value[name]


def content_files(handing: Handing) -> dict[str, str | bytes]:
    """``content/content.csv``, ``content/content.xlsx`` and an XLIFF file for each further language."""
    prototype = handing.prototype
    rows = content(prototype)
    columns = ("key", *prototype.languages)
    table = [(words.key, *(words.texts.get(code, "") for code in prototype.languages)) for words in rows]
    files: dict[str, str | bytes] = {
        "content/content.csv": format_table("csv", "content", columns, table),
        "content/content.xlsx": format_table("xlsx", "content", columns, table),
    }
    first = prototype.languages[0]
    for code in prototype.languages[1:]:
        files[f"content/xliff/{first}-{code}.xlf"] = xliff(prototype, rows, code)
    return files


def xliff(prototype: Prototype, rows: list[Words], language: str) -> str:
    """The words as XLIFF 1.2, from the first language into another; what is filled in is protected.

    A text that is not there yet has no target. Where nobody who grew up with the language has checked
    it, the target says that it needs a review.

    Source:
        OASIS, XLIFF Version 1.2, 1 February 2008.
    """
    source = prototype.languages[0]
    state = "needs-review-translation" if language in prototype.unchecked else "translated"
    units = []
    for words in rows:
        if not words.texts.get(source):
            continue
        target = words.texts.get(language)
        told = f'\n<target state="{state}">{_marked(target)}</target>' if target else ""
        name = escape(words.key)
        units.append(
            f'<trans-unit id="{name}" resname="{name}" xml:space="preserve">\n'
            f"<source>{_marked(words.texts[source])}</source>{told}\n</trans-unit>"
        )
    head = f'original="{prototype.id}-{prototype.version}" datatype="plaintext"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        f'<file {head} source-language="{source}" target-language="{language}">\n<body>\n'
        + "\n".join(units)
        + "\n</body>\n</file>\n</xliff>\n"
    )


def _marked(words: str) -> str:
    pieces = PLACEHOLDER.split(words)
    told = []
    for at, piece in enumerate(pieces):
        told.append(
            f'<ph id="{at // 2 + 1}">{{{escape(piece)}}}</ph>' if at % 2 else escape(piece, quote=False)
        )
    return "".join(told)
