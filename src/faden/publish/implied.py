"""What follows exactly from the numbers of a site taken all together.

Where all of a group hold a need, all of them hold every wider need, too, and with that a total may tell of
the rest. So what a reader knows is written as equations and inequalities: parts and totals, who lies within
whom, how many were asked, that a number not told beside others is not none. What they leave one value is as
good as told, and must not be the number of few persons: of a cell, of those in one and not in the other, of
those in both of two.

Not looked at are narrower bounds on a number, and how many said nothing of what everybody else spoke of.

Source:
    Freund, R., Roundy, R., Todd, M. (1985), Identifying the Set of Always-Active Constraints in a System of
    Linear Inequalities by a Single Linear Program.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from faden.publish._linear import Row, constant
from faden.publish.apart import ALL, CARDS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.publish.apart import Count, Key, Parts, Scope, Subject

_ASKED: Final[Key] = (":asked",)
"""Key of everybody: how many took part is told, by group and place as far as it may be."""

_OTHERS: Final = ""
"""Value of those who are of no group or place."""

_Sum = dict["Count", int]


@dataclass(frozen=True, slots=True)
class _Site:
    """What a site holds and tells.

    Attributes:
        subjects: Key → what numbers are told of.
        parts: How everybody is divided.
        told: The numbers told, with those of how many were asked.
        cells: All numbers, told or not → the persons behind each.
        within: Pairs of keys, all persons of the first among those of the second.
        unions: Three keys, the codes of the last those of the first two together.
    """

    subjects: Mapping[Key, Subject]
    parts: Parts
    told: Mapping[Count, frozenset[str]]
    cells: Mapping[Count, frozenset[str]]
    within: tuple[tuple[Key, Key], ...]
    unions: tuple[tuple[Key, Key, Key], ...]


def implied(
    subjects: Mapping[Key, Subject], parts: Parts, told: Mapping[Count, frozenset[str]]
) -> list[tuple[Count, ...]]:
    """Numbers of few persons that follow exactly, each as the one to three numbers that it is made of.

    Args:
        subjects: Key → all that numbers are told of.
        parts: How everybody is divided.
        told: The numbers that are told, each with its persons.
    """
    site = _site(subjects, parts, told)
    equal, most = [*_sums(site)], [*_bounds(site), *_inclusions(site)]
    few = [*_few_in_cells(site), *_few_between(site), *_few_in_both(site)]
    names = [*site.cells]
    return [tuple(one) for one, known in zip(few, constant(names, equal, most, few), strict=True) if known]


def _site(subjects: Mapping[Key, Subject], parts: Parts, told: Mapping[Count, frozenset[str]]) -> _Site:
    everybody = frozenset[str]().union(
        *(subject.persons for subject in subjects.values()),
        *(who for divided in parts.persons.values() for who in divided.values()),
    )
    asked = {
        (_ASKED, (name, value)): who
        for name, divided in parts.persons.items()
        for value, who in divided.items()
        if value not in parts.untold.get(name, ())
    }
    cells = {(_ASKED, scope): who for scope, who in _divided(everybody, parts).items()}
    for key, subject in subjects.items():
        apart = {scope for scope in subject.scopes if _alone(scope, parts)}
        cells |= {(key, scope): subject.persons for scope in sorted(apart)}
        if apart != set(subject.scopes):
            cells |= {(key, scope): who for scope, who in _divided(subject.persons, parts).items()}
    return _Site(
        subjects,
        parts,
        {**told, **asked, (_ASKED, ALL): everybody},
        cells,
        tuple((a, b) for a, b in permutations(subjects, 2) if subjects[a].persons <= subjects[b].persons),
        (*_together(subjects), *_gathered(subjects)),
    )


def _alone(scope: Scope, parts: Parts) -> bool:
    """Whether a number stands in no row."""
    return scope != ALL and scope[0] not in parts.persons


def _dimensions(parts: Parts) -> list[str]:
    """Those whose values are not made of others: what is told of these follows from the others."""
    return [name for name in parts.persons if name not in parts.made_of]


def _divided(persons: frozenset[str], parts: Parts) -> dict[Scope, frozenset[str]]:
    """Persons among all, and by each dimension with those of no value."""
    found: dict[Scope, frozenset[str]] = {ALL: persons}
    for name in _dimensions(parts):
        rest = persons
        for value, who in parts.persons[name].items():
            found[name, value] = persons & who
            rest -= who
        found[name, _OTHERS] = rest
    return found


def _together(subjects: Mapping[Key, Subject]) -> Iterator[tuple[Key, Key, Key]]:
    by_codes = {frozenset(key): key for key in subjects if not named(key)}
    for one, other in combinations(by_codes, 2):
        both = by_codes.get(one | other)
        if both is not None and not (one <= other or other <= one):
            yield by_codes[one], by_codes[other], both


def _gathered(subjects: Mapping[Key, Subject]) -> Iterator[tuple[Key, Key, Key]]:
    """What cards hold no code tells: it is taken to be known where persons are just those of two others."""
    for one, other in combinations(subjects, 2):
        first, second = subjects[one].persons, subjects[other].persons
        if first <= second or second <= first:
            continue
        for both in subjects:
            by_cards = any(key[:1] == (CARDS,) for key in (one, other, both))
            if by_cards and subjects[both].persons == first | second:
                yield one, other, both


def _sums(site: _Site) -> Iterator[Row]:
    """Numbers told, and parts that make their total."""
    for count, who in site.told.items():
        if count in site.cells:
            yield Row({count: 1}, len(who))
    for key, scope in site.cells:
        for name in _dimensions(site.parts) if scope == ALL else ():
            row = {(key, (name, value)): 1 for value in site.parts.persons[name]}
            yield Row(row | {(key, (name, _OTHERS)): 1, (key, ALL): -1})


def _bounds(site: _Site) -> Iterator[Row]:
    """What is known of a number that is not told."""
    for count in site.cells:
        if count not in site.told:
            low, high = _range(count, site)
            yield Row({count: -1}, -low)
            if high is not None:
                yield Row({count: 1}, high)


def _range(count: Count, site: _Site) -> tuple[int, int | None]:
    """The least and the most that a number not told can be, by the words that stand in its place."""
    key, scope = count
    n, least = len(site.cells[count]), site.parts.least
    if key == _ASKED or scope not in site.subjects[key].scopes or not n:
        return 0, None
    if scope == ALL:
        return (1, least - 1) if n < least else (least, None)
    if _alone(scope, site.parts):
        return 1, None
    name, value = scope
    # In a row of which anything is told, nothing is hidden that is none: only where that was not told anyway.
    some = any((key, (name, other)) in site.told for other in site.parts.persons[name])
    return int(some and value not in site.parts.untold.get(name, ())), None


def _inclusions(site: _Site) -> Iterator[Row]:
    """Who lies within whom, and that a need of two codes holds no more persons than both."""
    for key, scope in site.cells:
        if key == _ASKED:
            continue
        wide = ALL if _alone(scope, site.parts) else scope
        yield Row({(key, scope): 1, (_ASKED, wide): -1})
    for small, large in site.within:
        for scope in _scopes(small, site):
            wide = ALL if (large, scope) not in site.cells else scope
            if (large, wide) in site.cells and (_alone(scope, site.parts) or wide == scope):
                yield Row({(small, scope): 1, (large, wide): -1})
    for one, other, both in site.unions:
        for scope in _scopes(both, site):
            if (one, scope) in site.cells and (other, scope) in site.cells:
                yield Row({(both, scope): 1, (one, scope): -1, (other, scope): -1})


def _scopes(key: Key, site: _Site) -> list[Scope]:
    alone = [scope for scope in site.subjects[key].scopes if _alone(scope, site.parts)]
    return alone if (key, ALL) not in site.cells else [*alone, *_divided(frozenset(), site.parts)]


def _few_in_cells(site: _Site) -> Iterator[_Sum]:
    for (key, scope), who in site.cells.items():
        base = None if key == _ASKED else site.subjects[key].base
        others = len(base - who) if base is not None and scope in site.subjects[key].scopes else 0
        if 0 < len(who) < site.parts.least or 0 < others < site.parts.least:
            yield {(key, scope): 1}


def _few_between(site: _Site) -> Iterator[_Sum]:
    """Those in one and not in the other, in the same part or among all."""
    for small, large in (*((key, key) for key in site.subjects), *site.within):
        for scope in _scopes(small, site):
            for wide in {scope: None, ALL: None}:
                less, more = (small, scope), (large, wide)
                if more not in site.cells or _everybody(more, site):
                    continue
                if 0 < len(site.cells[more]) - len(site.cells[less]) < site.parts.least:
                    yield {more: 1, less: -1}


def _everybody(count: Count, site: _Site) -> bool:
    """Whether all who were asked are of this number: who is not in another one then said nothing of it."""
    return site.cells[count] == site.cells.get((_ASKED, count[1]))


def _few_in_both(site: _Site) -> Iterator[_Sum]:
    for one, other, both in site.unions:
        for scope in _scopes(both, site):
            pair = (one, scope), (other, scope)
            if all(count in site.cells for count in pair):
                shared = site.cells[pair[0]] & site.cells[pair[1]]
                if 0 < len(shared) < site.parts.least:
                    yield {pair[0]: 1, pair[1]: 1, (both, scope): -1}
