"""Clusters of needs, beside BERTopic as it comes and KMeans, in the same run.

The yardsticks: BERTopic's defaults on the raw vectors, as a plain script would use it, and KMeans on the
same centred vectors that faden starts from, its number of groups chosen by the silhouette. In all of them a
statement without a group counts as one by itself, so that throwing away does not pay. The 150 statements
are by one author and were tuned on, as was this study (``LOG.md``): no figures for new data.
"""

from __future__ import annotations

import runpy
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from faden.analysis.clusters import labels
from faden.analysis.consensus import LEFT_OUT, agreement
from faden.build.clock import today
from faden.build.clusters import statements
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.language.centring import centre, without_common
from faden.language.embedding import default_embedder
from faden.language.sharpening import sharpen
from faden.language.vectors import CachedEmbedder
from faden.publish.verdict import Case
from faden.study.folder import find_folder
from measurements.studies import ROOT, SHARED

IDS: Final = ("needs.statements.", "needs.study.")
SEEDS: Final = 5
SUBSAMPLES: Final = 6
KEPT: Final = 0.9
STATEMENTS: Final = SHARED.parent / "sketches/models/data.py"

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]


class Set(NamedTuple):
    """Texts with their vectors as they come, without their language, and as faden compares them."""

    texts: list[str]
    languages: list[str | None]
    raw: Vectors
    centred: Vectors
    sharp: Vectors

    def part(self, rows: NDArray[np.int64]) -> Set:
        """The texts in these rows."""
        return Set(
            [self.texts[row] for row in rows],
            [self.languages[row] for row in rows],
            self.raw[rows],
            self.centred[rows],
            self.sharp[rows],
        )


def measure() -> list[dict[str, Any]]:
    """Topics and languages of the 150 statements (where they are at hand); stability on this study."""
    return [*(_statements() if STATEMENTS.is_file() else []), *_study()]


def vectors_of(texts: list[str]) -> Vectors:
    """Vectors of texts, kept between measurements; no time is taken of this."""
    folder = Path(tempfile.gettempdir()) / "faden-measurements"
    return CachedEmbedder(default_embedder(), folder).embed(texts)


def texts_set(texts: list[str], languages: list[str | None]) -> Set:
    """Texts with all their vectors."""
    model = default_embedder().name
    raw = vectors_of(texts)
    centred = centre(raw, languages, model=model)
    return Set(texts, languages, raw, centred, sharpen(centred, model=model))


def own(told: Set, _: int) -> Labels:
    """What faden does; it takes no seed."""
    return labels(told.sharp)


def defaults(told: Set, seed: int) -> Labels:
    """BERTopic as it comes on vectors as they come; only its seed is set."""
    from bertopic import BERTopic
    from umap import UMAP

    reduce = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed, n_jobs=1)
    found, _ = BERTopic(umap_model=reduce).fit_transform(told.texts, embeddings=told.raw)
    return np.array(found, np.int64)


