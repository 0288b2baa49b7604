"""Who speaks in a transcript."""

from __future__ import annotations

from ministudy import PEOPLE, MiniStudy

from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript


def _workshop(study: MiniStudy) -> Transcript:
    transcript = read_transcript(study.folder, "W01").value
    assert transcript is not None
    return transcript


def test_only_participants_speak_for_themselves(study: MiniStudy) -> None:
    """Words of facilitators and interpreters belong to no participant."""
    workshop = _workshop(study)

    voices = [workshop.participant(turn) for turn in workshop.turns]

    assert [None, *PEOPLE, None, "p-888888"] == voices


def test_an_interpreter_with_an_id_is_no_participant(study: MiniStudy) -> None:
    """The role decides, not the id that somebody gave by mistake."""
    study.edit("interviews/W01.md", "D: {role: interpreter}", "D: {role: interpreter, participant: p-222222}")
    workshop = _workshop(study)

    assert workshop.participant(workshop.turns[7]) is None


def test_turns_are_found_by_id(study: MiniStudy) -> None:
    """And where there is none, nothing is invented."""
    workshop = _workshop(study)

    assert (3, None) == (workshop.index("t4"), workshop.index("t99"))
    assert workshop.turn("t99") is None
    assert workshop.turns[3].part("translation", "de") is None
