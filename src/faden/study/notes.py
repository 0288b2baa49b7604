"""Sticky notes of workshops, with the board cluster they hung in and votes per side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from faden.study.folder import Folder

COLUMNS: Final = (
    "note",
    "group",
    "cluster",
    "votes_refugees",
    "votes_institutions",
    "votes_market",
    "text",
)
"""Columns of ``interviews/notes/W01.csv``."""

Votes = Annotated[int, Field(ge=0)]


class Note(FileModel):
    """A sticky note. An empty cell of votes says that this side was not in the room."""

    note: Slug
    group: Slug | None = None
    cluster: str = ""
    votes_refugees: Votes | None = None
    votes_institutions: Votes | None = None
    votes_market: Votes | None = None
    text: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Board:
    """The notes of one workshop.

    Attributes:
        workshop: Its id.
        notes: The notes, in the order of the file.
    """

    workshop: str
    notes: tuple[Note, ...]


def format_board(notes: Iterable[Note], flags: Sequence[str] = ()) -> str:
    """The notes of a workshop as they stand in their file; always the same bytes for the same notes.

    Args:
        notes: The notes in their order.
        flags: Words for the first line, such as ``synthetic``.
    """
    rows = [
        ["" if value is None else str(value) for value in (getattr(note, name) for name in COLUMNS)]
        for note in notes
    ]
    return format_table("notes", COLUMNS, rows, flags)


def read_board(folder: Folder, path: Path) -> Parsed[Board]:
    """Read the notes of one workshop."""
    shown = folder.shown(path)
    table = parse_table(read_text(path, shown=shown), "notes", COLUMNS, shown)
    if table.value is None:
        return Parsed(None, table.problems)
    rows, problems = validate_rows(Note, table.value, shown)
    return Parsed(Board(path.stem, tuple(note for _, note in rows)), tuple(problems))
