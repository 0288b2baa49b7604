"""What a matrix says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.agreement.verdict import shows_verdicts
from faden.core.catalogue import text

if TYPE_CHECKING:
    from faden.analysis.saturation import Saturation
    from faden.study.settings import Method


def saturation_said(found: Saturation, method: Method, language: str) -> str:
    """When the rule holds, with base, run and threshold (FIELD QM-7); a reflexive study has another question.

    Args:
        found: How codes accumulate.
        method: The method of the study.
        language: ``de`` or ``en``.
    """
    if not shows_verdicts(method):
        return text("matrix.saturation.reflexive", language)
    rule, never = found.rule, text("matrix.saturation.never", language)
    return text(
        "matrix.saturation.reached",
        language,
        held=never if found.reached is None else str(found.reached),
        middle=never if found.reached_middle is None else f"{found.reached_middle:g}",
        share=f"{100 * found.share:.0f}",
        base=rule.base,
        run=rule.run,
        percent=f"{100 * rule.threshold:g}",
        orders=found.orders,
    )
