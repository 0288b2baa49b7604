"""Marks in findings: what ``[[reach group=refugees]]`` and its like may say, and what they become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text as say
from faden.findings.finding import marks
from faden.publish.counts import Told, reached, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faden.findings.finding import Mark
    from faden.publish.counts import Dimension
    from faden.publish.numbers import Numbers
    from faden.publish.verdict import Case

_REACH: Final = re.compile(r"^reach(?: (?P<key>group|municipality|side)=(?P<value>[a-z0-9-]+))?$")
_CODING: Final = re.compile(r"^c-[0-9a-z]{8}$")
_DIMENSION: Final[Mapping[str, Dimension]] = {
    "group": "group",
    "municipality": "municipality",
    "side": "side",
}


def unknown_marks(text: str, case: Case) -> Iterator[Mark]:
    """The marks in a text that faden does not understand, or that name a group or place unknown."""
    for mark in marks(text):
        match = _REACH.match(mark.words)
        known = match is not None and (
            match["key"] is None or match["value"] in sizes(case, _DIMENSION[match["key"]])
        )
        if not (known or _CODING.match(mark.words) or mark.words == "municipalities"):
            yield mark


def counted_apart(text: str) -> frozenset[tuple[str, str]]:
    """Of which groups, places and sides a text tells the number: dimension and value."""
    found = (_REACH.match(mark.words) for mark in marks(text))
    return frozenset((match["key"], match["value"]) for match in found if match and match["key"])


@dataclass(frozen=True, slots=True)
class Counting:
    """What computed marks are computed from.

    Attributes:
        case: The study.
        codes: The codes of the finding.
        language: Language of the text.
        numbers: The numbers of the site that the text stands on; ``None`` for the team, who sees them all.
    """

    case: Case
    codes: Sequence[str]
    language: str
    numbers: Numbers | None = None


def filled(words: str, counting: Counting) -> str:
    """The text that a computed mark becomes: “23 of 61 persons”; small numbers are not told.

    Raises:
        KeyError: The mark is not a computed one.
    """
    case, index, language = counting.case, counting.case.index, counting.language
    least = case.corpus.settings.privacy.min_cell
    if words == "municipalities":
        found, asked = index.municipalities(counting.codes)
        return say("publish.count.places", language, n=len(found), of=len(asked))
    match = _REACH.match(words)
    if match is None:
        raise KeyError(words)
    if match["key"]:
        row = _row(counting, _DIMENSION[match["key"]])
        return told_text(row.get(match["value"], Told(None, None)), least, language)
    if counting.numbers is not None:
        return counting.numbers.text(counting.codes, language)
    reach = index.reach(counting.codes)
    return count_text(reach.n, reach.of, least, language)


def _row(counting: Counting, dimension: Dimension) -> dict[str, Told]:
    if counting.numbers is not None:
        return counting.numbers.reached(counting.codes, dimension)
    return reached(counting.case, counting.codes, dimension)


def told_text(told: Told, least: int, language: str) -> str:
    """``n of N persons`` of a group, place or side, as far as the numbers may be told."""
    if told.of is None:
        return say("publish.count.not-told", language)
    if told.n is None:
        return say("publish.count.hidden", language, least=least, of=told.of)
    return say("publish.count.persons", language, n=told.n, of=told.of)


def count_text(n: int, of: int, least: int, language: str) -> str:
    """``n of N persons``; above zero and below the threshold only that it is fewer.

    Where all together are fewer than the threshold, “fewer than 5 of 2” would be nonsense.
    """
    if 0 < n < least:
        if of < least:
            return say("publish.count.of-few", language, of=of)
        return say("publish.count.few", language, least=least, of=of)
    return say("publish.count.persons", language, n=n, of=of)
