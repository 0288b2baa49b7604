"""Boards as tables: card, words, group, mark. For printing cards, and for boards that were made on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.languages import LocalText
from faden.core.problems import ImportRefusedError, Place, Problem, Severity, StudyError
from faden.core.text import normal
from faden.exchange.tables import RISKY, format_table, unguarded_within
from faden.findings.board.board import PATH, Board, Group, Mark, Paper
from faden.findings.board.doing import Scene, decided
from faden.interviews.readers import delimited, xlsx
from faden.interviews.readers.columns import Column, kind_of
from faden.interviews.readers.detect import detect_format
from faden.interviews.readers.reading import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faden.interviews.readers.columns import Sheet

COLUMNS: Final = ("card", "words", "group", "mark")

ASIDE: Final = "aside"
"""What stands as mark of a card that was set aside."""

_GUARDED: Final = (*RISKY, "'")
"""What stands behind our own guard: the beginning of a formula, or of another guard."""

_BLANK: Final = " \n\u00a0\ufeff"

_HEADINGS: Final = {
    "card": "card karte id nr",
    "words": "words worte wortlaut text zitat quotation",
    "group": "group gruppe cluster thema frame rahmen",
    "mark": "mark zeichen art kind",
}
_MARKS: Final = {
    "need": "need, bedürfnis, bedarf",
    "pain": "pain, hindernis, problem, schmerzpunkt, pain-point, pain point, obstacle",
    "idea": "idea, idee, vorschlag",
    "none": "none, keins, nichts, nichts davon, none of these",
    "aside": "aside, aussortiert, beiseite, set aside",
}
_MARK_OF: Final = {word: mark for mark, words in _MARKS.items() for word in words.split(", ")}

_LISTED: Final = 5
"""Columns set aside that a notice names; tables of whiteboard programs have dozens."""


@dataclass(frozen=True, slots=True)
class Row:
    """A card in a table.

    Attributes:
        line: Its line in the file; 0 for one that is about to be written.
        card: Its id; may be empty where it was typed off a wall.
        words: Its words; may be empty.
        group: Name of its group; empty where it stands in none.
        mark: ``need``, ``pain``, ``idea``, ``none`` or ``aside``; empty where nothing is said.
    """

    line: int
    card: str
    words: str
    group: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table told.

    Attributes:
        rows: Its rows.
        notices: What was not understood.
    """

    rows: tuple[Row, ...]
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do to the board.

    Attributes:
        board: The board with the table in it.
        placed: Open cards that go into a group or aside.
        moved: Cards that stand elsewhere on the board and would be moved, with groups whose mark changes.
        made: Names of new groups.
        paper: New cards that hold their own words: nothing in the study has them.
        notices: Rows that need a look, by line.
    """

    board: Board
    placed: tuple[str, ...]
    moved: tuple[str, ...]
    made: tuple[str, ...]
    paper: tuple[str, ...]
    notices: tuple[Problem, ...]


def rows_of(board: Board, open_cards: Iterable[str], words: Mapping[str, str], language: str) -> list[Row]:
    """The board as rows: group by group, then what was set aside, then open cards.

    Args:
        board: The board.
        open_cards: Cards that nobody has decided about.
        words: Card → its words; a card without is listed with an empty cell.
        language: In which groups are named.
    """
    told = dict(words) | {paper.id: paper.text for paper in board.paper}
    names = _names(board.groups, language)
    found = [
        Row(0, card, told.get(card, ""), names[group.id], group.mark or "")
        for group in board.groups
        for card in group.cards
    ]
    found += [Row(0, card, told.get(card, ""), "", ASIDE) for card in board.aside]
    return found + [Row(0, card, told.get(card, "")) for card in open_cards]


def cells(row: Row) -> tuple[str, ...]:
    """The cells of a row for a writer that guards formulas with an apostrophe: own ones are doubled."""
    told = (row.card, row.words, row.group, row.mark)
    return tuple(f"'{cell}" if cell.lstrip(_BLANK).startswith("'") else cell for cell in told)


def format_rows(rows: Sequence[Row]) -> bytes:
    """Rows as csv; no cell is a formula, and the same rows give the same bytes."""
    return format_table("csv", "board", COLUMNS, [cells(row) for row in rows])


def parse_rows(data: bytes, name: str = "") -> Reading:
    """The rows of a csv or xlsx table: our own, one typed off a wall, or one of a whiteboard program.

    Raises:
        ImportRefusedError: It is no table, or none of its columns holds cards or words.
    """
    found = Found()
    form, sheet = _sheet(data, name, found)
    if not sheet.rows:
        raise ImportRefusedError("import-empty", name)
    (line, headings), *below = sheet.rows
    at = _columns(headings)
    within = str if form == "xlsx" else unguarded_within  # only csv is guarded within cells
    if not {"card", "words"} & at.keys():
        raise ImportRefusedError("board-columns-unknown", name, line=line, count=len(headings))
    rows, notices = [], [*found.notices, *_set_aside(sheet.rows, at, name)]
    for number, cells in below:
        told = {column: normal(_unguarded(within(cells[place]))).strip() for column, place in at.items()}
        mark = _MARK_OF.get(told.get("mark", "").casefold(), "")
        if told.get("mark") and not mark:
            notices.append(_note("board-mark-unknown", name, number, value=told["mark"][:40]))
        rows.append(Row(number, told.get("card", ""), told.get("words", ""), told.get("group", ""), mark))
    return Reading(tuple(rows), tuple(notices))


def _sheet(data: bytes, name: str, found: Found) -> tuple[str, Sheet]:
    """The format and the cells of a table; what cannot be read says of which file, and what can."""
    try:
        form = detect_format(data, name)
        parse = xlsx.parse_sheet if form == "xlsx" else delimited.parse_sheet
        return form, parse(data, found)
    except ImportRefusedError as error:
        problem = error.problem
        params = {**problem.params, "formats": "csv, xlsx"}
        raise ImportRefusedError.of(Problem(problem.code, Place(name, problem.place.line), params)) from None


def imported(reading: Reading, scene: Scene, words: Mapping[str, str], *, language: str, name: str) -> Import:
    """The board with the rows of a table in it; cards that no row names stay where they are.

    Args:
        reading: The table.
        scene: The board, all cards, and who imports.
        words: Card → its words, by which rows without an id are known.
        language: Language in which new groups are named.
        name: How messages name the file.
    """
    return _Importing(scene, words, language, name).board(reading)


class _Importing:
    """One walk over the rows."""

    def __init__(self, scene: Scene, words: Mapping[str, str], language: str, name: str) -> None:
        self._scene, self._language, self._name = scene, language, name
        board = scene.board
        self._homes = board.homes()
        self._groups = {group.id: group for group in board.groups}
        self._cards = {group.id: list(group.cards) for group in board.groups}
        self._aside = list(board.aside)
        self._paper = list(board.paper)
        self._by_words = _unique({**words, **{each.id: each.text for each in board.paper}})
        self._there = {*scene.deck.codes, *self._homes, *(each.id for each in board.paper)}
        self._called = _called(board.groups)
        self._last_paper = max((int(each.id[6:]) for each in board.paper), default=0)
        self._last_group = max((int(each.id[1:]) for each in board.groups), default=0)
        self._made: list[str] = []
        self._marked: list[str] = []
        self._placed: list[str] = []
        self._moved: list[str] = []
        self._notices: list[Problem] = []

    def board(self, reading: Reading) -> Import:
        known = {paper.id for paper in self._paper}
        seen: set[str] = set()
        for row in reading.rows:
            card = self._card(row)
            if card is None:
                self._notices.append(_note("board-row-empty", self._name, row.line, value=row.card[:40]))
            elif card in seen:
                self._notices.append(_note("board-row-twice", self._name, row.line, value=card))
            else:
                seen.add(card)
                self._put(card, row)
        groups = tuple(
            group.model_copy(update={"cards": tuple(self._cards[name])})
            for name, group in self._groups.items()
        )
        fresh = {"groups": groups, "aside": tuple(self._aside), "paper": tuple(self._paper)}
        made = self._scene.board.model_copy(update=fresh)
        return Import(
            board=decided(made, self._scene.deck, [*self._placed, *self._moved]),
            placed=tuple(self._placed),
            moved=(*self._moved, *self._marked),
            made=tuple(self._made),
            paper=tuple(paper.id for paper in self._paper if paper.id not in known),
            notices=(*reading.notices, *self._notices),
        )

    def _card(self, row: Row) -> str | None:
        """The card of a row; a new one of paper where nothing in the study has its words."""
        if row.card in self._there:
            return row.card
        key = _key(row.words)
        if not key:
            return None
        found = self._by_words.get(key)
        if found is None:
            self._last_paper += 1
            found = f"paper-{self._last_paper}"
            self._paper.append(Paper(id=found, text=row.words))
            self._there.add(found)
            self._by_words[key] = found
            self._notices.append(_note("board-row-unknown", self._name, row.line, value=found))
        return found

    def _put(self, card: str, row: Row) -> None:
        before = self._homes.get(card, "")
        home = self._home(row)
        if not home or home == before:
            return
        if before:
            self._moved.append(card)
            (self._aside if before == ASIDE else self._cards[before]).remove(card)
        else:
            self._placed.append(card)
        (self._aside if home == ASIDE else self._cards[home]).append(card)

    def _home(self, row: Row) -> str:
        """Where a row puts its card: the id of a group, made where it is new; ``aside``; or nothing."""
        if not row.group:
            return ASIDE if row.mark == ASIDE else ""
        key = _key(row.group)
        mark = Mark(row.mark) if row.mark and row.mark != ASIDE else None
        if key not in self._called:
            self._last_group += 1
            name = f"g{self._last_group}"
            self._called[key] = name
            self._groups[name] = Group(
                id=name,
                name=LocalText({self._language: row.group}),
                by=self._scene.by,
                on=self._scene.on,
            )
            self._cards[name] = []
            self._made.append(row.group)
        group = self._groups[self._called[key]]
        if mark is not None and mark is not group.mark:
            if group.mark is not None:
                self._marked.append(group.id)
            self._groups[group.id] = group.model_copy(update={"mark": mark})
        return group.id


def refuse_moves(plan: Import, name: str) -> None:
    """Refuse an import that would change what people have decided before.

    Raises:
        StudyError: It would move cards, or change what a group is.
    """
    if plan.moved:
        raise StudyError("board-import-moves", name, count=len(plan.moved), first=plan.moved[0])


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Our columns by position; those of whiteboard programs by what their headings mean."""
    known = {word: column for column, words in _HEADINGS.items() for word in words.split()}
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        column = known.get(heading.strip().casefold())
        if column is None:
            meant = {Column.TEXT: "words", Column.NOTE: "words", Column.CLUSTER: "group"}
            column = meant.get(kind_of(heading))
        if column is not None:
            found.setdefault(column, at)
    return found


