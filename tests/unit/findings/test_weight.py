"""What weight a need has: persons, not segments, each with how many were asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import WORDS, MiniStudy

from faden.findings.votes import furthest, tally
from faden.findings.weight import difference, opposites, weigh
from faden.study.notes import Board, Note

COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


def test_persons_are_told_with_how_many_were_asked(study: MiniStudy) -> None:
    """By group and by place; one of seven persons asked belongs to the administration."""
    study.code(*WORDS)

    weight = weigh(study.case().index, ["keine-antwort"])

    assert 7 == weight.total.of
    assert {"residents": 6, "administration": 1} == {key: reach.of for key, reach in weight.groups.items()}
    assert {"ort": (weight.total.n, 7)} == {k: (r.n, r.of) for k, r in weight.municipalities.items()}


def test_the_interval_of_a_difference_is_the_published_one() -> None:
    """Newcombe 1998, table II, (a), method 10: 56/70 and 48/80 differ by .0524 to .3339."""
    found = difference(56, 70, 48, 80)

    assert found is not None
    assert pytest.approx(0.2) == found.share
    assert pytest.approx(0.0524, abs=5e-5) == found.low
    assert pytest.approx(0.3339, abs=5e-5) == found.high


def test_few_persons_leave_it_open() -> None:
    """Three of four and one of three look like a difference, and are none that could be told."""
    found = difference(3, 4, 1, 3)

    assert found is not None
    assert not found.clear


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_difference(one: list[int], other: list[int]) -> None:
    """And never leaves what shares can differ by; without persons there is none."""
    found = difference(*one, *other)

    if not one[1] or not other[1]:
        assert found is None
    else:
        assert found is not None
        assert -1 - 1e-9 <= found.low <= found.share + 1e-9
        assert found.share - 1e-9 <= found.high <= 1 + 1e-9


def test_those_who_seek_stand_beside_those_who_decide(study: MiniStudy) -> None:
    """Without a group called refugees it is the first of the residents."""
    found = opposites(study.corpus().settings)

    assert found is not None
    assert ("residents", "administration") == (found[0].id, found[1].id)


def _board() -> Board:
    return Board(
        "W01",
        (
            Note(note="n1", cluster="Antwort", votes_refugees=4, votes_institutions=0, text="a"),
            Note(note="n2", cluster="Antwort", votes_refugees=2, votes_institutions=1, text="b"),
            Note(note="n3", cluster="Papiere", votes_refugees=0, votes_institutions=9, text="c"),
            Note(note="n4", cluster="Geld", votes_refugees=2, votes_institutions=2, text="d"),
        ),
    )


def test_opposite_votes_are_not_averaged_away() -> None:
    """Six of eight dots of refugees, one of twelve of institutions: both stand there, and no total."""
    answer, papers, _ = tally(_board())

    assert {"refugees": 6, "institutions": 1} == answer.votes
    assert {"refugees": 0.75, "institutions": pytest.approx(1 / 12)} == answer.shares
    assert pytest.approx(-0.75) == papers.apart("refugees", "institutions")


def test_a_side_that_was_not_in_the_room_has_no_votes() -> None:
    """An empty cell is no zero."""
    assert "market" not in tally(_board())[0].votes
    assert tally(_board())[0].apart("refugees", "market") is None


def test_where_sides_are_furthest_apart_comes_first() -> None:
    """By shares of each side's own dots, so that the side with more dots does not decide."""
    found = furthest(tally(_board()), "refugees", "institutions")

    assert ["Papiere", "Antwort", "Geld"] == [one.cluster for one in found]
