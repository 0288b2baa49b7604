"""What a text is on a page: how long it may be, how large it is set, how much room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faden.prototypes.walk import KeyPath

LIMITS: Final = {
    "button": 70,
    "label": 140,
    "option": 100,
    "tab": 40,
    "badge": 50,
    "title": 120,
    "app": 60,
    "heading": 120,
    "hint": 280,
    "error": 200,
}
"""Characters above which a text is too long for what it is; all others have 2,000."""


def role(path: KeyPath) -> str:
    """What a text is, from where it stands in the file; ``text`` for what may be long."""
    names = [part for part in path if isinstance(part, str)]
    if names == ["title"]:
        return "app"
    if names[0] != "screens":
        return "text"
    if "tabs" in names and names[-1] == "label" and "components" not in names[names.index("tabs") :]:
        return "tab"
    if names[1:] == ["title"]:
        return "title"
    return _ENDS.get((names[-2], names[-1]), names[-1] if names[-1] in ("label", "hint", "error") else "text")


_ENDS: Final = {
    ("components", "title"): "title",
    ("item", "title"): "title",
    ("options", "text"): "option",
    ("replies", "text"): "option",
    ("badges", "text"): "badge",
}
