"""Proposals told from the rest of what citizens wrote: learnt in two cities, judged in the third.

Beside TF-IDF of words and letters with logistic regression in the same way. Documents on which ways and
constants were chosen are told apart from the others, which had a look in each of two rounds; see LOG.md.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from faden.analysis.stated.learnt import LINE, SHARE
from measurements import make_stated
from measurements.make_stated import CITIES, CORPUS, KEPT, Data

IDS: Final = ("needs.arguments.",)

Flags = NDArray[np.bool_]


def measure() -> list[dict[str, Any]]:
    """The F1 across cities; nothing where the corpus is not at hand.

    Scores kept by ``python -m measurements.make_stated judge`` are used where they are.
    """
    if not CORPUS.is_file():
        return []
    data = make_stated.read()
    if not (KEPT / "scores.npz").is_file():
        make_stated.judge(data)
    with np.load(KEPT / "scores.npz") as content:
        scores = {name: content[name] for name in content.files}
    fused = scores["network"] + SHARE * scores["words"] >= LINE
    every = np.ones(len(data.rows), bool)
    fresh = ~data.developed()
    value, cities = across(data, fused, every)
    unseen, _ = across(data, fused, fresh)
    baseline, _ = across(data, tf_idf(data), every)
    told = ", ".join(f"{city} {figure:.3f}" for city, figure in cities.items())
    meaning, _ = across(data, scores["meaning"] >= LINE, every)
    note = (
        f"judged on {told}; on documents not developed on: {unseen:.3f} (second look); "
        f"by meaning alone: {meaning:.3f}; baseline: TF-IDF + LR across cities"
    )
    row = {
        "id": "needs.arguments.f1",
        "value": value,
        "baseline": baseline,
        "n": len(data.rows),
        "note": note,
    }
    return [row]


def across(data: Data, proposed: Flags, among: Flags) -> tuple[float, dict[str, float]]:
    """Mean of the F1 in each city, and each of them."""
    cities = {
        city: f1(proposed[at], data.truth[at] > 0) for city in CITIES for at in [among & (data.city == city)]
    }
    return float(np.mean(list(cities.values()))), cities


def f1(proposed: Flags, truth: Flags) -> float:
    """Harmonic mean of precision and recall of proposals."""
    return float(2 * (proposed & truth).sum() / (proposed.sum() + truth.sum()))


def tf_idf(data: Data) -> Flags:
    """What TF-IDF with logistic regression proposes in each city after learning in the two others."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    proposed = np.zeros(len(data.rows), bool)
    for city in CITIES:
        learn, there = np.flatnonzero(data.city != city), np.flatnonzero(data.city == city)
        ways = (
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
        known = hstack([way.fit_transform([data.texts[row] for row in learn]) for way in ways]).tocsr()
        asked = hstack([way.transform([data.texts[row] for row in there]) for way in ways]).tocsr()
        model = LogisticRegression(C=10, solver="liblinear", class_weight="balanced")
        proposed[there] = model.fit(known, data.truth[learn]).predict(asked) > 0
    return proposed
