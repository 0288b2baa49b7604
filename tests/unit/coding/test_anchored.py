"""What stands in files about words keeps its form and gives the words' description back."""

from __future__ import annotations

import pytest

from faden.analysis.suggest.decisions import Decided, decided
from faden.analysis.suggest.values import Decision
from faden.coding.anchor import Anchor, Position
from faden.coding.anchored import Anchored
from faden.coding.codings import Coding, coding_at
from faden.interviews.transcript import PartKind

ANCHOR = Anchor(Position("t2", 3), Position("t4", 9), "Nie.", "vor ", " nach", PartKind.INTERPRETATION, "de")
WORDS = ["start", "end", "part", "language", "exact", "prefix", "suffix"]


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (Coding, ["id", "code", *WORDS, "on", "codebook", "memo"]),
        (Decided, ["format", "transcript", "code", *WORDS, "score", "decision", "by", "on"]),
    ],
)
def test_keys_stand_in_the_file_where_they_always_stood(model: type[Anchored], keys: list[str]) -> None:
    """The same codings are the same bytes in every version of faden."""
    assert keys == list(model.model_fields)


def test_the_description_of_the_words_comes_back() -> None:
    """Of a coding as of a decision."""
    coding = coding_at(ANCHOR, identifier="c-2b4c6d8f", code="amt", on="2026-03-15", codebook=1)
    decision = decided(ANCHOR, "I01", "amt", Decision.REJECTED, score=0.2, by="mira", on="2026-03-15")

    assert [ANCHOR, ANCHOR] == [coding.anchor, decision.anchor]
