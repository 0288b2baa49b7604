"""Suggested codes, beside TF-IDF with logistic regression, vectors alone, and the plain mean of both.

On the contributions of cimt_topics_de, whose 30 codes have no definitions there: those of
``testsets/cimt_topics_definitions.json`` were written from the names of the codes alone. What was tuned was
tuned on 60 % of the contributions (`developed`); see LOG.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from faden.analysis.suggest.suggester import Suggester
from faden.analysis.suggest.values import CodeNote, Passage
from faden.language.embedding import default_embedder
from faden.language.vectors import CachedEmbedder
from measurements.studies import ROOT, SHARED

IDS: Final = ("suggest.topics.", "suggest.transfer.", "suggest.five.", "suggest.calibration")
CORPUS: Final = SHARED / "corpora/cimt_topics_de"
DEFINITIONS: Final = Path(__file__).parent / "testsets/cimt_topics_definitions.json"
FOLDS: Final = 5
DRAWS: Final = 5
FEW: Final = 5
SOME: Final = 1000

Table = NDArray[np.float64]
Rows = NDArray[np.intp]
Columns = Sequence[int] | Rows


class Data(NamedTuple):
    """The contributions, their codes, and what gives vectors."""

    ids: list[str]
    texts: list[str]
    titles: list[str]
    cities: NDArray[np.str_]
    codes: list[str]
    truth: Table
    notes: list[CodeNote]
    embedder: CachedEmbedder

    def passages(self, rows: Sequence[int] | Rows) -> list[Passage]:
        """Some contributions as passages."""
        return [Passage(self.ids[row], self.texts[row], "de") for row in rows]


def measure() -> list[dict[str, Any]]:
    """All figures; nothing where the corpus is not at hand."""
    if not CORPUS.is_dir():
        return []
    data = read()
    return [*_folded(data), _transfer(data), _few(data), _calibration(data)]


def read() -> Data:
    """The corpus; vectors are kept in ``build/cache``."""
    lines = (CORPUS / "cimt_topics.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    entries = [json.loads(line) for line in lines]
    codes = list(json.loads((CORPUS / "labels.json").read_text(encoding="utf-8"))["level2"])
    definitions = json.loads(DEFINITIONS.read_text(encoding="utf-8"))
    return Data(
        [entry["id"] for entry in entries],
        [f"{entry['title'].strip()}\n{entry['text'].strip()}".strip() for entry in entries],
        [entry["title"].strip() for entry in entries],
        np.array([entry["city"] for entry in entries]),
        codes,
        np.array([[code in entry["level2"] for code in codes] for entry in entries], np.float64),
        [CodeNote(code, (definitions[code],), "de") for code in codes],
        CachedEmbedder(default_embedder(), ROOT / "build/cache/vectors"),
    )


def developed(data: Data) -> NDArray[np.bool_]:
    """The contributions on which the ways and constants of faden were chosen."""
    numbers = [int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10 for identifier in data.ids]
    return np.array(numbers) < 6


def own(data: Data, learn: Rows, judge: Rows, columns: Columns | None = None) -> tuple[Table, float]:
    """Scores by faden of some contributions after learning from others, and where it draws the line."""
    columns = range(len(data.codes)) if columns is None else columns
    examples = {data.ids[row]: {data.codes[at] for at in columns if data.truth[row, at]} for row in learn}
    notes = [data.notes[at] for at in columns]
    made = Suggester.fit(data.passages(learn), examples, notes, data.embedder)
    return made.scores(data.passages(judge)), made.line


def baselines(data: Data, learn: Rows, judge: Rows, columns: Columns | None = None) -> dict[str, Table]:
    """What logistic regression gives on words, on vectors, and the mean of both."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    truth = data.truth if columns is None else data.truth[:, list(columns)]
    known, asked = ([data.texts[row] for row in rows] for rows in (learn, judge))
    ways = (
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
    )
    words = hstack([way.fit_transform(known) for way in ways]).tocsr()
    asked_words = hstack([way.transform(asked) for way in ways]).tocsr()
    vectors = data.embedder.embed(data.texts)
    scores = {
        "TF-IDF": _regression(words, truth[learn], asked_words),
        "vectors": _regression(vectors[learn], truth[learn], vectors[judge]),
    }
    return scores | {"mean": (scores["TF-IDF"] + scores["vectors"]) / 2}


def _regression(known: Any, truth: Table, asked: Any) -> Table:
    from sklearn.linear_model import LogisticRegression

    columns = []
    for code in truth.T:
        if 0 < code.sum() < len(code):
            model = LogisticRegression(C=10, solver="liblinear", class_weight="balanced").fit(known, code)
            columns.append(model.predict_proba(asked)[:, 1])
        else:
            columns.append(np.full(asked.shape[0], code.mean()))
    return np.stack(columns, axis=1)


