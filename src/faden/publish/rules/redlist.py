"""The red list, and names of third persons: withheld until people have decided (FIELD DP-10, DP-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.publish.redlist import NEEDED, REDLIST, read_redlist, undecided, words_digest
from faden.publish.uses import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.yaml import Parsed
    from faden.publish.redlist import RedList
    from faden.publish.verdict import Case


def check_redlist(case: Case) -> Iterator[Problem]:
    """Yield a note for each quotation that is withheld until people have decided on its words."""
    parsed = read_redlist(case)
    yield from parsed.problems
    told: set[str] = set()
    for use in uses(case.corpus):
        if use.coding in told or use.coding not in case.index.found:
            continue
        told.add(use.coding)
        left = undecided(case, use.coding, parsed.value)
        for code, third in (("quotation-on-red-list", False), ("quotation-names-somebody", True)):
            categories = sorted({h.category for h in left if (h.category == "third-person") is third})
            if categories:
                params = {
                    "coding": use.coding,
                    "categories": ", ".join(categories),
                    "digest": words_digest(case, use.coding),
                    "needed": NEEDED[third],
                }
                yield Problem(code, Place(use.path, use.line), params, Severity.NOTE)
    yield from _outdated(case, parsed)


def _outdated(case: Case, parsed: Parsed[RedList]) -> Iterator[Problem]:
    """Decisions on words that stand so no longer."""
    for at, decision in enumerate(parsed.value.decisions if parsed.value else ()):
        current = (
            decision.coding in case.index.found and words_digest(case, decision.coding) == decision.words
        )
        if not current:
            place = Place(REDLIST, parsed.line("decisions", at))
            yield Problem("decision-outdated", place, {"coding": decision.coding}, Severity.NOTE)