def _set_aside(
    rows: Sequence[tuple[int, Sequence[str]]], at: Mapping[str, int], name: str
) -> Iterator[Problem]:
    """One notice on the columns that hold something and are not read: their headings may be misspelt."""
    (line, headings), *below = rows
    used = {*at.values()}
    lost = [
        heading.strip()[:40] or str(place + 1)
        for place, heading in enumerate(headings)
        if place not in used and any(place < len(cells) and cells[place].strip() for _, cells in below)
    ]
    if lost:
        told = ", ".join(lost[:_LISTED]) + (" …" if len(lost) > _LISTED else "")
        yield _note("board-columns-aside", name, line, value=told)


def _names(groups: Iterable[Group], language: str) -> dict[str, str]:
    """Group → a name that no other group has; one without a name is called by its id."""
    told = {group.id: (group.name.text(language) if group.name else "") or group.id for group in groups}
    times = Counter(_key(name) for name in told.values())
    return {name: f"{told[name]} ({name})" if times[_key(told[name])] > 1 else told[name] for name in told}


def _called(groups: Iterable[Group]) -> dict[str, str]:
    """What a group may be called in a table → its id."""
    listed = list(groups)
    found = {_key(group.id): group.id for group in listed}
    for language in dict.fromkeys(lang for g in listed if g.name for lang in g.name.root):
        for name, called in _names(listed, language).items():
            found.setdefault(_key(called), name)
    return found


def _unique(words: Mapping[str, str]) -> dict[str, str]:
    """Words → the card that has them; words that several cards have lead to none."""
    times = Counter(_key(text) for text in words.values())
    return {_key(text): card for card, text in words.items() if _key(text) and times[_key(text)] == 1}


def _key(text: str) -> str:
    return " ".join(normal(text).casefold().split())


def _unguarded(cell: str) -> str:
    bare = cell.removeprefix("'")
    guarded = bare.startswith(_GUARDED) or bare.lstrip(_BLANK).startswith(_GUARDED)
    return bare if bare != cell and guarded else cell


def _note(code: str, name: str, line: int, **params: str) -> Problem:
    return Problem(code, Place(name or PATH, line), params, Severity.NOTE)


def notices_by_code(notices: Iterable[Problem]) -> Iterator[tuple[str, int]]:
    """How many notices of each kind there are, in the order in which they came."""
    yield from Counter(problem.code for problem in notices).items()
