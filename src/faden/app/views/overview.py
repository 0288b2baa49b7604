"""The study at a glance: how much of everything there is, and what is not in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.problems import Severity
from faden.core.text import words
from faden.findings.need import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.core.problems import Problem
    from faden.findings.corpus import Corpus
    from faden.findings.evidence import Index


@dataclass(frozen=True, slots=True)
class Number:
    """A count, the key of its label, and the page behind it (empty where there is none)."""

    key: str
    value: int
    page: str = ""


def count(index: Index) -> list[Number]:
    """What there is of everything; words are those of what was said, not of translations."""
    corpus = index.corpus
    made = [e for e in index.found.values() if e.coder == corpus.settings.lead]
    codable = [p for p in corpus.codebook.codes() if p.code.codable and p.code.merged_into is None]
    return [
        Number("transcripts", len(corpus.transcripts), "transcripts"),
        Number("words", _words(corpus)),
        Number("participants", len(index.persons)),
        Number("codes", len(codable)),
        Number("codings", len(made)),
        Number("needs", len(standing(corpus.needs)), "needs"),
        Number("findings", len(corpus.findings), "findings"),
        Number("personas", len(corpus.personas)),
    ]


def _words(corpus: Corpus) -> int:
    return sum(len(words(turn.text)) for t in corpus.transcripts.values() for turn in t.turns)


def by_severity(problems: Iterable[Problem]) -> list[Number]:
    """How many problems there are of each severity, the heaviest first."""
    counted = Counter(problem.severity for problem in problems)
    return [Number(severity.value, counted[severity]) for severity in Severity]
