"""Only headings of a board that a person has cleared are published: else nobody has read what hangs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.findings.votes import tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case


def check_headings(case: Case) -> Iterator[Problem]:
    """Yield workshops with groups of notes that got dots, and of which nobody has cleared the heading.

    The message does not repeat the heading: a name may stand in it.
    """
    folder = case.corpus.folder
    known = {workshop.id: workshop for workshop in case.corpus.workshops}
    for board in case.corpus.boards:
        workshop = known.get(board.workshop)
        if workshop is None:
            continue
        cleared = {heading.cluster for heading in workshop.headings}
        left = [one for one in tally(board) if one.cluster and one.votes and one.cluster not in cleared]
        if left:
            path = folder.shown(folder.workshop(workshop.id))
            place = Place(path, case.corpus.line(path, "headings") or 1)
            params = {"n": len(left), "notes": folder.shown(folder.board(workshop.id))}
            yield Problem("headings-not-cleared", place, params, Severity.WARNING)
