"""Ids: one grammar."""

from __future__ import annotations

import re

import pytest

from faden.core import ids


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("I01", "interview"),
        ("W0123", "workshop"),
        ("PE07", "persona"),
        ("PT01", "prototype"),
        ("A10", "measure"),
        ("I1", None),
        ("I12345", None),
        ("i01", None),
        ("X01", None),
        ("I01\n", None),
        ("I٠١", None),
        ("", None),
    ],
)
def test_the_prefix_says_what_an_id_names(identifier: str, expected: str | None) -> None:
    """Anything that does not follow the grammar to the letter names nothing."""
    assert expected == ids.kind(identifier)


def test_the_following_id_is_above_the_highest_and_fills_no_gap() -> None:
    """An id once used stays with what it named, even after that was deleted."""
    assert "I08" == ids.following("I", {"I01", "I07", "W09", "nonsense"})
    assert "PE01" == ids.following("PE", set())


def test_random_ids_follow_their_grammar() -> None:
    """No vowels and nothing that is misread, so that an id is never a word."""
    assert re.fullmatch(ids.PARTICIPANT_PATTERN, ids.participant())
    assert re.fullmatch(ids.CODING_PATTERN, ids.coding())


def test_random_ids_do_not_repeat_in_a_study() -> None:
    """Of 27 letters, 8 are drawn: among ten thousand codings none share an id."""
    drawn = {ids.coding() for _ in range(10_000)}

    assert 10_000 == len(drawn)
