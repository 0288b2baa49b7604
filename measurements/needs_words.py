"""Label words of this study's clusters: how often they are words of what people coded there.

The names, definitions and rules of codes are never looked at when label words are made. A label word counts
where it, or a word that holds it or that it holds, stands in those of a code that at least a tenth of the
cluster carries; German and English, at 5, 12 and 30 groups. The yardstick is c-TF-IDF alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from faden.analysis.cluster import Statement
from faden.analysis.clusters import cluster, space
from faden.analysis.hierarchy import READ
from faden.analysis.label_words import label_words
from faden.build.clock import today
from faden.build.clusters import statements
from faden.coding.codebook import Code, Kind
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.language.embedding import default_embedder
from faden.language.lemmas import content_lemmas
from faden.publish.verdict import Case
from faden.study.folder import find_folder
from measurements.studies import ROOT

IDS: Final = ("needs.words.",)
LANGUAGES: Final = ("de", "en")
CARRIED: Final = 0.1
SHORTEST: Final = 5
"""Letters from which a part of a word counts as the word."""

Vectors = NDArray[np.float32]


def measure() -> list[dict[str, Any]]:
    """The share of label words that stand in the codebook where their clusters are coded."""
    corpus = read_corpus(find_folder(ROOT))
    case = Case(corpus, Index(corpus), today())
    told = sorted(statements(case), key=lambda one: one.id)
    found = cluster(told, default_embedder())
    raw = space([one.text for one in told], [one.language for one in told], default_embedder())
    mean = raw.mean(axis=0)
    at = {one.id: row for row, one in enumerate(told)}
    codes = _codes(case)
    words = {p.code.id: _words(p.code) for p in corpus.codebook.codes()}
    hits: dict[str, list[bool]] = defaultdict(list)
    for level in filter(None, map(found.level, READ)):
        groups = [[at[member] for member in group.members] for group in level.groups]
        members = [[told[row] for row in rows] for rows in groups]
        middles = [_unit((raw[rows] - mean).mean(axis=0)) for rows in groups]
        same = [np.ones(1, np.float32)] * len(groups)
        labels = {
            "faden": label_words(
                members, middles, lambda texts, spoken: space(texts, spoken, default_embedder()) - mean
            ),
            "c-TF-IDF": label_words(members, same, lambda texts, _: np.ones((len(texts), 1), np.float32)),
        }
        for way, made in labels.items():
            for own, label in zip(members, made, strict=True):
                hits[way] += _hits(own, label, codes, words)
    return [
        {
            "id": "needs.words.codes",
            "value": float(np.mean(hits["faden"])),
            "baseline": float(np.mean(hits["c-TF-IDF"])),
            "n": len(hits["faden"]),
            "note": "baseline: c-TF-IDF alone; no label is looked at while words are chosen",
        }
    ]


def _unit(vector: Vectors) -> Vectors:
    found: Vectors = vector / np.linalg.norm(vector)
    return found


def _codes(case: Case) -> dict[str, set[str]]:
    """Id of a coding → the codes of the very same words."""
    places: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    ids: dict[str, tuple[Any, ...]] = {}
    for each in case.index.of_kind(Kind.NEED, Kind.PAIN):
        a = each.anchor
        ids[each.coding.id] = (each.transcript, a.part, a.language, a.start, a.end)
        places[ids[each.coding.id]].add(each.coding.code)
    return {coding: places[place] for coding, place in ids.items()}


def _words(code: Code) -> dict[str, frozenset[str]]:
    texts = [text for text in (code.name, code.definition, code.include) if text is not None]
    return {
        language: frozenset(word for text in texts for word in content_lemmas(text.text(language), language))
        for language in LANGUAGES
    }


def _hits(
    members: Sequence[Statement],
    label: dict[str, tuple[str, ...]],
    codes: dict[str, set[str]],
    words: dict[str, dict[str, frozenset[str]]],
) -> list[bool]:
    carried = Counter(code for one in members for code in codes[one.id])
    own = [words[code] for code, count in carried.items() if count >= CARRIED * len(members)]
    return [
        any(_same(word.lower(), other) for each in own for other in each[language])
        for language in LANGUAGES
        for word in label.get(language, ())
    ]


def _same(word: str, other: str) -> bool:
    longest = min(len(word), len(other)) >= SHORTEST
    return word == other or (longest and (word in other or other in word))
