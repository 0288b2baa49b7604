"""Only headings of a board that a person has cleared are published: else nobody has read what hangs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.findings.votes import tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.publish.verdict import Case
    from faden.study.notes import Board
    from faden.study.workshops import Workshop


def check_headings(case: Case) -> Iterator[Problem]:
    """Yield workshops with groups of notes that got dots, and of which nobody has cleared the heading.

    And cleared headings that do nothing: given twice, or of no group of notes on the board. Messages do not
    repeat headings as they hang there: a name may stand in them.
    """
    folder = case.corpus.folder
    boards = {board.workshop: board for board in case.corpus.boards}
    for workshop in case.corpus.workshops:
        board = boards.get(workshop.id)
        yield from _idle(case, workshop, board)
        if board is None:
            continue
        cleared = {heading.cluster for heading in workshop.headings}
        left = [one for one in tally(board) if one.cluster and one.votes and one.cluster not in cleared]
        if left:
            path = folder.shown(folder.workshop(workshop.id))
            place = Place(path, case.corpus.line(path, "headings") or 1)
            params = {"n": len(left), "notes": folder.shown(folder.board(workshop.id))}
            yield Problem("headings-not-cleared", place, params, Severity.WARNING)


def _idle(case: Case, workshop: Workshop, board: Board | None) -> Iterator[Problem]:
    """Headings given a second time, which would win without a word, and those of no group of notes."""
    folder = case.corpus.folder
    path = folder.shown(folder.workshop(workshop.id))
    hung = {note.cluster for note in board.notes} if board is not None else set()
    first: dict[str, int] = {}
    for at, heading in enumerate(workshop.headings):
        line = case.corpus.line(path, "headings", at)
        name = heading.name.text(case.corpus.settings.languages.site[0])
        if heading.cluster in first:
            params = {"name": name, "line": first[heading.cluster]}
            yield Problem("heading-twice", Place(path, line), params, Severity.WARNING)
        elif heading.cluster not in hung:
            params = {"name": name, "notes": folder.shown(folder.board(workshop.id))}
            yield Problem("heading-not-on-board", Place(path, line), params, Severity.WARNING)
        first.setdefault(heading.cluster, line)
