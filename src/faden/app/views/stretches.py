"""The words of one part of a turn, cut where codings begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a coding lies in one part of one turn.

    Attributes:
        coding: Id of the coding.
        code: Id of its code.
        start: First code point of the part's text.
        end: One past its last.
    """

    coding: str
    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words over which the same codings lie.

    Attributes:
        text: The words; all runs of a part joined are its text.
        over: The codings that lie over them, those that begin first first.
    """

    text: str
    over: tuple[Stretch, ...] = ()


def runs(text: str, stretches: Iterable[Stretch]) -> tuple[Run, ...]:
    """Cut a text into runs.

    Args:
        text: The text of a part.
        stretches: What lies over it; what reaches beyond the text is cut off at its ends.
    """
    inside = sorted(
        (s for s in stretches if max(s.start, 0) < min(s.end, len(text))),
        key=lambda s: (s.start, -s.end, s.coding),
    )
    cuts = sorted(
        {0, len(text), *(max(s.start, 0) for s in inside), *(min(s.end, len(text)) for s in inside)}
    )
    return tuple(
        Run(text[a:b], tuple(s for s in inside if s.start <= a and b <= s.end)) for a, b in pairwise(cuts)
    )
