"""Matrices as tables: in full for the team, and for others only what may be told (FIELD DP-9)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING, Final

from faden.analysis.keywords import keywords
from faden.analysis.matrix import By, Near, together
from faden.analysis.saturation import saturation
from faden.build.exporting import outside_terms
from faden.build.matrices import codes_by_talk, count_codes, ground, narrowed, study_framework
from faden.core.problems import StudyError
from faden.exchange.refi.corpus import read_corpus as read_exchanged
from faden.exchange.tables import admitted
from faden.interviews.transcript import Role
from faden.interviews.voices import voices
from faden.publish.exposure_tables import suppress_table
from faden.publish.numbers import code_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from faden.analysis.framework import Framework, FrameworkCell
    from faden.analysis.keywords import Match
    from faden.analysis.saturation import Rule, Saturation
    from faden.coding.blind import Blindness
    from faden.interviews.transcript import Transcript
    from faden.publish.counts import Dimension
    from faden.publish.verdict import Case

    Cells = Mapping[str, Mapping[str, int | None]]

Cell = str | int | None
Row = tuple[Cell, ...]

HIDDEN: Final = "<"
"""Stands in tables for others where a number is not told: small, or protecting a small one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be written.

    Attributes:
        name: What it is called.
        columns: Names of the columns.
        rows: The rows.
        left_out: Places that were left out for want of consent or clearance.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


def codes_sheet(case: Case, by: Sequence[By], codes: Iterable[str] = ()) -> Sheet:
    """Codes against what columns are told apart by, a row each, with all denominators.

    Columns:
        code, name: The code; it counts with all codes below it.
        one column for each of ``by``; ``*`` for all together.
        codings: Number of codings.
        persons, persons_of: In how many persons, of how many asked; empty where told apart by role.
        conversations, conversations_of: The same of conversations.

    Raises:
        StudyError: A code is unknown.
    """
    found = count_codes(case, by, codes)
    names = _names(case)
    rows: list[Row] = []
    for code in found.codes:
        for key in found.columns:
            cell, base = found.cells.get((code, key)), found.bases[key]
            persons = len(cell.persons) if cell is not None else 0
            asked = None if base.persons is None else len(base.persons)
            talks = len(cell.conversations) if cell is not None else 0
            codings = cell.codings if cell is not None else 0
            shown = (persons if asked is not None else None, asked, talks, len(base.conversations))
            rows.append((code, names[code], *key, codings, *shown))
        total, base = found.totals[code], found.base
        everybody = (len(total.persons), len(base.persons or ()))
        talks_of = len(case.corpus.transcripts)
        told = (total.codings, *everybody, len(total.conversations), talks_of)
        rows.append((code, names[code], *("*" for _ in by), *told))
    counts = ("codings", "persons", "persons_of", "conversations", "conversations_of")
    return Sheet("codes", ("code", "name", *(each.value for each in by), *counts), tuple(rows))


def codes_sheet_outside(case: Case, by: Sequence[By], codes: Iterable[str] = ()) -> Sheet:
    """Persons by code, and by group or municipality or both, as they may be told to others.

    Neither codings nor conversations are told: they have no threshold that protects a person.

    Raises:
        StudyError: A code is unknown, or columns are told apart by role.
    """
    if not by or By.ROLE in by:
        raise StudyError("matrix-outside-by", value=" ".join(by) or "–")
    wanted = narrowed(ground(case), codes).below
    names = _names(case)
    told = _one_way(case, by[0], wanted) if len(by) == 1 else _two_ways(case, by, wanted)
    rows = [(code, names[code], *row) for code in wanted for row in told(code)]
    return Sheet(
        "codes", ("code", "name", *(each.value for each in by), "persons", "persons_of"), tuple(rows)
    )


def _one_way(case: Case, by: By, codes: Iterable[str]) -> Callable[[str], Iterator[Row]]:
    """Numbers of a code by group or place; of codes below others, what is left over is not small either."""
    dimension: Dimension = "group" if by is By.GROUP else "municipality"
    numbers = code_numbers(case, codes, dimension)

    def rows(code: str) -> Iterator[Row]:
        for value, told in numbers.reached([code], dimension).items():
            yield value, _told(told.n), _told(told.of)

    return rows


