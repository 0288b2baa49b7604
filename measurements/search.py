"""Search: which sentences of a page answer a question, whether any does, and phrases across languages.

On OMoS-QA, whose questions newcomers might ask at pages of municipalities, with the ranking that faden
ships. What was chosen was chosen on half of the pages (`developed`); see LOG.md. The baseline is BM25 on
the words as they stand. The offsets of languages were measured on the phrases, too (`make_offsets.py`):
for the phrasebook only the figure without them, the baseline, is one of texts never seen.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import mean
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from faden.analysis.search.meaning import Meaning
from faden.analysis.search.question import parse_question
from faden.analysis.search.ranking import Searching, likeness
from faden.analysis.search.values import Passage
from faden.language.centring import centre
from faden.language.embedding import default_embedder
from faden.language.vectors import CachedEmbedder
from measurements.studies import ROOT, SHARED

IDS: Final = ("search.phrasebook", "search.omos.")
OMOS: Final = SHARED / "corpora/omos_qa/dev_de.jsonl"
PHRASES: Final = SHARED / "corpora/refugee_phrasebook/phrases.jsonl"
NEIGHBOURS: Final = 2
FIRST: Final = 5
LEAST: Final = 100
"""Phrases that a language must have to be judged."""

SAME: Final = {"ar_fusha": "ar", "prs": "fa", "kmr": "ku"}
"""Columns of the phrasebook that faden knows under another code."""

Floats = NDArray[np.float64]


class Judged(NamedTuple):
    """A question with what was found.

    Attributes:
        page: The page it is asked of.
        answers: Numbers of the sentences that answer it; none where nothing does.
        scores: Of the sentences, as faden ranks them.
        plain: Of the sentences, by the baseline.
        alike: How alike the best sentence is.
    """

    page: str
    answers: tuple[int, ...]
    scores: Floats
    plain: Floats
    alike: float

    @property
    def plain_best(self) -> float:
        """The best score of the baseline."""
        return float(self.plain.max())


def measure() -> list[dict[str, Any]]:
    """All figures; nothing where a corpus is not at hand."""
    if not OMOS.is_file() or not PHRASES.is_file():
        return []
    return [*answers(), phrasebook()]


def answers() -> list[dict[str, Any]]:
    """Evidence sentences and unanswerable questions, beside the figures on pages nobody had looked at."""
    judged = judge()
    fresh = [one for one in judged if not developed(one.page)]
    own, plain = recall(judged, _scores), recall(judged, _plain)
    held = f"on the {len(fresh)} questions held out"
    note = f"{held}: {recall(fresh, _scores):.3f}, BM25 {recall(fresh, _plain):.3f}"
    doubt = f"{held}: {auc(fresh, _alike):.3f}; baseline: the best score of BM25"
    return [
        {"id": "search.omos.recall5", "value": own, "baseline": plain, "n": len(judged), "note": note},
        {"id": "search.omos.bm25", "value": own, "baseline": plain, "n": len(judged), "note": note},
        {
            "id": "search.omos.unanswerable",
            "value": auc(judged, _alike),
            "baseline": auc(judged, lambda one: one.plain_best),
            "n": len(judged),
            "note": doubt,
        },
    ]


def judge() -> list[Judged]:
    """Every question with its page, ranked by faden and by the baseline."""
    embedder = CachedEmbedder(default_embedder(), ROOT / "build/cache/vectors")
    pages: dict[str, Searching] = {}
    found = []
    for line in OMOS.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        entry = json.loads(line)
        sentences = entry["context"].split("\n")
        if entry["context"] not in pages:
            passages = [Passage(text, _around(sentences, at), "de") for at, text in enumerate(sentences)]
            searching = pages[entry["context"]] = Searching(passages, [0] * len(passages))
            searching.meaning = Meaning(passages, embedder)
        searching = pages[entry["context"]]
        told = searching.evidence(parse_question(entry["question"], "de"))
        plain = bm25(sentences, entry["question"])
        page, answered = str(entry["pageId"]), tuple(entry["answers"])
        found.append(Judged(page, answered, searching.scores(told), plain, likeness(told)))
    return found


def _around(sentences: Sequence[str], at: int) -> str:
    return " ".join(sentences[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1])


def developed(page: str) -> bool:
    """Whether the ways and constants of faden were chosen on a page."""
    return int(hashlib.sha256(page.encode()).hexdigest(), 16) % 2 == 0


def bm25(sentences: Sequence[str], question: str, k1: float = 1.2, b: float = 0.75) -> Floats:
    """The baseline: BM25 on words in lower case, with the usual constants."""
    told = [Counter(re.findall(r"\w+", text.lower())) for text in sentences]
    lengths = np.array([counts.total() for counts in told], np.float64)
    scores = np.zeros(len(sentences))
    for word in set(re.findall(r"\w+", question.lower())):
        times = np.array([counts[word] for counts in told], np.float64)
        held = int((times > 0).sum())
        rarity = math.log(1 + (len(told) - held + 0.5) / (held + 0.5))
        scores += rarity * times * (k1 + 1) / (times + k1 * (1 - b + b * lengths / max(lengths.mean(), 1.0)))
    return scores


def recall(judged: Iterable[Judged], scores: Callable[[Judged], Floats]) -> float:
    """Share of the evidence among the first five, of the share that five sentences can hold at best."""
    own, best = [], []
    for one in judged:
        if one.answers:
            first = set(np.argsort(-scores(one), kind="stable")[:FIRST].tolist())
            own.append(len(first & set(one.answers)) / len(one.answers))
            best.append(min(FIRST, len(one.answers)) / len(one.answers))
    return mean(own) / mean(best)


def auc(judged: Sequence[Judged], sure: Callable[[Judged], float]) -> float:
    """How often a question with an answer is told surer than one without; half for equals."""
    answered = np.array([sure(one) for one in judged if one.answers])
    others = np.array([sure(one) for one in judged if not one.answers])
    surer = (answered[:, None] > others).mean() + (answered[:, None] == others).mean() / 2
    return float(surer)


def _scores(one: Judged) -> Floats:
    return one.scores


def _plain(one: Judged) -> Floats:
    return one.plain


def _alike(one: Judged) -> float:
    return one.alike


def phrasebook() -> dict[str, Any]:
    """How often the phrase nearest to a German one is its translation, mean over languages."""
    rows = [json.loads(line) for line in PHRASES.read_text(encoding="utf-8").splitlines()]
    columns = [
        name
        for name in dict.fromkeys(key for row in rows for key in row)
        if name not in {"section", "key", "de"}
    ]
    judged = {name: found for name in columns if (found := _found_first(rows, name)) is not None}
    centred, raw = (mean(each[at] for each in judged.values()) for at in (0, 1))
    told = ", ".join(f"{name} {each[0]:.2f}" for name, each in sorted(judged.items()))
    note = f"{told}; baseline: the same vectors, not centred by offsets that come from these phrases, too"
    return {"id": "search.phrasebook", "value": centred, "baseline": raw, "n": len(rows), "note": note}


def _found_first(rows: Sequence[dict[str, str]], name: str) -> tuple[float, float] | None:
    """Share with centred and with raw vectors; ``None`` for a language with few phrases."""
    pairs = dict.fromkeys((row["de"], row[name]) for row in rows if row.get("de") and row.get(name))
    if len(pairs) < LEAST:
        return None
    embedder = CachedEmbedder(default_embedder(), ROOT / "build/cache/vectors")
    german, other = ([pair[at] for pair in pairs] for at in (0, 1))
    asked, known = embedder.embed(german), embedder.embed(other)
    code = SAME.get(name, name)
    lean = [centre(v, [c] * len(v), model=embedder.name) for v, c in ((asked, "de"), (known, code))]
    return _right(lean[0] @ lean[1].T, german, other), _right(asked @ known.T, german, other)


def _right(near: NDArray[np.float32], german: Sequence[str], other: Sequence[str]) -> float:
    """Share of phrases whose nearest is a translation of the same words."""
    translations: dict[str, set[str]] = {}
    for one, two in zip(german, other, strict=True):
        translations.setdefault(one, set()).add(two)
    best = near.argmax(axis=1)
    return mean(other[int(at)] in translations[german[row]] for row, at in enumerate(best))
