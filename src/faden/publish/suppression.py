"""Small numbers in tables: not told, and not to be recomputed from the rest (FIELD DP-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def suppressed(counts: Mapping[str, int], least: int, *, total_told: bool = True) -> dict[str, int | None]:
    """Counts that may be told; ``None`` stands for “fewer than `least`, or hidden to protect one”.

    A count above zero and below the threshold is hidden. Where the total is told and the hidden
    counts could be recomputed within a range narrower than the threshold, the smallest further
    count above zero is hidden too (secondary suppression).

    Args:
        counts: Cell → persons; the cells do not overlap.
        least: The threshold in persons.
        total_told: Whether the sum is told beside them.
    """
    told: dict[str, int | None] = {k: (None if 0 < n < least else n) for k, n in counts.items()}
    hidden = [k for k, n in told.items() if n is None]
    if not total_told or not hidden:
        return told
    rest = sorted((n, k) for k, n in counts.items() if told[k] is not None and n > 0)
    while rest and (len(hidden) == 1 or sum(counts[k] for k in hidden) < least):
        _, key = rest.pop(0)
        told[key] = None
        hidden.append(key)
    return told
