"""Words that were rewritten are proposed where they now stand; a person decides."""

from __future__ import annotations

from faden.coding.anchor import Position, describe
from faden.coding.codings import coding_at
from faden.coding.following import follow
from faden.interviews.transcript import Head, Part, PartKind, Speaker, Transcript, Turn

BEFORE = "I was counting, since I like to count. A hundred and forty I sent. Then nine came back."


def transcript(text: str) -> Transcript:
    """A conversation of one turn."""
    head = Head(
        format="faden.transcript/1", id="I01", kind="interview", language="en", speakers={"P1": Speaker()}
    )
    return Transcript(head, (Turn("t1", "P1", (Part(PartKind.ORIGINAL, "en", text),)),))


def coding_on(words: str, text: str = BEFORE):  # noqa: ANN201 - the model's own type
    """A coding on words of the turn."""
    start = text.index(words)
    anchor = describe(transcript(text), Position("t1", start), Position("t1", start + len(words)))
    return coding_at(anchor, identifier="c-23456789", code="a", on="2026", codebook=1)


def test_rewritten_words_are_proposed_and_nothing_around_them() -> None:
    """Letters that happen to match elsewhere in the turn do not draw the words in."""
    after = BEFORE.replace("A hundred and forty", "A corrected and forty")

    followed = follow(coding_on("A hundred and forty I sent."), transcript(after))

    assert followed.proposal is not None
    assert ("A corrected and forty I sent.", False) == (followed.proposal.exact, followed.exact)


def test_words_that_only_moved_are_found_exactly() -> None:
    """An edit before them changes the place and no more."""
    followed = follow(coding_on("Then nine came back."), transcript("Well. " + BEFORE))

    assert followed.proposal is not None
    assert ("Then nine came back.", True) == (followed.proposal.exact, followed.exact)


def test_nothing_like_the_words_gives_no_proposal() -> None:
    """Where the passage is gone, none is made up."""
    assert follow(coding_on("Then nine came back."), transcript("Öffnungszeiten?")).proposal is None
