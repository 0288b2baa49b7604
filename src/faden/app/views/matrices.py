"""Matrices as pages show them: each cell leads to the quotations behind it, and an empty one is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlencode

from faden.analysis.matrix import By
from faden.build.matrices import count_codes, count_crossed, study_framework
from faden.build.quotations import Quotation, Wanted, quotations
from faden.core.catalogue import text
from faden.core.languages import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.analysis.framework import FrameworkCell
    from faden.analysis.matrix import Base, Cell, Key, Matrix
    from faden.analysis.saturation import Saturation
    from faden.coding.blind import Blindness
    from faden.publish.verdict import Case

Rows = Literal["code", "group", "municipality", "role"]

ROWS: Final[tuple[Rows, ...]] = ("code", "group", "municipality", "role")
"""What rows can be."""


@dataclass(frozen=True, slots=True)
class CellView:
    """Where a row and a column meet.

    Attributes:
        n: Persons; codings where roles are told apart.
        of: Persons asked; ``None`` where roles are told apart.
        codings: Number of codings.
        query: What leads to the quotations, as the query of an address.
    """

    n: int
    of: int | None
    codings: int
    query: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: its id, its name, how deep the code lies, its cells, and all together."""

    id: str
    name: str
    depth: int
    cells: tuple[CellView, ...]
    total: CellView | None


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A matrix of counts.

    Attributes:
        columns: Names of the columns.
        rows: The rows.
        roles: Whether roles are told apart, so that codings are counted and not persons.
    """

    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    roles: bool


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Coded words.

    Attributes:
        coding: Id of the coding.
        words: What was said.
        language: In which language.
        direction: ``ltr`` or ``rtl``.
        part: ``original``, ``interpretation`` or ``translation``.
        code: Id of the code.
        name: Its name.
        who: Role or group of who said it, in words.
        place: Name of the municipality; may be empty.
        transcript: Id of the conversation.
        turn: Id of the turn.
    """

    coding: str
    words: str
    language: str
    direction: str
    part: str
    code: str
    name: str
    who: str
    place: str
    transcript: str
    turn: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A cell of the framework matrix.

    Attributes:
        row: Id of the case.
        row_name: Its name.
        code: Id of the code.
        name: Its name.
        told: The summary in the languages of the site; may be empty.
        language: The language that is shown.
        by: Who wrote it; empty where nobody has.
        on: When.
        cited: The codings that it names.
        codings: Number of codings that count here.
        persons: Number of persons behind them.
        query: What leads to the quotations.
    """

    row: str
    row_name: str
    code: str
    name: str
    told: Mapping[str, str]
    language: str
    by: str
    on: str
    cited: tuple[QuotationView, ...]
    codings: int
    persons: int
    query: str


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """The framework matrix: kind of rows, (id, name) of its columns, and its rows of cells."""

    kind: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[SummaryView, ...]], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """How codes accumulate, drawn: points of SVG lines in a box of 640 by 300.

    Attributes:
        held: In the order of the conversations.
        middle: The median over other orders.
        band: What 95 % of the orders keep within.
        ticks: (place, number of codes) on the upright axis.
        marks: (place, number of the conversation) on the other.
    """

    held: str
    middle: str
    band: str
    ticks: tuple[tuple[float, int], ...]
    marks: tuple[tuple[float, int], ...]


class Names:
    """Names of what rows and columns are, in one language."""

    def __init__(self, case: Case, language: str) -> None:
        settings = case.corpus.settings
        self.language = language
        self.codes = {p.code.id: p.code.name.text(language) for p in case.corpus.codebook.codes()}
        self.depths = {p.code.id: len(p.path) - 1 for p in case.corpus.codebook.codes()}
        self.groups = {group.id: group.name.text(language) for group in settings.groups}
        self.places = {place.id: place.name for place in settings.municipalities}

    def of(self, by: By, value: str) -> str:
        """The name of a value; where there is none, that it is unknown."""
        if by is By.ROLE:
            return text(f"app.role.{value}", self.language)
        named = self.groups if by is By.GROUP else self.places
        return named.get(value, value) or text("app.retrieve.unknown", self.language)


def show_matrix(case: Case, rows: Rows, columns: By, code: str, language: str) -> MatrixView:
    """Codes, groups, municipalities or roles against groups, municipalities or roles.

    Raises:
        StudyError: The code is unknown.
    """
    names = Names(case, language)
    if rows != "code":
        return _crossed(count_crossed(case, (By(rows), columns), code), names, code)
    found = count_codes(case, [columns], [code] if code else [])
    anybody = {"role": "*"} if columns is By.ROLE else {}
    shown = tuple(
        RowView(
            each,
            names.codes.get(each, each),
            names.depths.get(each, 0),
            tuple(_cell(found, each, key, {"code": each}) for key in found.columns),
            _counted(found.totals[each], found.base, {"code": each, **anybody}, roles=columns is By.ROLE),
        )
        for each in found.codes
    )
    return MatrixView(tuple(names.of(columns, key[0]) for key in found.columns), shown, columns is By.ROLE)


def _crossed(found: Matrix, names: Names, code: str) -> MatrixView:
    [row] = found.codes
    down, across = found.by
    lines = list(dict.fromkeys(key[0] for key in found.columns))
    order = {value: at for at, value in enumerate(lines)}
    heads = list(dict.fromkeys(key[1] for key in sorted(found.columns, key=lambda key: order[key[0]])))
    asked = {"code": code} if code else {}
    shown = tuple(
        RowView(
            value,
            names.of(down, value),
            0,
            tuple(_cell(found, row, (value, head), asked) for head in heads),
            None,
        )
        for value in lines
    )
    return MatrixView(tuple(names.of(across, head) for head in heads), shown, By.ROLE in found.by)


def _cell(found: Matrix, row: str, key: Key, asked: Mapping[str, str]) -> CellView:
    query = {**asked, **{by.value: value or "-" for by, value in zip(found.by, key, strict=True)}}
    return _counted(found.cells.get((row, key)), found.bases.get(key), query, roles=By.ROLE in found.by)


def _counted(cell: Cell | None, base: Base | None, query: Mapping[str, str], *, roles: bool) -> CellView:
    codings = cell.codings if cell is not None else 0
    if roles:
        return CellView(codings, None, codings, urlencode(query))
    asked = len(base.persons or ()) if base is not None else 0
    return CellView(len(cell.persons) if cell is not None else 0, asked, codings, urlencode(query))


def list_quotations(case: Case, found: Iterable[Quotation], language: str) -> list[QuotationView]:
    """Quotations with who said them, and where they stand."""
    names = Names(case, language)
    return [_quotation(names, each) for each in found]


def _quotation(names: Names, found: Quotation) -> QuotationView:
    one, anchor = found.observation, found.evidence.anchor
    who = names.groups.get(one.group) or names.of(By.ROLE, one.role)
    place = names.places.get(one.municipality, one.municipality)
    return QuotationView(
        one.coding,
        found.evidence.words,
        anchor.language,
        direction(anchor.language),
        anchor.part.value,
        one.code,
        names.codes.get(one.code, one.code),
        who,
        place,
        one.transcript,
        anchor.start.turn,
    )


def show_framework(case: Case, language: str, sight: Blindness | None = None) -> FrameworkView:
    """Cases against codes, with what people wrote; nothing of others that is still covered."""
    names = Names(case, language)
    made, _ = study_framework(case, sight)
    columns = tuple((code, names.codes.get(code, code)) for code in made.codes)
    rows = tuple(
        (
            _row_name(names, made.kind, row),
            tuple(_summary(case, names, made.kind, made.cells[row, code]) for code in made.codes),
        )
        for row in made.rows
    )
    return FrameworkView(made.kind, columns, rows)


def show_summary(
    case: Case, row: str, code: str, language: str, sight: Blindness | None = None
) -> tuple[SummaryView, list[QuotationView]] | None:
    """One cell, and all words that it is made of; ``None`` where there is no such cell."""
    made, _ = study_framework(case, sight)
    cell = made.cells.get((row, code))
    if cell is None:
        return None
    person, group, place = (row if made.kind == k else "" for k in ("participant", "group", "municipality"))
    found = quotations(case, Wanted(code=code, person=person, group=group, municipality=place))
    names = Names(case, language)
    return _summary(case, names, made.kind, cell), list_quotations(case, found, language)


def _summary(case: Case, names: Names, kind: str, cell: FrameworkCell) -> SummaryView:
    told = dict(cell.summary.text.root) if cell.summary is not None else {}
    shown = names.language if names.language in told else next(iter(told), names.language)
    here = {one.coding: Quotation(case.index.found[one.coding], one) for one in cell.codings}
    named = [here[each] for each in (cell.summary.codings if cell.summary else ()) if each in here]
    asked = {"participant": "person"}.get(kind, kind)
    return SummaryView(
        row=cell.row,
        row_name=_row_name(names, kind, cell.row),
        code=cell.code,
        name=names.codes.get(cell.code, cell.code),
        told=told,
        language=shown,
        by=cell.summary.by if cell.summary is not None else "",
        on=cell.summary.on if cell.summary is not None else "",
        cited=tuple(_quotation(names, each) for each in named),
        codings=len(cell.codings),
        persons=len(cell.persons),
        query=urlencode({"code": cell.code, asked: cell.row}),
    )


def _row_name(names: Names, kind: str, row: str) -> str:
    return row if kind == "participant" else names.of(By(kind), row)


def draw_curve(found: Saturation) -> Curve:
    """The points of the lines, from left to right; more codes lie higher."""
    left, right, top, bottom = 44.0, 628.0, 12.0, 264.0
    steps = found.steps
    most = max((step.high for step in steps), default=1) or 1
    most = max(most, max((step.codes for step in steps), default=1), 1)
    wide = max(len(steps) - 1, 1)

    def x(at: int) -> float:
        return round(left + (right - left) * at / wide, 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * value / most, 1)

    def line(values: Iterable[float]) -> str:
        return " ".join(f"{x(at)},{y(value)}" for at, value in enumerate(values))

    upper = line(step.high for step in steps)
    lower = " ".join(reversed(line(step.low for step in steps).split(" ")))
    stride = max(1, round(most / 5))
    ticks = tuple((y(value), value) for value in range(0, int(most) + 1, stride))
    every = max(1, len(steps) // 12)
    marks = tuple((x(at), step.number) for at, step in enumerate(steps) if at % every == 0)
    return Curve(
        line(step.codes for step in steps),
        line(step.middle for step in steps),
        f"{upper} {lower}",
        ticks,
        marks,
    )
