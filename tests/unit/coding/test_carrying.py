"""Anchored words are carried along a correction, word by word, and never to other words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faden.coding.anchor import Anchor, Position, carry, describe
from faden.core.text import normal
from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn


def transcript(*texts: str) -> Transcript:
    """A conversation of these turns."""
    head = Head(
        format="faden.transcript/1", id="I01", kind="interview", language="en", speakers={"P1": Speaker()}
    )
    parts = [Part(PartKind.ORIGINAL, "en", text) for text in texts]
    return Transcript(head, tuple(Turn(f"t{n}", "P1", (part,)) for n, part in enumerate(parts, start=1)))


def carried(
    before: tuple[str, ...], after: tuple[str, ...], start: int, end: int, turn: str = "t1"
) -> Anchor | None:
    """Where words of a turn are found after a correction."""
    old = transcript(*before)
    anchor = describe(old, Position(turn, start), Position(turn, end))
    return carry([anchor], old, transcript(*after), PartKind.ORIGINAL, "en")[0]


def test_the_same_words_elsewhere_do_not_draw_a_coding_away() -> None:
    """“Yes.” is said in many places."""
    found = carried(("Yes. Wel. Yes.", "Yes."), ("Yes. Well. Yes.", "Yes."), 10, 14)

    assert found is not None
    assert ("t1", 11) == (found.start.turn, found.start.offset)


def test_words_that_changed_are_not_looked_for_elsewhere() -> None:
    """Other than by `find`: here it is known that they changed."""
    assert carried(("Yes.", "Yes."), ("No.", "Yes."), 0, 4) is None


def test_words_that_did_not_stand_there_are_left_to_a_person() -> None:
    """The file was edited outside before."""
    anchor = Anchor(Position("t1", 0), Position("t1", 3), "xyz", language="en")
    texts = transcript("abc"), transcript("abc d")

    assert [None] == carry([anchor], *texts, PartKind.ORIGINAL, "en")


def test_surroundings_are_described_afresh() -> None:
    """Also of words in the turns beside."""
    found = carried(("one", "two"), ("one!", "two"), 0, 3, "t2")

    assert found is not None
    assert "one!\n" == found.prefix


_TOKENS = st.sampled_from(
    ["a", "b", "ja", "é", "e\u0301", "\u064e", "🏠", "👩\u200d👧", "كتب", ".", " ", "  ", "\n"]
)
_TEXTS = st.lists(_TOKENS, min_size=1, max_size=14).map("".join).map(normal).map(str.strip).filter(bool)


@given(_TEXTS, _TEXTS, _TEXTS, st.data())
def test_what_is_carried_is_the_very_words(
    first: str, second: str, corrected: str, data: st.DataObject
) -> None:
    """Of any text in any script, whatever was corrected."""
    start = data.draw(st.integers(0, len(second) - 1))
    end = data.draw(st.integers(start + 1, len(second)))
    before = (first, second)
    kept = carried(before, (corrected, second), start, end, "t2")
    changed = carried(before, (first, corrected), start, end, "t2")

    described = describe(transcript(*before), Position("t2", start), Position("t2", end))
    assert kept is not None
    assert (described.exact, described.start) == (kept.exact, kept.start)
    assert changed is None or changed.exact == described.exact


@given(_TEXTS, _TEXTS, _TEXTS)
def test_words_between_two_corrections_are_found(left: str, middle: str, right: str) -> None:
    """What was not touched stays coded."""
    found = carried(
        (f"{left} >> {middle} << {right}",),
        (f"x{left} >> {middle} << {right}x",),
        len(left) + 1,
        len(left) + len(middle) + 7,
    )

    assert found is not None
    assert f">> {middle} <<" == found.exact
