"""Label words: what the statements of a cluster speak of more than those of the others.

Per language, since words of one language say nothing of how telling those of another are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from faden.analysis._bertopic import class_weights
from faden.core.text import words
from faden.language.cleaning import clean
from faden.language.lemmas import content_lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faden.analysis.cluster import Statement

UNKNOWN: Final = "und"
"""The language of statements whose language is not known."""

COUNT: Final = 5
"""Label words of a cluster in one language."""

_PSEUDONYM: Final = re.compile(r"\[[^\]\n]*\]")
"""``[Sachbearbeiterin A]``: stands for a name, and says nothing of the matter."""


def label_words(members: Sequence[Sequence[Statement]]) -> list[dict[str, tuple[str, ...]]]:
    """The most telling words of each cluster in each language of its statements.

    A language with a single statement in a cluster of several has no say in it, and a word that only
    one statement has is taken only where no word is shared: a label is what is common.

    Args:
        members: The statements of each cluster.

    Returns:
        For each cluster, language → up to five lemmas, the most telling first, written as they
        mostly stand. Languages without a telling word are left out.
    """
    labels: list[dict[str, tuple[str, ...]]] = [{} for _ in members]
    for language in sorted({_code(statement) for group in members for statement in group}):
        own = [[s for s in group if _code(s) == language] for group in members]
        told = [[_lemmas(statement) for statement in group] for group in own]
        weights = class_weights([_counts(group, sets) for group, sets in zip(own, told, strict=True)])
        written = _written([s for group in own for s in group], language)
        for label, weight, sets, group in zip(labels, weights, told, members, strict=True):
            best = _best(weight, sets) if len(sets) > 1 or len(group) == 1 else []
            if best:
                label[language] = tuple(written.get(word, word) for word in best)
    return labels


def _code(statement: Statement) -> str:
    return statement.language or UNKNOWN


def _lemmas(statement: Statement) -> frozenset[str]:
    return frozenset(content_lemmas(_PSEUDONYM.sub(" ", statement.text), statement.language))


def _counts(group: Sequence[Statement], told: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weight of the statements that have each word: who repeats a word counts once."""
    counts: dict[str, float] = defaultdict(float)
    for statement, lemmas in zip(group, told, strict=True):
        for lemma in lemmas:
            counts[lemma] += statement.weight
    return dict(counts)


def _best(weights: dict[str, float], told: Iterable[frozenset[str]]) -> list[str]:
    spread = Counter(lemma for lemmas in told for lemma in lemmas)
    shared = [word for word in weights if spread[word] > 1]
    ordered = sorted(shared or weights, key=lambda word: (-weights[word], word))
    return ordered[:COUNT]


def _written(statements: Sequence[Statement], language: str) -> dict[str, str]:
    """Lemma → how it mostly stands where no sentence begins: ``Kaution``, ``WBS``, ``warten``."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        for word in words(clean(_PSEUDONYM.sub(" ", statement.text)))[1:]:
            for lemma in content_lemmas(word, language):
                forms[lemma][_form(word, lemma)] += 1
    return {lemma: min(counts, key=lambda form: (-counts[form], form)) for lemma, counts in forms.items()}


def _form(word: str, lemma: str) -> str:
    """The lemma with the capitals of the word."""
    if word.lower() == lemma:
        return word
    return lemma.capitalize() if word[:1].isupper() else lemma
