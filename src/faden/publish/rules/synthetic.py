"""Invented material says so everywhere, and never mixes with real people's words (FIELD DP-16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_synthetic(case: Case) -> Iterator[Problem]:
    """Yield ``synthetic-mixed`` where a transcript and the study say different things."""
    corpus = case.corpus
    for transcript in corpus.transcripts.values():
        if transcript.head.synthetic == corpus.settings.synthetic:
            continue
        path = corpus.folder.shown(corpus.folder.transcript(transcript.head.id))
        line = corpus.line(path, "synthetic") or 1
        yield Problem("synthetic-mixed", Place(path, line), {"transcript": transcript.head.id})
