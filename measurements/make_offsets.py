"""Make ``src/faden/language/offsets.json``: how far each language shifts the default model's vectors.

Parallel texts say the same in every language, so what differs between their means is language.
Two sets are joined, because none holds all languages: everywhere the difference to the mean of
German, English and Arabic *of the same rows* is taken, averaged over the sets that hold the
language, and added to the common mean of these three.

Run from the repository root, with the data beside it: ``python measurements/make_offsets.py``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faden.core.files import write_atomic
from faden.core.languages import NAMES
from faden.language.embedding import default_embedder

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "corpora"
TARGET = ROOT / "src" / "faden" / "language" / "offsets.json"
PIVOTS = ("de", "en", "ar")
MINIMUM_ROWS = 100
SOURCES = {
    "sib200": "SIB-200 (Adelani et al. 2024; sentences of FLORES-200), CC BY-SA 4.0, split train",
    "refugee_phrasebook": "Refugee Phrasebook, CC0",
}
NAMED_OTHERWISE = {"kmr": "ku"}
LATIN = re.compile("[A-Za-z]")
IN_LATIN = frozenset({"de", "en", "fr", "tr", "ku", "sq", "so"})


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of language → text; the parts of SIB-200 that others are judged on are left out."""
    file = next((DATA / name).glob("*.jsonl"))
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in rows if row.get("split", "train") == "train"]
    named = [{NAMED_OTHERWISE.get(key, key): text for key, text in row.items()} for row in kept]
    return [{key: text for key, text in row.items() if usable(key, text)} for row in named]


def usable(language: str, text: str) -> bool:
    """Whether a cell holds a phrase in its own script (the phrasebook adds phonetic spellings)."""
    return bool(text.strip()) and (language in IN_LATIN or not LATIN.search(text))


def differences(name: str) -> tuple[dict[str, NDArray[np.float32]], dict[str, int], NDArray[np.float32]]:
    """For each language of a set: its difference to the pivots, its rows; and the pivots' mean."""
    embedder = default_embedder()
    rows = [row for row in read_rows(name) if all(pivot in row for pivot in PIVOTS)]
    pivots = np.mean([embedder.embed([row[code] for row in rows]) for code in PIVOTS], axis=0)
    found, counts = {}, {}
    for code in sorted(NAMES.keys() & set().union(*rows)):
        have = [at for at, row in enumerate(rows) if code in row]
        if len(have) >= MINIMUM_ROWS:
            vectors = embedder.embed([rows[at][code] for at in have])
            found[code] = (vectors - pivots[have]).mean(axis=0)
            counts[code] = len(have)
    return found, counts, pivots.mean(axis=0)


def main() -> None:
    """Measure and write."""
    sets = {name: differences(name) for name in SOURCES}
    base = np.mean([common for _, _, common in sets.values()], axis=0)
    languages = {}
    for code in sorted(set().union(*(found for found, _, _ in sets.values()))):
        own = [found[code] for found, _, _ in sets.values() if code in found]
        rows = {name: counts[code] for name, (_, counts, _) in sets.items() if code in counts}
        offset = [round(float(number), 6) for number in base + np.mean(own, axis=0)]
        languages[code] = {"rows": rows, "offset": offset}
        print(code, rows, "length of the difference", round(float(np.linalg.norm(np.mean(own, axis=0))), 3))
    content = {
        "format": "faden-offsets/1",
        "licence": "CC BY-SA 4.0",
        "made_by": "measurements/make_offsets.py",
        "model": default_embedder().name,
        "sources": SOURCES,
        "languages": languages,
    }
    write_atomic(TARGET, json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
