"""What fresh builders, given only a hand-off, could tell of it: counted from their written verdicts.

The questions stand in ``testsets/handoff_questions.md``, the verdicts of each look in
``testsets/handoff_answers.csv``: whoever gave them was new to the project and had the folder and nothing
else. The figure is the last look's; ``LOG.md`` tells of all.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

IDS: Final = ("prototype.handoff.",)
ANSWERS: Final = Path(__file__).parent / "testsets" / "handoff_answers.csv"
_ANSWERED: Final = "answered"


def measure() -> list[dict[str, Any]]:
    """The row of the last look; the note tells what earlier looks gave."""
    with ANSWERS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    looks = sorted({int(row["look"]) for row in rows})
    counted = {look: [row["verdict"] for row in rows if int(row["look"]) == look] for look in looks}
    told = "; ".join(
        f"look {look}: {counted[look].count(_ANSWERED)} of {len(counted[look])}" for look in looks
    )
    last = counted[looks[-1]]
    value = last.count(_ANSWERED) / len(last)
    return [{"id": "prototype.handoff.answered", "value": value, "n": len(last), "note": told}]
