"""Nobody can be recognised by what is quoted: too few share what words and pages tell (FIELD DP-7, DP-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.publish.exposure_case import spelled
from faden.publish.exposure_population import unknown_places
from faden.publish.exposure_verdict import decide
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case

_LOST = frozenset({"quotation-among-few", "quotation-recognisable", "quotation-recognisable-together"})


def check_recognition(case: Case) -> Iterator[Problem]:
    """Yield a note for each quotation that is withheld or attributed more widely, with the reason.

    Nothing of this stops publishing: what is withheld is not shown. A place of unknown population does.
    """
    decided = decide(case)
    first = {use.coding: use for use in reversed(list(uses(case.corpus)))}
    for coding, use in first.items():
        place, code = Place(use.path, use.line), decided.withheld.get(coding, "")
        if code in _LOST:
            params = {"coding": coding, "facts": spelled(decided.facts.get(coding, frozenset()))}
            yield Problem(code, place, params, Severity.NOTE)
        elif coding in decided.wider:
            params = {"coding": coding, "facts": spelled(decided.wider[coding])}
            yield Problem("attribution-wider", place, params, Severity.NOTE)
    yield from _beside_personas(case)
    yield from _counter_evidence(case)
    path = case.corpus.folder.shown(case.corpus.folder.context)
    known = {place.id: place for place in case.corpus.context.municipalities}
    for name in unknown_places(case.corpus.settings, known):
        yield Problem("population-unknown", Place(path, 0), {"value": name})


def _beside_personas(case: Case) -> Iterator[Problem]:
    """Quotations of which the role is not told, beside a persona of so few groups that it tells the role."""
    people, least = case.corpus.participants, case.corpus.settings.privacy.k
    sharing = decide(case).sharing
    for persona in case.corpus.personas:
        path = case.corpus.folder.shown(case.corpus.folder.persona(persona.id))
        groups = {people[who].group for who in persona.participants if who in people}
        for number, coding in enumerate(persona.quotations):
            n = sum(people[who].group in groups for who in sharing.get(coding, ()))
            if coding in sharing and n < least:
                place = Place(path, case.corpus.line(path, "quotations", number))
                params = {"coding": coding, "persona": persona.id, "least": least}
                yield Problem("persona-tells-role", place, params, Severity.WARNING)


def _counter_evidence(case: Case) -> Iterator[Problem]:
    """Findings of whose counter-evidence something is withheld: a reader must know (FIELD QM-7)."""
    withheld = decide(case).withheld
    for finding in case.corpus.findings:
        links = [link.coding for link in finding.head.evidence if link.relation == "contradicts"]
        lost = [coding for coding in links if coding in withheld]
        if lost:
            place = Place(finding.path, finding.lines.get("evidence", 1))
            params = {
                "finding": finding.head.id,
                "n": len(lost),
                "of": len(links),
                "codings": ", ".join(lost),
            }
            severity = Severity.WARNING if len(lost) == len(links) else Severity.NOTE
            yield Problem("counter-evidence-withheld", place, params, severity)