def hit3(scores: Table, truth: Table) -> float:
    """Share of contributions with a code that have a right one among the first three."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, :3]
    right: NDArray[np.bool_] = np.take_along_axis(truth, best, axis=1).max(axis=1) > 0
    return float(right[truth.sum(axis=1) > 0].mean())


def f1(proposed: NDArray[np.bool_], truth: Table) -> tuple[float, float]:
    """F1 counted over all codings, and the mean of the F1 of each code."""
    right = (proposed & (truth > 0)).sum(axis=0)
    total = proposed.sum(axis=0) + truth.sum(axis=0)
    return float(2 * right.sum() / total.sum()), float((2 * right / np.maximum(total, 1)).mean())


def calibration_error(scores: Table, truth: Table) -> float:
    """How far the first suggestion's score is from how often it is right: ten bins, weighted."""
    sure = scores.max(axis=1)
    right = np.take_along_axis(truth, scores.argmax(axis=1)[:, None], axis=1)[:, 0]
    bins = np.minimum((sure * 10).astype(int), 9)
    parts = [bins == number for number in range(10)]
    return float(
        sum(part.mean() * abs(sure[part].mean() - right[part].mean()) for part in parts if part.any())
    )


def _folded(data: Data) -> list[dict[str, Any]]:
    order = np.random.default_rng(0).permutation(len(data.ids))
    scores: dict[str, Table] = {}
    proposed = np.zeros(data.truth.shape, bool)
    for fold in range(FOLDS):
        judge = np.sort(order[fold::FOLDS])
        learn = np.setdiff1d(order, judge)
        mine, line = own(data, learn, judge)
        proposed[judge] = mine >= line
        for way, found in (baselines(data, learn, judge) | {"faden": mine}).items():
            scores.setdefault(way, np.zeros(data.truth.shape))[judge] = found
    fresh = ~developed(data)
    rows = []
    marks = {way: f1(found >= 0.5, data.truth) for way, found in scores.items()}
    marks["faden"] = f1(proposed, data.truth)
    unseen = f1(proposed[fresh], data.truth[fresh])
    for at, name in enumerate(("micro", "macro")):
        told = {way: mark[at] for way, mark in marks.items()}
        rows.append(
            _row(f"topics.{name}-f1", told, len(data.ids), f"; never looked at before: {unseen[at]:.3f}")
        )
    hits = {way: hit3(found, data.truth) for way, found in scores.items()}
    late = hit3(scores["faden"][fresh], data.truth[fresh])
    return [*rows, _row("topics.hit3", hits, len(data.ids), f"; never looked at before: {late:.3f}")]


def _row(name: str, figures: dict[str, float], size: int, more: str = "") -> dict[str, Any]:
    """A figure beside the best of the baselines."""
    others = {way: figure for way, figure in figures.items() if way != "faden"}
    best = max(others, key=lambda way: others[way])
    told = ", ".join(f"{way} {figure:.3f}" for way, figure in others.items())
    return {
        "id": f"suggest.{name}",
        "value": figures["faden"],
        "baseline": others[best],
        "n": size,
        "note": f"{told}{more}",
    }


def _transfer(data: Data) -> dict[str, Any]:
    learn, there = np.flatnonzero(data.cities == "B"), np.flatnonzero(data.cities == "M")
    both = np.flatnonzero((data.truth[learn].sum(axis=0) > 0) & (data.truth[there].sum(axis=0) > 0))
    judge = there[data.truth[there][:, both].sum(axis=1) > 0]
    truth = data.truth[np.ix_(judge, both)]
    found = baselines(data, learn, judge, both) | {"faden": own(data, learn, judge, both)[0]}
    hits = {way: hit3(scores, truth) for way, scores in found.items()}
    return _row("transfer.hit3", hits, len(judge), f"; {len(both)} codes")


def _few(data: Data) -> dict[str, Any]:
    found: dict[str, list[float]] = {}
    judged = 0
    for seed in range(DRAWS):
        draw = np.random.default_rng(seed)
        with_code = [np.flatnonzero(data.truth[:, at]) for at in range(len(data.codes))]
        learn = np.unique(np.concatenate([draw.permutation(rows)[:FEW] for rows in with_code]))
        judge = np.setdiff1d(np.arange(len(data.ids)), learn)
        judged = len(judge)
        for way, scores in (baselines(data, learn, judge) | {"faden": own(data, learn, judge)[0]}).items():
            found.setdefault(way, []).append(hit3(scores, data.truth[judge]))
    hits = {way: float(np.mean(each)) for way, each in found.items()}
    return _row(
        "five.hit3", hits, judged, f"; mean of {DRAWS} draws, with definitions written from the names"
    )


def _calibration(data: Data) -> dict[str, Any]:
    errors: dict[str, list[float]] = {}
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(data.ids))
        learn, judge = np.sort(order[:SOME]), np.sort(order[SOME:])
        for way, scores in (baselines(data, learn, judge) | {"faden": own(data, learn, judge)[0]}).items():
            errors.setdefault(way, []).append(calibration_error(scores, data.truth[judge]))
    told = {way: float(np.mean(each)) for way, each in errors.items()}
    others = ", ".join(f"{way} {error:.3f}" for way, error in told.items() if way != "faden")
    return {"id": "suggest.calibration", "value": told["faden"], "n": len(data.ids) - SOME, "note": others}
