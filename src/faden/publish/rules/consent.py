"""No output without consent to it: quotations, their translations, analysis by machine (FIELD DP-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.publish.consented import allowed, translatable
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_consent(case: Case) -> Iterator[Problem]:
    """Yield each use of words that their speaker does not allow, and who is left out of what."""
    for use in uses(case.corpus):
        evidence = case.index.found.get(use.coding)
        if evidence is None or not use.verbatim or allowed(case, evidence.participant):
            continue
        person = evidence.participant or "–"
        params = {"coding": use.coding, "participant": person, "transcript": evidence.transcript}
        yield Problem("quotation-without-consent", Place(use.path, use.line), params)
    yield from _translations(case)
    yield from _machine(case)


def _translations(case: Case) -> Iterator[Problem]:
    """Translations that are not shown, because the person did not allow others to translate."""
    path = case.corpus.folder.shown(case.corpus.folder.translations)
    for coding in case.corpus.translations:
        evidence = case.index.found.get(coding)
        person = evidence.participant if evidence else None
        if person is not None and allowed(case, person) and not translatable(case, person):
            place = Place(path, case.corpus.line(path, coding))
            params = {"coding": coding, "participant": person}
            yield Problem("translation-without-consent", place, params, Severity.WARNING)


def _machine(case: Case) -> Iterator[Problem]:
    """People whose words no machine gets; nothing to repair, but nobody is left out silently."""
    ledger, path = case.corpus.ledger, case.corpus.folder.shown(case.corpus.folder.consent)
    for person in sorted(case.index.persons):
        if not ledger.allows_output(person, "machine", case.on):
            place = Place(path, case.corpus.line(path, person))
            yield Problem("analysis-without-consent", place, {"participant": person}, Severity.NOTE)
