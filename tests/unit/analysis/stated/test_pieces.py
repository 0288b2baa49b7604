"""A sentence as hashed pieces: what it is made of, without what it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.stated.pieces import SLOTS, tokens, weights

COMMON = frozenset({"der", "die", "das", "werden", "muss"})


@given(st.text(max_size=200))
def test_any_text_has_pieces(text: str) -> None:
    """Whatever a person said; numbers of pieces stay in their range and weights above none."""
    row = weights(text, COMMON)

    assert all(0 <= slot < SLOTS for slot in row)
    assert all(weight > 0 for weight in row.values())


@given(st.text(max_size=100))
def test_the_same_text_has_the_same_pieces(text: str) -> None:
    """In every run and on every machine."""
    assert weights(text, COMMON) == weights(text, COMMON)


def test_two_sentences_of_one_form_share_their_skeleton() -> None:
    """What is asked for differs, the asking does not."""
    one = weights("Der Radweg muss breiter werden.", COMMON)
    other = weights("Der Flur muss heller werden.", COMMON)
    third = weights("Gestern kam niemand.", COMMON)

    def alike(some: dict[int, float], others: dict[int, float]) -> float:
        return sum(weight * others.get(slot, 0) for slot, weight in some.items())

    assert alike(one, other) > 2 * alike(one, third)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Wie bitte?", ["Wie", "bitte", "?"]), ("", []), ("80 Mails.", ["80", "Mails", "."])],
)
def test_signs_are_tokens_too(text: str, found: list[str]) -> None:
    """A question mark tells something of what a sentence does."""
    assert found == tokens(text)
