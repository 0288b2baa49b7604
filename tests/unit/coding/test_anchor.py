"""Finding quoted words again."""

from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from faden.coding.anchor import CONTEXT, Anchor, Position, describe, find
from faden.core.text import normal
from faden.interviews.transcript import Head, Part, PartKind, Role, Speaker, Transcript, Turn

HEAD = Head(
    format="faden.transcript/1",
    id="I01",
    kind="interview",
    language="de",
    speakers={"P1": Speaker(role=Role.PARTICIPANT)},
)
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=60),
        st.lists(st.sampled_from(["ja ", "نعم ", "u\u0308", "👩‍👧 ", "ደሓን ", "la la ", "\n"])).map("".join),
    ).map(lambda text: normal(text).strip()),
    min_size=1,
    max_size=5,
)


def talk(*texts: str, language: str = "de") -> Transcript:
    """A conversation of these turns."""
    turns = tuple(
        Turn(f"t{number}", "P1", (Part(PartKind.ORIGINAL, language, text),))
        for number, text in enumerate(texts, start=1)
    )
    return Transcript(HEAD, turns)


def on(transcript: Transcript, words: str, turn: str = "t1", nth: int = 0) -> Anchor:
    """The anchor of words in a turn."""
    found = transcript.turn(turn)
    assert found is not None
    part = next(part for part in found.parts if words in part.text)
    at = -1
    for _ in range(nth + 1):
        at = part.text.index(words, at + 1)
    start, end = Position(turn, at), Position(turn, at + len(words))
    return describe(transcript, start, end, part=part.kind, language=part.language)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Transcript, Anchor]:
    """A conversation and any words in it, across turns too."""
    texts = draw(TEXTS)
    transcript = talk(*texts)
    points = [(f"t{i}", at) for i, text in enumerate(texts, start=1) for at in range(len(text) + 1)]
    first = draw(st.integers(0, len(points) - 1))
    last = draw(st.integers(first, len(points) - 1))
    try:
        return transcript, describe(transcript, Position(*points[first]), Position(*points[last]))
    except ValueError:  # an empty span, or one of nothing but line breaks between turns
        reject()


@given(spans())
def test_described_words_are_found_where_they_stand(case: tuple[Transcript, Anchor]) -> None:
    """In an unchanged transcript, an anchor finds itself, in any script and across turns."""
    transcript, anchor = case

    assert anchor == find(anchor, transcript)


@given(spans())
def test_a_described_span_never_ends_where_a_turn_begins(case: tuple[Transcript, Anchor]) -> None:
    """The end belongs to the turn of the last word, so that offsets read as a person would."""
    transcript, anchor = case
    turn = transcript.turn(anchor.end.turn)

    assert turn is not None
    assert 0 <= anchor.end.offset <= len(turn.text)
    assert len(anchor.prefix) <= CONTEXT
    assert len(anchor.suffix) <= CONTEXT


@given(spans(), st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).map(normal).filter(bool))
def test_what_is_found_is_word_for_word_what_was_quoted(case: tuple[Transcript, Anchor], more: str) -> None:
    """However the transcript changes, `find` gives the exact words or nothing."""
    transcript, anchor = case
    edited = talk(more, *(more + turn.text for turn in transcript.turns[1:]))

    found = find(anchor, edited)

    assert found is None or anchor.exact == found.exact


@given(
    spans(), st.lists(st.sampled_from(["Guten Tag, wer spricht?", "Ich habe noch eine Frage."]), max_size=3)
)
def test_turns_put_before_move_no_words(case: tuple[Transcript, Anchor], before: list[str]) -> None:
    """Ids of turns stay what they are; a turn inserted by hand changes no other coding."""
    transcript, anchor = case
    inserted = tuple(
        Turn(f"t1{'abc'[i]}", "P1", (Part(PartKind.ORIGINAL, "de", text),)) for i, text in enumerate(before)
    )

    found = find(anchor, Transcript(HEAD, (*inserted, *transcript.turns)))

    assert found is not None
    assert (anchor.start, anchor.end, anchor.exact) == (found.start, found.end, found.exact)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Ich warte auf eine Antwort.", "eine Antwort", "Ich warte immer noch auf eine Antwort."),
        ("انتظرت طويلا ولم يردّ أحد", "ولم يردّ أحد", "طيب، انتظرت طويلا ولم يردّ أحد"),
        ("👩‍👧 wir beide, zu zweit", "wir beide", "👩‍👧👨‍👩‍👧 na ja, wir beide, zu zweit"),
        ("das für u\u0308ber sechzig", "u\u0308ber sechzig", "ja, das für u\u0308ber sechzig"),
    ],
)
def test_words_moved_by_an_edit_are_found(before: str, words: str, after: str) -> None:
    """Text added before them moves them; offsets count code points of the normal form."""
    anchor = on(talk(normal(before)), normal(words))

    found = find(anchor, talk(normal(after)))

    assert found is not None
    assert normal(after).index(normal(words)) == found.start.offset


