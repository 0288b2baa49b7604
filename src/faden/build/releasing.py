"""A release: the site for others, searched for clear names before anybody may take it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

from pydantic import Field

from faden.build.clock import today
from faden.build.leaks import check_output, check_sources
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.files import read_text, write_atomic
from faden.core.problems import Place, Problem, Severity, StudyError
from faden.protection.pseudonyms.noted import check_notes
from faden.publish.between import differences, label
from faden.publish.release import check_release

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from faden.build.leaks import Sought
    from faden.build.publication import Prepared
    from faden.protection.leaks.scan import Scan
    from faden.publish.between import Where
    from faden.study.folder import Folder

RELEASES: Final = "research/releases.csv"
COLUMNS: Final = ("on", "digest", "files", "pages", "where")
NUMBERS: Final = "research/released-numbers.csv"
NUMBER_COLUMNS: Final = ("on", "digest", "what", "among", "value", "n")
_SHOWN: Final = 3
"""How many differences a message shows."""


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


class Number(FileModel):
    """A line of ``research/released-numbers.csv``: a number of persons that a release tells exactly.

    It stands there for the next release, which is compared with it; everybody may know it.

    Attributes:
        on: Day of the release.
        digest: Digest of the study's content.
        what: What is counted: codes, or a name that begins with a colon, such as ``:need N01``.
        among: Among whom: ``group``, ``municipality``, ``side``, ``persona``; empty for everybody.
        value: Which group, municipality, side or persona.
        n: How many persons.
    """

    on: PartialDate
    digest: str
    what: str
    among: str = ""
    value: str = ""
    n: Annotated[int, Field(ge=0)]


Row = TypeVar("Row", bound=FileModel)


def check_before(folder: Folder, prepared: Prepared, names: Sought | None) -> Iterator[Problem]:
    """Yield what stands against a release before its site is built."""
    yield from prepared.problems
    if names is not None:
        yield from check_sources(folder, names)
        yield from check_notes(folder, names.notes)
    yield from check_release(folder, prepared.digest, vault_open=names is not None)
    yield from check_differences(folder, prepared)


def check_differences(folder: Folder, prepared: Prepared) -> Iterator[Problem]:
    """Yield a warning for each earlier release whose numbers, less those of this one, are of few persons.

    The two who review decide: after a withdrawal the smaller number is right, and is better told.
    """
    case, least = prepared.case, prepared.case.corpus.settings.privacy.min_cell
    rows, problems = _read(folder.root / NUMBERS, NUMBERS, "numbers", NUMBER_COLUMNS, Number)
    yield from problems
    released: dict[str, tuple[int, PartialDate, dict[Where, int]]] = {}
    for line, row in rows:
        if row.digest != prepared.digest:
            released.setdefault(row.digest, (line, row.on, {}))[2][row.what, row.among, row.value] = row.n
    for line, on, before in released.values():
        found = differences(case, before, prepared.numbers, least)
        shown = "; ".join(f"{label(case, each.where)}: {each.before} → {each.now}" for each in found[:_SHOWN])
        if found:
            params = {"on": str(on), "n": len(found), "least": least, "shown": shown}
            yield Problem("release-tells-of-few", Place(NUMBERS, line), params, severity=Severity.WARNING)


def check_after(site: Path, names: Sought) -> tuple[list[Problem], Scan]:
    """What the search of the built site found."""
    return check_output(site, names, "build/site")


def note_release(
    folder: Folder, prepared: Prepared, *, files: int, pages: int, on: dt.date | None = None
) -> None:
    """Note a release and its numbers in ``research``; the same content twice on one day is noted once.

    Raises:
        StudyError: A list is there and cannot be understood.
    """
    day = (on or today()).isoformat()
    releases = _strictly(folder.root / RELEASES, RELEASES, "releases", COLUMNS, Release)
    numbers = _strictly(folder.root / NUMBERS, NUMBERS, "numbers", NUMBER_COLUMNS, Number)
    if not any((str(row.on), row.digest) == (day, prepared.digest) for row in releases):
        releases.append(Release(on=day, digest=prepared.digest, files=files, pages=pages))
    if not any(row.digest == prepared.digest for row in numbers):
        for (what, among, value), n in prepared.numbers.items():
            numbers.append(Number(on=day, digest=prepared.digest, what=what, among=among, value=value, n=n))
    cells = [(str(r.on), r.digest, str(r.files), str(r.pages), r.where) for r in releases]
    write_atomic(folder.root / RELEASES, format_table("releases", COLUMNS, cells))
    told = [(str(r.on), r.digest, r.what, r.among, r.value, str(r.n)) for r in numbers]
    write_atomic(folder.root / NUMBERS, format_table("numbers", NUMBER_COLUMNS, told))


def _strictly(path: Path, shown: str, name: str, columns: Sequence[str], model: type[Row]) -> list[Row]:
    rows, problems = _read(path, shown, name, columns, model)
    if problems:
        raise StudyError.of(problems[0])
    return [row for _, row in rows]


def _read(
    path: Path, shown: str, name: str, columns: Sequence[str], model: type[Row]
) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """The rows of a table with their lines, and what is wrong with it; a missing one has no rows."""
    if not path.is_file():
        return [], []
    table = parse_table(read_text(path, shown=shown), name, columns, shown)
    if table.value is None:
        return [], [*table.problems]
    rows, problems = validate_rows(model, table.value, shown)
    return rows, [*table.problems, *problems]
