"""Train what tells proposals from the rest and write its weights to ``src/faden/analysis/stated/assets``.

Learnt from the sentences of cimt_arguments_de (Romberg & Conrad 2021, CC BY-SA 4.0), credited in NOTICE; the
weights are offered under CC BY-SA 4.0. ``mpos`` and ``mpos+premise`` are proposals, all else is the rest.

Needs torch. ``python measurements/make_stated.py`` trains on all three cities and writes; with ``judge`` it
trains on two cities, judges on the third, three times, and keeps the scores beside the vectors for
``measurements/needs_stated.py``. The same input gives the same bytes on the same machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from faden.analysis.stated import reading
from faden.analysis.stated.learnt import LAYERS, SEEDS, WEIGHTS
from faden.analysis.stated.network import HEADS, LONGEST, signs
from faden.analysis.stated.pieces import SLOTS, tokens, weights
from faden.language.centring import centre
from faden.language.cleaning import clean
from faden.language.embedding import default_embedder, early_embedder
from faden.language.vectors import CachedEmbedder

ROOT: Final = Path(__file__).resolve().parent.parent
CORPUS: Final = ROOT.parent / "shared/data/corpora/cimt_arguments_de/cimt_arguments.jsonl"
KEPT: Final = Path(os.environ.get("STATED_CACHE", ROOT / "build/cache/stated"))
CITIES: Final = ("B", "C", "M")
DOWN, VALUE, AROUND, MIX = 48, 12, 16, 48
EPOCHS: Final = 6
BATCH: Final = 48
COMMON: Final = 350

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]


@dataclass
class Data:
    """The sentences, what they are, and the vectors of their pieces.

    Attributes:
        rows: Lines of the corpus.
        flat: ``(all pieces, d)`` float16 of the sentences, one after the other.
        start: ``(n + 1,)`` where the pieces of each sentence begin.
    """

    rows: list[dict[str, str]]
    flat: NDArray[np.float16]
    start: NDArray[np.int64]
    texts: list[str] = field(init=False)
    truth: Floats = field(init=False)
    city: NDArray[np.str_] = field(init=False)
    title: NDArray[np.bool_] = field(init=False)
    around: tuple[Rows, Rows, Rows] = field(init=False)

    def __post_init__(self) -> None:
        """Tell proposals, cities and neighbours."""
        self.texts = [clean(row["content"]) for row in self.rows]
        self.truth = np.array([row["code"].startswith("mpos") for row in self.rows], np.float32)
        self.city = np.array([row["dataset"][-1] for row in self.rows])
        self.title = np.array([row["part"] == "title" for row in self.rows])
        documents = [row["document_id"] for row in self.rows]
        first: dict[str, int] = {}
        for at, name in enumerate(documents):
            first.setdefault(name, at)
        size = len(documents)
        same = np.array([a == b for a, b in zip(documents[1:], documents, strict=False)])
        numbers = np.arange(size)
        before = np.where(np.r_[False, same], numbers - 1, -1)
        after = np.where(np.r_[same, False], numbers + 1, -1)
        heads = np.array([-1 if first[name] == at else first[name] for at, name in enumerate(documents)])
        self.around = (before, after, heads)

    @cached_property
    def means(self) -> Floats:
        """``(n, d)`` mean of the pieces of each sentence."""
        spans = zip(self.start, self.start[1:], strict=False)
        return np.stack([self.flat[a:b].astype(np.float32).mean(axis=0) for a, b in spans])

    def pieces(self, row: int) -> NDArray[np.float16]:
        """Vectors of the pieces of a sentence."""
        return self.flat[self.start[row] : self.start[row + 1]][:LONGEST]

    def developed(self) -> NDArray[np.bool_]:
        """Sentences of the documents on which ways and constants were chosen."""
        told = [sha256(f"stated{row['document_id']}".encode()).hexdigest() for row in self.rows]
        return np.array([int(mark, 16) % 2 == 0 for mark in told])


def read() -> Data:
    """The corpus with the vectors of its pieces, which are kept in ``build/cache``."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    texts = [clean(row["content"]) for row in rows]
    model = early_embedder(LAYERS)
    kept = KEPT / f"{sha256(chr(10).join([model.name, *texts]).encode()).hexdigest()[:16]}.npz"
    if not kept.is_file():
        documents: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            documents.setdefault(row["document_id"], []).append(at)
        found: dict[int, NDArray[np.float16]] = {}
        told = reading.read([[texts[at] for at in own] for own in documents.values()], model)
        for own, pieces in zip(documents.values(), told, strict=True):
            found |= zip(own, pieces, strict=True)
        flat = [found[at] for at in range(len(rows))]
        KEPT.mkdir(parents=True, exist_ok=True)
        start = np.cumsum([0, *map(len, flat)], dtype=np.int64)
        np.savez(kept, flat=np.concatenate(flat), start=start)
    with np.load(kept) as content:
        return Data(rows, content["flat"], content["start"])


