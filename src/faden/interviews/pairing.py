"""Consecutive interpretation: which turns of an interpreter hold what a participant said before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from faden.core.languages import NAMES
from faden.interviews.transcript import PartKind, Role

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript, Turn

Pair = tuple["Turn", "Turn"]
"""A participant's turn, and the turn of an interpreter right after it."""


def unpaired(transcript: Transcript) -> tuple[Pair, ...]:
    """Turns of participants that an interpreter seems to give in the next turn, in another language.

    Only a participant's turn without any other version counts, with one version of one known language in
    the interpreter's turn. One alone in a conversation that has interpretation beside the original
    elsewhere is left out: an interpreter says something of their own, too.
    """
    found = tuple(pair for pair in pairwise(transcript.turns) if _belong(transcript, *pair))
    beside = any(p.kind is PartKind.INTERPRETATION for turn in transcript.turns for p in turn.parts)
    return () if beside and len(found) == 1 else found


def _belong(transcript: Transcript, said: Turn, given: Turn) -> bool:
    if (_role(transcript, said), _role(transcript, given)) != (Role.PARTICIPANT, Role.INTERPRETER):
        return False
    first, second = _language(said), _language(given)
    return bool(first and second) and first != second


def _language(turn: Turn) -> str:
    """The language of a turn that has words in one version only; empty for others, and where nobody knows."""
    if len(turn.parts) != 1 or not turn.text or turn.parts[0].kind is not PartKind.ORIGINAL:
        return ""
    spoken = turn.parts[0].language
    return spoken if spoken in NAMES and spoken != "und" else ""


def _role(transcript: Transcript, turn: Turn) -> Role:
    speaker = transcript.head.speakers.get(turn.speaker)
    return speaker.role if speaker is not None else Role.UNKNOWN
