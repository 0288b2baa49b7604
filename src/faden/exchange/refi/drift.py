"""Positions that drift: from somewhere in a text on, all are off by the same few characters.

A program may count what is not in the plain text that it writes: a picture, a field, a row of a table, a
page break. No reading of `offsets` fits then; what fits is a reading with a step at each such place. Steps
are dear, so that only many selections together speak for one, never a single one cut within a word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faden.exchange.refi.offsets import at_words, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.exchange.refi.offsets import Choice, Span

FURTHEST: Final = 40
"""Characters by which a selection is moved at most."""

_STEP: Final = 6.0
"""What a step costs; one selection gives 2 at most, or 5 where its name repeats its words."""

_LEAST: Final = 8.0
"""By how much a way with steps must be better than the one without."""

_FEWEST: Final = 8
_WELL: Final = 0.95
"""Share of selections at words from which nothing is looked for."""

_SHIFTS: Final = tuple(sorted(range(-FURTHEST, FURTHEST + 1), key=abs))


def steady(text: str, told: Sequence[Span], choice: Choice) -> Choice:
    """The choice with drift undone; the same where there is none.

    Args:
        text: The plain text.
        told: The selections as they stand in the file, for their names.
        choice: How their positions are read.
    """
    spans = choice.spans
    counted = [at for at, (start, end) in enumerate(spans) if start < end]
    if len(counted) < _FEWEST:
        return choice
    if sum(at_words(text, *spans[at]) for at in counted) >= _WELL * len(counted):
        return choice
    order = sorted(counted, key=lambda at: spans[at])
    fits = [[fit(text, a + by, b + by, told[at]) for by in _SHIFTS] for at in order for a, b in (spans[at],)]
    shifts, gain = _way(fits)
    if gain < _LEAST:
        return choice
    moved = list(spans)
    for at, by in zip(order, shifts, strict=True):
        moved[at] = (spans[at][0] + by, spans[at][1] + by)
    fitting = sum(at_words(text, a, b) for a, b in moved) / len(moved)
    return replace(choice, spans=tuple(moved), fitting=fitting, score=choice.score + gain)


def _way(fits: Sequence[Sequence[float]]) -> tuple[list[int], float]:
    """The best shift of each selection in order, and how much better they are than none (after Viterbi)."""
    scores = [0.0 if by == 0 else -_STEP for by in _SHIFTS]
    came: list[list[int]] = []
    for row in fits:
        top = max(range(len(scores)), key=scores.__getitem__)
        from_top = scores[top] - _STEP
        came.append([at if score >= from_top else top for at, score in enumerate(scores)])
        scores = [max(score, from_top) + found for score, found in zip(scores, row, strict=True)]
    at = max(range(len(scores)), key=scores.__getitem__)
    gain = scores[at] - sum(row[0] for row in fits)
    shifts = []
    for back in reversed(came):
        shifts.append(_SHIFTS[at])
        at = back[at]
    return shifts[::-1], gain