def common_words(data: Data, learn: Rows) -> tuple[str, ...]:
    """The words that stay in the skeleton: those in most sentences, written in small letters."""
    counted = Counter(
        word.lower() for row in learn for word in set(tokens(data.texts[row])) if not word[0].isupper()
    )
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(word for word, _ in ranked[:COMMON])


def table(data: Data, rows: Rows, common: frozenset[str]) -> Any:
    """Hashed pieces of the words of some sentences, as a sparse table."""
    from scipy.sparse import csr_matrix

    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for row in rows:
        told = weights(data.texts[row], common)
        columns += told.keys()
        values += told.values()
        ends.append(len(columns))
    return csr_matrix(
        (np.array(values, np.float32), np.array(columns), np.array(ends)), shape=(len(rows), SLOTS)
    )


def learn_words(data: Data, learn: Rows, common: frozenset[str]) -> tuple[Floats, float]:
    """Weights of the hashed pieces, and what is added."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=30, solver="liblinear", random_state=0)
    model.fit(table(data, learn, common), data.truth[learn])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def inputs(data: Data, rows: Rows, scale: tuple[Floats, Floats], draw: np.random.Generator | None) -> Any:
    """What the network is shown of some sentences; with a draw, some pieces and neighbours are left out."""
    import torch

    mean, spread = scale
    own = [data.pieces(int(row)) for row in rows]
    longest = max(len(each) for each in own)
    pieces = np.zeros((len(rows), longest, len(mean)), np.float32)
    seen = np.zeros((len(rows), longest), bool)
    for at, each in enumerate(own):
        pieces[at, : len(each)] = (each - mean) / spread
        seen[at, : len(each)] = True
    if draw is not None:
        gone = (draw.random(seen.shape) < 0.08) & seen
        gone[gone.sum(axis=1) == seen.sum(axis=1)] = False
        seen &= ~gone
    beside = np.zeros((len(rows), 3 * len(mean)), np.float32)
    outside = np.zeros((len(rows), 7), np.float32)
    for at, which in enumerate(neighbours[rows] for neighbours in data.around):
        there = which >= 0
        if draw is not None:
            there &= draw.random(len(rows)) > (0.5 if at == 2 else 0.25)
        part = slice(at * len(mean), (at + 1) * len(mean))
        beside[there, part] = (data.means[which[there]] - mean) / spread
        outside[:, 4 + at] = there
    outside[:, :4] = [signs(data.texts[row], title=bool(data.title[row])) for row in rows]
    return [torch.from_numpy(each) for each in (pieces, seen, beside, outside)]


def network(width: int) -> Any:
    """The network of `faden.analysis.stated.network` for training."""
    import torch
    from torch import nn
    from torch.nn.functional import silu

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.down = nn.Linear(width, DOWN)
            self.look = nn.Linear(DOWN, HEADS)
            self.value = nn.Linear(DOWN, HEADS * VALUE)
            self.around = nn.Linear(3 * width, AROUND)
            self.mix = nn.Linear(HEADS * VALUE + DOWN + AROUND + 7, MIX)
            self.out = nn.Linear(MIX, 1)
            self.some, self.few = nn.Dropout(0.3), nn.Dropout(0.2)

        def forward(self, pieces: Any, seen: Any, beside: Any, outside: Any) -> Any:
            features = silu(self.down(self.few(pieces)))
            share = self.look(features).masked_fill(~seen[..., None], -1e9).softmax(1)
            values = self.value(features).view(*features.shape[:2], HEADS, VALUE)
            taken = (share[..., None] * values).sum(1).flatten(1)
            most = features.masked_fill(~seen[..., None], -1e9).max(1).values
            around = silu(self.around(self.few(beside)))
            parts = [self.some(taken), self.some(most), self.some(around), outside]
            return self.out(self.some(silu(self.mix(torch.cat(parts, 1)))))[:, 0]

    return Network()


def learn_network(data: Data, learn: Rows, seed: int) -> dict[str, Floats]:
    """Weights of a network that has learnt from some sentences."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as loss

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    sample = np.random.default_rng(0).choice(learn, min(400, len(learn)), replace=False)
    some = np.concatenate([data.pieces(int(row)) for row in sample]).astype(np.float32)
    scale = some.mean(axis=0), some.std(axis=0)
    net = network(data.flat.shape[1])
    parts = len(learn) // BATCH
    steps = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, 2e-3, total_steps=EPOCHS * parts + 2)
    sizes = np.diff(data.start)[learn]
    for _ in range(EPOCHS):
        net.train()
        batches = np.array_split(learn[np.argsort(sizes + draw.normal(0, 4, len(learn)))], parts)
        for at in draw.permutation(parts):
            goal = torch.from_numpy(data.truth[batches[at]]) * 0.96 + 0.02
            steps.zero_grad()
            wrong: Any = loss(net(*inputs(data, batches[at], scale, draw)), goal)
            wrong.backward()
            steps.step()
            pace.step()
    told = {key: value.detach().numpy() for key, value in net.state_dict().items()}
    layers = ("down", "look", "value", "around", "mix", "out")
    made = {name: told[f"{name}.weight"] for name in layers}
    made |= {f"{name}_shift": told[f"{name}.bias"] for name in layers}
    made["out"] = made["out"][0]
    return made | {"mean": scale[0], "spread": scale[1]}


