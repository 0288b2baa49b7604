"""Make ``src/faden/language/landmarks.json``: fixed places in the space of meaning.

Middles of k-means over texts that judge no clusters: SIB-200's splits train and dev, contributions and their
sentences of one city, everyday phrases, pages of municipalities for people who arrive, and general and public
German texts (`landmark_texts`). No label is used. Each source counts alike, without what its own texts share.

Run from the repository root, with the data beside it and clones of the repositories in a folder:
``python -m measurements.make_landmarks CLONES``.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from faden.analysis.places import means, nearest, unit
from faden.core.files import write_atomic
from faden.language.embedding import default_embedder
from faden.language.landmarks import STEPS
from measurements.landmark_texts import CLONES, read_clone
from measurements.make_offsets import ROOT, SOURCES, usable
from measurements.needs_clusters import texts_set
from measurements.needs_sizes import corpus_rows

TARGET: Final[Path] = ROOT / "src" / "faden" / "language" / "landmarks.json"
COUNT: Final = 512
"""Landmarks; 128 to 1,024 were tried."""
EACH: Final = 1500
"""Texts drawn of each source."""
DRAW: Final = 1
"""The draw that is shipped, the first; 20 differed by .02 in what the groups are asked for (``LOG.md``)."""
PHRASES: Final = ("de", "en", "ar", "fa", "ru", "tr", "fr")
LANGUAGES: Final = ("de", "en", "ar", "uk")
WORDS: Final = 4
"""Words of a line of a page that says something."""
CREDITS: Final = {
    **SOURCES,
    "cimt_topics_de": "Romberg & Escher 2022, contributions of Bonn, CC BY 4.0",
    "cimt_arguments_de": "Romberg & Conrad 2021, sentences of Bonn, CC BY-SA 4.0",
    "omos_qa": "OMoS-QA (Kleinle et al. 2024), pages of municipalities, CC BY 4.0",
    **{name: f"{clone.credit}; commit {clone.commit}" for name, clone in CLONES.items()},
}


def sources(clones: Path) -> dict[str, NDArray[np.float32]]:
    """Sharpened vectors of each source; general German texts are read from these clones."""
    sib = [row for row in corpus_rows("sib200") if row["split"] != "test"]
    told = [row for row in corpus_rows("cimt_topics_de") if row["city"] == "B" and row["main"]]
    known = {row["id"] for row in told}
    said = [
        row
        for row in corpus_rows("cimt_arguments_de")
        if row["dataset"] == "CD_B" and row["document_id"] in known
    ]
    phrases = corpus_rows("refugee_phrasebook")
    lines = (line for row in corpus_rows("omos_qa") for line in row["context"].split("\n"))
    return {
        "omos_qa": _vectors((line, "de") for line in dict.fromkeys(lines) if len(line.split()) >= WORDS),
        "refugee_phrasebook": _vectors(
            (text, code)
            for at, code in enumerate(PHRASES)
            for text in [row[code] for row in phrases if row.get(code) and usable(code, row[code])][at::3]
        ),
        "sib200": _vectors((row[code], code) for at, code in enumerate(LANGUAGES) for row in sib[at::4]),
        "cimt_topics_de": _vectors((f"{row['title']}. {row['text']}".strip(), "de") for row in told),
        "cimt_arguments_de": _vectors((row["content"], "de") for row in said[::3]),
        **{
            name: _vectors((text, "de") for text in read_clone(clones, clone))
            for name, clone in CLONES.items()
        },
    }


def _vectors(texts: Iterable[tuple[str, str]]) -> NDArray[np.float32]:
    listed = list(texts)
    return texts_set([text for text, _ in listed], [code for _, code in listed]).sharp


def made(parts: Iterable[NDArray[np.float32]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Middles of all, each source drawn alike, and how many texts each stands for."""
    chance = np.random.default_rng(DRAW)
    drawn = [
        own[chance.choice(len(own), EACH, replace=len(own) < EACH)]
        for own in (unit(part - part.mean(axis=0)) for part in parts)
    ]
    places = np.concatenate(drawn)
    start = places[np.random.default_rng(DRAW + 1000).choice(len(places), COUNT, replace=False)]
    middles = means(places, start)
    return middles, np.maximum(np.bincount(nearest(places, middles), minlength=COUNT), 1).astype(np.float32)


def main(clones: Path) -> None:
    """Learn and write."""
    middles, weights = made(sources(clones).values())
    largest = float(np.abs(middles).max())
    numbers = np.rint(middles / largest * STEPS).astype(np.int8)
    content: dict[str, Any] = {
        "format": "faden-landmarks/1",
        "licence": "CC BY-SA 4.0",
        "made_by": "measurements/make_landmarks.py",
        "model": default_embedder().name,
        "sources": CREDITS,
        "largest": largest,
        "weights": [int(weight) for weight in weights],
        "middles": base64.b64encode(numbers.tobytes()).decode(),
    }
    write_atomic(TARGET, json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
