"""The door to databases of other programs: read only, bounded, nothing in them is run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from faden.core.problems import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_STEPS: Final = 200_000_000
"""Steps of SQLite's machine for one question; a whole project takes a thousandth of it."""

MAX_BYTES: Final = 2 * 2**30


def read_tables(path: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of some tables, each as column → value, in the order in which they were written.

    Args:
        path: The database; it is not changed.
        wanted: Table → columns. Names of our own, never of the file.

    Raises:
        ImportRefusedError: It is no database, or a table or column is missing.
    """
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise ImportRefusedError("exchange-database-broken", path.as_posix())
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            base.execute("PRAGMA query_only = ON")
            tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= set(wanted):
                raise ImportRefusedError("exchange-database-broken", path.as_posix())
            base.set_progress_handler(lambda: 1, _STEPS)
            return {table: _rows(base, table, columns) for table, columns in wanted.items()}
    except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
        raise ImportRefusedError("exchange-database-broken", path.as_posix()) from None


def _rows(base: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in columns)
    question = f'SELECT {names} FROM "{table}" ORDER BY rowid'  # noqa: S608 - names of our own, see above
    return [dict(zip(columns, row, strict=True)) for row in base.execute(question)]