def network_scores(data: Data, made: dict[str, Floats], judge: Rows) -> Floats:
    """Log odds of some sentences by a network, as faden reads it."""
    from faden.analysis.stated.network import Read, scores

    def mean(row: int) -> Floats | None:
        return data.means[row] if row >= 0 else None

    before, after, heads = data.around
    sentences = [
        Read(
            data.pieces(int(row)).astype(np.float32),
            (mean(before[row]), mean(after[row]), mean(heads[row])),
            signs(data.texts[row], title=bool(data.title[row])),
        )
        for row in judge
    ]
    return scores(sentences, made)


def learn_meaning(data: Data, learn: Rows) -> tuple[Floats, float]:
    """A line through centred sentence vectors, for languages that were not learnt from."""
    from sklearn.linear_model import LogisticRegression

    vectors = centred(data)
    model = LogisticRegression(C=3.0, max_iter=1000).fit(vectors[learn], data.truth[learn])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def centred(data: Data) -> Floats:
    """``(n, d)`` sentence vectors without the share of German."""
    model = CachedEmbedder(default_embedder(), KEPT)
    return centre(model.embed(data.texts), ["de"] * len(data.texts), model=model.name)


def judge(data: Data) -> None:
    """Train on two cities and score the third, three times; keep the scores."""
    found = {name: np.zeros(len(data.rows), np.float32) for name in ("words", "network", "meaning")}
    for city in CITIES:
        learn, there = np.flatnonzero(data.city != city), np.flatnonzero(data.city == city)
        common = frozenset(common_words(data, learn))
        line, shift = learn_words(data, learn, common)
        found["words"][there] = table(data, there, common) @ line + shift
        for seed in range(SEEDS):
            made = learn_network(data, learn, seed)
            found["network"][there] += network_scores(data, made, there) / SEEDS
        meaning, shift = learn_meaning(data, learn)
        found["meaning"][there] = centred(data)[there] @ meaning + shift
        print(city, "scored", flush=True)
    parts: dict[str, Any] = dict(found)
    np.savez(KEPT / "scores.npz", **parts)


def write(data: Data) -> None:
    """Train on all cities and write the weights."""
    every = np.arange(len(data.rows))
    common = common_words(data, every)
    line, shift = learn_words(data, every, frozenset(common))
    size = float(np.abs(line).max() / 127)
    parts: dict[str, Any] = {
        "common": np.array(common),
        "words": np.round(line / size).astype(np.int8),
        "words_size": np.array([size, shift], np.float32),
    }
    for seed in range(SEEDS):
        made = learn_network(data, every, seed)
        parts |= {f"{seed}_{name}": value.astype(np.float16) for name, value in made.items()}
    meaning, shift = learn_meaning(data, every)
    parts |= {"meaning": meaning, "meaning_shift": np.array([shift], np.float32)}
    parts["model"] = np.array(early_embedder(LAYERS).name)
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(WEIGHTS, **parts)
    print(WEIGHTS.stat().st_size, "bytes")


if __name__ == "__main__":
    (judge if sys.argv[1:] == ["judge"] else write)(read())
