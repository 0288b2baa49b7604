"""How long what is kept: ``research/retention.yaml``, and what of it is overdue (FIELD DP-14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from faden.core.dates import PartialDate, last_day
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.problems import Place, Problem, Severity
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder

PATH: Final = "research/retention.yaml"

What = Literal["audio", "raw", "key", "contact", "consent", "material", "project-end"]
"""Recordings, raw transcripts, key of pseudonyms, contact data, consent forms, material, the end itself."""

REQUIRED: Final = ("audio", "key", "contact", "project-end")
"""What no study may leave without a date."""

SOON: Final = 30
"""Days before a date from which it is told as due soon."""


class Term(FileModel):
    """One date by which something is deleted or destroyed.

    ``done`` is the day on which it was; ``by`` who did it.
    """

    what: What
    until: PartialDate
    done: PartialDate | None = None
    by: Slug | None = None
    note: str = ""


class RetentionFile(FileModel):
    """``research/retention.yaml``."""

    format: str
    synthetic: bool = False
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A date that is not done yet.

    Attributes:
        what: What is to be deleted.
        until: By which day, as written.
        days: Days that are left; below 0 it is overdue.
        line: Line in the file.
    """

    what: str
    until: str
    days: int
    line: int


def read_retention(folder: Folder) -> Parsed[RetentionFile]:
    """Read ``research/retention.yaml``."""
    return parse_yaml(RetentionFile, read_text(folder.root / PATH, shown=PATH), "retention", PATH)


def due(folder: Folder, on: dt.date) -> tuple[Due, ...]:
    """What is still to be deleted, the most urgent first; nothing where there is no such file."""
    if not (folder.root / PATH).is_file():
        return ()
    parsed = read_retention(folder)
    terms = parsed.value.terms if parsed.value else ()
    found = [
        Due(term.what, term.until, (last_day(term.until) - on).days, parsed.line("terms", at))
        for at, term in enumerate(terms)
        if term.done is None
    ]
    return tuple(sorted(found, key=lambda d: (d.days, d.line)))


def check_retention(folder: Folder, on: dt.date) -> Iterator[Problem]:
    """Yield dates that have passed and are not done, dates that come soon, and dates that are missing."""
    if not (folder.root / PATH).is_file():
        yield Problem("retention-missing", Place(PATH))
        return
    parsed = read_retention(folder)
    yield from parsed.problems
    if parsed.value is None:
        return
    told = {term.what for term in parsed.value.terms}
    for what in REQUIRED:
        if what not in told:
            yield Problem("retention-incomplete", Place(PATH, parsed.line("terms") or 1), {"what": what})
    for at, term in enumerate(parsed.value.terms):
        if term.done is not None and last_day(term.done) > on:
            place = Place(PATH, parsed.line("terms", at, "done"))
            yield Problem("retention-done-later", place, {"what": term.what, "done": term.done})
    for item in due(folder, on):
        params = {"what": item.what, "until": item.until, "days": abs(item.days)}
        if item.days < 0:
            yield Problem("retention-overdue", Place(PATH, item.line), params)
        elif item.days <= SOON:
            yield Problem("retention-due-soon", Place(PATH, item.line), params, Severity.WARNING)


KINDS: Final[tuple[str, ...]] = get_args(What)
"""All that a date may be about."""