def test_a_sentence_moved_to_another_turn_is_found() -> None:
    """A person split the turn; the words are telling enough to be known again."""
    anchor = on(talk("Ja. Die Wohnung war schon weg, als ich kam.", "Und dann?"), "Die Wohnung war schon weg")

    found = find(anchor, talk("Ja.", "Die Wohnung war schon weg, als ich kam.", "Und dann?"))

    assert found is not None
    assert Position("t2", 0) == found.start


@pytest.mark.parametrize("after", ["The office was shut.", "The office was clos ed.", "", "closd"])
def test_rewritten_words_are_not_guessed(after: str) -> None:
    """Where the quoted words themselves changed, a person has to decide."""
    anchor = on(talk("The office was closed."), "closed")

    assert find(anchor, talk(after)) is None


def test_a_short_answer_is_not_looked_for_in_another_mouth() -> None:
    """“Ja.” stands everywhere; elsewhere it was perhaps somebody else who said it."""
    anchor = on(talk("Wollen Sie bleiben?", "Ja.", "Und die Kinder?"), "Ja.", "t2")

    moved = talk("Wollen Sie bleiben?", "Doch.", "Und die Kinder?", "Haben Sie Hunger gehabt?", "Ja.")

    assert find(anchor, moved) is None


def test_a_short_answer_is_found_between_the_same_neighbours() -> None:
    """A turn inserted far above changes nothing around it."""
    lines = ("Wollen Sie bleiben?", "Ja.", "Und die Kinder?")
    anchor = on(talk(*lines), "Ja.", "t2")

    found = find(anchor, talk("Nehmen Sie Platz.", *lines))

    assert found is not None
    assert Position("t3", 0) == found.start


def test_of_repeated_words_those_with_the_same_neighbours_are_meant() -> None:
    """The third of four “la” stays the third, although a fifth was put before."""
    before = talk("erst la, dann la, danach la, zuletzt la")
    anchor = on(before, "la", nth=2)

    found = find(anchor, talk("la, erst la, dann la, danach la, zuletzt la"))

    assert found is not None
    assert "la, erst la, dann la, danach la".rindex("la") == found.start.offset


def test_of_equal_neighbours_the_nearest_words_are_meant() -> None:
    """Nothing else can tell them apart."""
    anchor = on(talk("die ganze lange Nacht gewartet " * 5), "lange Nacht gewartet", nth=3)
    after = talk("nun die ganze lange Nacht gewartet " + "die ganze lange Nacht gewartet " * 4)

    found = find(anchor, after)

    assert found is not None
    assert anchor.start.offset + 4 == found.start.offset


def test_words_may_cross_turns() -> None:
    """They are joined by a line break; the end lies in the last turn."""
    transcript = talk("Und dann?", "Dann nichts.", "Gar nichts.")

    anchor = describe(transcript, Position("t1", 4), Position("t3", 3))

    assert ("dann?\nDann nichts.\nGar", Position("t3", 3)) == (anchor.exact, anchor.end)
    assert anchor == find(anchor, transcript)


def test_words_of_a_part_that_is_gone_are_not_found() -> None:
    """An anchor names part and language; without them there is nothing to look in."""
    anchor = on(talk("ولم يردّ أحد", language="ar"), "ولم يردّ أحد")

    assert find(anchor, talk("ولم يردّ أحد", language="fa")) is None


def test_an_anchor_without_words_finds_nothing() -> None:
    """A coding file may be damaged; an empty quotation is no evidence."""
    assert find(Anchor(Position("t1", 0), Position("t1", 0), ""), talk("Ja.", "Ja.")) is None


def test_a_selection_that_reaches_into_the_next_turn_is_drawn_in() -> None:
    """A triple click ends before the first word of the next turn, whose speaker said nothing of it."""
    transcript = talk("Und dann?", "Dann nichts.", "", "Ach.")

    anchor = describe(transcript, Position("t1", 9), Position("t4", 0))

    assert "Dann nichts." == anchor.exact
    assert (Position("t2", 0), Position("t2", 12)) == (anchor.start, anchor.end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (("t1", 2), ("t1", 2)),
        (("t1", 3), ("t1", 1)),
        (("t1", 0), ("t1", 99)),
        (("t9", 0), ("t1", 1)),
        (("t1", -1), ("t1", 1)),
    ],
)
def test_a_span_outside_the_text_is_refused(start: tuple[str, int], end: tuple[str, int]) -> None:
    """Empty, reversed, beyond the end, an unknown turn."""
    with pytest.raises(ValueError, match="span"):
        describe(talk("Worte"), Position(*start), Position(*end))
