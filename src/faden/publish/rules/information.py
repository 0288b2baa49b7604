"""Nothing is released while people were not told all that the law asks for (FIELD DP-2, GDPR Art. 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.publish.rules.readable import unreadable
from faden.study import information
from faden.study.consent import has_acts
from faden.study.versions import check_form_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.core.problems import Problem
    from faden.publish.verdict import Case


def check_information(case: Case) -> Iterator[Problem]:
    """Yield gaps in ``research/information.yaml``, texts that a language lacks, consents to unknown forms.

    Where nobody has consented, as in a study of other people's published material, nobody was to be told.
    """
    if has_acts(case.corpus.folder):
        told = unreadable(case.corpus.folder)
        yield from (p for p in information.check_information(case.corpus.folder) if p not in told)
        yield from check_form_versions(case.corpus.folder)
