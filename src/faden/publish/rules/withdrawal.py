"""Who has withdrawn is gone: no turn, no coding, no attribute remains (FIELD DP-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_withdrawal(case: Case) -> Iterator[Problem]:
    """Yield ``withdrawn-person-present`` for each transcript and row that still holds the person."""
    corpus = case.corpus
    gone = {p for p in corpus.participants if corpus.ledger.withdrawn(p)}
    for transcript in corpus.transcripts.values():
        path = corpus.folder.shown(corpus.folder.transcript(transcript.head.id))
        for participant in sorted(gone & set(transcript.participants())):
            yield Problem("withdrawn-person-present", Place(path, 1), {"value": participant})
    path = corpus.folder.shown(corpus.folder.participants)
    for participant in sorted(gone):
        if not corpus.participants[participant].withdrawn:
            line = corpus.line(path, participant)
            yield Problem("withdrawn-person-present", Place(path, line), {"value": participant})
