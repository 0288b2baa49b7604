"""Label words: what the statements of a cluster speak of more than those of the others.

Per language, since words of one language say nothing of how telling those of another are.

Source:
    Grootendorst, M. (2020), KeyBERT (words near a text in meaning stand for it).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis._bertopic import class_weights
from faden.core.text import words
from faden.language.cleaning import clean
from faden.language.lemmas import content_lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.cluster import Statement
    from faden.analysis.extracting import Embed

UNKNOWN: Final = "und"
"""The language of statements whose language is not known."""

COUNT: Final = 5
"""Label words of a cluster in one language."""

LOOKED_AT: Final = 30
"""The most telling words of a cluster in one language, of which the nearest to its middle are taken."""

_PSEUDONYM: Final = re.compile(r"\[[^\]\n]*\]")
"""``[Sachbearbeiterin A]``: stands for a name, and says nothing of the matter."""


def label_words(
    members: Sequence[Sequence[Statement]], middles: Sequence[NDArray[np.float32]], embed: Embed
) -> list[dict[str, tuple[str, ...]]]:
    """The most telling words of each cluster in each language of its statements.

    A language with a single statement in a cluster of several has no say in it, and a word that only
    one statement has is taken only where no word is shared: a label is what is common. Words that are far
    in meaning from the middle of the cluster tell how people speak, not of what ("ehrlich", "mal"): how
    telling a word is counts as much as how near it is.

    Args:
        members: The statements of each cluster.
        middles: The middle of each.
        embed: Gives the vectors of words; asked once a language.

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
        looked_at = [
            _looked_at(weight, sets) if len(sets) > 1 or len(group) == 1 else []
            for weight, sets, group in zip(weights, told, members, strict=True)
        ]
        vectors = _vectors(
            {word: written.get(word, word) for own in looked_at for word in own}, language, embed
        )
        for label, weight, some, middle in zip(labels, weights, looked_at, middles, strict=True):
            best = _best({word: weight[word] for word in some}, vectors, middle)
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


def _looked_at(weights: dict[str, float], told: Iterable[frozenset[str]]) -> list[str]:
    """Words that may stand for a cluster: the most telling shared ones, or all where none is shared."""
    spread = Counter(lemma for lemmas in told for lemma in lemmas)
    shared = sorted((w for w in weights if spread[w] > 1), key=lambda word: (-weights[word], word))
    return shared[:LOOKED_AT] or sorted(weights)


def _vectors(written: Mapping[str, str], language: str, embed: Embed) -> dict[str, NDArray[np.float32]]:
    """The vector of each word, ``(d,)`` of length 1, as it mostly stands."""
    if not written:
        return {}
    found = embed(list(written.values()), [None if language == UNKNOWN else language] * len(written))
    lengths = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return dict(zip(written, found / lengths, strict=True))


def _best(
    weights: Mapping[str, float], vectors: Mapping[str, NDArray[np.float32]], middle: NDArray[np.float32]
) -> list[str]:
    """The words that are telling and near at once."""
    told = {word: weight * max(float(vectors[word] @ middle), 0.0) for word, weight in weights.items()}
    return sorted(told, key=lambda word: (-told[word], -weights[word], word))[:COUNT]


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
