"""What somebody asks: words in any order, and words in quotation marks that stand exactly so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.analysis.search.terms import WORD, terms
from faden.core.text import normal
from faden.language.detection import detect
from faden.language.lemmas import stop_words
from faden.protection.leaks.folding import fold

if TYPE_CHECKING:
    from faden.analysis.search.terms import Span

LONGEST: Final = 400
"""Code points of the longest question; what stands behind is not read."""

_FEW: Final = 2  # words that are said alike in several languages

_QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_QUOTES: Final = re.compile(r"[\"“”„«»]")
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        text: The question without quotation marks, as a model reads it; may be empty.
        language: Its language; ``None`` where it is not known.
        words: Words that say something, as typed; those of the phrases are among them.
        phrases: Words that must stand one after the other, folded.
    """

    text: str
    language: str | None
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]


def parse_question(typed: str, language: str | None = None) -> Question:
    """What somebody typed.

    Args:
        typed: Anything; words in quotation marks of any kind must stand one after the other. An
            opening mark without a closing one holds for the rest.
        language: What to take it for where it is too short to tell, such as that of the interface.
    """
    text = normal(typed)[:LONGEST]
    if len(_QUOTES.findall(text)) % 2:
        text += '"'
    quoted = [phrase for part in _QUOTED.findall(text) if (phrase := _folded(part))]
    bare = _BLANK.sub(" ", _QUOTES.sub(" ", text)).strip()
    told = _language(bare, language)
    return Question(bare, told, _telling(bare, told), tuple(dict.fromkeys(quoted)))


def _language(text: str, usual: str | None) -> str | None:
    """The language of a question: one or two words are taken for the usual one where its script allows."""
    if usual is not None and len(WORD.findall(text)) <= _FEW:
        return detect(text, candidates=(usual,)) or detect(text)
    return detect(text, default=usual)


def _telling(text: str, language: str | None) -> tuple[str, ...]:
    """The words of a question that say something; all where none does."""
    silent = stop_words(language)
    found = WORD.findall(text)
    telling = [word for word in found if word.lower() not in silent and len(word) > 1]
    return tuple(dict.fromkeys(telling or found))


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text))


def phrase_places(text: str, language: str | None, phrase: tuple[str, ...]) -> list[Span]:
    """Where words stand one after the other, without regard to case, accents and what stands between them.

    Returns:
        Start and end in code points, in order, never overlapping; none for a phrase without words.
    """
    found: list[Span] = []
    here = [(span, term.word) for span, term in terms(text, language)]
    at = 0
    while phrase and at + len(phrase) <= len(here):
        if tuple(word for _, word in here[at : at + len(phrase)]) == phrase:
            found.append((here[at][0][0], here[at + len(phrase) - 1][0][1]))
            at += len(phrase)
        else:
            at += 1
    return found
