"""What the demonstration study holds; counted from its files, as faden reads them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

from faden.core.text import words
from faden.findings.corpus import Corpus, read_corpus
from faden.interviews.transcript import PartKind
from faden.prototypes.spec import Prototype, read_prototype
from faden.study.folder import find_folder
from measurements.studies import ROOT

IDS: Final = ("build.study.", "prototype.housing.", "prototype.study.")
_HOUSING: Final = "wohnungssuche"


def measure() -> list[dict[str, Any]]:
    """Counts; of nothing, so that none has an ``n``."""
    folder = find_folder(ROOT)
    counts = _study_counts(read_corpus(folder))
    prototypes = {path.parent.name: read_prototype(folder, path).value for path in folder.prototypes()}
    counts |= _prototype_counts({name: own for name, own in prototypes.items() if own is not None})
    return [{"id": name, "value": value, "n": None} for name, value in counts.items()]


def _study_counts(corpus: Corpus) -> dict[str, int]:
    kinds = Counter(transcript.head.kind for transcript in corpus.transcripts.values())
    spoken: Counter[str] = Counter()
    for transcript in corpus.transcripts.values():
        for turn in transcript.turns:
            for part in turn.parts:
                if part.kind is PartKind.ORIGINAL:
                    spoken[part.language] += len(words(part.text))
    coders: dict[str, set[str]] = defaultdict(set)
    for file in corpus.coding_files:
        if file.codings:
            coders[file.transcript].add(file.coder)
    return {
        "build.study.interviews": kinds["interview"],
        "build.study.workshops": kinds["workshop"],
        "build.study.words": spoken.total(),
        "build.study.languages": len(spoken),
        "build.study.municipalities": len(corpus.settings.municipalities),
        "build.study.codes": sum(1 for _ in corpus.codebook.codes()),
        "build.study.uncoded": len(set(corpus.transcripts) - set(coders)),
        "build.study.twice": sum(len(each) > 1 for each in coders.values()),
        "build.study.comparables": len(corpus.folder.comparables()),
    }


def _prototype_counts(prototypes: dict[str, Prototype]) -> dict[str, int]:
    counts = {}
    if housing := prototypes.get(_HOUSING):
        counts["prototype.housing.screens"] = len(housing.screens)
        counts["prototype.housing.languages"] = len(housing.languages)
    if len(prototypes) > 1:
        counts["prototype.study.screens"] = min(len(own.screens) for own in prototypes.values())
        counts["prototype.study.languages"] = min(len(own.languages) for own in prototypes.values())
    return counts
