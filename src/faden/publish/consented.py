"""Who may be quoted: whoever agreed to take part, to be quoted and to be published, and still does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.study.consent import Purpose

if TYPE_CHECKING:
    from faden.publish.verdict import Case


def allowed(case: Case, participant: str | None) -> bool:
    """Whether this person may be quoted in public on the day of the case; nobody unknown may."""
    if participant is None or participant not in case.corpus.participants:
        return False
    purposes = (Purpose.TAKE_PART, Purpose.QUOTE, Purpose.PUBLISH)
    return all(case.corpus.ledger.allows(participant, purpose, case.on) for purpose in purposes)
