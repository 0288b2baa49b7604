"""Marks in findings: what ``[[reach group=refugees]]`` and its like may say, and what they become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text as say
from faden.findings.finding import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.publish.verdict import Case

_REACH: Final = re.compile(r"^reach(?: (?P<key>group|municipality|side)=(?P<value>[a-z0-9-]+))?$")
_CODING: Final = re.compile(r"^c-[0-9a-z]{8}$")


def unknown_marks(text: str) -> Iterator[str]:
    """Words of the marks in a text that faden does not understand."""
    for mark in marks(text):
        words = mark.words
        if not (_CODING.match(words) or _REACH.match(words) or words == "municipalities"):
            yield words


@dataclass(frozen=True, slots=True)
class Counting:
    """What computed marks are computed from.

    Attributes:
        case: The study.
        codes: The codes of the finding.
        language: Language of the text.
    """

    case: Case
    codes: Sequence[str]
    language: str


def filled(words: str, counting: Counting) -> str:
    """The text that a computed mark becomes: “23 of 61 persons”; small numbers are not told.

    Raises:
        KeyError: The mark is not a computed one.
    """
    index, language = counting.case.index, counting.language
    if words == "municipalities":
        found, asked = index.municipalities(counting.codes)
        return say("publish.count.places", language, n=len(found), of=len(asked))
    match = _REACH.match(words)
    if match is None:
        raise KeyError(words)
    restrict = {match["key"]: match["value"]} if match["key"] else {}
    reach = index.reach(counting.codes, **restrict)
    return count_text(reach.n, reach.of, counting.case.corpus.settings.privacy.min_cell, language)


def count_text(n: int, of: int, least: int, language: str) -> str:
    """``n of N persons``; above zero and below the threshold only that it is fewer."""
    if 0 < n < least:
        return say("publish.count.few", language, least=least, of=of)
    return say("publish.count.persons", language, n=n, of=of)
