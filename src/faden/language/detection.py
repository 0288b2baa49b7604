"""The language of a turn: by its script, then by letters of one language only, then by a library."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final

from faden.language.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Collection

    from py3langid.langid import LanguageIdentifier

_SCRIPTS: Final = {
    "latin": (re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]"), "de en fr tr ku so pl ro sq es pt it"),
    "arabic": (re.compile(r"[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"), "ar fa ckb ps ur"),
    "cyrillic": (re.compile(r"[\u0400-\u052f]"), "uk ru bg"),
    "ethiopic": (re.compile(r"[\u1200-\u137f\u1380-\u139f\u2d80-\u2ddf]"), "ti am"),
    "hebrew": (re.compile(r"[\u05d0-\u05ea]"), "he"),
    "tibetan": (re.compile(r"[\u0f00-\u0fff]"), "bo"),
}
"""The letters of each script, and the languages written in it."""

LANGUAGES: Final = tuple(code for _, codes in _SCRIPTS.values() for code in codes.split())
"""Languages that can be asked for. Sorani, Pashto and Kurmanji are often missed."""

USUAL: Final = ("de", "en", "ar", "fa", "uk", "ti", "ru", "tr", "fr")
"""Languages looked for where a study names none."""

_TELLING: Final = {
    "arabic": (
        ("ckb", re.compile("[ڕڵۆێە]")),
        ("ps", re.compile("[ټځڅډړږښګڼۍې]")),
        ("ur", re.compile("[ٹڈڑںےہھ]")),
    ),
    "cyrillic": (("uk", re.compile("[іїєґІЇЄҐ]")), ("ru", re.compile("[ыэёЫЭЁ]"))),
    "ethiopic": (("ti", re.compile("[\u1250-\u125dኣዓሓ]")),),
}
"""Letters that only one language of a script has, in the order in which they are asked for."""

_PERSIAN_LETTERS: Final = re.compile("[پچژگ]")
_PERSIAN_FORMS: Final = re.compile("[کی]")
_ARABIC_FORMS: Final = re.compile("[كيىةأإؤ]|\\bال")
"""Keyboards mix the two forms of kaf and yeh; the more frequent one tells the language."""

_SHORT: Final = 8
"""Letters below which the library is not asked: "mhm", "okay" and "hallo" are said everywhere."""

_ENOUGH: Final = 20_000
"""Characters after which more tells nothing new; a file of one line with millions took ten seconds."""

_SURE: Final = 0.6
"""Confidence below which the library's answer is not taken.

On the Refugee Phrasebook it leaves 0–10 % of phrases of 3–5 words open (Russian 20 %), and of the
others 95–100 % are right; phrases of six words and more are all right (``measurements/language.py``).
"""


def detect(text: str, *, candidates: Collection[str] = USUAL, default: str | None = None) -> str | None:
    """The language of a turn, as a code of `core.languages`.

    Args:
        text: The turn; the longer, the surer. From three words on 95–100 % of the answers are right.
        candidates: Languages that occur in the study; fewer are told apart better.
        default: What a short or doubtful turn gets ("mhm", "okay"), such as the language of the
            transcript. It is not used against the script: Cyrillic is never taken for German.

    Returns:
        A candidate, or the default; ``None`` where neither can be said.
    """
    cleaned = clean(text[:_ENOUGH])
    script = _script(cleaned)
    if script is None:
        return default
    written = _SCRIPTS[script][1].split()
    possible = [code for code in written if code in candidates]
    found = possible[0] if len(possible) == 1 else _by_letters(cleaned, script, possible)
    if found is None and possible and len(cleaned) >= _SHORT:
        found = _by_library(cleaned, possible)
    return found or (default if default in written else None)


def written_in(text: str) -> tuple[str, ...]:
    """The languages written in the script of a text, as far as faden knows them; none without letters."""
    script = _script(clean(text[:_ENOUGH]))
    return tuple(_SCRIPTS[script][1].split()) if script is not None else ()


def _script(text: str) -> str | None:
    """The script of most letters; ``None`` where there are none that we know."""
    counts = {name: len(letters.findall(text)) for name, (letters, _) in _SCRIPTS.items()}
    name = max(counts, key=lambda n: counts[n])
    return name if counts[name] else None


def _by_letters(text: str, script: str, possible: list[str]) -> str | None:
    for code, letters in _TELLING.get(script, ()):
        if code in possible and letters.search(text):
            return code
    if set(possible) == {"ar", "fa"}:  # the other languages share these letters with Persian
        if _PERSIAN_LETTERS.search(text):
            return "fa"
        persian, arabic = len(_PERSIAN_FORMS.findall(text)), len(_ARABIC_FORMS.findall(text))
        if persian != arabic:
            return "fa" if persian > arabic else "ar"
    return None


def _by_library(text: str, possible: list[str]) -> str | None:
    identifier = _identifier(tuple(possible))
    if identifier is None:
        return None
    code, confidence = identifier.classify(text)
    return str(code) if confidence >= _SURE else None


@cache
def _identifier(possible: tuple[str, ...]) -> LanguageIdentifier | None:
    """py3langid for some languages; ``None`` where it knows none of them."""
    identifier = copy(_library())
    known = sorted(set(possible) & set(identifier.labels))
    if not known:
        return None
    identifier.set_languages(known)
    return identifier


@cache
def _library() -> LanguageIdentifier:
    """py3langid with all its languages, giving confidences; loaded once (0.4 s)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
