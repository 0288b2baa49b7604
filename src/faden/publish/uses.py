"""Where codings are used: every place of a study that cites the words behind a coding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.findings.finding import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.corpus import Corpus
    from faden.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Use:
    """One place that cites a coding.

    Attributes:
        coding: Id of the coding.
        by: Id of the need, finding or persona that cites it.
        path: File, as messages name it.
        line: Line in that file.
        verbatim: Whether the words themselves are to be shown.
    """

    coding: str
    by: str
    path: str
    line: int
    verbatim: bool


def uses(corpus: Corpus) -> Iterator[Use]:
    """Every use of a coding in needs, findings and personas."""
    shown = corpus.folder.shown(corpus.folder.needs)
    for at, need in enumerate(corpus.needs):
        for number, coding in enumerate(need.codings):
            line = corpus.line(shown, "needs", at, "codings", number)
            yield Use(coding, need.id, shown, line, verbatim=True)
    for finding in corpus.findings:
        yield from _in_finding(corpus, finding)
    for persona in corpus.personas:
        path = corpus.folder.shown(corpus.folder.persona(persona.id))
        for number, coding in enumerate(persona.quotations):
            yield Use(coding, persona.id, path, corpus.line(path, "quotations", number), verbatim=True)


def _in_finding(corpus: Corpus, finding: Finding) -> Iterator[Use]:
    quoted: dict[str, int] = {}
    for language, text in finding.texts.items():
        for mark in marks(text):
            if mark.is_quotation and mark.words not in quoted:
                quoted[mark.words] = finding.lines.get(language, 0) + text.count("\n", 0, mark.start)
    linked = [link.coding for link in finding.head.evidence]
    for number, coding in enumerate(linked):
        line = corpus.line(finding.path, "evidence", number)
        yield Use(coding, finding.head.id, finding.path, line, verbatim=coding in quoted)
    for coding, line in quoted.items():
        if coding not in linked:
            yield Use(coding, finding.head.id, finding.path, line, verbatim=True)
