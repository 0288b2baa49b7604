"""On which terms something may leave the team: only transcripts that a person has cleared as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.exchange.refi.export import Terms
from faden.interviews.transcript import content_hash

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript


def is_cleared(transcript: Transcript) -> bool:
    """Whether a transcript is cleared for publication in this very wording (FIELD DP-5)."""
    cleared = transcript.head.cleared
    known = transcript.head.state == "cleared" and cleared is not None
    return known and cleared is not None and cleared.hash == content_hash(transcript)


def outside_terms(program: str = "") -> Terms:
    """Terms for people outside the team, on the day for which consent is asked."""
    return Terms(outside=True, admit=is_cleared, on=today(), program=program)
