"""Dots of workshops beside needs: a group of notes belongs to the need that took its notes on the board.

Nobody names the link a second time: it follows from where people put the cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.findings.votes import tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.findings.board.board import Board
    from faden.study.notes import Board as Wall


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots for a group of notes that belongs to a need.

    Attributes:
        workshop: Id of the workshop.
        cluster: What the group of notes is called there.
        taken: How many of its notes are cards of the need.
        notes: How many notes hang in it.
        votes: Side → dots; sides that were not in the room are missing. Never added up over sides.
    """

    workshop: str
    cluster: str
    taken: int
    notes: int
    votes: Mapping[str, int]


def dots_of(board: Board, walls: Iterable[Wall]) -> dict[str, tuple[Dots, ...]]:
    """Need → the groups of notes of which more than half are cards of its group on the board.

    Args:
        board: The board.
        walls: The notes of each workshop.

    Returns:
        Needs without any are missing; a group of notes belongs to one need at most. Notes that hung alone
        belong to none.
    """
    homes = {card: group.need for group in board.groups if group.need for card in group.cards}
    found: dict[str, list[Dots]] = {}
    for wall in walls:
        for one in tally(wall):
            cards = [f"{wall.workshop}-{n.note}" for n in wall.notes if n.cluster == one.cluster]
            taken: dict[str, int] = {}
            for need in (homes[card] for card in cards if card in homes):
                taken[need] = taken.get(need, 0) + 1
            for need, n in taken.items():
                if one.cluster and one.votes and 2 * n > len(cards):
                    dots = Dots(wall.workshop, one.cluster, n, len(cards), one.votes)
                    found.setdefault(need, []).append(dots)
    return {need: tuple(dots) for need, dots in found.items()}
