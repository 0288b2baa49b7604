"""The framework matrix: cases against codes, each cell a summary that a person wrote, with its words.

``analysis/framework.yaml`` is edited by people. A cell that nobody has summarised shows how many codings
there are; an empty one is seen to be empty.

Source:
    Gale, N. K. et al. (2013), Using the framework method for the analysis of qualitative data in
    multi-disciplinary health research, BMC Medical Research Methodology 13:117.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml, wanted
from faden.core.files import read_text
from faden.core.ids import CodingId, ParticipantId, Slug
from faden.core.languages import LocalText
from faden.core.problems import Place, Problem, Severity
from faden.core.yaml import Parsed
from faden.study.participants import read_participants
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from faden.analysis.matrix import Ground, Observation
    from faden.study.folder import Folder

Rows = Literal["participant", "group", "municipality"]
"""What a row is: one person, or a case that several belong to."""


class Summary(FileModel):
    """What a person makes of one case under one code."""

    row: ParticipantId | Slug
    code: Slug
    text: LocalText
    codings: tuple[CodingId, ...] = ()
    by: Slug
    on: PartialDate


class FrameworkFile(FileModel):
    """``analysis/framework.yaml``; ``codes`` are the columns, in their order."""

    format: str
    rows: Rows = "participant"
    codes: tuple[Slug, ...] = ()
    cells: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """Where a case and a code meet.

    Attributes:
        row: The case.
        code: The code, with those below it.
        summary: What a person wrote; ``None`` where nobody has.
        codings: Codings that count here, of which the summary may name some.
        persons: Participants behind them.
    """

    row: str
    code: str
    summary: Summary | None
    codings: tuple[Observation, ...]
    persons: frozenset[str]


@dataclass(frozen=True, slots=True)
class Framework:
    """The matrix.

    Attributes:
        kind: What a row is.
        rows: Cases, in the order of the study.
        codes: Codes, in their order.
        cells: (row, code) → cell; every pair has one.
    """

    kind: Rows
    rows: tuple[str, ...]
    codes: tuple[str, ...]
    cells: Mapping[tuple[str, str], FrameworkCell]


def parse_framework(text: str, path: str) -> Parsed[FrameworkFile]:
    """Parse the file of summaries."""
    return parse_yaml(FrameworkFile, text, "framework", path)


def read_framework(folder: Folder) -> Parsed[FrameworkFile]:
    """Read the file of summaries; a study without one has no summaries."""
    if not folder.framework.is_file():
        return Parsed(FrameworkFile(format=""), ())
    shown = folder.shown(folder.framework)
    return parse_framework(read_text(folder.framework, shown=shown), shown)


def study_rows(folder: Folder, kind: Rows, row: str) -> bool:
    """Whether a row of this kind exists in the study."""
    if kind == "participant":
        people = read_participants(folder).value or {}
        return row in people and not people[row].withdrawn
    settings = wanted(read_settings(folder))
    named = settings.groups if kind == "group" else settings.municipalities
    return row in {each.id for each in named}


def framework(file: FrameworkFile, ground: Ground, rows: Sequence[str]) -> Framework:
    """Lay summaries and codings out as a matrix.

    Args:
        file: The summaries; where it names no codes, the codes at the top of the codebook are columns.
        ground: What there is to count.
        rows: Cases, in their order.
    """
    below = ground.below
    top = tuple(c for c in below if not any(c in ids for other, ids in below.items() if other != c))
    codes = file.codes or top
    told = {(cell.row, cell.code): cell for cell in file.cells}
    cells: dict[tuple[str, str], FrameworkCell] = {}
    for row in rows:
        mine = [o for o in ground.observations if o.participant is not None and case_of(o, file.rows) == row]
        for code in codes:
            found = tuple(o for o in mine if o.code in below.get(code, frozenset({code})))
            persons = frozenset(o.participant for o in found if o.participant is not None)
            cells[row, code] = FrameworkCell(row, code, told.get((row, code)), found, persons)
    return Framework(file.rows, tuple(rows), tuple(codes), cells)


def case_of(observation: Observation, kind: Rows) -> str:
    """The case to which a coding belongs."""
    if kind == "participant":
        return observation.participant or ""
    return observation.group if kind == "group" else observation.municipality


def check_framework(
    parsed: Parsed[FrameworkFile],
    found: Framework,
    ground: Ground,
    path: str,
    others: Collection[str] = (),
) -> Iterator[Problem]:
    """What in the file leads nowhere: rows, codes and codings that are not, or stand elsewhere.

    Args:
        parsed: The file as read.
        found: The matrix made of it.
        ground: What there is to count.
        path: How messages name the file.
        others: Rows of the other kinds; their summaries wait until somebody chooses these rows again.
    """
    if parsed.value is None:
        return
    known = {o.coding for o in ground.observations}
    seen: set[tuple[str, str]] = set()
    for at, cell in enumerate(parsed.value.cells):
        place = Place(path, parsed.line("cells", at))
        key = (cell.row, cell.code)
        here = found.cells.get(key)
        if here is None and cell.row in others and cell.row not in found.rows and cell.code in found.codes:
            continue
        if here is None:
            yield Problem("framework-cell-nowhere", place, {"row": cell.row, "code": cell.code})
            continue
        if key in seen:
            yield Problem("framework-cell-twice", place, {"row": cell.row, "code": cell.code})
        seen.add(key)
        mine = {o.coding for o in here.codings}
        for coding in cell.codings:
            if coding not in mine:
                code = "framework-coding-elsewhere" if coding in known else "framework-coding-unknown"
                yield Problem(code, place, {"value": coding}, Severity.WARNING)
