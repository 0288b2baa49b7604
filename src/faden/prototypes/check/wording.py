"""Texts are words for people: no markup, no control characters, nothing left to fill in, not too long."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from faden.core.languages import LocalText
from faden.core.problems import Severity
from faden.prototypes.check.roles import LIMITS, role
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject
    from faden.prototypes.walk import KeyPath

_MARKUP: Final = re.compile(
    r"</?[A-Za-z!][^<>]*>?|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|\]\((https?:|/|#|[a-z-]+\.)"
)
_LEFT: Final = re.compile(
    r"\b(TODO|TBD|FIXME|XXX+|tbd|todo|[Ll]orem [Ii]psum|PLACEHOLDER|Platzhalter|Blindtext|asdf|qwertz?)\b"
    r"|\?{3,}|\.{4,}|_{3,}|\[(…|\.\.\.|[A-ZÄÖÜ][^\[\]]{0,40})\]"
)
_BRACES: Final = re.compile(r"[{}]|%[sd]\b|\$\{|<%")
_LATIN: Final = re.compile(r"[A-Za-zÄÖÜäöüß]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def check(subject: Subject) -> Iterator[Problem]:
    """Find what would be shown as it stands and means nothing to people."""
    for path, value in walk(subject.prototype):
        if isinstance(value, LocalText):
            for language, text in value.root.items():
                yield from _text(subject, path, language, text)
        elif isinstance(value, str) and path and path[-1] == "value":
            yield from _text(subject, path, "–", value)
    for path, told in texts(subject.prototype):
        yield from _uneven(subject, path, told)


def _text(subject: Subject, path: KeyPath, language: str, text: str) -> Iterator[Problem]:
    markup = _MARKUP.search(text)
    if markup:
        yield subject.problem("text-markup", (*path, language), language=language, value=markup[0][:40])
    controls = sorted({f"U+{ord(c):04X}" for c in text if _is_control(c)})
    if controls:
        yield subject.problem(
            "text-control-character", (*path, language), language=language, value=", ".join(controls)
        )
    left = _LEFT.search(text) or _BRACES.search(PLACEHOLDER.sub("", text))
    if left:
        yield subject.problem("text-left-open", (*path, language), language=language, value=left[0][:40])
    mixed = [w for w in _WORD.findall(text) if _LATIN.search(w) and _CYRILLIC.search(w)]
    if mixed:
        yield subject.problem("word-scripts-mixed", (*path, language), language=language, value=mixed[0][:40])
    limit = LIMITS.get(role(path), 2000)
    if len(text) > limit:
        yield subject.problem(
            "text-too-long", (*path, language), language=language, length=len(text), limit=limit
        )


def _is_control(character: str) -> bool:
    """Control characters besides line breaks, the replacement character, and invisible ones of no use."""
    if character in "\n\t":
        return False
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or character in "\ufffd\ufeff\u2060\u200b"
    )


def _uneven(subject: Subject, path: KeyPath, text: LocalText) -> Iterator[Problem]:
    """Placeholders that one language has and another lacks."""
    if path[0] in ("history", "summary"):
        return
    named = {
        code: frozenset(PLACEHOLDER.findall(words)) for code, words in text.root.items() if words.strip()
    }
    whole = frozenset().union(*named.values())
    for language, found in named.items():
        lacking = sorted(whole - found)
        if lacking:
            value = ", ".join("{" + name + "}" for name in lacking)
            params = {"language": language, "value": value}
            yield subject.problem(
                "placeholder-uneven", (*path, language), severity=Severity.WARNING, **params
            )
