"""The words that a prototype's pages say by themselves, and how texts are filled in.

They stand in the catalogue in the languages of issue; for a further language the specification
gives them under ``strings``, by the same names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import catalogue

if TYPE_CHECKING:
    from faden.prototypes.spec import Prototype

PREFIX: Final = "prototype.page."
"""How keys of these texts begin in the catalogue."""

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""``{name}`` in a text: a field of the row, or a common string."""

OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that embed or override a writing direction (UAX 9); pages isolate by themselves."""


def keys() -> tuple[str, ...]:
    """The names of all texts of the pages, without prefix."""
    return tuple(sorted(key.removeprefix(PREFIX) for key in catalogue() if key.startswith(PREFIX)))


def missing(prototype: Prototype, language: str) -> tuple[str, ...]:
    """The texts of the pages that neither faden nor the specification has in this language."""
    return tuple(key for key in keys() if _said(prototype, key, language) is None)


def said(prototype: Prototype, key: str, language: str) -> tuple[str, str]:
    """A text of the pages and the language it is in: as asked for, else German.

    Raises:
        KeyError: There is no such text.
    """
    found = _said(prototype, key, language)
    return (found, language) if found is not None else (catalogue()[PREFIX + key]["de"], "de")


def _said(prototype: Prototype, key: str, language: str) -> str | None:
    own = catalogue()[PREFIX + key].get(language)
    if own is not None:
        return own
    given = prototype.strings.get(key)
    return given.root.get(language) or None if given else None
