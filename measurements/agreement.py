"""Coefficients of agreement against the figures in print."""

from __future__ import annotations

from typing import Any, Final

from tests.support.published import EXAMPLES

IDS: Final = ("agreement.",)


def measure() -> list[dict[str, Any]]:
    """How many figures differ from what is printed, by more than their rounding."""
    found = [(example, example.compute().value) for example in EXAMPLES]
    wrong = [
        example.source
        for example, value in found
        if value is None or abs(value - example.printed) > example.within
    ]
    return [
        {
            "id": "agreement.examples.wrong",
            "value": len(wrong),
            "n": len(found),
            "note": "; ".join(wrong) or "Krippendorff 1980, 2004, 2011; Cohen 1960; Artstein and Poesio 2008",
        }
    ]
