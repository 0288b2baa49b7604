"""Measure the layer ``faden.language``: neighbours, retrieval, detection, sentences.

`measure` gives the figures that have targets. All of them, printed, with the data beside the repository:
``python measurements/language.py``.
Detection counts every phrase; "decided" is the share with an answer, "right" the share of those.
"""

from __future__ import annotations

import json
import runpy
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faden.language.centring import centre, without_common
from faden.language.detection import detect
from faden.language.embedding import default_embedder
from faden.language.sentences import sentences

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPORA = SHARED / "data" / "corpora"
PAIRED = ("en", "ar", "uk")
IDS = ("search.sib200.",)
_PLAIN = "baseline: the same vectors, not centred"
WORDS = ((1, "1-2 words"), (3, "3-5 words"), (6, "6 words and more"))


def read_rows(corpus: str, split: str | None = None) -> list[dict[str, str]]:
    """The rows of a corpus; with a split, only that part."""
    lines = next((CORPORA / corpus).glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if split is None or row["split"] == split]


def measure() -> list[dict[str, Any]]:
    """Retrieval; the baseline is the same without centring."""
    if not CORPORA.is_dir():
        return []
    raw, centred = found_first(centred=False), found_first(centred=True)
    size = len(read_rows("sib200", "test"))
    return [
        {"id": f"search.sib200.{c}", "value": centred[c], "baseline": raw[c], "n": size, "note": _PLAIN}
        for c in PAIRED
    ]


def neighbours(title: str, vectors: NDArray[np.float32], facts: dict[str, Any]) -> None:
    """Whether the nearest statement has the same topic or language; translations left out."""
    near = vectors @ vectors.T
    twin = facts["number"][:, None] == facts["number"][None, :]
    nearest = np.where(twin, -np.inf, near).argmax(axis=1)
    topic = (facts["topic"][nearest] == facts["topic"]).mean()
    language = (facts["language"][nearest] == facts["language"]).mean()
    print(f"{title:40} nearest neighbour: same topic {topic:.3f}, same language {language:.3f}")


def own_statements() -> tuple[NDArray[np.float32], dict[str, Any]]:
    """150 statements, 10 topics in five languages, by one author: their raw vectors, and what they are."""
    texts = runpy.run_path(str(SHARED / "sketches" / "models" / "data.py"))["D"]
    rows = [(code, number, text) for code, own in texts.items() for number, text in enumerate(own)]
    codes = [code for code, _, _ in rows]
    numbers = np.array([number for _, number, _ in rows])
    facts = {"number": numbers, "topic": numbers // 3, "language": np.array(codes)}
    return default_embedder().embed([text for _, _, text in rows]), facts


def statements() -> None:
    """Neighbours among the statements, with all topics, and with four topics a language."""
    raw, facts = own_statements()
    compare("all topics", raw, facts)
    draw = np.random.default_rng(0)
    told = {code: draw.choice(10, 4, replace=False) for code in dict.fromkeys(facts["language"].tolist())}
    pairs = zip(facts["language"].tolist(), facts["topic"].tolist(), strict=True)
    kept = np.array([topic in told[code] for code, topic in pairs])
    compare("4 topics a language", raw[kept], {name: fact[kept] for name, fact in facts.items()})


def compare(title: str, raw: NDArray[np.float32], facts: dict[str, Any]) -> None:
    """Neighbours with each way of centring."""
    codes, model = facts["language"].tolist(), default_embedder().name
    centred = centre(raw, codes, model=model)
    neighbours(f"{title}, raw", raw, facts)
    neighbours(f"{title}, own means", centre(raw, codes, model="another"), facts)
    neighbours(f"{title}, centred", centred, facts)
    neighbours(f"{title}, and without common", without_common(centred), facts)


def found_first(*, centred: bool) -> dict[str, float]:
    """How often the sentence nearest to a German one of SIB-200, split test, is its translation."""
    rows, embedder = read_rows("sib200", "test"), default_embedder()
    own = {code: embedder.embed([row[code] for row in rows]) for code in ("de", *PAIRED)}
    if centred:
        own = {c: centre(v, [c] * len(v), model=embedder.name) for c, v in own.items()}
    places = np.arange(len(rows))
    return {c: float(((own["de"] @ own[c].T).argmax(axis=1) == places).mean()) for c in PAIRED}


def retrieval() -> None:
    """Retrieval with and without centring."""
    for name, centred in (("raw", False), ("centred", True)):
        print(f"SIB-200 test, {name:8} retrieval@1 from German:", found_first(centred=centred))


def detection() -> None:
    """How often a language is decided, and how often that is right."""
    seen: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for code in ("de", "en", "ar", "uk"):
        seen["SIB-200 sentence", code] = [detect(row[code]) for row in read_rows("sib200")]
    for row in read_rows("refugee_phrasebook"):
        for code in {"de", "en", "ar", "fa", "ti", "ru", "tr", "fr"} & row.keys():
            size = next(name for least, name in reversed(WORDS) if len(row[code].split()) >= least)
            seen["phrase, " + size, code].append(detect(row[code]))
    for (kind, code), answers in sorted(seen.items()):
        decided = [answer for answer in answers if answer]
        right = np.mean([answer == code for answer in decided])
        print(
            f"{kind:24} {code} n={len(answers):5} decided {len(decided) / len(answers):.3f} right {right:.3f}"
        )


def boundaries(title: str, documents: list[list[str]], split: Callable[[str], list[tuple[int, int]]]) -> None:
    """Precision and recall of the ends of sentences that were joined with a blank."""
    hit = made = true = 0
    begun = time.perf_counter()
    for parts in documents:
        ends = set(np.cumsum([len(part) + 1 for part in parts])[:-1] - 1)
        found = {end for _, end in split(" ".join(parts))[:-1]}
        hit, made, true = hit + len(ends & found), made + len(found), true + len(ends)
    took = time.perf_counter() - begun
    print(f"{title:24} sentence ends: precision {hit / made:.3f} recall {hit / true:.3f} ({took:.2f} s)")


def splitting() -> None:
    """Sentences of SIB-200 (all languages) and of real contributions (German), joined."""
    for code in ("de", "en", "ar", "uk"):
        own = [row[code].strip() for row in read_rows("sib200")]
        joined = [own[at : at + 5] for at in range(0, len(own) - 5, 5)]
        boundaries(f"SIB-200 {code}", joined, lambda text, c=code: sentences(text, c))  # type: ignore[misc]
    rows = [row for row in read_rows("cimt_arguments_de") if row["part"] == "text"]
    grouped = [[r["content"].strip() for r in g] for _, g in groupby(rows, key=lambda r: r["document_id"])]
    documents = [document for document in grouped if len(document) > 1]
    boundaries("contributions de", documents, lambda text: sentences(text, "de"))


if __name__ == "__main__":
    statements()
    retrieval()
    detection()
    splitting()