def _two_ways(case: Case, by: Sequence[By], codes: Collection[str]) -> Callable[[str], Iterator[Row]]:
    """Numbers of a code by group and place.

    Where few persons of a cell spoke of a code but of none below it, nothing is told of the one below: beside
    single cells that are hidden, its sums would still tell them.
    """
    settings, people = case.corpus.settings, case.index.persons
    places = {
        By.GROUP: [g.id for g in settings.groups],
        By.MUNICIPALITY: [m.id for m in settings.municipalities],
    }
    rows, columns = places[by[0]], places[by[1]]
    least, below = settings.privacy.min_cell, case.corpus.codebook.below
    told = {
        code: suppress_table(_crossed(case, by, case.index.reach([code]).persons, rows, columns), least).cells
        for code in codes
    }
    asked = suppress_table(_crossed(case, by, people, rows, columns), least).cells
    shut: set[str] = set()
    for upper, lower in permutations(codes, 2):
        if upper not in shut and lower in below(upper) and _near(told[upper], told[lower], least):
            shut.add(lower)

    def cells(code: str) -> Iterator[Row]:
        for row, column in product(rows, columns):
            of = asked[row][column]
            n = told[code][row][column] if of is not None and code not in shut else None
            yield row, column, _told(n), _told(of)

    return cells


def _near(upper: Cells, lower: Cells, least: int) -> bool:
    """Whether two numbers of one cell tell of few persons between them."""
    pairs = ((n, lower[row][column]) for row, cells in upper.items() for column, n in cells.items())
    return any(n is not None and m is not None and 0 < n - m < least for n, m in pairs)


def _crossed(
    case: Case, by: Sequence[By], persons: Iterable[str], rows: Sequence[str], columns: Sequence[str]
) -> dict[str, dict[str, int]]:
    counts = {row: dict.fromkeys(columns, 0) for row in rows}
    for identifier in persons:
        person = case.corpus.participants.get(identifier)
        if person is None:
            continue
        row, column = ((person.group if each is By.GROUP else person.municipality) or "" for each in by)
        if row in counts and column in counts[row]:
            counts[row][column] += 1
    return counts


def _told(number: int | None) -> Cell:
    return HIDDEN if number is None else number


def together_sheet(case: Case, near: Near, codes: Iterable[str] = (), *, outside: bool = False) -> Sheet:
    """Pairs of codes that occur together, the most frequent first.

    Columns:
        first, second: The codes; each counts for itself, without those below it.
        pairs: Pairs of codings that meet.
        turns: Turns in which both stand.
        persons: Participants who said both where they meet.
        conversations: Conversations in which they meet.

    For others only persons are told, and where they are few, neither the number nor that of who said
    one without the other.

    Raises:
        StudyError: A code is unknown.
    """
    asked = tuple(codes)
    found = ground(case)
    if asked:
        wanted = set(narrowed(found, asked).below)
        pairs = [p for p in together(found, near) if wanted & {p.first, p.second}]
    else:
        pairs = list(together(found, near))
    if not outside:
        rows = [
            (p.first, p.second, p.pairs, len(p.turns), len(p.persons), len(p.conversations)) for p in pairs
        ]
        columns = ("first", "second", "pairs", "turns", "persons", "conversations")
        return Sheet("together", columns, tuple(rows))
    least = case.corpus.settings.privacy.min_cell
    said: dict[str, set[str]] = {}
    for one in found.observations:
        if one.participant is not None:
            said.setdefault(one.code, set()).add(one.participant)
    told = [
        (p.first, p.second, len(p.persons))
        for p in pairs
        if len(p.persons) >= least
        and all(not 0 < len(said[code]) - len(p.persons) < least for code in (p.first, p.second))
    ]
    return Sheet("together", ("first", "second", "persons"), tuple(told), len(pairs) - len(told))


def words_sheet(case: Case, wanted: str, match: Match, *, around: int = 8, outside: bool = False) -> Sheet:
    """Keyword in context: every place of the words that may be shown.

    Columns:
        transcript, turn, speaker, role, part, language, direction: Where, by whom, in which direction.
        before, words, after: In the order of the text.
        participant: Random id; not for others.
    """
    talks = _talks_outside(case) if outside else case.corpus.transcripts
    rows: list[Row] = []
    left_out = 0
    for transcript in talks.values():
        spoken = voices(transcript)
        for found in keywords([transcript], wanted, match, around=around):
            speaker = transcript.head.speakers.get(spoken[found.turn])
            role = speaker.role if speaker is not None else Role.UNKNOWN
            person = speaker.participant if speaker is not None else None
            if not _may_be_read(case, person, role, outside=outside):
                left_out += 1
                continue
            place = (found.transcript, found.turn, found.speaker, role.value, found.part, found.language)
            shown = (found.direction, found.before, found.words, found.after)
            rows.append((*place, *shown, *(() if outside else (person,))))
    columns = (
        "transcript", "turn", "speaker", "role", "part", "language", "direction", "before", "words", "after",
    )  # fmt: skip
    return Sheet("words", (*columns, *(() if outside else ("participant",))), tuple(rows), left_out)


