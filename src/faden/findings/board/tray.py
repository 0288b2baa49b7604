"""The tray: cards that nobody has decided about yet, each with what is proposed for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.findings.board.board import Board
    from faden.findings.board.deck import Candidate, Deck


class Why(StrEnum):
    """Where an offer comes from."""

    MACHINE = "machine"
    """The machine puts these cards together."""
    WALL = "wall"
    """They hung together in a workshop."""
    NOWHERE = "nowhere"
    """They lie far from all groups of the machine."""
    OPEN = "open"
    """Nothing is proposed for them: the machine may not read them, or has not yet."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Open cards that may go somewhere together; nothing moves by itself.

    Attributes:
        why: Where it comes from.
        cards: The open cards, most typical first.
        candidate: What puts them together; ``None`` for cards without.
        group: Id of the group in which most other cards of the candidate stand; ``None`` for a new one.
    """

    why: Why
    cards: tuple[str, ...]
    candidate: Candidate | None = None
    group: str | None = None


def offers(board: Board, deck: Deck) -> tuple[Offer, ...]:
    """What may be done with the open cards: those for groups that are there first, then new groups."""
    homes = board.homes()
    waiting = [c for c in (*deck.codes, *(paper.id for paper in board.paper)) if c not in homes]
    taken: set[str] = set()
    found = list(_proposed(board, deck, homes, set(waiting), taken))
    found.sort(key=lambda offer: (offer.why is Why.WALL, offer.group is None))
    far = tuple(card for card in waiting if card in deck.nowhere and card not in taken)
    rest = tuple(card for card in waiting if card not in deck.nowhere and card not in taken)
    found += _far(board, deck, homes, far)
    if rest:
        found.append(Offer(Why.OPEN, rest))
    return tuple(found)


def _proposed(
    board: Board, deck: Deck, homes: Mapping[str, str], waiting: set[str], taken: set[str]
) -> Iterator[Offer]:
    for candidate in deck.candidates:
        cards = tuple(card for card in candidate.cards if card in waiting and card not in taken)
        if cards:
            taken.update(cards)
            group = _likely(board, candidate, homes)
            yield Offer(Why.WALL if candidate.wall else Why.MACHINE, cards, candidate, group)


def _far(board: Board, deck: Deck, homes: Mapping[str, str], far: Iterable[str]) -> Iterator[Offer]:
    """Cards that lie far from all groups of the machine, by the group of those nearest to them."""
    known = {candidate.id: candidate for candidate in deck.candidates}
    beside: dict[str | None, list[str]] = {}
    for card in far:
        nearest = known.get(deck.nowhere[card])
        beside.setdefault(_likely(board, nearest, homes) if nearest else None, []).append(card)
    order = [group.id for group in board.groups]
    for group in sorted(beside, key=lambda each: order.index(each) if each else len(order)):
        yield Offer(Why.NOWHERE, tuple(beside[group]), group=group)


def _likely(board: Board, candidate: Candidate, homes: Mapping[str, str]) -> str | None:
    """The group in which most of a candidate's cards stand; of two alike the first on the board."""
    counts = Counter(home for card in candidate.cards if (home := homes.get(card)) not in {None, "aside"})
    best = max((counts[group.id] for group in board.groups), default=0)
    return next((group.id for group in board.groups if best and counts[group.id] == best), None)
