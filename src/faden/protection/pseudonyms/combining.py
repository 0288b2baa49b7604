"""What several detectors say of one text, made into proposals that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.protection.pseudonyms.common import without_common, without_roles
from faden.protection.pseudonyms.identifiers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.protection.pseudonyms.identifiers import Identifier

_SURE: Final = 0.9
"""From here on, a detector's kind stands against a longer proposal of another kind."""

_CERTAINTY: Final = 0.99

LEAST: Final = 0.15
"""Below it nothing is proposed: one weak witness alone is none.

Chosen on corpora left out of training. The probe shows words from 0.05 on; HanTa, and lists where a word
is doubtful, only count beside it.
"""


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """A stretch of a text that one or more detectors propose.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends, excluded.
        kind: What it is held to be.
        by: Names of the detectors, in order.
        score: How sure they are together, 0 to 1.
    """

    start: int
    end: int
    kind: Kind
    by: tuple[str, ...]
    score: float


def combine(text: str, found: Iterable[Identifier]) -> list[Proposal]:
    """Proposals in order, without overlap; every letter that is likely enough stays in one.

    Detectors that agree make each other surer. Where two overlap, the longer one stays and takes the
    other in, if it holds it; else the weaker one keeps what the stronger one leaves of it.
    """
    made: list[Proposal] = []
    for new in sorted(found, key=_strength, reverse=True):
        pieces = [Proposal(new.start, new.end, new.kind, (new.by,), new.score)]
        for old in tuple(made):
            pieces = [piece for p in pieces for piece in _settle(made, old, p)]
        made += [piece for piece in (_trimmed(text, p) for p in pieces) if piece is not None]
    likely = sorted(without_roles(text, one) for one in made if one.score >= LEAST)
    return without_common(text, likely)


def _strength(one: Identifier) -> tuple[bool, int, float, int]:
    return (one.score >= _SURE, one.end - one.start, one.score, -one.start)


def _settle(made: list[Proposal], old: Proposal, new: Proposal) -> list[Proposal]:
    """What is left of a new proposal beside an old one; the old one may be replaced in the list."""
    if new.end <= old.start or new.start >= old.end:
        return [new]
    inside = old.start <= new.start and new.end <= old.end
    alike = new.kind is old.kind or Kind.OTHER in {new.kind, old.kind}
    if inside or alike:
        made.remove(old)
        joined = Proposal(
            min(old.start, new.start),
            max(old.end, new.end),
            new.kind if old.kind is Kind.OTHER else old.kind,
            tuple(sorted({*old.by, *new.by})),
            _together(old, new) if alike else old.score,
        )
        if inside:
            made.append(joined)
            return []
        return [joined]
    pieces = ((new.start, old.start), (old.end, new.end))
    return [Proposal(a, b, new.kind, new.by, new.score) for a, b in pieces if a < b]


def _together(one: Proposal, other: Proposal) -> float:
    """Chance that not both are wrong; detectors of one name are one witness."""
    if set(other.by) <= set(one.by):
        return max(one.score, other.score)
    return round(min(1 - (1 - one.score) * (1 - other.score), max(_CERTAINTY, one.score, other.score)), 3)


def _trimmed(text: str, proposal: Proposal) -> Proposal | None:
    """A proposal without blanks and signs at its ends; ``None`` where no letter or digit is left."""
    start, end = proposal.start, min(proposal.end, len(text))
    while start < end and not text[start].isalnum() and text[start] not in "+@(":
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] != ")":
        end -= 1
    if not any(ch.isalnum() for ch in text[start:end]):
        return None
    return Proposal(start, end, proposal.kind, proposal.by, proposal.score)
