"""Codings of several coders on one line of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ministudy import MiniStudy

from faden.coding.agreement.placing import Line, carried, lay, spoken_by_participants
from faden.coding.codings import read_codings
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Part, PartKind, Transcript, Turn


def _transcript(study: MiniStudy) -> Transcript:
    found = read_transcript(study.folder, "W01").value
    assert found is not None
    return found


def _words(line: Line, start: int, end: int) -> str:
    turns = [line.transcript.turn(turn) for turn in line.turns]
    return "".join(turn.text for turn in turns if turn is not None)[start:end]


def test_a_coding_lies_where_its_words_stand(study: MiniStudy) -> None:
    """The line is the text of the turns, end to end."""
    line = lay(_transcript(study))
    file = read_codings(study.folder, study.folder.coding_file("erste", "W01")).value
    assert file is not None

    placed = [line.place(coding) for coding in file.codings]

    assert [c.exact for c in file.codings] == [_words(line, p.start, p.end) for p in placed if p is not None]
    assert ("t2",) == placed[0].turns if placed[0] is not None else ()


def test_what_the_interpreter_said_is_carried_over_to_the_original(study: MiniStudy) -> None:
    """The whole of one is the whole of the other."""
    transcript = _transcript(study)
    turn = transcript.turn("t4")
    assert turn is not None
    heard = turn.parts[1].text
    study.code(("c-99999999", "keine-antwort", "t4", heard), coder="zweite")
    file = read_codings(study.folder, study.folder.coding_file("zweite", "W01")).value
    assert file is not None
    line = lay(transcript)

    place = line.place(file.codings[0])

    assert place is not None
    assert turn.text == _words(line, place.start, place.end)


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_a_place_stays_within_its_turn_and_keeps_its_order(
    here: int, there: int, data: st.DataObject
) -> None:
    """At least one code point, never outside, and never turned around."""
    start = data.draw(st.integers(0, here - 1))
    end = data.draw(st.integers(start + 1, here))
    parts = (Part(PartKind.ORIGINAL, "ar", "x" * there), Part(PartKind.INTERPRETATION, "de", "y" * here))
    turn = Turn("t1", "P1", parts)

    low, high = carried(turn, parts[1], start, end)

    assert 0 <= low < high <= there
    assert carried(turn, parts[1], 0, here) == (0, there)
    assert carried(turn, parts[0], 0, there) == (0, there)


def test_only_participants_are_compared_on(study: MiniStudy) -> None:
    """Questions of a facilitator are nothing to agree on; an interpreter speaks for somebody."""
    told = spoken_by_participants(_transcript(study))

    assert {"t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"} == told


def test_words_that_are_gone_have_no_place(study: MiniStudy) -> None:
    """They are counted as lost, not guessed."""
    file = read_codings(study.folder, study.folder.coding_file("erste", "W01")).value
    assert file is not None
    study.edit("interviews/W01.md", "niemand hat geantwortet", "alle haben abgesagt")

    assert lay(_transcript(study)).place(file.codings[0]) is None


def test_words_of_turns_that_do_not_count_have_no_place(study: MiniStudy) -> None:
    """A line may be of some turns only."""
    file = read_codings(study.folder, study.folder.coding_file("erste", "W01")).value
    assert file is not None

    assert lay(_transcript(study), {"t3"}).place(file.codings[0]) is None
