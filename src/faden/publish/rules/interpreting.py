"""Interpretation stands beside the original, so that both count as one person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.interviews.pairing import unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_interpreting(case: Case) -> Iterator[Problem]:
    """Yield one problem for every conversation in which interpreters' turns stand by themselves."""
    folder = case.corpus.folder
    for transcript in case.corpus.transcripts.values():
        pairs = unpaired(transcript)
        if pairs:
            place = Place(folder.shown(folder.transcript(transcript.head.id)), pairs[0][1].line)
            params = {"value": len(pairs), "turn": pairs[0][1].id}
            yield Problem("interpretation-unpaired", place, params, Severity.WARNING)
