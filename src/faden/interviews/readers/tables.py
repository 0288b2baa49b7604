"""Tables in office files: a transcript in columns is read, any other table is set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.interviews.readers.labels import find_label, is_known, parse_clock
from faden.interviews.readers.paragraphs import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.interviews.readers.reading import Found

_COLUMNS: Final = (2, 3, 4)
_MAX_LABEL: Final = 40


def read_table(rows: Sequence[Sequence[str]], line: int, found: Found) -> list[Paragraph]:
    """The paragraphs of a table whose rows are turns (number, time, speaker, words in any order).

    A speaker is a known short name, or a name that comes again; a table of rents has neither.
    Where the rows are no turns, the table is set aside with its text.
    """
    names = Counter(found_turn.name for row in rows if (found_turn := _turn(row)) is not None)
    turns = [
        turn if turn is not None and (is_known(turn.name) or names[turn.name] > 1) else None
        for turn in map(_turn, rows)
    ]
    if len(rows) > 1 and 2 * sum(turn is not None for turn in turns) > len(rows):
        found.note("import-table-read", line, count=len(rows))
        spoken = (
            turn.text if turn else " ".join(cell for cell in row if cell)
            for turn, row in zip(turns, rows, strict=True)
        )
        return [Paragraph(text, line) for text in spoken if text.strip()]
    text = "\n".join("\t".join(row) for row in rows)
    if text.strip():
        found.aside("import-table", text, line)
    return []


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that may be a turn: its speaker, and the whole as ``time Name: words``."""

    name: str
    text: str


def _turn(row: Sequence[str]) -> _Row | None:
    """A row as a turn; ``None`` where no cell could be a speaker."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) not in _COLUMNS:
        return None
    *short, words = cells
    time = next((cell for cell in short if parse_clock(cell) is not None), "")
    names = [cell.rstrip(": ") for cell in short if parse_clock(cell) is None and not cell.isdigit()]
    if len(names) != 1 or len(names[0]) > _MAX_LABEL or "\n" in names[0]:
        return None
    if not is_known(names[0]) and find_label(f"{names[0]}: x") is None:
        return None
    return _Row(names[0], f"{time} {names[0]}: {words}".strip())
