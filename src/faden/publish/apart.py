"""Numbers told beside each other: none gives away, by subtraction, how few persons the rest is.

Of 33 persons under a finding and 35 under a need that holds all of them, the two others are told by whoever
subtracts. So all numbers of one site are looked at, two and three at a time here and all together in
`publish.implied`. Whoever reads is taken to know who lies within whom.

How many were asked is not looked at: that somebody said nothing of something is told of whole groups anyway.

Source:
    Hundepool, A. et al. (2012), Statistical Disclosure Control, chapter 4 (secondary suppression).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from faden.publish.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Scope = tuple[str, str]
"""Among whom is counted: a dimension and its value, such as ``("group", "refugees")``."""

Key = tuple[str, ...]
"""What is counted: the codes with all below them, sorted; or a name that begins with a colon."""

Count = tuple[Key, Scope]
"""A number of persons."""

ALL: Final[Scope] = ("", "")
"""Among everybody."""

CARDS: Final = ":cards"
"""First part of the key of a need that is counted by cards which people put together."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of which a site tells for how many persons it holds.

    Attributes:
        key: What it is; of the same key only one subject.
        persons: For whom it holds.
        scopes: Among whom it is counted → how soon that number is given up, the highest first.
        base: Of whom they are a part, where few others must not be told either; ``None`` elsewhere.
    """

    key: Key
    persons: frozenset[str]
    scopes: Mapping[Scope, int]
    base: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """How everybody is divided.

    Attributes:
        persons: Dimension → value → who; the values of one dimension do not overlap.
        untold: Dimension → values of which it is not told how many they are.
        made_of: Dimension → the one that its values are made of; nothing of it is told unless all of that is.
        least: From how many persons on a number is told.
    """

    persons: Mapping[str, Mapping[str, frozenset[str]]]
    untold: Mapping[str, frozenset[str]]
    made_of: Mapping[str, str]
    least: int


def table(
    persons: frozenset[str], dimension: str, parts: Parts, closed: frozenset[Scope] = frozenset()
) -> dict[str, int | None]:
    """A row of numbers by group or place as it may stand beside its total; ``None`` is not told.

    Beyond what `suppressed` hides, what all hidden ones hold together is not small, and neither a closed
    number nor a closed total (``ALL`` among `closed`) is what remains of the others. The smallest are
    given up first, equal ones together, zeros last.
    """
    divided, finer = parts.persons[dimension], parts.made_of.get(dimension)
    if finer is not None and None in table(persons, finer, parts, closed).values():
        return dict.fromkeys(divided)
    counts = {value: len(persons & who) for value, who in divided.items()}
    shut = parts.untold.get(dimension, frozenset()) | {value for name, value in closed if name == dimension}
    told = suppressed(counts, parts.least, never={value: len(divided[value]) for value in shut})
    while any(n is not None for n in told.values()):
        hidden = [value for value, n in told.items() if n is None]
        rest = len(persons) - sum(n for n in told.values() if n is not None)
        alone = len(hidden) == 1 and (dimension, hidden[0]) in closed
        small = 0 < rest < parts.least <= len(persons)
        if not (small or alone or (ALL in closed and not hidden)):
            break
        smallest = min((n for n in told.values() if n is not None), key=lambda n: (n == 0, n))
        told = {value: None if n == smallest else n for value, n in told.items()}
    return told


def told_numbers(
    subjects: Mapping[Key, Subject], parts: Parts, closed: frozenset[Count]
) -> dict[Count, frozenset[str]]:
    """The numbers that are told exactly, each with its persons; none are told as none."""
    told: dict[Count, frozenset[str]] = {}
    for key, subject in subjects.items():
        mine = frozenset(scope for other, scope in closed if other == key)
        for dimension in {name for name, _ in subject.scopes} & set(parts.persons):
            row = table(subject.persons, dimension, parts, mine)
            for value, n in row.items():
                if n is not None and (dimension, value) in subject.scopes:
                    told[key, (dimension, value)] = subject.persons & parts.persons[dimension][value]
        for scope in subject.scopes:
            if scope[0] not in parts.persons and scope not in mine and _told_alone(subject, parts.least):
                told[key, scope] = subject.persons
    return told


def _told_alone(subject: Subject, least: int) -> bool:
    """Whether a number that stands in no row is large enough, and so are all others where they count."""
    n = len(subject.persons)
    others = 0 if subject.base is None else len(subject.base - subject.persons)
    return not 0 < n < least and not 0 < others < least


def telling(
    told: Mapping[Count, frozenset[str]], parts: Parts, only: Key | None = None
) -> Iterator[tuple[Count, ...]]:
    """Two or three numbers that together tell of few persons.

    Args:
        told: The numbers that are told, each with its persons.
        parts: How everybody is divided.
        only: The key that one of the numbers has; ``None`` for all that there are.
    """
    beside = _by_scope(told)
    for one, other in _pairs(beside, only):
        small, large = sorted((one, other), key=lambda count: len(told[count]))
        few = len(told[large]) - len(told[small])
        if not told[small] <= told[large]:
            continue
        if 0 < few < parts.least or (one[1] == other[1] == ALL and _rest(told, (small, large), parts)):
            yield small, large
    for counts in beside.values():
        yield from _unions(told, counts, parts.least, only)
        for found in _gathered(told, counts, parts.least):
            if only is None or any(key == only for key, _ in found):
                yield found


def _by_scope(told: Iterable[Count]) -> dict[Scope, list[Count]]:
    found: dict[Scope, list[Count]] = {}
    for count in sorted(told):
        found.setdefault(count[1], []).append(count)
    return found


def _pairs(beside: Mapping[Scope, list[Count]], only: Key | None) -> Iterator[tuple[Count, Count]]:
    """Numbers of the same part, and each with those among all; the lesser by name first."""
    every = beside.get(ALL, [])
    for scope, counts in beside.items():
        if only is None:
            yield from combinations(counts, 2)
        else:
            mine = (only, scope)
            pairs = ((mine, other) for other in counts if other != mine) if mine in counts else ()
            yield from (_ordered(*pair) for pair in pairs)
        for one in counts if scope != ALL else ():
            yield from (_ordered(one, other) for other in every if only is None or only in {one[0], other[0]})


def _ordered(one: Count, other: Count) -> tuple[Count, Count]:
    return (one, other) if one < other else (other, one)


def _rest(told: Mapping[Count, frozenset[str]], pair: tuple[Count, Count], parts: Parts) -> bool:
    """Whether few lie in one and not the other in those parts together that are not told of both."""
    (small, _), (large, _) = pair
    apart = len(told[pair[1]]) - len(told[pair[0]])
    for dimension, divided in parts.persons.items():
        both = [
            (told[small, (dimension, value)], told[large, (dimension, value)])
            for value in divided
            if (small, (dimension, value)) in told and (large, (dimension, value)) in told
        ]
        if both and 0 < apart - sum(len(b) - len(a) for a, b in both) < parts.least:
            return True
    return False


def _unions(
    told: Mapping[Count, frozenset[str]], counts: Sequence[Count], least: int, only: Key | None
) -> Iterator[tuple[Count, ...]]:
    """Codes that are two others together: both numbers less theirs is that of those who spoke of both."""
    by_codes = {frozenset(count[0]): count for count in counts if not named(count[0])}
    for one, other in _code_pairs([*by_codes], None if only is None else frozenset(only)):
        both = by_codes.get(one | other)
        if both is None or one <= other or other <= one:
            continue
        if 0 < len(told[by_codes[one]]) + len(told[by_codes[other]]) - len(told[both]) < least:
            yield by_codes[one], by_codes[other], both


_Codes = frozenset[str]


def _code_pairs(codes: Sequence[_Codes], only: _Codes | None) -> Iterator[tuple[_Codes, _Codes]]:
    """All pairs, or those that `only` is one of or may be both together."""
    if only is None:
        yield from combinations(codes, 2)
    elif only in codes:
        yield from ((only, other) for other in codes if other != only)
        yield from combinations([each for each in codes if each < only], 2)


def _gathered(
    told: Mapping[Count, frozenset[str]], counts: Sequence[Count], least: int
) -> Iterator[tuple[Count, ...]]:
    """The same where cards are counted: what they hold no code tells, so that the persons themselves do.

    Nobody outside knows which cards a group has; it is taken to be known where it is just two others.
    """
    for cards in (count for count in counts if count[0][:1] == (CARDS,)):
        beside = [count for count in counts if count != cards]
        within = [count for count in beside if told[count] < told[cards]]
        for one, other in combinations(within, 2):
            if told[one] | told[other] == told[cards] and 0 < len(told[one] & told[other]) < least:
                yield one, other, cards
        for one in (count for count in beside if 0 < len(told[count] & told[cards]) < least):
            union = told[one] | told[cards]
            yield from ((cards, one, both) for both in beside if both != one and told[both] == union)


def named(key: Key) -> bool:
    """Whether a key is a name of its own, and not codes."""
    return bool(key) and key[0].startswith(":")
