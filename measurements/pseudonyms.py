"""Measure how many names and other identifying details are found, and how much there is to review.

A span of a test set counts as found if every letter and digit of it lies in proposals, whatever their kind:
replacing them would leave nothing of it. The notes say how many are at least touched, and how many
proposals have the right kind. Letters are read as one study (names agree
over texts); prose sentence by sentence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn
from faden.protection.pseudonyms.candidates import Candidate, Dismissal
from faden.protection.pseudonyms.combining import combine
from faden.protection.pseudonyms.detect import detect_transcripts
from faden.protection.pseudonyms.detectors import RememberingDetector, default_detectors
from faden.protection.pseudonyms.identifiers import Detector, Kind
from faden.protection.pseudonyms.names import Name

HERE: Final = Path(__file__).resolve().parent
CORPORA: Final = HERE.parent.parent / "shared" / "data" / "corpora"
IDS = (
    "pseudonyms.grascco.",
    "pseudonyms.german.",
    "pseudonyms.ar.",
    "pseudonyms.fa.",
    "pseudonyms.uk.",
    "pseudonyms.ti.",
)
PERSONS: Final = frozenset(
    {"NAME_PATIENT", "NAME_DOCTOR", "NAME_RELATIVE", "NAME_EXT", "NAME_OTHER", "NAME_USERNAME"}
)
ADDRESSES: Final = frozenset({"LOCATION_STREET", "LOCATION_ZIP", "LOCATION_CITY"})
DIRECT: Final = PERSONS | ADDRESSES | {"CONTACT_PHONE", "CONTACT_FAX", "CONTACT_EMAIL", "CONTACT_OTHER", "ID"}
DATES: Final = frozenset({"DATE"})
UNMARKED: Final = frozenset({Kind.ILLNESS, Kind.ORIGIN, Kind.OCCUPATION})
"""Kinds that the letters hold and their annotation does not mark; left out of precision."""
KINDS: Final = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "person": Kind.PERSON}

Span = tuple[int, int, str]
"""Start, end and class."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text of a test set.

    Attributes:
        name: What it is called there.
        text: The text.
        spans: What is to be found.
        language: Its language.
    """

    name: str
    text: str
    spans: tuple[Span, ...]
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal in a text."""

    start: int
    end: int
    kind: Kind


@dataclass(slots=True)
class Score:
    """Counts over texts."""

    gold: int = 0
    covered: int = 0
    touched: int = 0
    proposed: int = 0
    true: int = 0

    @property
    def recall(self) -> float:
        """Spans of which nothing would be left."""
        return self.covered / max(self.gold, 1)

    @property
    def precision(self) -> float:
        """Proposals that touch a span."""
        return self.true / max(self.proposed, 1)

    def said(self) -> str:
        """For the note of a figure."""
        return f"{self.touched / max(self.gold, 1):.3f} at least touched"


def is_covered(sample: Sample, span: Span, shown: Iterable[Shown]) -> bool:
    """Whether all letters and digits of a span lie in proposals."""
    inside = [(s.start, s.end) for s in shown]
    letters = (i for i in range(span[0], span[1]) if sample.text[i].isalnum())
    return all(any(a <= i < b for a, b in inside) for i in letters)


def score(
    pairs: Iterable[tuple[Sample, Sequence[Shown]]],
    wanted: Callable[[str], bool],
    counted: Callable[[Kind], bool],
) -> Score:
    """Recall of the spans of wanted classes, precision of the proposals of counted kinds."""
    made = Score()
    for sample, shown in pairs:
        for span in sample.spans:
            if wanted(span[2]):
                made.gold += 1
                made.covered += is_covered(sample, span, shown)
                made.touched += any(s.start < span[1] and span[0] < s.end for s in shown)
        for one in shown:
            if counted(one.kind):
                made.proposed += 1
                made.true += any(one.start < b and a < one.end for a, b, _ in sample.spans)
    return made


# --- the sets ------------------------------------------------------------------------------------


