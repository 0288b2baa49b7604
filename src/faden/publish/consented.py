"""Who may be quoted: whoever agreed to take part, to be quoted and to be published, and still does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.publish.verdict import Case


def allowed(case: Case, participant: str | None) -> bool:
    """Whether this person may be quoted in public on the day of the case; nobody unknown may."""
    return _allows(case, participant, "quotation")


def translatable(case: Case, participant: str | None) -> bool:
    """Whether a translation of this person's words, made by somebody else, may be shown in public."""
    return _allows(case, participant, "translation")


def _allows(case: Case, participant: str | None, output: str) -> bool:
    if participant is None or participant not in case.corpus.participants:
        return False
    return case.corpus.ledger.allows_output(participant, output, case.on)
