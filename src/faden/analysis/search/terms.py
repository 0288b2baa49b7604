"""Words as search compares them: in any case and inflection, inside compounds, with a typing error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from faden.language.lemmas import is_word, lemmas, stop_words
from faden.protection.leaks.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Start and end in code points, the end excluded."""

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u135d-\u135f"
)
"""Accents, vowel and reading signs: part of a word, though no letters."""

WORD: Final = re.compile(rf"(?:[^\W_][{_MARKS}]*)+(?:['’\u200c](?:[^\W_][{_MARKS}]*)+)*")
"""A word; those joined by a hyphen are several, so that “Schufa” stands in “SCHUFA-Auskunft”."""

SAME: Final = 1.0
"""Weight of the same word, inflected or not."""
COMPOUND: Final = 0.7
"""Weight of a longer word that holds the one asked for, such as “Wohnungsamt” for “Wohnung”."""
SHARED: Final = 0.5
"""Weight of a part of the word asked for, such as “Wohnung” for “Wohnungssuche”."""
TYPO: Final = 0.6
"""Weight of a word one or two letters away, where the study has no word as asked for."""

_LEAST: Final = 4  # letters of a word that is looked for inside others
_PART: Final = 5  # letters of a part of the word asked for
_REST: Final = 3  # letters that a compound has besides, and at most those of an ending
_LONG: Final = 8  # letters from which two may be wrong
_ARTICLE: Final = "ال"
_CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ك", "ل")
"""What Arabic writes together with the next word: and, then, in, as, for, the."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A word of a language, as it is compared.

    Attributes:
        language: Language of the text in which it stands; empty where it is not known.
        word: The word, folded (`faden.protection.leaks.folding.fold`).
        lemma: Its dictionary form, folded.
    """

    language: str
    word: str
    lemma: str


def terms(text: str, language: str | None) -> Iterator[tuple[Span, Term]]:
    """The words of a text with their places, in order."""
    for found in WORD.finditer(text):
        yield found.span(), _term(found[0], language or "")


@lru_cache(maxsize=200_000)
def _term(word: str, language: str) -> Term:
    folded = fold(word)
    return Term(language, folded, fold("".join(lemmas(word, language or None))) or folded)


def alike(asked: str, vocabulary: Iterable[Term]) -> dict[Term, float]:
    """The terms that stand for a word of a question, and how much each counts: 0 to 1.

    Letters out of place are forgiven only where the word occurs in no form, and no dictionary of the
    text's language knows it: a word that is spelt rightly does not find its neighbours, nor does any
    find words that say nothing ("Nacht" is not "nicht").

    Args:
        asked: One word, as typed.
        vocabulary: The terms that occur.
    """
    found: dict[Term, float] = {}
    near: list[Term] = []
    folded = fold(asked)
    most = 2 if len(folded) >= _LONG else 1
    forms: dict[str, frozenset[str]] = {}
    for term in vocabulary:
        own = forms.get(term.language)
        if own is None:
            own = forms[term.language] = _forms(folded, _term(asked, term.language).lemma)
        weight = _weight(own, term)
        if weight:
            found[term] = weight
        elif _may_be_meant(term, folded, most):
            near.append(term)
    if not any(weight in {SAME, COMPOUND} for weight in found.values()):
        near = [term for term in near if not is_word(asked, term.language)]
        found |= {term: TYPO for term in near if _distance(folded, term.word, most) <= most}
    return found


def _may_be_meant(term: Term, folded: str, most: int) -> bool:
    """Whether a term is about as long as a word asked for, begins alike and says something."""
    if len(folded) <= _LEAST or abs(len(term.word) - len(folded)) > most or term.word[0] != folded[0]:
        return False
    return not {term.word, term.lemma} & _silent(term.language)


@cache
def _silent(language: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves, folded as terms are."""
    return frozenset(fold(word) for word in stop_words(language))


def _forms(folded: str, lemma: str) -> frozenset[str]:
    """How a word asked for may stand: as typed, in dictionary form, in Arabic also without its article."""
    bare = folded.removeprefix(_ARTICLE)
    return frozenset((folded, lemma, bare if len(bare) >= _REST else folded))


def _weight(asked: frozenset[str], term: Term) -> float:
    if term.word in asked or term.lemma in asked:
        return SAME
    weights = (_inside(form, term) for form in asked)
    return max(weights, default=0.0)


def _inside(asked: str, term: Term) -> float:
    """Whether one word is a part of the other, or differs by what the language writes onto it."""
    word = term.word
    if term.language == "ar" or word > "\u0600":
        rest = word[: -len(asked)] if word.endswith(asked) else None
        return SAME if rest and rest in _CLITICS else 0.0
    if len(asked) >= _LEAST and len(word) > len(asked):
        more = len(word) - len(asked)
        if term.language != "de":
            return COMPOUND if more <= _REST and word.startswith(asked) else 0.0
        if more >= _REST and (word.startswith(asked) or word.endswith(asked)):
            return COMPOUND
    for own in {word, term.lemma} if term.language == "de" else ():
        if _PART <= len(own) <= len(asked) - _REST and (asked.startswith(own) or asked.endswith(own)):
            return SHARED
    return 0.0


def _distance(one: str, other: str, most: int) -> int:
    """Letters to put in, leave out, replace or swap, counted up to ``most`` + 1.

    Source:
        Damerau, F. J. (1964), A technique for computer detection and correction of spelling errors.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        now = [at]
        for to, own in enumerate(other, start=1):
            cost = min(last[to] + 1, now[-1] + 1, last[to - 1] + (letter != own))
            if before and to > 1 and letter == other[to - 2] and one[at - 2] == own:
                cost = min(cost, before[to - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]
