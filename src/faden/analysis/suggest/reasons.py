"""Which words of a passage the codebook uses for a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.text import words
from faden.language.lemmas import content_lemmas, lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.analysis.suggest.values import CodeNote

SHORTEST: Final = 5
"""Letters from which a word is looked for inside another: „Wohnung“ in „Wohnungssuche“."""

MOST: Final = 5
"""Words that are named."""


def note_lemmas(note: CodeNote) -> frozenset[str]:
    """The words that the codebook uses for a code, in dictionary form."""
    return frozenset(lemma for text in note.texts for lemma in content_lemmas(text, note.language))


def shared_words(text: str, language: str | None, known: Iterable[str]) -> tuple[str, ...]:
    """The words of a passage, as written and each once, that are among the known lemmas or part of one."""
    known = frozenset(known)
    telling = frozenset(content_lemmas(text, language))
    pairs = zip(words(text), lemmas(text, language), strict=False)
    found = {word: None for word, lemma in pairs if lemma in telling and _known(lemma, known)}
    return tuple(found)[:MOST]


def _known(lemma: str, known: frozenset[str]) -> bool:
    if lemma in known:
        return True
    return any(
        (len(other) >= SHORTEST and other in lemma) or (len(lemma) >= SHORTEST and lemma in other)
        for other in known
    )
