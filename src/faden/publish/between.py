"""Numbers of two releases beside each other: what a later one tells of the few who came or went since.

One site hides small numbers. Whoever keeps an earlier one can still subtract: 39 persons then, 40 now, and
one conversation held in between. Nothing can take back what is out; so this is told before the next release.

A need stands on its own page, whatever it is counted by. So its numbers are also kept by its id: 23 persons
under its codes then, 20 behind the cards that were put together since, and three are told.

Source:
    Hundepool, A. et al. (2012), Statistical Disclosure Control, chapter 6 (differences between releases).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.publish.apart import CARDS
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

_NEED: Final = ":need "
"""Before the id of a need, where its numbers are kept whatever it is counted by."""

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
    return dict(sorted((told | _of_needs(told, _bases(case)) | dict(_asked(case))).items()))


def differences(
    case: Case, before: Mapping[Where, int], now: Mapping[Where, int], least: int
) -> list[Difference]:
    """The numbers of both that differ by some, but fewer than `least` persons; in order.

    Where codes came below others or went into others since, a number stands under more codes than before;
    it is compared with each whose codes it holds, or that holds its. A need is also compared with itself
    where it was counted by codes then and by cards now, or the other way round. Any other number that only
    one of the two tells exactly is not among them.
    """
    bases = _bases(case)
    earlier = {**_before_ids(before, case), **before}
    gone = [where for where in earlier if where not in now]
    pairs = [
        (where, other)
        for where in sorted(now)
        for other in ([where] if where in earlier else gone)
        if other == where or _grown(where, other)
    ]
    found = {
        where: Difference(where, earlier[other], now[where])
        for where, other in reversed(pairs)
        if 0 < abs(now[where] - earlier[other]) < least
    }
    return [found[where] for where in sorted(found) if not _told_anyway(where, found, bases)]


def _bases(case: Case) -> dict[str, str]:
    """Need, by the name its numbers are kept under → name of what it is counted by."""
    return {_NEED + need.id: " ".join(held(case, basis(case, need))) for need in case.corpus.needs}


def _of_needs(told: Mapping[Where, int], bases: Mapping[str, str]) -> dict[Where, int]:
    return {
        (need, dimension, value): n
        for need, counted_by in bases.items()
        for (what, dimension, value), n in told.items()
        if what == counted_by
    }


def _before_ids(before: Mapping[Where, int], case: Case) -> dict[Where, int]:
    """The numbers of needs in a release that was noted before they were kept by id: by cards, else codes."""
    if any(what.startswith(_NEED) for what, *_ in before):
        return {}
    cards = {what for what, *_ in before if what.startswith(f"{CARDS} ")}
    bases = {
        _NEED + need.id: by if (by := f"{CARDS} {need.id}") in cards else " ".join(held(case, need.codes))
        for need in case.corpus.needs
    }
    return _of_needs(before, bases)


def _told_anyway(where: Where, found: Mapping[Where, Difference], bases: Mapping[str, str]) -> bool:
    """Whether the number of a need changed as that of its codes or cards did, which is told already."""
    own = found.get((bases.get(where[0], ""), *where[1:]))
    return own is not None and (own.before, own.now) == (found[where].before, found[where].now)


def _grown(one: Where, other: Where) -> bool:
    """Whether the codes of one number hold all of the other's, among the same persons."""
    codes, others = frozenset(one[0].split(" ")), frozenset(other[0].split(" "))
    named = one[0].startswith(":") or other[0].startswith(":")
    return one[1:] == other[1:] and not named and (codes <= others or others <= codes)


def label(case: Case, where: Where) -> str:
    """How a message names a number: by the needs and findings that tell it, else by its codes."""
    what, _, value = where
    found = [what.removeprefix(_NEED)] if what.startswith(_NEED) else _tellers(case, tuple(what.split(" ")))
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
