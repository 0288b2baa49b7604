"""From a reading to a transcript."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from faden.core.text import normal
from faden.interviews.files import format_transcript, parse_transcript
from faden.interviews.importing import make_transcript
from faden.interviews.readers.reading import Found, ReadTurn, finish
from faden.interviews.transcript import Role, Source

SOURCE = Source(name="a.txt", sha256="0" * 64, format="txt")
TURNS = st.lists(
    st.builds(
        ReadTurn,
        speaker=st.text(max_size=8).map(normal),
        text=st.text(min_size=1, max_size=60).filter(lambda t: bool(normal(t).strip())),
        start=st.none() | st.integers(0, 10**7).map(lambda ms: dt.timedelta(milliseconds=ms)),
    ),
    min_size=1,
    max_size=5,
)


def _german(_text: str, default: str | None) -> str | None:
    return default or "de"


@given(turns=TURNS, preamble=st.text(max_size=60))
def test_a_transcript_is_read_back_as_it_was_made(turns: list[ReadTurn], preamble: str) -> None:
    """Whatever people say, markers of the format included."""
    made = make_transcript(finish(turns, Found(), preamble=preamble), "I01", SOURCE, _german)
    text = format_transcript(made)
    again = parse_transcript(text, "I01").value

    assert again is not None
    assert made == replace(again, turns=tuple(replace(turn, line=0) for turn in again.turns))
    assert text == format_transcript(again)


def test_speakers_get_keys_in_order_and_keep_their_label() -> None:
    """The label of the file may be a name; the key never is."""
    reading = finish([ReadTurn("I", "Ja?"), ReadTurn("Amira", "Nein.")], Found())
    made = make_transcript(reading, "I01", SOURCE, _german)

    assert ["t1", "t2"] == [turn.id for turn in made.turns]
    assert ["S1", "S2"] == [turn.speaker for turn in made.turns]
    assert [("I", Role.INTERVIEWER), ("Amira", Role.PARTICIPANT)] == [
        (speaker.label, speaker.role) for speaker in made.head.speakers.values()
    ]


def test_turns_without_a_language_get_that_of_the_conversation() -> None:
    """Mhm has no language of its own."""
    reading = finish([ReadTurn("I", "lang genug"), ReadTurn("B", "mhm")], Found())
    made = make_transcript(reading, "I01", SOURCE, lambda text, default: "en" if "lang" in text else default)

    assert ["en", "en"] == [turn.parts[0].language for turn in made.turns]


def test_marks_that_turn_the_direction_are_dropped() -> None:
    """They show words in an order in which they do not stand; what a script needs by itself stays."""
    reading = finish([ReadTurn("I", "Wer \u202eist\u202c \u2067كريم\u2069? می\u200cکنم")], Found())
    made = make_transcript(reading, "I01", SOURCE, _german)

    assert "Wer ist كريم? می\u200cکنم" == made.turns[0].parts[0].text
