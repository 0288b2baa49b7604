"""Whose words a turn carries: the speaker's, or of the one for whom an interpreter speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.interviews.transcript import Transcript


def voices(transcript: Transcript) -> Mapping[str, str]:
    """Turn → key of the speaker whose words stand in it.

    A turn of an interpreter right after a participant's carries the participant's words: who may not be
    shown may not be shown in translation either.
    """
    found: dict[str, str] = {}
    last = ""
    for turn in transcript.turns:
        speaker = transcript.head.speakers.get(turn.speaker)
        if speaker is not None and speaker.role is Role.INTERPRETER:
            found[turn.id] = last or turn.speaker
            continue
        last = turn.speaker if speaker is not None and speaker.role is Role.PARTICIPANT else ""
        found[turn.id] = turn.speaker
    return found
