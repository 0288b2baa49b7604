"""Dot votes of workshops, by side: told per side before any total, and where sides are furthest apart.

What a small side wants is not averaged away by a large one (FIELD DT-7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.study.notes import Board, Note

SIDES: Final = ("refugees", "institutions", "market")
"""Sides whose votes a board keeps apart, as its columns name them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes for one group of notes on the board of a workshop.

    Attributes:
        workshop: Id of the workshop.
        cluster: What the group of notes is called on the board.
        notes: How many notes hang in it.
        votes: Side → dots; sides that were not in the room are missing.
        shares: Side → its dots here as a share of all its dots in this workshop; missing where it gave none.
    """

    workshop: str
    cluster: str
    notes: int
    votes: Mapping[str, int]
    shares: Mapping[str, float]

    def apart(self, first: str, second: str) -> float | None:
        """How much larger the first side's share is, from -1 to 1; ``None`` where one gave no dots."""
        if first not in self.shares or second not in self.shares:
            return None
        return self.shares[first] - self.shares[second]


def tally(board: Board) -> tuple[Tally, ...]:
    """The votes of a workshop, one entry per group of notes, in the order of the board."""
    totals = _votes(board.notes)
    found: dict[str, list[Note]] = {}
    for note in board.notes:
        found.setdefault(note.cluster, []).append(note)
    return tuple(_tally(board.workshop, name, notes, totals) for name, notes in found.items())


def _tally(workshop: str, name: str, notes: list[Note], totals: Mapping[str, int]) -> Tally:
    votes = {side: n for side, n in _votes(notes).items() if side in totals}
    shares = {side: n / totals[side] for side, n in votes.items() if totals[side]}
    return Tally(workshop, name, len(notes), votes, shares)


def _votes(notes: Iterable[Note]) -> dict[str, int]:
    """Side → dots on these notes; only sides of which any is counted."""
    totals: dict[str, int] = {}
    for note in notes:
        for side in SIDES:
            dots: int | None = getattr(note, f"votes_{side}")
            if dots is not None:
                totals[side] = totals.get(side, 0) + dots
    return totals


def furthest(tallies: Iterable[Tally], first: str, second: str) -> tuple[Tally, ...]:
    """Groups of notes that both sides could vote on, those first on which their shares differ most."""
    both = [(abs(apart), one) for one in tallies if (apart := one.apart(first, second)) is not None]
    return tuple(one for _, one in sorted(both, key=lambda item: (-item[0], item[1].workshop)))
