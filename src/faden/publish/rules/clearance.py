"""Only text that a person has cleared, in this very wording, may be released (FIELD DP-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem
from faden.interviews.transcript import is_cleared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_clearance(case: Case) -> Iterator[Problem]:
    """Yield problems of transcripts not cleared, or changed since they were cleared."""
    corpus = case.corpus
    for transcript in corpus.transcripts.values():
        head = transcript.head
        path = corpus.folder.shown(corpus.folder.transcript(head.id))
        place = Place(path, corpus.line(path, "state") or 1)
        if head.state != "cleared" or head.cleared is None:
            yield Problem("transcript-not-cleared", place, {"transcript": head.id})
        elif not is_cleared(transcript):
            yield Problem("clearance-outdated", place, {"transcript": head.id})
