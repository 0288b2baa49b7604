"""The rules of the gate, one a file: each takes a case and yields problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.publish.rules.clearance import check_clearance, check_clearance_day
from faden.publish.rules.codebook import check_codebook
from faden.publish.rules.codings import check_codings, check_consensus
from faden.publish.rules.consent import check_consent
from faden.publish.rules.evidence import check_evidence
from faden.publish.rules.headings import check_headings
from faden.publish.rules.information import check_information
from faden.publish.rules.interpreting import check_interpreting
from faden.publish.rules.personas import check_personas
from faden.publish.rules.readable import check_readable
from faden.publish.rules.recognition import check_recognition
from faden.publish.rules.redlist import check_redlist
from faden.publish.rules.references import check_references
from faden.publish.rules.retention import check_retention
from faden.publish.rules.settings import check_settings
from faden.publish.rules.synthetic import check_synthetic
from faden.publish.rules.translations import check_translations
from faden.publish.rules.withdrawal import check_withdrawal
from faden.publish.rules.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faden.core.problems import Problem
    from faden.publish.verdict import Case

STUDY_RULES: Final[tuple[Callable[[Case], Iterator[Problem]], ...]] = (
    check_settings,
    check_readable,
    check_synthetic,
    check_references,
    check_interpreting,
    check_codebook,
    check_codings,
    check_consensus,
    check_evidence,
    check_translations,
    check_withdrawal,
    check_personas,
    check_clearance_day,
)
"""What must hold of a study whoever sees it."""

PUBLISH_RULES: Final[tuple[Callable[[Case], Iterator[Problem]], ...]] = (
    check_consent,
    check_clearance,
    check_headings,
    check_redlist,
    check_recognition,
    check_wording,
    check_information,
    check_retention,
)
"""What must hold besides before anything is published."""
