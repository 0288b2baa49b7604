"""Which cards of the board may leave the team, and why the others may not."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from faden.findings.evidence import Evidence
from faden.interviews.transcript import is_cleared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from faden.publish.verdict import Case


class Held(StrEnum):
    """Why a card stays in the team."""

    WALL = "wall"
    """Written by hand on a note or typed off a wall: nobody has cleared it."""
    NOBODY = "nobody"
    """Nobody knows whose words these are."""
    CONSENT = "consent"
    """The person has not agreed to passing on."""
    CLEARANCE = "clearance"
    """The conversation is not cleared as it stands."""
    LANGUAGE = "language"
    """So few speak the language that it names the person."""


def common_languages(case: Case) -> frozenset[str]:
    """Languages that so many participants speak that words in them name nobody."""
    voices: dict[str, set[str]] = {}
    for transcript in case.corpus.transcripts.values():
        for turn in transcript.turns:
            person = transcript.participant(turn)
            if person is not None and turn.parts:
                voices.setdefault(turn.parts[0].language, set()).add(person)
    return frozenset(each for each, people in voices.items() if len(people) >= case.corpus.settings.privacy.k)


def why_held(case: Case, card: object, languages: Collection[str]) -> Held | None:
    """Why a card stays in the team: asked like any export for others, not like a quotation on the site.

    Args:
        case: The study.
        card: The words behind it; whatever is no evidence stays in the team.
        languages: Those that name nobody.

    Returns:
        The first reason; ``None`` where the words may leave.
    """
    if not isinstance(card, Evidence):
        return Held.WALL
    if card.participant is None:
        return Held.NOBODY
    if not case.corpus.ledger.allows_output(card.participant, "export-outside", case.on):
        return Held.CONSENT
    if not is_cleared(case.corpus.transcripts[card.transcript]):
        return Held.CLEARANCE
    return None if card.anchor.language in languages else Held.LANGUAGE


def held_back(case: Case, cards: Iterable[object]) -> Counter[Held]:
    """Reason → how many of these cards stay in the team for it, each counted once."""
    languages = common_languages(case)
    reasons = (why_held(case, card, languages) for card in cards)
    return Counter(reason for reason in reasons if reason is not None)
