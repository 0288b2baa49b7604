"""Numbers of two releases beside each other: what a later one tells of the few who came or went since.

One site hides small numbers. Whoever keeps an earlier one can still subtract: 39 persons then, 40 now, and
one conversation held in between. Nothing can take back what is out; so this is told before the next release.

Source:
    Hundepool, A. et al. (2012), Statistical Disclosure Control, chapter 6 (differences between releases).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.publish.counts import sizes
from faden.publish.numbers import basis, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faden.publish.apart import Key
    from faden.publish.counts import Dimension
    from faden.publish.numbers import Numbers
    from faden.publish.verdict import Case

Where = tuple[str, str, str]
"""What is counted, and among whom: a dimension and its value, both empty for everybody."""

ASKED: Final = ":asked"
"""What is counted where it is told how many took part."""

_PASSING: Final = (":candidate",)
"""Begins the keys of groups that a model makes anew each time: the same id is not the same group."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that two releases tell, apart by few persons.

    Attributes:
        where: What is counted among whom.
        before: In the earlier release.
        now: In the one that is prepared.
    """

    where: Where
    before: int
    now: int


def exact_numbers(case: Case, numbers: Numbers) -> dict[Where, int]:
    """All numbers of persons that a site tells exactly and that mean the same in the next one."""
    told = {
        (" ".join(key), *scope): len(persons)
        for (key, scope), persons in numbers.told.items()
        if key and key[0] not in _PASSING
    }
    return dict(sorted((told | dict(_asked(case))).items()))


def differences(before: Mapping[Where, int], now: Mapping[Where, int], least: int) -> list[Difference]:
    """The numbers of both that differ by some, but fewer than `least` persons; in order.

    Where codes came below others or went into others since, a number stands under more codes than before;
    it is compared with each whose codes it holds, or that holds its. Any other number that only one of the
    two tells exactly is not among them.
    """
    gone = [where for where in before if where not in now]
    pairs = [
        (where, other)
        for where in sorted(now)
        for other in ([where] if where in before else gone)
        if other == where or _grown(where, other)
    ]
    found = {
        where: Difference(where, before[other], now[where])
        for where, other in reversed(pairs)
        if 0 < abs(now[where] - before[other]) < least
    }
    return [found[where] for where in sorted(found)]


def _grown(one: Where, other: Where) -> bool:
    """Whether the codes of one number hold all of the other's, among the same persons."""
    codes, others = frozenset(one[0].split(" ")), frozenset(other[0].split(" "))
    named = one[0].startswith(":") or other[0].startswith(":")
    return one[1:] == other[1:] and not named and (codes <= others or others <= codes)


def label(case: Case, where: Where) -> str:
    """How a message names a number: by the needs and findings that tell it, else by its codes."""
    what, _, value = where
    found = _tellers(case, tuple(what.split(" ")))
    codes = what.split(" ")
    shown = ", ".join(found) or ", ".join(codes[:2]) + (", …" if len(codes) > 2 else "")  # noqa: PLR2004 - two are readable
    return f"{shown} ({value})" if value else shown


def _tellers(case: Case, key: Key) -> Sequence[str]:
    needs = [need.id for need in case.corpus.needs if held(case, basis(case, need)) == key]
    heads = [finding.head for finding in case.corpus.findings]
    return [*needs, *(head.id for head in heads if held(case, head.codes) == key)]


def _asked(case: Case) -> Iterator[tuple[Where, int]]:
    yield (ASKED, "", ""), len(case.index.persons)
    dimensions: tuple[Dimension, ...] = ("group", "municipality", "side")
    for dimension in dimensions:
        for value, n in sizes(case, dimension).items():
            if n is not None:
                yield (ASKED, dimension, value), n
