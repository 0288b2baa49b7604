"""No word is wider than a phone of 320 pixels; estimated from the widths of letters.

The widths are those of Noto Sans (Arabic: of joined letters, on average), which the pages' list of
fonts falls back to; the browser tests measure the same pages.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from faden.core.languages import LocalText
from faden.prototypes.check.roles import role
from faden.prototypes.components import Button, Heading, Submit
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    roles = _filled_in(subject)
    for path, text in texts(subject.prototype):
        if path[0] not in ("screens", "title", "fixtures", "strings") or _internal(path):
            continue
        for language in subject.prototype.languages:
            yield from _wide(
                subject, path, language, text.root.get(language, ""), _tightest(subject, path, roles)
            )
    for name, rows in subject.prototype.fixtures.items():
        for at, row in enumerate(rows):
            for field, value in row.fields.items():
                if isinstance(value, str) and field in roles:
                    path = ("fixtures", name, at, field)
                    yield from _wide(subject, path, "–", value, _tightest(subject, path, roles))


def _wide(subject: Subject, path: KeyPath, language: str, text: str, role: str) -> Iterator[Problem]:
    size, beside = _ROOM[role]
    widest = max(_BREAKS.split(PLACEHOLDER.sub(" ", text)), key=width, default="")
    wide = width(widest) * size
    if wide > _PHONE - beside:
        room, told = round(_PHONE - beside), widest[:60]
        yield subject.problem(
            "text-too-wide", (*path, language), language=language, value=told, width=round(wide), room=room
        )


def _filled_in(subject: Subject) -> dict[str, set[str]]:
    """What the texts are that a placeholder of this name is filled into."""
    found: dict[str, set[str]] = {}
    for path, value in walk(subject.prototype):
        if path[:1] != ("screens",) or _internal(path):
            continue
        told = value.root.values() if isinstance(value, LocalText) else [value]
        for text in told:
            for name in PLACEHOLDER.findall(text) if isinstance(text, str) else ():
                found.setdefault(name, set()).add(_role(subject, path))
    return found


def _tightest(subject: Subject, path: KeyPath, roles: Mapping[str, set[str]]) -> str:
    """What a text is on a page; of a text that is filled in elsewhere, where it has the least room."""
    name = {"fixtures": 3, "strings": 1}.get(str(path[0]))
    filled = roles.get(str(path[name]), set()) if name is not None else set()
    return min(filled or {_role(subject, path)}, key=lambda role: (_PHONE - _ROOM[role][1]) / _ROOM[role][0])


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
