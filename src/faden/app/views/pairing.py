"""Turns of interpreters beside what they give, as they would stand once they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.languages import direction
from faden.interviews.pairing import pairable
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript, Turn


@dataclass(frozen=True, slots=True)
class Voiced:
    """A turn, to be read.

    Attributes:
        turn: Its id.
        speaker: Who speaks, as the transcript calls them.
        role: What they do in the conversation.
        language: Language of the words.
        direction: Their direction.
        text: The words.
    """

    turn: str
    speaker: str
    role: str
    language: str
    direction: str
    text: str


def pairs_of(transcript: Transcript) -> list[tuple[Voiced, Voiced]]:
    """What was said, and the turn of an interpreter that seems to give it."""
    return [(_voiced(transcript, said), _voiced(transcript, given)) for said, given in pairable(transcript)]


def has_interpreter(transcript: Transcript) -> bool:
    """Whether an interpreter is among the speakers."""
    return any(speaker.role is Role.INTERPRETER for speaker in transcript.head.speakers.values())


def _voiced(transcript: Transcript, turn: Turn) -> Voiced:
    speaker = transcript.head.speakers.get(turn.speaker)
    part = turn.parts[0]
    return Voiced(
        turn=turn.id,
        speaker=turn.speaker,
        role=speaker.role.value if speaker else Role.UNKNOWN.value,
        language=part.language,
        direction=direction(part.language),
        text=part.text,
    )
