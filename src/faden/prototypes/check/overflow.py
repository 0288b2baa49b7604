"""No word is wider than a phone of 320 pixels; estimated from the widths of letters.

The widths are those of Noto Sans (Arabic: of joined letters, on average), which the pages' list of
fonts falls back to; the browser tests measure the same pages.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from faden.prototypes.check.roles import role
from faden.prototypes.components import Button, Heading, Submit
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

_PHONE: Final = 320
_BOLD: Final = 1.08
"""How much wider the letters of titles, labels and buttons are."""

_ROOM: Final[dict[str, tuple[float, float]]] = {
    # role: (size of the letters in pixels, pixels beside the text at a width of 320)
    "app": (22 * _BOLD, 32),
    "title": (26 * _BOLD, 32),
    "heading": (21 * _BOLD, 32),
    "card": (21 * _BOLD, 97),
    "button": (18 * _BOLD, 80),
    "tab": (18 * _BOLD, 64),
    "option": (18, 84),
    "badge": (16 * _BOLD, 128),
    "label": (18 * _BOLD, 32),
    "text": (18, 80),
    "hint": (18, 32),
    "error": (18, 74),
}
"""Measured in Chromium on the pages' style sheet."""

_BREAKS: Final = re.compile(r"[\s\u00ad\u200b/\u2013\u2014-]+")
_NARROW: Final = frozenset("ijlI.,:;!|'’‘()[]{}ftr іїґ")
_WIDE: Final = frozenset("mwMWOQ@%ЖШЩЮФжшщюфмМ")


def width(word: str) -> float:
    """How wide a word is, in parts of the size of its letters."""
    return sum(_advance(character) for character in word)


def _advance(character: str) -> float:
    """Widths of Noto Sans, in classes: means 0.29, 0.87, 0.64 and 0.56; Arabic joined 0.45.

    Words come out 5 % too narrow to 5 % too wide against Chromium's own measure.
    """
    if unicodedata.category(character) in ("Mn", "Cf"):
        return 0.0
    if character in _NARROW:
        return 0.31
    if character in _WIDE:
        return 0.88
    if "\u0600" <= character <= "\u06ff":
        return 0.47
    return 0.64 if character.isupper() else 0.58


def check(subject: Subject) -> Iterator[Problem]:
    """Find words that would have to be broken on the narrowest phone."""
    for path, text in texts(subject.prototype):
        if path[0] not in ("screens", "title", "fixtures", "strings") or _internal(path):
            continue
        size, beside = _ROOM[_role(subject, path)]
        for language in subject.prototype.languages:
            words = _BREAKS.split(PLACEHOLDER.sub(" ", text.root.get(language, "")))
            widest = max(words, key=width, default="")
            wide = width(widest) * size
            if wide > _PHONE - beside:
                room, told = round(_PHONE - beside), widest[:60]
                yield subject.problem(
                    "text-too-wide", path, language=language, value=told, width=round(wide), room=room
                )


def _internal(path: KeyPath) -> bool:
    return path[0] == "screens" and len(path) > 2 and path[2] in ("hypotheses", "name", "journey")  # noqa: PLR2004 - screens.<n>.<key>


def _role(subject: Subject, path: KeyPath) -> str:
    found = role(path)
    if path[0] == "screens" and len(path) > 4 and path[2] == "components":  # noqa: PLR2004 - screens.<n>.components.<n>.<key>
        part = subject.prototype.screens[int(path[1])].components[int(path[3])]
        if isinstance(part, Button | Submit) and path[-1] == "label":
            return "button"
        if isinstance(part, Heading):
            return "heading"
        if found == "title":  # of alerts and cards: smaller than that of the screen
            return "card"
    return found if found in _ROOM else "text"
