"""Tables with one statement a row: open answers of a survey, rows of a transcript, notes of a board.

Open answers become a transcript: each question a turn of the voice “Frage”, then a turn for each answer,
whose voice is the column of respondents (a pseudonym), or R1, R2 … by row where there is none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.columns import Column, Sheet, Table, find_table
from faden.interviews.readers.labels import parse_clock
from faden.interviews.readers.reading import Found, Reading, ReadTurn, finish_apart, finish_flowing

QUESTION: Final = "Frage"
"""The voice of the questions of a survey; its role is that of an interviewer."""


def read_statements(sheet: Sheet, found: Found) -> Reading:
    """The reading of a table.

    Raises:
        ImportRefusedError: It is empty, or no column holds statements; names the line.
    """
    if not sheet.rows:
        raise ImportRefusedError("import-empty")
    table = find_table(sheet, found)
    if table is None:
        line, headings = sheet.rows[0]
        raise ImportRefusedError("import-columns-unknown", line=line, count=len(headings))
    for line, cells in table.before:
        found.aside("import-text-above", "\t".join(cells).strip(), line)
    if table.columns(Column.SPEAKER, Column.TIME) and not table.columns(Column.QUESTION):
        return finish_flowing(_spoken(table, found), found)
    _beside(table, found)
    if table.columns(Column.CLUSTER, Column.VOTES):
        found.warn("import-board", table.rows[0][0], count=len(table.rows))
    return finish_apart(_answers(table), found)


def _spoken(table: Table, found: Found) -> list[ReadTurn]:
    """The turns of a transcript in rows."""
    _beside(table, found)
    (text, *_), voices = table.columns(Column.TEXT), table.columns(Column.SPEAKER, Column.RESPONDENT)
    times = table.columns(Column.TIME)
    turns = [
        ReadTurn(
            cells[voices[0]] if voices else "",
            cells[text],
            parse_clock(cells[times[0]]) if times else None,
            line,
        )
        for line, cells in table.rows
    ]
    starts = [turn.start for turn in turns if turn.start is not None]
    if any(later < before for before, later in pairwise(starts)):
        found.warn("import-times-restart", count=2)
    return turns


def _answers(table: Table) -> list[ReadTurn]:
    """The turns of a survey: question by question, row by row."""
    board = table.columns(Column.CLUSTER, Column.VOTES)
    voices = table.columns(Column.GROUP) if board else []
    voices = voices or table.columns(Column.RESPONDENT) or table.columns(Column.SPEAKER)
    turns: list[ReadTurn] = []
    for at in table.columns(Column.TEXT, Column.QUESTION):
        if table.kinds[at] is Column.QUESTION:
            turns.append(ReadTurn(QUESTION, table.headings[at], None, max(table.rows[0][0] - 1, 0)))
        turns += [
            ReadTurn((cells[voices[0]] if voices else "") or f"R{number}", cells[at], None, line)
            for number, (line, cells) in enumerate(table.rows, 1)
            if cells[at]
        ]
    return turns


def _beside(table: Table, found: Found) -> None:
    """Columns that nobody says, with the column of respondents beside them."""
    used = {Column.TEXT, Column.QUESTION, Column.SPEAKER, Column.TIME, Column.RESPONDENT}
    names = table.columns(Column.RESPONDENT, Column.SPEAKER)[:1]
    others = [at for at, kind in enumerate(table.kinds) if kind not in used]
    others += table.columns(Column.RESPONDENT, Column.SPEAKER)[1:]
    told = {}
    for at in sorted(others):
        if any(cells[at] for _, cells in table.rows):
            rows = ("\t".join(cells[n] for n in (*names, at)) for _, cells in table.rows)
            told[at + 1] = "\n".join((table.headings[at], *rows))
    found.columns(told)
