"""Sticky notes of workshops: texts like any other, in which names are sought and replaced cell by cell.

What is read here is the table as it stands, not what `study.notes` understands of it: a table with a
mistake holds names, too.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Final

from faden.core.files import read_text
from faden.core.text import normal
from faden.interviews.transcript import Declaration, Head, Part, PartKind, Transcript, Turn
from faden.language.detection import detect
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from faden.protection.pseudonyms.merging import Rules
    from faden.protection.pseudonyms.names import Name
    from faden.study.folder import Folder

_ID: Final = re.compile(r"[a-z0-9-]{1,20}")
_FACTS: Final = re.compile(r"note|group|votes_\w+")
"""Columns that hold no words of anybody: ids and numbers."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of notes as it stands.

    Attributes:
        first: Its first line.
        delimiter: What stands between cells.
        rows: Its rows, the headings first.
        names: What each row is called, the headings too.
    """

    first: str
    delimiter: str
    rows: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]


def read_notes(folder: Folder, path: Path) -> Transcript:
    """The notes of a workshop as a text to be searched: a turn for each row, a part for each cell of words.

    Its id is the path of the file in the study, the id of a turn that of the note, or ``row`` with the
    row's number where that is none; so a place reads ``interviews/notes/W01.csv/n03``.

    Args:
        folder: The study.
        path: The file.

    Raises:
        StudyError: The file is not UTF-8.
    """
    shown = folder.shown(path)
    settings = read_settings(folder).value
    default = settings.languages.site[0] if settings is not None else "de"
    candidates = {default, *(settings.languages.content if settings is not None else ())}

    def _part(cell: str) -> Part:
        language = detect(cell, candidates=candidates, default=default) or detect(cell) or default
        return Part(PartKind.ORIGINAL, language, cell)

    turns = (
        Turn(name, "", tuple(map(_part, cells))) for name, cells in _worded(read_text(path, shown=shown))
    )
    head = Head.model_construct(
        format="",
        id=shown,
        kind="workshop",
        language=default,
        declared=Declaration(by="–", on="1970"),  # labels in it may be faden's own
        speakers={},
    )
    return Transcript(head, tuple(turn for turn in turns if turn.parts))


def clear_notes(text: str, shown: str, clear: Callable[[str, str], str]) -> str:
    """A table of notes with names replaced cell by cell, for a label may hold a comma.

    The two first lines stay, and a table in which nothing is replaced stays as it is.

    Args:
        text: The file.
        shown: Its path in the study.
        clear: Puts labels in the place of names in a text of a place.
    """
    table = _parse(text)
    if table is None:
        cleared = clear(normal(text), shown)
        return text if cleared == normal(text) else cleared
    rows = [
        list(row) if at == 0 else [clear(cell, f"{shown}/{name}") for cell in row]
        for at, (row, name) in enumerate(zip(table.rows, table.names, strict=True))
    ]
    if rows == [list(row) for row in table.rows]:
        return text
    stream = StringIO()
    csv.writer(stream, delimiter=table.delimiter, lineterminator="\n").writerows(rows)
    return f"{table.first}\n{stream.getvalue()}"


def count_on_notes(folder: Folder, rules: Rules, rows: Sequence[tuple[int, Name]]) -> Counter[int]:
    """Row of the list → how often its name stands on notes, or once where its label stands already.

    A label speaks for all names of its row only where none of that label is found.

    Args:
        folder: The study.
        rules: What is replaced.
        rows: The list.
    """
    counts: Counter[int] = Counter()
    words: list[str] = []
    for path in folder.boards():
        shown = folder.shown(path)
        for name, cells in _worded(read_text(path, shown=shown)):
            for cell in cells:
                counts.update(e.row for e in rules.edits(cell, f"{shown}/{name}")[0] if e.row)
            words += cells
    found = {name.label for line, name in rows if counts[line]}
    standing = "\n".join(words)
    counts.update(line for line, name in rows if name.label not in found and name.label in standing)
    return counts


def _worded(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each row with its cells of words; a table that is none is one cell."""
    table = _parse(text)
    if table is None:
        yield "row1", (normal(text),)
        return
    head = table.rows[0] if table.rows else ()
    facts = {at for at, column in enumerate(head) if _FACTS.fullmatch(column.strip())}
    for row, name in zip(table.rows[1:], table.names[1:], strict=True):
        yield name, tuple(cell for at, cell in enumerate(row) if at not in facts and cell.strip())


def _parse(text: str) -> _Table | None:
    """A table of notes; ``None`` where it cannot be read as one."""
    first, _, rest = normal(text).partition("\n")
    head = rest.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        rows = tuple(tuple(row) for row in csv.reader(StringIO(rest), delimiter=delimiter))
    except csv.Error:
        return None
    ids = Counter(row[0] for row in rows if row)
    names = tuple(
        row[0] if row and ids[row[0]] == 1 and _ID.fullmatch(row[0]) else f"row{number}"
        for number, row in enumerate(rows)
    )
    return _Table(first, delimiter, rows, names)