def letters() -> list[Sample]:
    """The clinical letters of GraSCCo; spans without a class are left out."""
    path = CORPORA / "grascco_phi_de" / "documents.jsonl"
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple((s["start"], s["end"], s["label"]) for s in row["phi"] if s["label"])
        made.append(Sample(str(row["id"]), row["text"], spans))
    return made


def prose() -> tuple[str, list[Sample]]:
    """German prose to be judged on: the test part of GermEval where it is there, else uner_pud_de."""
    path = CORPORA / "germeval2014_ner_de" / "NER-de-test.tsv"
    if path.is_file():
        return "GermEval, test part", list(sentences(path))
    return "uner_pud_de: the test part of GermEval is not here", list(
        sentences(CORPORA / "uner_pud_de" / "de_pud-ud-test.iob2")
    )


def sentences(path: Path) -> Iterator[Sample]:
    """Sentences of a table with a number, a word and its tag in each line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (
        [line.split("\t") for line in own]
        for told, own in groupby(lines, lambda ln: bool(ln.strip()))
        if told
    )
    for number, own in enumerate(rows):
        words = [(cells[1], cells[2]) for cells in own if len(cells) > 2 and cells[0].isdigit()]
        text, spans = "", []
        for word, tag in words:
            text += "" if not text or word in ".,;:?!)" or text.endswith("(") else " "
            begin = len(text)
            text += word
            if tag[2:] in KINDS:
                if tag[0] == "I" and spans and spans[-1][2] == tag[2:]:
                    begin = spans.pop()[0]
                spans.append((begin, len(text), tag[2:]))
        yield Sample(str(number), text, tuple(spans))


def own_set(language: str) -> list[Sample]:
    """A test set written blind for this measurement; empty where it is not there."""
    path = HERE / "testsets" / f"pseudonyms_{language}.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Sample(str(r["id"]), r["text"], tuple((a, b, kind) for a, b, kind in r["spans"]), r["language"])
        for r in rows
        if "text" in r
    ]


# --- detecting -------------------------------------------------------------------------------------


def alone(samples: Iterable[Sample], detectors: Sequence[Detector]) -> Iterator[tuple[Sample, list[Shown]]]:
    """Each text by itself."""
    for sample in samples:
        found = [one for d in detectors for one in d.find(sample.text, sample.language)]
        yield sample, [Shown(p.start, p.end, p.kind) for p in combine(sample.text, found)]


def transcript(number: int, sample: Sample) -> Transcript:
    """A text as a conversation of one turn."""
    head = Head(
        format="faden.transcript/1",
        id=f"I{number:03}",
        kind="interview",
        language="de",
        speakers={"P": Speaker()},
    )
    return Transcript(head, (Turn("t1", "P", (Part(PartKind.ORIGINAL, sample.language, sample.text),)),))


def together(samples: Sequence[Sample], candidates: Iterable[Candidate]) -> list[tuple[Sample, list[Shown]]]:
    """Candidates of a study by text."""
    shown: dict[str, list[Shown]] = {}
    for candidate in candidates:
        for one in candidate.occurrences:
            shown.setdefault(one.transcript, []).append(Shown(one.start, one.end, candidate.kind))
    return [(sample, shown.get(f"I{number:03}", [])) for number, sample in enumerate(samples)]


def remembering(detectors: Sequence[Detector]) -> list[Detector]:
    """Detectors that look at each text once."""
    return [RememberingDetector(d, b"", {}) for d in detectors]


def reviewed(samples: Sequence[Sample], detectors: Sequence[Detector]) -> list[tuple[int, int]]:
    """Proposals to review and identifiers found in each text, if texts are reviewed in their order.

    What is true is put on the list, what is not is dismissed everywhere; both hold for the later texts.
    """
    names: list[Name] = []
    dismissed: list[Dismissal] = []
    counts = []
    for number, sample in enumerate(samples):
        options = {"names": names, "dismissed": dismissed, "detectors": detectors}
        candidates = detect_transcripts([transcript(number, sample)], **options)  # type: ignore[arg-type]
        kept = [c for c in candidates if c.kind not in UNMARKED]
        true = 0
        for candidate in kept:
            hits = sum(
                any(o.start < b and a < o.end for a, b, _ in sample.spans) for o in candidate.occurrences
            )
            true += hits
            for form in candidate.forms:
                if hits:
                    names.append(Name(name=form, label="[…]", kind=candidate.kind.value))
                else:
                    dismissed.append(Dismissal(form, candidate.kind.value))
        counts.append((sum(len(c.occurrences) for c in kept), max(true, 1)))
    return counts


# --- figures ---------------------------------------------------------------------------------------


def measure() -> list[dict[str, Any]]:
    """All figures whose data is there."""
    detectors = remembering(default_detectors())
    rows: list[dict[str, Any]] = []
    if CORPORA.is_dir():
        rows += [*_grascco(detectors), *_german(detectors)]
    for language in ("ar", "fa", "uk", "ti"):
        if samples := own_set(language):
            made = score(alone(samples, detectors), lambda k: k == "person", lambda k: k is Kind.PERSON)
            note = f"{made.said()}; precision of proposed persons {made.precision:.3f}"
            rows.append(
                {"id": f"pseudonyms.{language}.persons", "value": made.recall, "n": made.gold, "note": note}
            )
    return rows


def _grascco(detectors: Sequence[Detector]) -> Iterator[dict[str, Any]]:
    samples = letters()
    candidates = detect_transcripts([transcript(n, s) for n, s in enumerate(samples)], detectors=detectors)
    pairs = together(samples, candidates)
    everything = score(pairs, lambda _: True, lambda k: k not in UNMARKED)
    for name, labels in (("persons", PERSONS), ("direct", DIRECT), ("dates", DATES)):
        made = score(pairs, labels.__contains__, lambda _: True)
        yield {"id": f"pseudonyms.grascco.{name}", "value": made.recall, "n": made.gold, "note": made.said()}
    others = Counter(s[2] for x in samples for s in x.spans if s[2] not in DIRECT | DATES)
    missed = {k: score(pairs, k.__eq__, lambda _: True).recall for k in sorted(others)}
    left_out = sum(one.kind in UNMARKED for _, shown in pairs for one in shown)
    note = f"kinds that the set does not mark are left out ({left_out}); recall of other classes: "
    note += ", ".join(f"{k} {v:.2f}" for k, v in missed.items())
    yield {
        "id": "pseudonyms.grascco.precision",
        "value": everything.precision,
        "n": everything.proposed,
        "note": note,
    }
    ratio = everything.proposed / max(everything.true, 1)
    shown = sum(c.kind not in UNMARKED for c in candidates)
    yield {
        "id": "pseudonyms.grascco.proposals",
        "value": ratio,
        "n": everything.proposed,
        "note": f"{shown} candidates to decide",
    }
    counts = reviewed(samples, detectors)
    later = sum(a for a, _ in counts[1:]) / sum(b for _, b in counts[1:])
    note = "reviewed in the order of the file; decisions hold for later texts"
    yield {
        "id": "pseudonyms.grascco.later",
        "value": later,
        "baseline": counts[0][0] / counts[0][1],
        "n": len(counts),
        "note": note,
    }


def _german(detectors: Sequence[Detector]) -> Iterator[dict[str, Any]]:
    title, samples = prose()
    pairs = list(alone(samples, detectors))
    for name, label in (("persons", "PER"), ("places", "LOC")):
        made = score(pairs, label.__eq__, lambda k, own=KINDS[label]: k is own)  # type: ignore[misc]
        note = f"{title}; {made.said()}; precision of proposals of this kind {made.precision:.3f}"
        yield {"id": f"pseudonyms.german.{name}", "value": made.recall, "n": made.gold, "note": note}


if __name__ == "__main__":
    for row in measure():
        print(row)
