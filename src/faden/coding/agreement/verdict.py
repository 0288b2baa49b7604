"""Words for a coefficient, by the thresholds of the study; or none, where its method has none."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.study.settings import Method


class Verdict(StrEnum):
    """What a coefficient allows."""

    RELIABLE = "reliable"
    """Conclusions can rest on the codings."""
    TENTATIVE = "tentative"
    """Tentative conclusions, where they matter little."""
    WEAK = "weak"
    """No conclusions; differences are to be talked about."""


def shows_verdicts(method: Method) -> bool:
    """Whether the method judges agreement at all.

    Reflexive thematic analysis does not: a code is what a researcher reads, and a second reader reads
    something else. It asks for memos instead.

    Source:
        Braun, V., Clarke, V. (2021), One size fits all? What counts as quality practice in (reflexive)
        thematic analysis?
    """
    return method.profile != "reflexive-thematic"


def verdict(value: float | None, method: Method) -> Verdict | None:
    """What a coefficient allows; ``None`` where it is undefined, or where the method does not judge.

    Source:
        Krippendorff, K. (2004), Content Analysis, 2nd ed., section 11.4.2: .800 and .667.
    """
    if value is None or not shows_verdicts(method):
        return None
    if value >= method.alpha.reliable:
        return Verdict.RELIABLE
    return Verdict.TENTATIVE if value >= method.alpha.tentative else Verdict.WEAK
