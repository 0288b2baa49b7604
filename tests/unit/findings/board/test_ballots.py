"""Dots of workshops beside needs: they follow from where people put the notes."""

from __future__ import annotations

import pytest

from faden.findings.board.ballots import Dots, dots_of
from faden.findings.board.board import Board, Group
from faden.study.notes import Board as Wall
from faden.study.notes import Note

WALL = Wall(
    "W01",
    (
        Note(note="n01", cluster="Warten", votes_refugees=3, votes_institutions=0, text="a"),
        Note(note="n02", cluster="Warten", votes_refugees=1, text="b"),
        Note(note="n03", cluster="Warten", text="c"),
        Note(note="n04", cluster="Geld", votes_institutions=2, text="d"),
        Note(note="n05", votes_refugees=5, text="e"),
    ),
)


def board(*cards: str, need: str | None = "N01") -> Board:
    """A board with one group."""
    return Board(groups=(Group(id="g1", by="mira", on="2026", cards=cards, need=need),))


def test_a_group_of_notes_belongs_to_the_need_that_took_most_of_it() -> None:
    """All its dots go along, per side and never as a sum."""
    found = dots_of(board("W01-n01", "W01-n03", "c-22222222"), [WALL])

    assert {"N01": (Dots("W01", "Warten", 2, 3, {"refugees": 4, "institutions": 0}),)} == found


@pytest.mark.parametrize(
    "seen", [Board(), board("W01-n01"), board("W01-n01", "W01-n02", need=None), board("W01-n05")]
)
def test_without_most_of_its_notes_it_belongs_to_none(seen: Board) -> None:
    """Half of it says nothing, a group that is no need neither, nor a note that hung alone."""
    assert {} == dots_of(seen, [WALL])


def test_two_needs_that_share_a_group_of_notes_evenly_get_nothing_of_it() -> None:
    """Dots are not divided, and not counted twice."""
    one, other = board("W01-n01").groups[0], board("W01-n02", need="N02").groups[0]
    both = Board(groups=(one, other.model_copy(update={"id": "g2"})))

    assert {} == dots_of(both, [WALL])
