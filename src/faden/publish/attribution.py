"""How a quotation is attributed in public: by role, as narrow as the group is large.

A role that fewer than ``k`` participants share is replaced by the side they stand on, and a side
that is still too small by “a participant”. No pseudonym links two quotations of one person
(FIELD DP-7, DP-8; the population estimates of the place follow with the issue on recognition).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.catalogue import text

if TYPE_CHECKING:
    from faden.findings.evidence import Evidence
    from faden.publish.verdict import Case


def attribution(case: Case, evidence: Evidence) -> str:
    """The key of a public attribution: ``group:<id>``, ``side:<id>`` or ``participant``."""
    settings = case.corpus.settings
    group = settings.group(evidence.group or "")
    if group is None:
        return "participant"
    if _persons(case, groups={group.id}) >= settings.privacy.k:
        return f"group:{group.id}"
    same_side = {other.id for other in settings.groups if other.side == group.side}
    if _persons(case, groups=same_side) >= settings.privacy.k:
        return f"side:{group.side}"
    return "participant"


def _persons(case: Case, *, groups: set[str]) -> int:
    people = case.corpus.participants
    return sum(1 for p in case.index.persons if p in people and people[p].group in groups)


def attribution_text(case: Case, key: str, language: str) -> str:
    """A public attribution in words."""
    kind, _, value = key.partition(":")
    if kind == "group" and (group := case.corpus.settings.group(value)):
        return group.role.text(language)
    if kind == "side":
        return text(f"publish.side.{value}", language)
    return text("publish.participant", language)
