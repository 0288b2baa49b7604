"""Text into HTML that is safe inside Markdown files: nothing a person said can become markup.

Pages are staged as Markdown, but all texts stand in blocks of HTML, with every character that means
something to HTML or to any Markdown dialect written as its number. The browser shows the character;
no parser on the way sees it.
"""

from __future__ import annotations

import re
from typing import Final

from faden.core.text import normal

_SPECIAL: Final = re.compile(r"""[&<>"'`*_{}\[\]\\|~^=$@:#!]""")
_ENDING: Final = re.compile(r"""[&<>"'`{}\[\]]""")
_OPEN_ISOLATE: Final = frozenset("\u2066\u2067\u2068")
_OPEN_EMBEDDING: Final = frozenset("\u202a\u202b\u202d\u202e")
_FSI, _PDI, _PDF = "\u2068", "\u2069", "\u202c"
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def balanced(line: str) -> str:
    """A line in which every control of writing direction is closed, and none closes what stands outside.

    A person's words may hold such controls, by accident or to deceive. All of them stay; what is
    added is invisible, and keeps their effect inside the line.

    Source:
        Unicode Standard Annex 9, rules X1 to X8.
    """
    still_open: list[str] = []
    unopened = 0
    for character in line:
        if character in _OPEN_ISOLATE:
            still_open.append(_PDI)
        elif character in _OPEN_EMBEDDING:
            still_open.append(_PDF)
        elif character == _PDF and still_open[-1:] == [_PDF]:
            still_open.pop()
        elif character == _PDI:
            unopened += _PDI not in still_open
            while still_open and still_open.pop() != _PDI:
                pass
    return _FSI * unopened + line + "".join(reversed(still_open))


def plain(text: str) -> str:
    """A text in one line, safe as content of an element and in Markdown.

    Returns:
        The text with every character special to HTML or Markdown as ``&#…;``. The result never has a
        line break; it must not stand at the beginning of a Markdown line, where ``1.`` would count.
    """
    return _SPECIAL.sub(_number, balanced(_one_line(text)))


def attribute(text: str) -> str:
    """A text in one line, safe as value of an attribute in double quotes; addresses stay readable."""
    return _ENDING.sub(_number, _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(normal(text).split("\n")).replace("\t", " ")


def _number(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def inline(text: str) -> str:
    """A text as `plain`; words from right to left do not disturb the line around them."""
    safe = plain(text)
    return f"<bdi>{safe}</bdi>" if _RIGHT_TO_LEFT.search(text) else safe


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each safe as `plain`; line breaks inside them are kept as ``<br>``."""
    found = re.split(r"\n\s*\n", normal(text).strip("\n"))
    return ["<br>".join(plain(line) for line in part.split("\n")) for part in found if part.strip()]


def element(name: str, content: str = "", /, **attributes: str | None) -> str:
    """An HTML element.

    Args:
        name: Its name.
        content: Safe HTML.
        attributes: Raw values, escaped here; ``None`` leaves the attribute out. ``_`` at the end of a name
            is dropped, any other becomes a hyphen.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"
