"""What the gate lets through: the one answer that every page asks before it shows anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.core.problems import Problem
    from faden.findings.corpus import Corpus
    from faden.findings.evidence import Index


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at.

    Attributes:
        corpus: The study.
        index: Its evidence.
        on: The day for which consent is asked.
    """

    corpus: Corpus
    index: Index
    on: dt.date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be published.

    Attributes:
        problems: All that the rules found.
        quotations: Coding id → public attribution, for every quotation that may be shown.
        withheld: Coding id → code of the problem for which a used quotation is not shown.
        findings: Ids of the findings that may be shown.
        needs: Ids of the needs that may be shown.
        personas: Ids of the personas that may be shown.
        original_hidden: Ids of codings of which only a translation may be shown: so few speak their
            language that it would tell whose words they are.
        wider: Ids of codings whose attribution says less than the role, so that nobody is recognised.
    """

    problems: tuple[Problem, ...]
    quotations: Mapping[str, str]
    withheld: Mapping[str, str]
    findings: frozenset[str]
    needs: frozenset[str]
    personas: frozenset[str]
    original_hidden: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
