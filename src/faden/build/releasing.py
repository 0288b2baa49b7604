"""A release: the site for others, searched for clear names before anybody may take it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from faden.build.clock import today
from faden.build.leaks import check_output, check_sources
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.files import read_text, write_atomic
from faden.core.problems import Problem, StudyError
from faden.publish.release import check_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faden.build.leaks import Sought
    from faden.build.publication import Prepared
    from faden.protection.leaks.scan import Scan
    from faden.study.folder import Folder

RELEASES: Final = "research/releases.csv"
COLUMNS: Final = ("on", "digest", "files", "pages", "where")


class Release(FileModel):
    """A line of ``research/releases.csv``: what was made for others, and so cannot be called back.

    Attributes:
        on: Day of the release.
        digest: Digest of the study's content.
        files: How many files it has.
        pages: How many of them are pages.
        where: Where it was published; a person adds it.
    """

    on: PartialDate
    digest: str
    files: int
    pages: int
    where: str = ""


def check_before(folder: Folder, prepared: Prepared, names: Sought | None) -> Iterator[Problem]:
    """Yield what stands against a release before its site is built."""
    yield from prepared.problems
    if names is not None:
        yield from check_sources(folder, names)
    yield from check_release(folder, prepared.digest, vault_open=names is not None)


def check_after(site: Path, names: Sought) -> tuple[list[Problem], Scan]:
    """What the search of the built site found."""
    return check_output(site, names, "build/site")


def note_release(
    folder: Folder, prepared: Prepared, *, files: int, pages: int, on: dt.date | None = None
) -> None:
    """Note a release in ``research/releases.csv``; the same content twice on one day is one line.

    Raises:
        StudyError: The file is there and cannot be understood.
    """
    path = folder.root / RELEASES
    rows: list[Release] = []
    if path.is_file():
        table = parse_table(read_text(path, shown=RELEASES), "releases", COLUMNS, RELEASES)
        parsed, problems = (
            validate_rows(Release, table.value, RELEASES) if table.value else ([], [*table.problems])
        )
        if problems:
            raise StudyError.of(problems[0])
        rows = [row for _, row in parsed]
    fresh = Release(on=(on or today()).isoformat(), digest=prepared.digest, files=files, pages=pages)
    if not any((row.on, row.digest) == (fresh.on, fresh.digest) for row in rows):
        rows.append(fresh)
    cells = [(str(r.on), r.digest, str(r.files), str(r.pages), r.where) for r in rows]
    write_atomic(path, format_table("releases", COLUMNS, cells))
