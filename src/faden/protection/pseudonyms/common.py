"""Words that name nobody where they stand alone, which nobody should have to review as names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.lists import read_list, read_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.protection.pseudonyms.combining import Proposal

_WEAK: Final = frozenset({"probe", "hanta"})
"""Detectors that judge by looks; what a rule, a name list or a model of the study proposes always stays."""

_NEAR: Final = 2
"""So many signs and blanks between two proposals, and they may be one name: “von der Heide”, “Frau-Meier”."""

_FIRST: Final = re.compile(r"(?P<word>[^\W\d_]+)[ \t]+(?=[^\W\d_])")
"""A word that is followed by another one."""


@cache
def common_words() -> frozenset[str]:
    """The packaged words, in small letters; none of them is in the packaged lists of names and places."""
    known = read_lists()
    names = {word.casefold() for word in (*known.first, *known.surnames, *known.places)}
    return frozenset(" ".join(read_list("common_words")).split()) - names


@cache
def roles() -> frozenset[str]:
    """Words for what somebody is to another person, in small letters; none is in the lists of names."""
    known = read_lists()
    names = {word.casefold() for word in (*known.first, *known.surnames, *known.places)}
    return frozenset(" ".join(read_list("roles")).split()) - names


def without_roles(text: str, proposal: Proposal) -> Proposal:
    """A proposal without the roles before the name: of “Freundin Hannelore” the name.

    Else “Freundin” would be looked for in the whole study as a part of a name.
    """
    start = proposal.start
    while proposal.kind is Kind.PERSON and (found := _FIRST.match(text, start, proposal.end)):
        if found["word"].casefold() not in roles():
            break
        start = found.end()
    return replace(proposal, start=start)


def without_common(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Proposals without those that hold a single common word to be a person.

    Only such go as stand alone: beside another proposal the word may belong to a name.
    """
    return [one for at, one in enumerate(proposals) if not _is_common(text, proposals, at)]


def _is_common(text: str, proposals: Sequence[Proposal], at: int) -> bool:
    one = proposals[at]
    if one.kind is not Kind.PERSON or not set(one.by) <= _WEAK:
        return False
    if text[one.start : one.end].casefold() not in common_words():
        return False
    ends = [other.end for other in proposals[:at]]
    starts = [other.start for other in proposals[at + 1 : at + 2]]
    return all(one.start - end > _NEAR for end in ends) and all(start - one.end > _NEAR for start in starts)
