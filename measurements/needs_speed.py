"""How long clusters take: 10,000 and 100,000 segments, and one more transcript in a study of 200.

10,000 are sentences of contributions. 100,000 are synthetic: the vectors of the same sentences, repeated with
noise (`NOISE`), since no corpus at hand is as large. Each runs in a process of its own, so that its peak
memory is its own; loading libraries and reading vectors count.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from faden.analysis.cluster import Statement
from faden.analysis.cluster_changes import former_of
from faden.analysis.clusters import cluster, space
from faden.language.embedding import default_embedder
from faden.language.vectors import CachedEmbedder
from measurements.needs_clusters import Vectors, vectors_of
from measurements.studies import SHARED

IDS: Final = ("needs.10000.", "needs.100000.", "needs.one-more.")
TRANSCRIPTS: Final = 200
EACH: Final = 20
NOISE: Final = 0.02
"""Standard deviation per number, of 384; the noise is about .4 long beside vectors of length 1."""

_CHILD: Final = """
import resource, sys, time
begun = time.perf_counter()
import numpy as np
from faden.analysis.clusters import labels
found = labels(np.load(sys.argv[1]))
seconds = time.perf_counter() - begun
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found.max() + 1, (found < 0).mean())
"""


def _sentences() -> list[str]:
    file = next((SHARED / "corpora" / "cimt_arguments_de").glob("*.jsonl"))
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    return [row["content"] for row in rows]


def measure() -> list[dict[str, Any]]:
    """Seconds and memory."""
    texts = _sentences()
    known = _Known(vectors_of(texts))
    sharp = space(texts, ["de"] * len(texts), known)
    return [*_ten_thousand(sharp[:10_000]), _hundred_thousand(sharp), _one_more(texts)]


class _Known:
    """The default model, whose vectors are known."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self.name = default_embedder().name
        self.dimension = vectors.shape[1]

    def embed(self, texts: object) -> Vectors:
        """The vectors, whatever is asked."""
        del texts
        return self._vectors


def _timed(vectors: Vectors) -> tuple[float, float, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.npy"
        np.save(path, vectors)
        call = [sys.executable, "-c", _CHILD, str(path)]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
    seconds, memory, groups, loose = done.stdout.split()
    return float(seconds), float(memory), f"{groups} groups, {float(loose):.3f} unassigned"


def _ten_thousand(vectors: Vectors) -> list[dict[str, Any]]:
    seconds, memory, told = _timed(vectors)
    size = len(vectors)
    return [
        {"id": "needs.10000.seconds", "value": seconds, "n": size, "note": told},
        {"id": "needs.10000.memory", "value": memory, "n": size, "note": told},
    ]


def _hundred_thousand(vectors: Vectors) -> dict[str, Any]:
    size, chance = 100_000, np.random.default_rng(0)
    rows = np.arange(size) % len(vectors)
    noisy = vectors[rows] + chance.normal(scale=NOISE, size=(size, vectors.shape[1])).astype(np.float32)
    noisy /= np.linalg.norm(noisy, axis=1, keepdims=True)
    seconds, memory, told = _timed(noisy)
    note = f"synthetic: {len(vectors)} real vectors repeated with noise; {told}; {memory:.0f} MB"
    return {"id": "needs.100000.seconds", "value": seconds, "n": size, "note": note}


def _one_more(texts: list[str]) -> dict[str, Any]:
    """Vectors of all and clusters, beside vectors of one transcript more and clusters that hold on."""
    told = [
        Statement(f"c-{at:06}", text, "de", f"p-{at // EACH}")
        for at, text in enumerate(texts[: (TRANSCRIPTS + 1) * EACH])
    ]
    with tempfile.TemporaryDirectory() as folder:
        model = CachedEmbedder(default_embedder(), Path(folder))
        model.embed(["warm"])
        begun = time.perf_counter()
        before = cluster(told[:-EACH], model)
        whole = time.perf_counter() - begun
        begun = time.perf_counter()
        after = cluster(told, model, former=former_of(before))
        again = time.perf_counter() - begun
    since = after.since
    changed = f"{len(since.kept)} clusters kept, {len(since.changed)} changed" if since else ""
    return {
        "id": "needs.one-more.seconds",
        "value": again,
        "baseline": whole,
        "n": TRANSCRIPTS,
        "note": f"{EACH} sentences each; vectors and clusters, without reading the study; {changed}",
    }


if __name__ == "__main__":
    for row in measure():
        print(row)
