"""No quotation without consent to be quoted and to be published (FIELD DP-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem
from faden.publish.consented import allowed
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_consent(case: Case) -> Iterator[Problem]:
    """Yield ``quotation-without-consent`` for each use of words that may not be quoted."""
    for use in uses(case.corpus):
        evidence = case.index.found.get(use.coding)
        if evidence is None or not use.verbatim or allowed(case, evidence.participant):
            continue
        person = evidence.participant or "–"
        params = {"coding": use.coding, "participant": person, "transcript": evidence.transcript}
        yield Problem("quotation-without-consent", Place(use.path, use.line), params)
