"""Small numbers in tables: not told, and not to be recomputed from the rest (FIELD DP-9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class _Beside:
    """What cells that are never told hold together, and the most that they could hold."""

    holds: int
    most: int


def suppressed(
    counts: Mapping[str, int],
    least: int,
    *,
    total_told: bool = True,
    never: Mapping[str, int] | None = None,
) -> dict[str, int | None]:
    """Counts that may be told; ``None`` stands for “fewer than `least`, or hidden to protect one”.

    A count above zero and below the threshold is hidden. Where the total is told, further counts are
    hidden, the smallest first and equal ones together, until even somebody who knows this rule
    cannot pin a hidden count below the threshold to one value; if nothing else helps, all are
    hidden, zeros too. One single cell beside its own total cannot be protected: do not tell both.

    Args:
        counts: Cell → persons; the cells do not overlap.
        least: The threshold in persons, at least 3: below 2 there is only one number above zero.
        total_told: Whether the sum of all of them is told beside them.
        never: Cells that are not told whatever they hold, and the most that each can hold, which is
            taken to be known; between that and zero they give the other hidden counts room.
    """
    untold = never or {}
    told: dict[str, int | None] = {
        k: (None if k in untold or 0 < n < least else n) for k, n in counts.items()
    }
    hidden = [n for k, n in counts.items() if k not in untold and 0 < n < least]
    if not total_told or not hidden:
        return told
    beside = _Beside(sum(counts[key] for key in untold), sum(untold.values()))
    # Zeros last: hiding them makes “hidden” mean less.
    further = sorted({n for n in told.values() if n is not None}, key=lambda n: (n == 0, n))
    for size in further:
        if _safe(hidden, least, beside):
            break
        for key in [key for key, n in told.items() if n == size]:
            told[key] = None
            hidden.append(size)
    return told


def _safe(hidden: Sequence[int], least: int, beside: _Beside) -> bool:
    """Whether the hidden counts have room: their sum allows each of them several values.

    Zeros are told, so that each hidden count is at least 1. With the least sum all would be 1, with
    the sum of `least - 1` each all might be known to be exactly that; both are too tight. Cells that
    are never told widen the sum in both directions, as far as they are neither empty nor full.
    """
    below = sum(hidden) + beside.holds - len(hidden)
    if beside.most:
        above = len(hidden) * (least - 1) + beside.most - sum(hidden) - beside.holds
        return below >= least - 1 and (above >= least - 1 or max(hidden) >= least)
    return len(hidden) > 1 and below >= least - 1 and sum(hidden) != len(hidden) * (least - 1)
