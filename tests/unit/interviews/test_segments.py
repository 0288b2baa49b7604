"""Segments: whole sentences of participants, with exact places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.text import normal, words
from faden.interviews.segments import Segment, segments
from faden.interviews.transcript import Head, Part, PartKind, Role, Speaker, Transcript, Turn

ORIGINAL, INTERPRETATION = PartKind.ORIGINAL, PartKind.INTERPRETATION

HEAD = Head(
    format="faden.transcript/1",
    id="I01",
    kind="interview",
    language="de",
    speakers={
        "I": Speaker(role=Role.INTERVIEWER),
        "D": Speaker(role=Role.INTERPRETER),
        "P1": Speaker(role=Role.PARTICIPANT, participant="p-222222"),
    },
)


def conversation(*turns: tuple[str, str]) -> Transcript:
    """A conversation of speakers and their words."""
    made = (Turn(f"t{n}", who, (Part(ORIGINAL, "de", text),)) for n, (who, text) in enumerate(turns, 1))
    return Transcript(HEAD, tuple(made))


TEXTS = st.text(max_size=300).map(lambda text: normal(text).strip())


@given(TEXTS, st.integers(1, 70), st.sampled_from(["de", "ar", "fa", "uk", "ti", "en"]))
def test_a_segment_is_found_at_its_place_to_the_letter(text: str, longest: int, language: str) -> None:
    """Offsets count code points of the part; together segments hold all that is no blank, in order."""
    turn = Turn("t1", "P1", (Part(ORIGINAL, language, text),))
    found = segments(Transcript(HEAD, (turn,)), longest=longest)

    assert [segment.text for segment in found] == [text[s.start : s.end] for s in found]
    assert "".join(text.split()) == "".join("".join(s.text.split()) for s in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert len(found) == len({segment.id for segment in found})


def test_sentences_are_put_together_until_there_are_too_many_words() -> None:
    """A segment is about sixty words: enough to be understood, little enough to say one thing."""
    sentence = "Wir haben lange auf eine Antwort vom Amt gewartet. "
    found = segments(conversation(("P1", (sentence * 20).strip())))

    assert [54, 54, 54, 18] == [len(words(segment.text)) for segment in found]


def test_a_long_sentence_is_not_cut() -> None:
    """Half a sentence says something else."""
    long = "Wir warten " + "und warten " * 80 + "noch immer."

    assert [long] == [segment.text for segment in segments(conversation(("P1", long)))]


def test_only_participants_speak_in_segments() -> None:
    """What interviewers and interpreters say states no need of a participant."""
    found = segments(
        conversation(("I", "Wie war das?"), ("P1", "Schwer."), ("D", "Er meint: eng."), ("X", "Hm."))
    )

    assert [("t2", "Schwer.", "p-222222")] == [(s.turn, s.text, s.participant) for s in found]


BOTH = Turn(
    "t1", "P1", (Part(ORIGINAL, "ar", "لا أحد يرد."), Part(INTERPRETATION, "de", "Keiner antwortet."))
)
ALONE = Turn("t2", "P1", (Part(ORIGINAL, "de", "Ja, das stimmt."),))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (ORIGINAL, ["لا أحد يرد.", "Ja, das stimmt."]),
        (INTERPRETATION, ["Keiner antwortet.", "Ja, das stimmt."]),
    ],
)
def test_the_part_is_chosen_and_nobody_is_left_out(part: PartKind, expected: list[str]) -> None:
    """Who needed no interpreter speaks in the original."""
    found = segments(Transcript(HEAD, (BOTH, ALONE)), part=part)

    assert expected == [segment.text for segment in found]


def test_the_id_names_the_place() -> None:
    """A segment can be found again from its id alone."""
    found = segments(Transcript(HEAD, (BOTH,)))[0]

    assert (
        Segment(
            "I01:t1:original:ar:0-11",
            "I01",
            "t1",
            ORIGINAL,
            "ar",
            0,
            11,
            "لا أحد يرد.",
            Role.PARTICIPANT,
            "p-222222",
        )
        == found
    )
