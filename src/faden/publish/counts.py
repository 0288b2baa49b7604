"""Numbers of persons as they may be told: small ones are hidden, and so is what would give them away.

One door for all numbers by group, place or side, so that a sentence never tells what a chart hides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from faden.publish.apart import Parts, table
from faden.publish.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.publish.verdict import Case
    from faden.study.participants import Participant

Dimension = Literal["group", "municipality", "side"]
"""What persons are told apart by."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of persons and of how many; ``None`` is a number that is not told."""

    n: int | None
    of: int | None


def sizes(case: Case, dimension: Dimension) -> dict[str, int | None]:
    """How many persons took part, by group, place or side, in the order of the settings.

    Sides are made of groups: where the size of a group is hidden, that of a side could give it away,
    so that then no side is told.
    """
    if dimension == "side" and None in sizes(case, "group").values():
        return dict.fromkeys(_values(case, "side"))
    return suppressed(_counted(case, dimension, case.index.persons), _least(case))


def reached(case: Case, codes: Iterable[str], dimension: Dimension) -> dict[str, Told]:
    """For how many persons there is evidence under the codes, by group, place or side.

    Where the number of those asked is not told, neither is the number of those for whom it holds:
    of one person asked, “fewer than five” would be that very person. And where the number of a group is
    hidden, no side's is told: less the other groups of the side it would be that number.
    """
    asked = sizes(case, dimension)
    told = table(case.index.reach(codes).persons, dimension, parts(case))
    return {key: Told(told.get(key), of) for key, of in asked.items()}


def parts(case: Case) -> Parts:
    """How all who took part are divided by group, place and side, and what is not told of their numbers."""
    dimensions: tuple[Dimension, ...] = ("group", "municipality", "side")
    return Parts(
        persons={each: _parted(case, each) for each in dimensions},
        untold={
            each: frozenset(value for value, n in sizes(case, each).items() if n is None)
            for each in dimensions
        },
        made_of={"side": "group"},
        least=_least(case),
    )


def told_beside(told: Told, every: Told, least: int) -> tuple[Told, Told]:
    """A group's number and that of all others, from those of the group and of all.

    Both are told or neither: with the total, which stands beside, each gives the other away. A number of
    others that is small but not none is not told, and neither are both where few others were asked.
    """
    if told.of is None or every.of is None or every.of - told.of < least:
        return Told(None, None), Told(None, None)
    others = every.of - told.of
    if told.n is None or every.n is None or 0 < every.n - told.n < least:
        return Told(None, told.of), Told(None, others)
    return told, Told(every.n - told.n, others)


def spoken(case: Case) -> dict[str, int]:
    """Turns of participants by language; languages that few persons speak are told as one, ``""``.

    A language that one person speaks names that person. Where all languages of few are spoken by few,
    the next larger one is told with them, so that at least ``k`` persons stand behind every line.
    """
    turns: Counter[str] = Counter()
    voices: dict[str, set[str]] = defaultdict(set)
    for transcript in case.corpus.transcripts.values():
        for turn in transcript.turns:
            person = transcript.participant(turn)
            if person is not None and turn.parts:
                turns[turn.parts[0].language] += 1
                voices[turn.parts[0].language].add(person)
    k = case.corpus.settings.privacy.k
    others: set[str] = set()
    together: set[str] = set()
    for language in sorted(voices, key=lambda code: (len(voices[code]), code)):
        if len(voices[language]) >= k and not 0 < len(together) < k:
            continue
        others.add(language)
        together |= voices[language]
    told = {language: n for language, n in turns.items() if language not in others}
    return told | ({"": sum(turns[language] for language in others)} if others else {})


def percent(n: int, of: int, least_base: int) -> int | None:
    """A share in percent; ``None`` below the least base, where a percentage would feign precision.

    Args:
        n: Persons for whom it holds.
        of: All persons, the base.
        least_base: ``privacy.min_percent_base`` of the study.
    """
    return round(100 * n / of) if of >= max(least_base, 1) else None


def _least(case: Case) -> int:
    return case.corpus.settings.privacy.min_cell


def _counted(case: Case, dimension: Dimension, persons: Iterable[str]) -> dict[str, int]:
    wanted = frozenset(persons)
    return {value: len(who & wanted) for value, who in _parted(case, dimension).items()}


def _parted(case: Case, dimension: Dimension) -> dict[str, frozenset[str]]:
    people = case.corpus.participants
    found: dict[str, set[str]] = {value: set() for value in _values(case, dimension)}
    for person in case.index.persons & set(people):
        value = _value(case, people[person], dimension)
        if value in found:
            found[value].add(person)
    return {value: frozenset(who) for value, who in found.items()}


def _values(case: Case, dimension: Dimension) -> list[str]:
    settings = case.corpus.settings
    if dimension == "municipality":
        return [place.id for place in settings.municipalities]
    return [group.id if dimension == "group" else group.side for group in settings.groups]


def _value(case: Case, person: Participant, dimension: Dimension) -> str:
    if dimension == "municipality":
        return person.municipality or ""
    group = case.corpus.settings.group(person.group or "")
    if group is None:
        return ""
    return group.id if dimension == "group" else group.side
