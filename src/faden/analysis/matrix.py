"""Matrices of counts: codes against groups, municipalities and roles, and codes against codes.

Persons and conversations are counted beside codings; a person who says a thing ten times is one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Key = tuple[str, ...]
"""The values of a column, one for each thing it is told apart by; empty where none is known."""


class By(StrEnum):
    """What columns are told apart by."""

    GROUP = "group"
    MUNICIPALITY = "municipality"
    ROLE = "role"


class Near(StrEnum):
    """When two codes occur together."""

    WORDS = "words"
    """Where they share words."""
    TURN = "turn"
    """Where they stand in the same turn."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A coding with all that it is counted by.

    Attributes:
        coding: Its id.
        code: Id of its code.
        transcript: Id of the conversation.
        turns: Ids of the turns in which its words stand.
        start: Where they begin, in code points of the conversation.
        end: Where they end.
        role: Role of who speaks; an interpreter speaks for somebody, and has that one's role.
        participant: Random id of who said it; ``None`` where it was nobody of the study, or several.
        group: The participant's group.
        municipality: The participant's municipality, else that of the conversation.
    """

    coding: str
    code: str
    transcript: str
    turns: tuple[str, ...]
    start: int
    end: int
    role: str
    participant: str | None = None
    group: str = ""
    municipality: str = ""

    def key(self, by: Sequence[By]) -> Key:
        """The column in which it stands."""
        values = {By.GROUP: self.group, By.MUNICIPALITY: self.municipality, By.ROLE: self.role}
        return tuple(values[each] for each in by)

    def meets(self, other: Observation, near: Near) -> bool:
        """Whether the words of both stand together."""
        if self.transcript != other.transcript:
            return False
        if near is Near.TURN:
            return bool(set(self.turns) & set(other.turns))
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column meet.

    Attributes:
        codings: Number of codings; no measure of weight, persons are.
        persons: Random ids of the participants.
        conversations: Ids of the conversations.
    """

    codings: int
    persons: frozenset[str]
    conversations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Base:
    """Of how many a column tells.

    Attributes:
        persons: Participants who could have said so; ``None`` where the column is told apart by role.
        conversations: Ids of the conversations in which they speak.
    """

    persons: frozenset[str] | None
    conversations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by code and column.

    Attributes:
        by: What columns are told apart by.
        codes: Rows, in the order of the codebook.
        columns: Columns, in the order of the study.
        cells: (code, column) → what stands there; a missing cell is empty.
        bases: Column → of how many it tells.
        totals: Code → all columns together.
        base: Of how many the totals tell.
    """

    by: tuple[By, ...]
    codes: tuple[str, ...]
    columns: tuple[Key, ...]
    cells: Mapping[tuple[str, Key], Cell]
    bases: Mapping[Key, Base]
    totals: Mapping[str, Cell]
    base: Base


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could have said something.

    Attributes:
        id: Random id.
        group: Their group.
        municipality: Their municipality.
        conversations: Ids of the conversations in which they speak.
    """

    id: str
    group: str
    municipality: str
    conversations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a study holds to be counted.

    Attributes:
        observations: The codings that count.
        people: All who were asked.
        below: Code → its id and those of all codes below it, in the order of the codebook.
    """

    observations: Sequence[Observation]
    people: Sequence[Person]
    below: Mapping[str, frozenset[str]]


def count(ground: Ground, by: Sequence[By], order: Callable[[Key], object] = str) -> Matrix:
    """Count codings, persons and conversations by code; a code counts with all codes below it.

    Only words of participants count, unless columns are told apart by role.

    Args:
        ground: What there is to count.
        by: What columns are told apart by; one column for all where it is empty.
        order: By what columns are sorted.
    """
    seen = [o for o in ground.observations if By.ROLE in by or o.participant is not None]
    rows = {code: [o for o in seen if o.code in below] for code, below in ground.below.items()}
    cells: dict[tuple[str, Key], Cell] = {}
    for code, found in rows.items():
        for key in {o.key(by) for o in found}:
            cells[code, key] = _cell(o for o in found if o.key(by) == key)
    told = {key for _, key in cells}
    bases = {key: _base(ground, by, key) for key in told | _of_people(ground, by)}
    return Matrix(
        by=tuple(by),
        codes=tuple(rows),
        columns=tuple(sorted(bases, key=lambda key: (str(order(key)), key))),
        cells=cells,
        bases=bases,
        totals={code: _cell(found) for code, found in rows.items()},
        base=_base(ground, (), ()),
    )


def _of_people(ground: Ground, by: Sequence[By]) -> set[Key]:
    """Columns in which somebody was asked, so that an empty one is seen to be empty."""
    if By.ROLE in by:
        return set()
    return {_place(person, by) for person in ground.people}


def _place(person: Person, by: Sequence[By]) -> Key:
    return tuple(person.group if each is By.GROUP else person.municipality for each in by)


def _base(ground: Ground, by: Sequence[By], key: Key) -> Base:
    if By.ROLE in by:
        return Base(None, frozenset(o.transcript for o in ground.observations if o.key(by) == key))
    mine = [person for person in ground.people if _place(person, by) == key]
    talks = frozenset(talk for person in mine for talk in person.conversations)
    return Base(frozenset(person.id for person in mine), talks)


def _cell(found: Iterable[Observation]) -> Cell:
    listed = list(found)
    return Cell(
        len(listed),
        frozenset(o.participant for o in listed if o.participant is not None),
        frozenset(o.transcript for o in listed),
    )


@dataclass(frozen=True, slots=True)
class Together:
    """How often two codes occur together.

    Attributes:
        first: Id of one code; before the other in the codebook.
        second: Id of the other.
        pairs: Pairs of codings that meet.
        turns: (conversation, turn) in which both stand.
        persons: Participants who said both where they meet.
        conversations: Conversations in which they meet.
    """

    first: str
    second: str
    pairs: int
    turns: frozenset[tuple[str, str]]
    persons: frozenset[str]
    conversations: frozenset[str]


def together(ground: Ground, near: Near) -> tuple[Together, ...]:
    """Pairs of codes that occur together, the most frequent first; each code counts for itself."""
    talks: dict[str, list[Observation]] = {}
    for one in ground.observations:
        talks.setdefault(one.transcript, []).append(one)
    met: dict[tuple[str, str], list[tuple[Observation, Observation]]] = {}
    rank = {code: at for at, code in enumerate(ground.below)}
    for found in talks.values():
        for one, other in combinations(found, 2):
            if one.code != other.code and one.meets(other, near):
                a, b = sorted((one, other), key=lambda o: (rank.get(o.code, len(rank)), o.code))
                met.setdefault((a.code, b.code), []).append((a, b))
    pairs = [_together(codes, found) for codes, found in met.items()]
    return tuple(sorted(pairs, key=lambda p: (-len(p.persons), -p.pairs, p.first, p.second)))


def _together(codes: tuple[str, str], met: Sequence[tuple[Observation, Observation]]) -> Together:
    same = [(a, b) for a, b in met if a.participant is not None and a.participant == b.participant]
    return Together(
        *codes,
        len(met),
        frozenset((a.transcript, turn) for a, b in met for turn in set(a.turns) & set(b.turns)),
        frozenset(a.participant for a, _ in same if a.participant is not None),
        frozenset(a.transcript for a, _ in met),
    )
