"""Clusters at 50, 150, 500 and 5,000 segments with known topics, beside BERTopic's defaults and KMeans.

Which sets judge stands in ``LOG.md``. Each way groups six random parts of nine tenths of each set, and the
whole set once; figures of a size are means over its sets.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from typing import Any, Final

import numpy as np

from faden.analysis.cluster import Statement
from faden.analysis.consensus import agreement
from faden.analysis.label_words import label_words
from faden.language.lemmas import content_lemmas
from measurements.needs_clusters import (
    WAYS,
    Labels,
    Set,
    mean,
    numbers,
    statements_set,
    subsampled,
    texts_set,
)
from measurements.studies import SHARED

IDS: Final = (
    "needs.stability.",
    "needs.unassigned.",
    "needs.topics.",
    "needs.coherence.",
    "needs.several.",
    "needs.polis.",
)
CORPORA: Final = SHARED / "corpora"
PARTS: Final = 6
LARGE: Final = 5000
Known = tuple[Set, Labels]


def corpus_rows(name: str) -> list[dict[str, Any]]:
    """All rows of a corpus."""
    file = next((CORPORA / name).glob("*.jsonl"))
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def _sentences(count: int, seed: int) -> Known:
    """Sentences of sib200's test part, each in one of four languages by lot."""
    rows = [row for row in corpus_rows("sib200") if row["split"] == "test"]
    chance = np.random.default_rng(seed)
    drawn = [rows[at] for at in chance.permutation(len(rows))[:count]]
    spoken = chance.choice(["de", "en", "ar", "uk"], len(drawn)).tolist()
    texts = [row[code] for row, code in zip(drawn, spoken, strict=True)]
    return texts_set(texts, spoken), numbers(row["label"] for row in drawn)


def _contributions(count: int, seed: int) -> Known:
    """Contributions of city M with a topic."""
    rows = [row for row in corpus_rows("cimt_topics_de") if row["city"] == "M" and row["main"]]
    drawn = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))[:count]]
    texts = [f"{row['title']}. {row['text']}".strip() for row in drawn]
    return texts_set(texts, ["de"] * len(texts)), numbers(row["main"] for row in drawn)


def _polis(count: int | None, seed: int) -> Known:
    """Statements of the Klimarat; the topic is that of the conversation."""
    rows = corpus_rows("polis_statements")
    drawn = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))[:count]]
    texts = [row["text"] for row in drawn]
    return texts_set(texts, ["de"] * len(texts)), numbers(row["topic"] for row in drawn)


def _sets(size: int) -> list[Known]:
    if size == LARGE:
        return [_polis(size, 1)]
    if size == 500:
        return [_contributions(size, 1), _polis(size, 2)]
    drawn = [_sentences(size, 1), _contributions(size, 1)]
    if size == 50:
        return [*drawn, _sentences(size, 2), _contributions(size, 2)]
    return [*drawn, statements_set()]


def measure() -> list[dict[str, Any]]:
    """Stability, unassigned, topics and coherence at each size; and polis as a whole."""
    found = [row for size in (50, 150, 500, LARGE) for row in _size(size)]
    return [*found, _whole()]


def _size(size: int) -> list[dict[str, Any]]:
    figures: dict[str, dict[str, list[float]]] = {way: {} for way in WAYS}
    for data, topics in _sets(size):
        for way, group in WAYS.items():
            told = figures[way]
            runs = subsampled(data, group, PARTS)
            whole = group(data, 0)
            told.setdefault("stability", []).append(mean(agreement(a, b) for a, b in combinations(runs, 2)))
            told.setdefault("unassigned", []).append(float((whole < 0).mean()))
            told.setdefault("topics", []).append(agreement(topics, whole))
            told.setdefault("coherence", []).append(coherence(data, whole))
            told.setdefault("several", []).append(coherence(data, of_several(whole)))
            told.setdefault("groups", []).append(float(whole.max() + 1))
    return [
        _row(f"needs.{name}.{size}", name, figures, size)
        for name in ("stability", "unassigned", "topics", "coherence", "several")
    ]


