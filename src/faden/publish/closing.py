"""Which numbers a site gives up so that those it tells do not tell of few persons together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from faden.publish.apart import ALL, telling, told_numbers
from faden.publish.implied import implied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.publish.apart import Count, Key, Parts, Subject


def closed_numbers(subjects: Iterable[Subject], parts: Parts) -> frozenset[Count]:
    """The numbers that a site must give up so that the others do not tell of few persons together.

    As long as two or three do, the number that takes part in most of these is given up; of several such one
    among a part of the persons before one among all, then the less important, then the first by name. This is
    the greedy way to cover all pairs: not always the fewest, but the same for the same study. Then what
    follows from all of them together is looked for (`implied`), and in the same order the first number is
    given up without which less follows.
    """
    found = {subject.key: subject for subject in subjects}
    closed: frozenset[Count] = frozenset()
    told = told_numbers(found, parts, closed)
    together = [*telling(told, parts)]
    while True:
        count = _most(together, found) if together else _behind(found, parts, closed)
        if count is None:
            return closed
        closed |= {count}
        # What is told of one key hangs on no other: only what it takes part in is looked at anew.
        key = count[0]
        told = {each: who for each, who in told.items() if each[0] != key}
        told |= told_numbers({key: found[key]}, parts, closed)
        together = [each for each in together if all(other != key for other, _ in each)]
        together += telling(told, parts, key)


def _most(together: Iterable[tuple[Count, ...]], found: Mapping[Key, Subject]) -> Count:
    """The number that takes part in most of what tells of few persons."""
    meets = Counter(count for each in together for count in each)
    return min(meets, key=lambda c: (_late(c, found)[0], -meets[c], *_late(c, found)[1:]))


def _late(count: Count, found: Mapping[Key, Subject]) -> tuple[bool, bool, int, Count]:
    """How late a number is given up; last what a sentence tells."""
    rank = found[count[0]].scopes[count[1]]
    return rank == 0, count[1] == ALL, -rank, count


def _behind(found: Mapping[Key, Subject], parts: Parts, closed: frozenset[Count]) -> Count | None:
    """The first number without which less follows; if there is none, the first of all near what follows.

    ``None`` where nothing follows but what would of no number at all, such as from how many were asked.
    """
    told = told_numbers(found, parts, closed)
    following = implied(found, parts, told) if told else []
    anyway = set(implied(found, parts, {})) if following else set()
    keys = {key for each in following if each not in anyway for key, _ in each} & set(found)
    if not set(following) - anyway:
        return None
    order = sorted(told, key=lambda count: _late(count, found))
    near = [c for c in order if any(_nested(found[c[0]].persons, found[key].persons) for key in keys)]
    for count in near:
        rest = told_numbers(found, parts, closed | {count})
        if len(implied(found, parts, rest)) < len(following):
            return count
    return (near or order)[0]


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one
