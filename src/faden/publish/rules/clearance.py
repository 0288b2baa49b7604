"""Only text that a person has cleared, in this very wording, may be released (FIELD DP-5).

A day of clearance before the conversation is a slip of the pen or a front matter copied from another file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.dates import first_day, last_day
from faden.core.problems import Place, Problem, Severity
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


def check_clearance_day(case: Case) -> Iterator[Problem]:
    """Yield a warning for each transcript that was cleared before the conversation took place.

    Where only a month or a year is known, the clearance is warned of only if no day of it fits.
    """
    corpus = case.corpus
    for transcript in corpus.transcripts.values():
        head = transcript.head
        if head.cleared is None or head.date is None:
            continue
        if last_day(head.cleared.on) < first_day(head.date):
            path = corpus.folder.shown(corpus.folder.transcript(head.id))
            place = Place(path, corpus.line(path, "cleared", "on") or 1)
            params = {"value": head.cleared.on, "date": head.date}
            yield Problem("cleared-before-held", place, params, Severity.WARNING)
