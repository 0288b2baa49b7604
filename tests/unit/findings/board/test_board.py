"""The board file, the tray, and how far people and the machine agree."""

from __future__ import annotations

from typing import Any

import pytest

from faden.findings.board.agreement import Match, agreement
from faden.findings.board.board import Board, Group, Proposed, check_board, parse_board
from faden.findings.board.deck import Candidate, Deck
from faden.findings.board.tray import Why, offers


def group(name: str, *cards: str) -> Group:
    """A group of a board."""
    return Group(id=name, by="mira", on="2026", cards=cards)


def cards(first: int, last: int) -> tuple[str, ...]:
    """Sticky notes from a number to another."""
    return tuple(f"W01-n{n}" for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("board-card-twice", "groups: [{id: g1, by: a, on: 2026, cards: [W01-n1, W01-n1]}]"),
        ("board-card-twice", "groups: [{id: g1, by: a, on: 2026, cards: [W01-n1]}]\naside: [W01-n1]"),
        ("board-group-twice", "groups: [{id: g1, by: a, on: 2026}, {id: g1, by: a, on: 2026}]"),
        ("value-pattern", "aside: ['../../x']"),
        ("key-unknown", "words: 1"),
        ("format-newer", ""),
    ],
)
def test_a_board_that_cannot_be_meant_is_a_problem(code: str, text: str) -> None:
    """Nobody knows where a card belongs that stands twice."""
    version = 9 if code == "format-newer" else 1
    parsed = parse_board(f"format: faden.board/{version}\n{text}\n")

    assert parsed.value is None
    assert parsed.problems
    if code.startswith(("board", "format")):
        assert code == parsed.problems[0].code


def test_what_the_study_no_longer_has_is_told() -> None:
    """Cards as a warning, a need that is gone as a problem; paper cards are their own."""
    board = Board.model_validate(
        {
            "groups": [{"id": "g1", "by": "a", "on": "2026", "need": "N09", "cards": ["W01-n1", "paper-1"]}],
            "aside": ["W01-n2"],
            "paper": [{"id": "paper-1", "text": "Wand"}],
        }
    )

    found = list(check_board(board, ["W01-n2"], ["N01"], lambda *_: 3))

    assert [("board-need-gone", "N09"), ("board-card-gone", "W01-n1")] == [
        (problem.code, problem.params["value"]) for problem in found
    ]


def test_new_cards_wait_with_the_group_of_their_like(deck: Deck) -> None:
    """Nothing moves by itself; those for groups that are there come first, then walls, then the rest."""
    board = Board(groups=(group("g1", "c-44444444", "W01-n9"), group("g2", "c-22222222", "c-55555555")))
    deck = Deck(
        {**deck.codes, "c-88888888": "x"}, (*deck.candidates, Candidate("k-n", ("c-66666666",))), deck.nowhere
    )
    more = Board(groups=(group("g2", "c-22222222", "c-44444444"),))

    assert [
        (Why.MACHINE, ("c-33333333",), None),
        (Why.MACHINE, ("c-66666666",), None),
        (Why.WALL, ("W01-n01", "W01-n02"), None),
        (Why.NOWHERE, ("c-77777777",), None),
        (Why.OPEN, ("c-88888888",), None),
    ] == [(o.why, o.cards, o.group) for o in offers(board, deck)]
    assert (("c-55555555",), "g2") == (offers(more, deck)[0].cards, offers(more, deck)[0].group)


def test_cards_that_fit_nowhere_are_told_the_group_nearest_to_them(deck: Deck) -> None:
    """They may go there by one press, or anywhere else; those without one come last."""
    deck = Deck({**deck.codes, "c-88888888": "x"}, deck.candidates, {**deck.nowhere, "c-88888888": "k-gone"})
    board = Board(groups=(group("g1", "c-33333333"), group("g2", "c-22222222")))

    assert [(("c-77777777",), "g1"), (("c-88888888",), None)] == [
        (o.cards, o.group) for o in offers(board, deck) if o.why is Why.NOWHERE
    ]


def test_agreement_of_the_same_groups_is_whole() -> None:
    """Whatever they are called; a card that both leave alone is one on which both agree."""
    board = Board(
        groups=(group("g1", *cards(1, 3)), group("g2", *cards(4, 6))),
        aside=("W01-n7",),
        machine=(
            Proposed(id="k-b", cards=cards(4, 6)),
            Proposed(id="k-a", cards=cards(1, 3)),
            Proposed(id="nowhere", cards=("W01-n7",)),
        ),
    )

    told = agreement(board)

    assert (7, 7, 1.0, 1.0) == (told.cards, told.same, told.pairs, told.beyond_chance)
    assert (Match("g1", "k-a", 3, 3, 3), Match("g2", "k-b", 3, 3, 3)) == told.matches


def test_agreement_follows_a_published_example() -> None:
    """Yeung and Ruzzo (2001) work it out for the table [[1, 1, 0], [1, 2, 1], [0, 0, 4]]: 0.313."""
    ours = {"g1": cards(1, 2), "g2": cards(3, 6), "g3": cards(7, 10)}
    theirs = {"a": ("W01-n1", "W01-n3"), "b": ("W01-n2", "W01-n4", "W01-n5"), "c": ("W01-n6", *cards(7, 10))}
    board = Board(
        groups=tuple(group(name, *told) for name, told in ours.items()),
        machine=tuple(Proposed(id=name, cards=told) for name, told in theirs.items()),
    )

    told = agreement(board)

    assert told.beyond_chance == pytest.approx(0.31257, abs=1e-5)
    assert told.pairs == pytest.approx(32 / 45)
    assert 7 == told.same


@pytest.mark.parametrize(
    ("board", "pairs"),
    [
        (Board(), None),
        (Board(groups=(group("g1", *cards(1, 2)),), machine=(Proposed(id="k", cards=cards(1, 2)),)), 1.0),
    ],
)
def test_agreement_that_is_undefined_is_none(board: Board, pairs: Any) -> None:
    """Where nothing varies, nothing beyond chance can be told."""
    told = agreement(board)

    assert (pairs, None) == (told.pairs, told.beyond_chance)
