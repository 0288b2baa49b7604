"""How far people and the machine agree about the cards on the board (FIELD DT-5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from faden.findings.board.board import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.findings.board.board import Board


@dataclass(frozen=True, slots=True)
class Match:
    """A group of people beside the group of the machine with which it shares most cards.

    Attributes:
        group: Id of the group.
        proposal: Id of the machine's group; ``None`` where all of them match other groups better.
        shared: Cards in both.
        cards: Cards of the group about which the machine had proposed something.
        proposed: Cards of the machine's group that people have decided about; 0 where there is none.
    """

    group: str
    proposal: str | None
    shared: int
    cards: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """People beside the machine.

    Attributes:
        cards: Cards about which both have decided.
        same: Of these, those that stand where the machine had put them: in the group that matches the
            machine's, or aside where it found no place for them.
        pairs: Share of the pairs of cards that both keep together or both keep apart, 0 to 1; ``None``
            for fewer than two cards.
        beyond_chance: Adjusted Rand index: 1 for the same groups, 0 for chance, below 0 for less;
            ``None`` where it is undefined: all in one group for both, or each card alone for both.
        matches: One for each group on which both have decided, in the order of the board.
    """

    cards: int
    same: int
    pairs: float | None
    beyond_chance: float | None
    matches: tuple[Match, ...]


def agreement(board: Board) -> Agreement:
    """How far the groups of people are those that the machine had proposed at the time.

    A card that the machine put nowhere counts as a group of its own, and so does one that was set aside.

    Source:
        Hubert, L. and Arabie, P. (1985), Comparing partitions; the matching of groups is our choice:
        largest overlap first, each group once.
    """
    homes, proposed = board.homes(), board.proposed()
    both = [card for card in homes if card in proposed]
    people = {card: card if homes[card] == "aside" else homes[card] for card in both}
    machine = {card: card if proposed[card] == NOWHERE else proposed[card] for card in both}
    matches = tuple(_matches([group.id for group in board.groups], people, machine))
    nowhere = sum(homes[card] == "aside" and proposed[card] == NOWHERE for card in both)
    same = sum(match.shared for match in matches) + nowhere
    pairs, beyond = _rand([people[card] for card in both], [machine[card] for card in both])
    return Agreement(len(both), same, pairs, beyond, matches)


def _matches(groups: list[str], people: Mapping[str, str], machine: Mapping[str, str]) -> Iterable[Match]:
    """Each group with its counterpart, largest overlap first; a card that stands alone is none."""
    sizes, proposals = Counter(people.values()), Counter(machine.values())
    overlaps = Counter((people[card], machine[card]) for card in people if people[card] in groups)
    matched: dict[str, tuple[str, int]] = {}
    used: set[str] = set()
    order = sorted(overlaps, key=lambda pair: (-overlaps[pair], groups.index(pair[0]), pair[1]))
    for group, proposal in order:
        if group not in matched and proposal not in used and proposal not in machine:
            matched[group] = (proposal, overlaps[group, proposal])
            used.add(proposal)
    for group in groups:
        if sizes[group]:
            proposal, shared = matched.get(group, ("", 0))
            yield Match(group, proposal or None, shared, sizes[group], proposals[proposal])


def _rand(first: list[str], second: list[str]) -> tuple[float | None, float | None]:
    """Share of pairs on which two partitions agree, and the same beyond chance."""
    total = comb(len(first), 2)
    if not total:
        return None, None
    together = sum(comb(n, 2) for n in Counter(zip(first, second, strict=True)).values())
    ours, theirs = (sum(comb(n, 2) for n in Counter(each).values()) for each in (first, second))
    agreeing = (total + 2 * together - ours - theirs) / total
    expected, most = ours * theirs / total, (ours + theirs) / 2
    return agreeing, None if most == expected else (together - expected) / (most - expected)
