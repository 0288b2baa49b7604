"""Nothing is published while something is kept longer than was promised (FIELD DP-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.rules.readable import unreadable
from faden.study import retention
from faden.study.consent import has_acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.publish.verdict import Case


def check_retention(case: Case) -> Iterator[Problem]:
    """Yield what should have been deleted by now, and what has no date.

    Where nobody has consented to anything, nobody's data are kept.
    """
    if has_acts(case.corpus.folder):
        told = unreadable(case.corpus.folder)
        yield from (p for p in retention.check_retention(case.corpus.folder, case.on) if p not in told)
