"""How long a suggestion and a step of learning take with 5,000 codings, of words that are new."""

from __future__ import annotations

import time
from statistics import median
from typing import Any, Final

import numpy as np

from faden.analysis.suggest.suggester import Suggester
from faden.analysis.suggest.values import Decision, Passage
from measurements.suggestions import CORPUS, Data, read

IDS: Final = ("suggest.one.", "suggest.learn.")
SIZE: Final = 5000
TIMED: Final = 31


def measure() -> list[dict[str, Any]]:
    """Both figures; nothing where the corpus is not at hand."""
    return _speed(read()) if CORPUS.is_dir() else []


def _speed(data: Data) -> list[dict[str, Any]]:
    """Times of one suggestion with its reasons, and of one step; what is loaded at first use is loaded."""
    texts = [*data.texts, *data.titles][:SIZE]
    passages = [Passage(f"x{at}", text, "de") for at, text in enumerate(texts)]
    examples = {
        passage.id: {data.codes[code] for code in np.flatnonzero(data.truth[at % len(data.ids)])}
        for at, passage in enumerate(passages)
    }
    made = Suggester.fit(passages, examples, data.notes, data.embedder)
    made.suggest("Was beim ersten Mal geladen wird, ist danach da.", "de")
    asking: list[float] = []
    learning: list[float] = []
    for at in range(TIMED):
        passage = Passage(f"y{at}", f"{at + 2}. {data.texts[at * 40][:300]}", "de")
        begun = time.perf_counter()
        found = made.suggest(passage)
        asked = time.perf_counter()
        made.learn(passage, found[0].code, Decision.REJECTED if at % 3 else Decision.ACCEPTED)
        asking.append(asked - begun)
        learning.append(time.perf_counter() - asked)
    size = sum(len(codes) for codes in examples.values())
    return [
        {
            "id": f"suggest.{name}.ms",
            "value": median(times) * 1000,
            "n": size,
            "note": f"slowest {max(times) * 1000:.0f} ms",
        }
        for name, times in (("one", asking), ("learn", learning))
    ]