def kmeans(told: Set, seed: int) -> Labels:
    """KMeans on centred vectors, with the number of groups that has the best silhouette."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    tried = [KMeans(k, n_init=5, random_state=seed).fit_predict(told.centred) for k in range(4, 41, 6)]
    best: Labels = max(tried, key=lambda found: silhouette_score(told.centred, found, metric="cosine"))
    return best.astype(np.int64)


WAYS: Final[dict[str, Callable[[Set, int], Labels]]] = {
    "faden": own,
    "BERTopic's defaults": defaults,
    "KMeans": kmeans,
}


def numbers(names: Iterable[object]) -> Labels:
    """A number for each different name."""
    return np.unique([str(name) for name in names], return_inverse=True)[1].astype(np.int64)


def statements_set() -> tuple[Set, Labels]:
    """The 150 statements and their topics."""
    data, at = _told_statements()
    return data, numbers(at // 3)


def _told_statements() -> tuple[Set, NDArray[np.int64]]:
    told = runpy.run_path(str(STATEMENTS))["D"]
    rows = [(language, at, text) for language, own_ in told.items() for at, text in enumerate(own_)]
    data = texts_set([text for _, _, text in rows], [language for language, _, _ in rows])
    return data, np.array([at for _, at, _ in rows])


def _statements() -> list[dict[str, Any]]:
    data, at = _told_statements()
    topics, spoken = numbers(at // 3), numbers(data.languages)
    found = {
        way: [group(data, seed) for seed in range(1 if way == "faden" else SEEDS)]
        for way, group in WAYS.items()
    }
    return [
        _row("topics", {way: mean(agreement(topics, run) for run in runs) for way, runs in found.items()}),
        _row("languages", {w: mean(agreement(spoken, run) for run in runs) for w, runs in found.items()}),
        _row("unassigned", {way: mean((run < 0).mean() for run in runs) for way, runs in found.items()}),
        _neighbour(data, at),
    ]


def _neighbour(data: Set, numbers: NDArray[np.int64]) -> dict[str, Any]:
    """Whether the nearest statement has the same topic; translations of a statement are left out."""

    def same(vectors: Vectors) -> float:
        near = np.where(numbers[:, None] == numbers[None, :], -np.inf, vectors @ vectors.T)
        return float((numbers[near.argmax(axis=1)] // 3 == numbers // 3).mean())

    return _row("neighbour", {"faden": same(without_common(data.sharp)), "raw vectors": same(data.raw)})


def _study() -> list[dict[str, Any]]:
    corpus = read_corpus(find_folder(ROOT))
    told = statements(Case(corpus, Index(corpus), today()))
    data = texts_set([one.text for one in told], [one.language for one in told])
    begun = time.perf_counter()
    labels(data.sharp)
    seconds = time.perf_counter() - begun
    spoken = numbers(data.languages)
    runs = {way: subsampled(data, group) for way, group in WAYS.items()}
    stability = {way: mean(agreement(a, b) for a, b in combinations(r, 2)) for way, r in runs.items()}
    unassigned = {
        way: mean((run == -1).sum() / (run != LEFT_OUT).sum() for run in r) for way, r in runs.items()
    }
    size = len(told)
    groups = {way: mean(run.max() + 1 for run in r) for way, r in runs.items()}
    counted = "; groups: " + ", ".join(f"{way} {count:.0f}" for way, count in groups.items())
    steady = _row("study.stability", stability, size)
    return [
        steady | {"note": steady["note"] + counted},
        _row("study.unassigned", unassigned, size),
        _row(
            "study.languages", {w: mean(agreement(spoken, run) for run in r) for w, r in runs.items()}, size
        ),
        {
            "id": "needs.study.seconds",
            "value": seconds,
            "n": size,
            "note": "vectors known; compiling included",
        },
    ]


def subsampled(data: Set, group: Callable[[Set, int], Labels], count: int = SUBSAMPLES) -> list[Labels]:
    """Labels on random parts of the set; statements not drawn are left out."""
    size, runs = len(data.texts), []
    for seed in range(count):
        rows = np.sort(np.random.default_rng(seed).permutation(size)[: round(size * KEPT)])
        run = np.full(size, LEFT_OUT, np.int64)
        run[rows] = group(data.part(rows), seed)
        runs.append(run)
    return runs


def mean(values: Any) -> float:
    """The mean of any figures."""
    return float(np.mean(list(values)))


def _row(name: str, values: dict[str, float], n: int = 150) -> dict[str, Any]:
    """Our value beside the better of the others; small is better for languages and unassigned."""
    better = min if name.endswith(("languages", "unassigned")) else max
    others = {way: value for way, value in values.items() if way != "faden"}
    # KMeans assigns everything by force; as a yardstick for what fits nowhere it says nothing.
    fair = {w: v for w, v in others.items() if w != "KMeans"} if name.endswith("unassigned") else others
    return {
        "id": f"needs.{name if name.startswith('study') else f'statements.{name}'}",
        "value": values["faden"],
        "baseline": better(fair.values()),
        "n": n,
        "note": "; ".join(f"{way} {value:.2f}" for way, value in others.items()),
    }


if __name__ == "__main__":
    for row in measure():
        print(row)
