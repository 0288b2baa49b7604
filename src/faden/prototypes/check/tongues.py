"""Each text is in the language under whose code it stands; a warning, since nobody can be sure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from faden.core.problems import Severity
from faden.language.detection import detect
from faden.prototypes.interface import PLACEHOLDER
from faden.prototypes.walk import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject

_SCRIPTS: Final = {
    "arabic": (frozenset({"ar", "fa", "ckb", "ps", "ur"}), re.compile(r"[\u0620-\u06ff]")),
    "cyrillic": (frozenset({"uk", "ru", "bg"}), re.compile(r"[\u0400-\u04ff]")),
    "ethiopic": (frozenset({"ti", "am"}), re.compile(r"[\u1200-\u137f]")),
    "hebrew": (frozenset({"he"}), re.compile(r"[\u05d0-\u05ea]")),
    "tibetan": (frozenset({"bo"}), re.compile(r"[\u0f00-\u0fff]")),
}
_LETTER: Final = re.compile(r"[^\W\d_]")
_LOWER: Final = re.compile(r"(?<![^\W\d_])[a-zäöüß]{3,}")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TELLING: Final = {
    # language: letters that it does not have, and the language that they tell; two of the weaker ones do
    "ar": (re.compile(r"[کی]|[پچژگ].*[پچژگ]", re.DOTALL), "fa"),
    "fa": (re.compile(r"[يكة]"), "ar"),
    "uk": (re.compile(r"[ыэъё]", re.IGNORECASE), "ru"),
    "ru": (re.compile(r"[іїєґ]", re.IGNORECASE), "uk"),
}
"""Letters tell languages of one script apart in texts that are too short for the detection."""

_LONG: Final = 25
"""Letters from which on the detection is asked: three to four words."""

_FOREIGN: Final = 2
"""Lower-case words of three letters or more that no name explains."""


def check(subject: Subject) -> Iterator[Problem]:
    """Find texts in the wrong script, in another language of the prototype, and left untranslated."""
    languages = subject.prototype.languages
    for path, text in texts(subject.prototype):
        seen: dict[str, str] = {}
        for language, words in text.root.items():
            if language not in languages or (path[0] == "screens" and path[2] in ("hypotheses", "journey")):
                continue
            plain = PLACEHOLDER.sub(" ", words).strip()
            found = _wrong(plain, language, languages) or seen.get(_bare(plain))
            if found is not None:
                params = {"language": language, "found": found, "value": plain[:60]}
                yield subject.problem("text-language", (*path, language), severity=Severity.WARNING, **params)
            elif len(_LOWER.findall(plain)) >= _FOREIGN:
                seen[_bare(plain)] = language


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _wrong(text: str, language: str, languages: tuple[str, ...]) -> str | None:
    """The language or script that a text seems to be in, if it is not the one it should be in."""
    letters = len(_LETTER.findall(text))
    if letters == 0:
        return None
    for script, (codes, pattern) in _SCRIPTS.items():
        share = len(pattern.findall(text)) / letters
        if language in codes:
            if share == 0 and len(_LOWER.findall(text)) >= 1 and _LATIN.search(text):
                return "Latin"
        elif share > 0.3:  # noqa: PLR2004 - more than a name in its own letters
            return script
    if language in _TELLING and _TELLING[language][0].search(text):
        return _TELLING[language][1]
    if letters < _LONG:
        return None
    asked = {
        *languages,
        "de",
        "en",
        *(("ru",) if language == "uk" else ()),
        *(("ar", "fa") if language in ("ar", "fa") else ()),
    }
    found = detect(text, candidates=sorted(asked), default=language)
    return None if found in (None, language) else found
