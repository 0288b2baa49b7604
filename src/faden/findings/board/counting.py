"""In how many persons a need is counted by the team: by the cards of its group, else by its codes.

Who has put cards together has said which words carry the need. Its codes reach further: all else that was
coded so. What is published is counted by codes (`publish.numbers`), from which no single card can be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.findings.board.board import Board
    from faden.findings.evidence import Index, Reach
    from faden.findings.need import Need


class Counting:
    """Counts persons for needs.

    Args:
        index: All codings with their words.
        board: The board; ``None`` where it is not in order: then all needs are counted by their codes.
    """

    def __init__(self, index: Index, board: Board | None) -> None:
        self._index = index
        self._cards: dict[str, tuple[str, ...]] = {}
        for group in board.groups if board else ():
            if group.need and group.cards:
                self._cards[group.need] = (*self._cards.get(group.need, ()), *group.cards)

    def cards(self, need: str) -> tuple[str, ...]:
        """The cards of the group that was recorded as this need; empty where there is none."""
        return self._cards.get(need, ())

    def reach(self, need: Need, *, group: str = "", municipality: str = "") -> Reach:
        """In how many persons, of all that were asked and are in this group and municipality."""
        cards = self.cards(need.id)
        if cards:
            return self._index.backed(cards, group=group, municipality=municipality)
        return self._index.reach(need.codes, group=group, municipality=municipality)
