"""What was coded in turns of interpreters, where pages tell that it is no card and counts for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.findings.evidence import Evidence

MOST: Final = 6
"""Places that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """Codings in turns of interpreters.

    Attributes:
        n: How many.
        places: Where the first of them stand, such as ``I07, t14; I07, t16; …``.
    """

    n: int
    places: str


def interpreted(found: Iterable[Evidence]) -> Interpreted | None:
    """What is to be told of these codings; ``None`` where there are none."""
    places = [f"{each.transcript}, {each.anchor.start.turn}" for each in found]
    told = [*dict.fromkeys(places)]
    more = ["…"] if len(told) > MOST else []
    return Interpreted(len(places), "; ".join(told[:MOST] + more)) if places else None