def _talks_outside(case: Case) -> Mapping[str, Transcript]:
    """Conversations that a person has cleared, with labels as wide as the study says."""
    folder = case.corpus.folder
    return admitted(read_exchanged(folder, None), outside_terms(folder, "tables")).transcripts


def _may_be_read(case: Case, person: str | None, role: Role, *, outside: bool) -> bool:
    """Whether somebody's words may stand in the table."""
    if person is None:
        return not (outside and role in {Role.PARTICIPANT, Role.UNKNOWN})
    output = "export-outside" if outside else "tables"
    return case.corpus.ledger.allows_output(person, output, case.on)


def saturation_sheet(case: Case, rule: Rule, *, outside: bool = False) -> tuple[Sheet, Saturation]:
    """New codes by conversation, in the order held and in any order.

    Columns:
        number: How many conversations.
        transcript: The one that is added; not for others.
        new: Codes that it adds, in the order held.
        codes: Codes of all up to here, in the order held.
        mean, low, median, high: Codes of so many conversations in any order.
        new_codes: Which ones; not for others.
    """
    found = saturation(codes_by_talk(case, ground(case)), rule)
    rows: list[Row] = []
    for step in found.steps:
        figures = (f"{step.mean:.2f}", f"{step.low:g}", f"{step.middle:g}", f"{step.high:g}")
        row: Row = (step.number, step.transcript, len(step.new), step.codes, *figures, " ".join(step.new))
        rows.append((row[0], *row[2:-1]) if outside else row)
    named = ("number", "transcript", "new", "codes", "mean", "low", "median", "high", "new_codes")
    columns = (named[0], *named[2:-1]) if outside else named
    return Sheet("saturation", columns, tuple(rows)), found


def framework_sheet(
    case: Case, *, language: str, outside: bool = False, sight: Blindness | None = None
) -> tuple[Sheet, Framework]:
    """The framework matrix: a row a case, a column a code; what nobody summarised shows its counts.

    For others, rows must be groups or municipalities; codings are not named, and a cell of few persons is
    hidden with its summary.

    Raises:
        StudyError: The rows are persons, and the table is for others.
    """
    made, _ = study_framework(case, sight)
    if outside and made.kind == "participant":
        raise StudyError("matrix-outside-persons", case.corpus.folder.shown(case.corpus.folder.framework))
    least = case.corpus.settings.privacy.min_cell
    sizes: dict[str, set[str]] = {}
    for person in ground(case).people:
        sizes.setdefault(person.group if made.kind == "group" else person.municipality, set()).add(person.id)
    rows: list[Row] = []
    for row in made.rows:
        cells = [made.cells[row, code] for code in made.codes]
        if outside:
            small = len(sizes.get(row, ())) < least
            rows.append((row, *(_cell_outside(cell, language, least, small=small) for cell in cells)))
        else:
            rows.append((row, *(_cell(cell, language) for cell in cells)))
    names = _names(case)
    return Sheet("framework", (made.kind, *(names.get(code, code) for code in made.codes)), tuple(rows)), made


def _cell(cell: FrameworkCell, language: str) -> Cell:
    """The summary with its codings, or how many codings and persons there are."""
    if cell.summary is None:
        return f"({len(cell.codings)} · {len(cell.persons)})" if cell.codings else ""
    links = " ".join(cell.summary.codings)
    return f"{cell.summary.text.text(language)} [{links}]" if links else cell.summary.text.text(language)


def _cell_outside(cell: FrameworkCell, language: str, least: int, *, small: bool) -> Cell:
    if small or 0 < len(cell.persons) < least:
        return HIDDEN
    return cell.summary.text.text(language) if cell.summary is not None else ""


def _names(case: Case) -> dict[str, str]:
    language = case.corpus.settings.languages.site[0]
    return {placed.code.id: placed.code.name.text(language) for placed in case.corpus.codebook.codes()}
