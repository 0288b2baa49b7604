"""Which turns of an interpreter hold what a participant said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faden.interviews.files import parse_transcript
from faden.interviews.pairing import pairable, unpaired

if TYPE_CHECKING:
    from faden.interviews.transcript import Transcript

HEAD = """\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
speakers:
  I: {role: interviewer}
  P1: {role: participant, participant: p-222222}
  D: {role: interpreter}
---

"""
SAID = "## t2 · P1 · ar\n\nما حدا بيرد.\n\n"
GIVEN = "## t3 · D\n\nNiemand antwortet.\n\n"
ASKED = "## t4 · I\n\nSeit wann?\n\n"
BESIDE = "## t5 · P1\n\n::: original ar\nمن سنة.\n\n::: interpretation de · D\nSeit einem Jahr.\n\n"


def transcript(*turns: str) -> Transcript:
    """A conversation of these turns."""
    parsed = parse_transcript(HEAD + "".join(turns), "interviews/I01.md")
    assert parsed.value is not None
    return parsed.value


def test_the_turn_right_after_in_another_language_is_the_interpretation() -> None:
    """Consecutive interpretation as transcripts have it."""
    assert [("t2", "t3")] == [(a.id, b.id) for a, b in unpaired(transcript(SAID, GIVEN, ASKED))]


def test_a_question_in_the_language_of_the_person_is_the_interpretation_of_the_question() -> None:
    """No evidence of anybody, so that nothing is missing where it stands by itself."""
    put = "## t4a · D · ar\n\nمن إيمتى؟\n\n"
    talk = transcript(SAID, GIVEN, ASKED, put)

    assert [("t2", "t3"), ("t4", "t4a")] == [(a.id, b.id) for a, b in pairable(talk)]
    assert [("t2", "t3")] == [(a.id, b.id) for a, b in unpaired(talk)]


@pytest.mark.parametrize(
    "turns",
    [
        (SAID, ASKED, GIVEN),
        (SAID.replace(" · ar", ""), GIVEN),
        (SAID.replace(" · ar", " · und"), GIVEN),
        (SAID, GIVEN.replace("· D", "· I")),
        (ASKED, GIVEN.replace("· D", "· D · ar")),
        (BESIDE, GIVEN),
        (SAID, "## t3 · D\n\n"),
        (SAID, "## t3 · D\n\n::: original ar\nمن سنة.\n\n::: translation de\nSeit einem Jahr.\n"),
    ],
    ids=["between", "same", "unknown", "asked", "to-person", "beside", "empty", "translated"],
)
def test_all_else_is_no_interpretation_by_itself(turns: tuple[str, ...]) -> None:
    """Only what a machine can tell without guessing is told."""
    assert () == unpaired(transcript(*turns))


def test_one_turn_alone_in_a_paired_conversation_is_the_interpreters_own() -> None:
    """Somebody has paired this conversation, and left it."""
    assert () == unpaired(transcript(SAID, GIVEN, ASKED, BESIDE))
