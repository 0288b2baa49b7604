"""Make ``src/faden/language/sharpening.json``: in which directions translations of one sentence differ.

What differs between translations of one sentence, after the offset of each language is taken away, is
manner and chance, not matter. The directions with the most of it are weakened before statements are compared.
No label of any subject is used.

Run from the repository root, with the data beside it: ``python measurements/make_sharpening.py``.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faden.core.files import write_atomic
from faden.language.centring import centre
from faden.language.embedding import default_embedder
from measurements.make_offsets import DATA, ROOT, SOURCES

TARGET: Path = ROOT / "src" / "faden" / "language" / "sharpening.json"
LANGUAGES = ("de", "en", "ar", "uk")
FLOOR = 0.3
"""Share of the mean variance added everywhere, so that no direction is blown up; .1 to 3 were tried."""
DIRECTIONS = 64


def scatter() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scatter of translations about the mean of their sentence, and the mean of all."""
    file = next((DATA / "sib200").glob("*.jsonl"))
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    train = [row for row in rows if row["split"] == "train"]
    embedder = default_embedder()
    found = [
        centre(embedder.embed([row[code] for row in train]), [code] * len(train), model=embedder.name)
        for code in LANGUAGES
    ]
    stacked = np.stack(found).astype(np.float64)
    apart = (stacked - stacked.mean(axis=0)).reshape(-1, stacked.shape[2])
    return apart.T @ apart / len(apart), stacked.mean(axis=(0, 1))


def main() -> None:
    """Measure and write."""
    within, middle = scatter()
    variances, directions = np.linalg.eigh(within)
    scale = (variances + FLOOR * variances.mean()) ** -0.5
    kept = 1 - scale[-DIRECTIONS:] / scale[: len(scale) - DIRECTIONS].mean()
    content = {
        "format": "faden-sharpening/1",
        "licence": "CC BY-SA 4.0",
        "made_by": "measurements/make_sharpening.py",
        "model": default_embedder().name,
        "sources": {"sib200": SOURCES["sib200"]},
        "middle": [round(float(number), 6) for number in middle],
        "loss": [round(float(number), 4) for number in kept],
        "directions": base64.b64encode(directions[:, -DIRECTIONS:].T.astype("<f2").tobytes()).decode(),
    }
    write_atomic(TARGET, json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
