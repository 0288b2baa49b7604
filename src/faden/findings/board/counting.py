"""In how many persons a need is counted: by the cards of its group on the board, else by its codes.

Who has put cards together has said which words carry the need. Its codes reach further: all else that was
coded so. App, tables and site count alike; what a site tells of it `publish.numbers` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.findings.board.board import Board
    from faden.findings.evidence import Evidence, Index, Reach
    from faden.findings.need import Need


class Counting:
    """Counts persons for needs.

    Args:
        index: All codings with their words.
        board: The board; without a group for it a need is counted by its codes.
    """

    def __init__(self, index: Index, board: Board) -> None:
        self._index = index
        self._cards: dict[str, tuple[str, ...]] = {}
        for group in board.groups:
            if group.need and group.cards:
                self._cards[group.need] = (*self._cards.get(group.need, ()), *group.cards)

    def cards(self, need: str) -> tuple[str, ...]:
        """The cards of the group that was recorded as this need; empty where there is none."""
        return self._cards.get(need, ())

    def by_cards(self, need: str) -> bool:
        """Whether the board decided: at least one card of the group is somebody's words.

        Sticky notes are nobody's in particular; a group of nothing else says nothing of persons.
        """
        return any(card.startswith("c-") for card in self.cards(need))

    def evidence(self, need: Need) -> tuple[Evidence, ...]:
        """The counted codings on which the need rests."""
        if self.by_cards(need.id):
            cards = frozenset(self.cards(need.id))
            return tuple(each for each in self._index.counted if each.coding.id in cards)
        return self._index.under(need.codes)

    def reach(self, need: Need, *, group: str = "", municipality: str = "") -> Reach:
        """In how many persons, of all that were asked and are in this group and municipality."""
        if self.by_cards(need.id):
            return self._index.backed(self.cards(need.id), group=group, municipality=municipality)
        return self._index.reach(need.codes, group=group, municipality=municipality)
