"""Paths of sources: ``internal://``, ``relative:///``, ``absolute:///``, and bare names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SCHEMES: Final = (
    "internal:///",
    "internal://",
    "relative:///",
    "relative://",
    "absolute:///",
    "absolute://",
)

_SAFE: Final = re.compile(r"[A-Za-z0-9_{}+~()-][A-Za-z0-9_{}.+~ ()-]{0,119}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A path of a project.

    Attributes:
        scheme: ``internal``, ``relative`` or ``absolute``; empty for a bare name.
        name: What follows.
    """

    scheme: str
    name: str

    @property
    def inside(self) -> bool:
        """Whether the file is to be in the archive."""
        return self.scheme in {"internal", ""}


def reference(path: str) -> Reference:
    """A path taken apart."""
    for scheme in _SCHEMES:
        if path.casefold().startswith(scheme):
            return Reference(scheme.partition(":")[0], path[len(scheme) :])
    return Reference("", path.removeprefix("file://"))


def file_name(path: str | None, guid: str | None) -> str:
    """The name under which a text is written: as it came, where that is safe; else its id."""
    told = reference(path).name if path else ""
    return told if _SAFE.fullmatch(told) else f"{(guid or 'text').strip('{}')}.txt"
