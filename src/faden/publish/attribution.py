"""How a quotation is attributed in public: by role, as narrow as the group is large.

A role that fewer than ``k`` participants share is replaced by the side they stand on, and a side
that is still too small by “a participant”. Whoever reads the roles of a site knows that a side's label
stands for nobody whose role is told; so all labels are decided together, over those who carry them.
No pseudonym links two quotations of one person. What else pages tell of a person makes the label wider
still: `faden.publish.exposure` (FIELD DP-7, DP-8).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.publish.verdict import Case

PARTICIPANT: Final = "participant"
"""The label that says nothing but that somebody took part."""


def width(label: str) -> int:
    """How much a label leaves open: 0 names a role, 1 a side, 2 only that somebody took part."""
    return ("group", "side", PARTICIPANT).index(label.partition(":")[0])


def label_groups(
    sizes: Mapping[str, int],
    sides: Mapping[str, str],
    k: int,
    *,
    floor: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Group → label, so that at least `k` persons carry each label; empty where there are not `k`.

    Args:
        sizes: Group → persons; the empty name stands for those without a group.
        sides: Group → side.
        k: Least number of persons.
        floor: Group → label that must not be told more narrowly.
    """
    told: dict[str, str] = {}
    for group, n in sizes.items():
        own = f"group:{group}" if n >= k else f"side:{sides.get(group)}"
        own = own if group in sides else PARTICIPANT
        told[group] = max(own, (floor or {}).get(group, own), key=width)
    carried = _carried(told, sizes)
    told = {g: key if carried[key] >= k else PARTICIPANT for g, key in told.items()}
    while 0 < (carried := _carried(told, sizes))[PARTICIPANT] < k:
        wider = [key for key in carried if key != PARTICIPANT and carried[key]]
        if not wider:
            return {}
        # Sides before groups, the smallest first; the name only decides between equal ones.
        taken = min(wider, key=lambda key: (key.startswith("group:"), carried[key], key))
        told = {g: PARTICIPANT if key == taken else key for g, key in told.items()}
    return told


def _carried(told: Mapping[str, str], sizes: Mapping[str, int]) -> Counter[str]:
    carried: Counter[str] = Counter()
    for group, key in told.items():
        carried[key] += sizes[group]
    return carried


def attribution_text(case: Case, key: str, language: str) -> str:
    """A public attribution in words."""
    kind, _, value = key.partition(":")
    if kind == "group" and (group := case.corpus.settings.group(value)):
        return group.role.text(language)
    if kind == "side":
        return text(f"publish.side.{value}", language)
    return text("publish.participant", language)
