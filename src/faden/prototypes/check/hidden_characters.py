"""No text holds characters that turn the order of what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.prototypes.interface import OVERRIDES
from faden.prototypes.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.prototypes.check.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    """Find directional overrides and embeddings; the pages isolate mixed text by themselves."""
    from faden.core.languages import LocalText

    for path, value in walk(subject.prototype):
        found = [value] if isinstance(value, str) else []
        if isinstance(value, LocalText):
            found = list(value.root.values())
        marks = sorted({f"U+{ord(mark):04X}" for text in found for mark in OVERRIDES.findall(text)})
        if marks:
            yield subject.problem("text-order-turned", path, value=", ".join(marks))
