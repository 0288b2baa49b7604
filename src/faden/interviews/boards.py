"""Sticky notes of a whiteboard (Miro, Mural, a table typed off a wall) as notes of a workshop.

A table with one note a row, as csv or xlsx: its text, its cluster, the group of its authors, votes.
They become ``interviews/notes/W01.csv``; a table of answers to a survey is imported as an interview instead.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.files import write_new
from faden.core.ids import kind
from faden.core.problems import ImportRefusedError, Place, Problem
from faden.core.text import normal, slug
from faden.interviews.readers import delimited, xlsx
from faden.interviews.readers.columns import Column, Table, find_table
from faden.interviews.readers.detect import detect_format
from faden.interviews.readers.reading import Aside, Found
from faden.study.notes import Note, format_board
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from faden.study.folder import Folder

_SIDES: Final = {
    "votes_refugees": r"gefl|refugee|zugewandert|newcomer|bewohn|resident",
    "votes_institutions": r"instit|verwalt|amt|behörd|kommun|administr|municip",
    "votes_market": r"markt|market|vermiet|landlord|wohnungs(?:wirtschaft|unternehmen)|housing",
}
"""Which side a column of votes counts, by its heading."""


@dataclass(frozen=True, slots=True)
class BoardReading:
    """A board as it was understood.

    Attributes:
        notes: Its notes, n01, n02, … in the order of the file.
        asides: Columns that a note of faden has no place for; may hold names.
        notices: What was not understood; never with names.
    """

    notes: tuple[Note, ...]
    asides: tuple[Aside, ...]
    notices: tuple[Problem, ...]


def parse_board(data: bytes, groups: Mapping[str, str], name: str = "") -> BoardReading:
    """The notes on a board.

    Args:
        data: A csv or xlsx file with one note a row.
        groups: What a group may be called → its id; other authors are left out, as names.
        name: The name of the file, for messages.

    Raises:
        ImportRefusedError: It is no such table, or has no note.
    """
    found = Found()
    read = {"csv": delimited.parse_sheet, "xlsx": xlsx.parse_sheet}
    which = detect_format(data, name)
    # A list of notes without telling headings looks like text; whoever names a board says that it is a table.
    sheet = read.get("csv" if which in {"txt", "md"} else which, delimited.parse_sheet)(data, found)
    table = find_table(sheet, found)
    if table is None:
        line, headings = sheet.rows[0] if sheet.rows else (0, ())
        raise ImportRefusedError("import-columns-unknown", name, line=line, count=len(headings))
    (text, *_) = table.columns(Column.TEXT, Column.QUESTION)
    known = {normal(called).casefold(): group for called, group in groups.items()}
    rows = [(line, cells) for line, cells in table.rows if cells[text]]
    if len(rows) < len(table.rows):
        found.note("import-notes-empty", count=len(table.rows) - len(rows))
    notes = tuple(
        Note(
            note=f"n{number:02}",
            group=_group(cells, table, known),
            cluster=next((cells[at] for at in table.columns(Column.CLUSTER) if cells[at]), ""),
            text=normal(cells[text]),
            votes_refugees=_votes("votes_refugees", line, cells, table, found),
            votes_institutions=_votes("votes_institutions", line, cells, table, found),
            votes_market=_votes("votes_market", line, cells, table, found),
        )
        for number, (line, cells) in enumerate(rows, 1)
    )
    if not notes:
        raise ImportRefusedError("import-empty", name)
    _beside(table, known, found)
    return BoardReading(notes, tuple(found.asides), tuple(found.notices))


def _group(cells: tuple[str, ...], table: Table, known: Mapping[str, str]) -> str | None:
    called = next((cells[at] for at in table.columns(Column.GROUP) if cells[at]), "")
    return known.get(normal(called).casefold())


def _side(heading: str) -> str | None:
    return next((side for side, words in _SIDES.items() if re.search(words, heading.casefold())), None)


def _votes(side: str, line: int, cells: tuple[str, ...], table: Table, found: Found) -> int | None:
    """The votes of one side; ``None`` where it was not in the room, or no number stands there."""
    columns = [at for at in table.columns(Column.VOTES) if _side(table.headings[at]) == side]
    given = [cells[at] for at in columns if cells[at]]
    counts = [int(float(count)) for count in given if re.fullmatch(r"\d{1,5}(?:\.0+)?", count)]
    if len(counts) < len(given):
        found.warn("import-votes-unclear", line)
    return sum(counts) if counts else None


def _beside(table: Table, known: Mapping[str, str], found: Found) -> None:
    """Columns without a place: ids, colours, positions, authors by name, votes of nobody in particular."""
    strangers = sum(
        bool(cells[at]) and normal(cells[at]).casefold() not in known
        for at in table.columns(Column.GROUP)
        for _, cells in table.rows
    )
    if strangers:
        found.warn("import-groups-unknown", count=strangers)
    used = {Column.TEXT, Column.QUESTION, Column.CLUSTER}
    told = {}
    for at, column in enumerate(table.kinds):
        if column is Column.VOTES and _side(table.headings[at]) is None:
            found.warn("import-votes-unassigned", count=sum(bool(cells[at]) for _, cells in table.rows))
        elif column in used or column is Column.VOTES or (column is Column.GROUP and not strangers):
            continue
        told[at + 1] = "\n".join((table.headings[at], *(cells[at] for _, cells in table.rows)))
    found.columns(told)


def import_board(folder: Folder, path: Path, workshop: str, by: str, *, on: str = "") -> BoardReading:
    """Write the notes of a board into ``interviews/notes``; a file that is there is never overwritten.

    Args:
        folder: The study; its groups are known by id and by name.
        path: The table.
        workshop: Id of the workshop, such as W01.
        by: Who declares that no clear names are in the notes; kept in the first line of the file.
        on: Date of the declaration; today where none is given.

    Raises:
        ImportRefusedError: Nobody declares it, the table cannot be read, or the workshop has notes already.
    """
    if not by.strip():
        raise ImportRefusedError("import-undeclared")
    if kind(workshop) != "workshop":
        raise ImportRefusedError("import-workshop-unknown", value=workshop)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportRefusedError("file-unreadable", path.as_posix(), reason=error.strerror or "?") from None
    settings = read_settings(folder).value
    groups: dict[str, str] = {}
    for group in settings.groups if settings else ():
        groups |= {group.id: group.id} | dict.fromkeys(group.name.root.values(), group.id)
    try:
        board = parse_board(data, groups, path.as_posix())
    except ImportRefusedError as error:
        place = Place(path.as_posix(), error.problem.place.line)
        params = {**error.problem.params, "formats": "csv, xlsx"}
        raise ImportRefusedError.of(Problem(error.problem.code, place, params)) from None
    today = on or dt.datetime.now(tz=dt.UTC).date().isoformat()
    target = folder.root / "interviews/notes" / f"{workshop}.csv"
    flags = (f"declared-by={slug(by)}", f"on={today}")
    if not write_new(target, format_board(board.notes, flags)):
        raise ImportRefusedError("import-notes-exist", folder.shown(target))
    return board
