"""The deck: all cards that there are, and what the machine proposes for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.analysis.cluster import Extract


@dataclass(frozen=True, slots=True)
class Candidate:
    """Cards that belong together in the eyes of the machine, or that hung together on a wall.

    Attributes:
        id: Its id; one of a wall begins with the workshop.
        cards: Its cards, most typical first.
        words: Language → telling words.
        statement: The words of a card that state it best; ``None`` where none were found.
        wall: Name that people gave it on a wall; empty for those of the machine.
    """

    id: str
    cards: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statement: Extract | None = None
    wall: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """What can be put on the board.

    Attributes:
        codes: Card → code of its coding, in the order of the study; empty for sticky notes.
        candidates: What the machine proposes, then what hung on walls.
        nowhere: Cards that lie far from all groups of the machine → candidate nearest to it, or empty.
        below: Code → all codes below it and itself, for needs that name codes.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    nowhere: Mapping[str, str] = field(default_factory=dict)
    below: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def machine(self) -> tuple[Candidate, ...]:
        """What the machine proposes."""
        return tuple(each for each in self.candidates if not each.wall)
