"""Nothing is claimed without words: every cited coding stands, every finding has support."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.findings.board.counting import Counting
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.findings.finding import Finding
    from faden.publish.verdict import Case


_GONE = {0: "evidence-unknown", 1: "evidence-words-gone"}
"""Why a citation leads nowhere, by the number of codings of that id."""


def check_evidence(case: Case) -> Iterator[Problem]:
    """Yield problems of citations that lead nowhere, and of claims that rest on nothing."""
    known = Counter(c.id for file in case.corpus.coding_files for c in file.codings)
    for use in uses(case.corpus):
        if use.coding in case.index.found:
            continue
        code = _GONE.get(known[use.coding], "evidence-ambiguous")
        yield Problem(code, Place(use.path, use.line), {"coding": use.coding, "by": use.by})
    for finding in case.corpus.findings:
        yield from _finding(case, finding)
    shown = case.corpus.folder.shown(case.corpus.folder.needs)
    counting = Counting(case.index, case.corpus.needs_board)
    for at, need in enumerate(case.corpus.needs):
        if not counting.evidence(need):
            line = case.corpus.line(shown, "needs", at)
            yield Problem("need-without-evidence", Place(shown, line), {"need": need.id})


def _finding(case: Case, finding: Finding) -> Iterator[Problem]:
    params = {"finding": finding.head.id}
    supports = [link for link in finding.head.evidence if link.relation == "supports"]
    if not any(link.coding in case.index.found for link in supports):
        yield Problem(
            "finding-without-evidence", Place(finding.path, finding.lines.get("evidence", 1)), params
        )
    if not any(link.relation == "contradicts" for link in finding.head.evidence):
        place = Place(finding.path, finding.lines.get("evidence", 1))
        yield Problem("finding-without-counter-evidence", place, params, Severity.WARNING)
    linked = {link.coding for link in finding.head.evidence}
    for coding in finding.quoted():
        if coding not in linked:
            place = Place(finding.path, finding.lines.get("evidence", 1))
            yield Problem("quotation-not-evidence", place, params | {"coding": coding})