def _row(identifier: str, name: str, figures: dict[str, dict[str, list[float]]], size: int) -> dict[str, Any]:
    own = figures["faden"][name]
    others = {way: mean(told[name]) for way, told in figures.items() if way != "faden"}
    # KMeans assigns everything by force; as a yardstick for what fits nowhere it says nothing.
    fair = [others["BERTopic's defaults"]] if name == "unassigned" else list(others.values())
    each = ", ".join(f"{value:.2f}" for value in own)
    groups = ", ".join(f"{value:.0f}" for value in figures["faden"]["groups"])
    return {
        "id": identifier,
        "value": mean(own),
        "baseline": min(fair) if name == "unassigned" else max(fair),
        "n": size,
        "note": "; ".join(f"{way} {value:.2f}" for way, value in others.items())
        + f"; sets {each}; groups {groups}",
    }


def of_several(labels: Labels) -> Labels:
    """Labels without groups of one text, whose words stand together nowhere else: that counts 100."""
    kept, sizes = np.unique(labels[labels >= 0], return_counts=True)
    several = kept[sizes > 1]
    return np.where(np.isin(labels, several), np.searchsorted(several, labels), -1).astype(np.int64)


def coherence(data: Set, labels: Labels) -> float:
    """How often label words of a cluster stand in the same texts: mean normalised PMI of pairs, in points.

    The label words are made by one function for all ways; -100 never together, 0 as by chance, 100 always.

    Source:
        Bouma, G. (2009), Normalized (Pointwise) Mutual Information in Collocation Extraction.
    """
    rows = [np.flatnonzero(labels == label) for label in range(int(labels.max(initial=-1)) + 1)]
    texts = [Statement(str(at), text, data.languages[at]) for at, text in enumerate(data.texts)]
    # Words that are telling by their counts alone, as when this measure was written: nearness is constant.
    same = [np.ones(1, np.float32)] * len(rows)
    words = label_words(
        [[texts[row] for row in own] for own in rows],
        same,
        lambda words, _: np.ones((len(words), 1), np.float32),
    )
    lemmas = [frozenset(content_lemmas(s.text, s.language)) for s in texts]
    figures = []
    for language in sorted({code for code in data.languages if code}):
        told = [own for own, code in zip(lemmas, data.languages, strict=True) if code == language]
        single = Counter(lemma for own in told for lemma in own)
        for label in words:
            chosen = [word.lower() for word in label.get(language, ()) if single[word.lower()]]
            pairs = [_pmi(one, other, told, single) for one, other in combinations(chosen, 2)]
            figures += [mean(pairs)] if pairs else []
    return 100 * mean(figures) if figures else 0.0


def _pmi(one: str, other: str, told: list[frozenset[str]], single: Counter[str]) -> float:
    both = sum(one in own and other in own for own in told)
    if not both:
        return -1.0
    if both == len(told):
        return 1.0
    share = both / len(told)
    return float(np.log(share * len(told) ** 2 / (single[one] * single[other])) / -np.log(share))


def _whole() -> dict[str, Any]:
    from sklearn.metrics import normalized_mutual_info_score

    data, topics = _polis(None, 3)
    found = {way: group(data, 0) for way, group in WAYS.items()}
    # A statement without a group counts as one by itself, as in the other figures.
    told = {
        way: float(
            normalized_mutual_info_score(topics, np.where(run < 0, run.max() + 1 + np.arange(len(run)), run))
        )
        for way, run in found.items()
    }
    counted = "; groups: " + ", ".join(f"{way} {run.max() + 1}" for way, run in found.items())
    others = {way: value for way, value in told.items() if way != "faden"}
    return {
        "id": "needs.polis.topics",
        "value": told["faden"],
        "baseline": max(others.values()),
        "n": len(topics),
        "note": "; ".join(f"{way} {value:.3f}" for way, value in others.items()) + counted,
    }


if __name__ == "__main__":
    for row in measure():
        print(row)
