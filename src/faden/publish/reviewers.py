"""Who reviews: people the study lists and describes; two ids of one person are one reviewer (FIELD DP-12).

faden cannot know people. It counts only whom the study names in writing, so that a second review by the same
person takes a false statement that everybody can read, not just another id.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from faden.core.documents import FileModel
from faden.core.ids import Slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.study.settings import Coder

_SIGNS = re.compile(r"[\W_]+")


class Reviewer(FileModel):
    """A person who reviews and does not code, or another id of one who does.

    Attributes:
        id: The id that stands under a review.
        who: Who that is, as a role: ``data protection of the municipality``; never a clear name.
        same_as: Another id of the same person.
    """

    id: Slug
    who: Annotated[str, Field(max_length=300)] = ""
    same_as: Slug | None = None


def reviewers(coders: Iterable[Coder], people: Iterable[Reviewer]) -> Mapping[str, str]:
    """Id → the person behind it, told by the first of their ids in alphabetical order.

    Two ids are one person where one says so, or where both are described in the same words. Ids that
    nothing describes are left out: nobody could tell whether they are somebody else.

    Args:
        coders: Coders of the study; their roles describe them.
        people: Those whom ``research/reviews.yaml`` adds.
    """
    told: dict[str, set[str]] = {}
    for coder in coders:
        told.setdefault(coder.id, set()).update(coder.role.root.values() if coder.role else ())
    links: list[set[str]] = []
    for person in people:
        told.setdefault(person.id, set()).add(person.who)
        links += [{person.id, person.same_as}] if person.same_as else []
    described = {identifier: {_bare(text) for text in texts} - {""} for identifier, texts in told.items()}
    links += [{a, b} for a, b in combinations(described, 2) if described[a] & described[b]]
    groups = [{identifier} for identifier in described]
    for link in links:
        touched = [group for group in groups if group & link]
        groups = [group for group in groups if not group & link] + [set[str]().union(*touched) & set(told)]
    return {one: min(group) for group in groups if any(described[each] for each in group) for one in group}


def _bare(text: str) -> str:
    """A description without case, blanks and signs."""
    return _SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
