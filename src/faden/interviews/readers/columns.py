"""What the columns of a table are, by their headings in German and English, else by what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.interviews.readers.reading import Found

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 500


class Column(StrEnum):
    """What a column holds."""

    TEXT = "text"
    QUESTION = "question"
    SPEAKER = "speaker"
    RESPONDENT = "respondent"
    TIME = "time"
    CLUSTER = "cluster"
    GROUP = "group"
    VOTES = "votes"
    NOTE = "note"
    OTHER = "other"


_WORDS: Final = {
    Column.TEXT: "text antwort antworten aussage aussagen kommentar kommentare anmerkung anmerkungen "
    "beitrag inhalt notiz freitext transkript wortlaut zitat response responses answer "
    "answers comment comments statement statements content transcript sentence sentences "
    "quote verbatim utterance offene_antwort open_answer",
    Column.SPEAKER: "sprecher sprecherin sprechende speaker speakers stimme voice person wer who name",
    Column.RESPONDENT: "id nr nummer teilnehmer teilnehmerin teilnehmende tn befragte befragter befragten "
    "respondent respondents participant case fall lfdn interview_nummer code antwort_id "
    "response_id respondent_id participant_id teilnehmer_id pseudonym",
    Column.TIME: "zeit zeitmarke zeitstempel timecode time start start_time startzeit beginn timestamp",
    Column.CLUSTER: "cluster thema bereich spalte rahmen frame area section board_cluster category kategorie "
    "topic überschrift",
    Column.GROUP: "gruppe autorengruppe author_group group autor autorin autoren author created_by "
    "erstellt_von creator von",
    Column.NOTE: "note zettel haftnotiz sticky sticky_note karte card",
}
_BY_WORD: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_OWN: Final = (
    frozenset({"coding", "transcript", "coder", "code_path", "start_turn", "quotation"}),
    frozenset({"code", "parent", "level", "codable", "definition", "examples"}),
)
"""Headings of the tables that faden exports (``exchange.tables``)."""

_VOTES: Final = re.compile(r"\b(?:stimmen?|votes?|punkte|likes?|dots?)\b")
_OPEN_WORDS: Final = 3.0
"""Words of an answer on average from which a column without a telling heading is taken for open answers."""
_LONG_HEADING: Final = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        rows: Its rows, each with its line; cells stripped, all rows of one length.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known.

    Attributes:
        headings: The headings, as written.
        kinds: What each column holds.
        rows: The rows below the heading, each with its line; without empty ones.
        before: Rows above the heading.
    """

    headings: tuple[str, ...]
    kinds: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    before: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def columns(self, *kinds: Column) -> list[int]:
        """The positions of the columns of these kinds."""
        return [at for at, kind in enumerate(self.kinds) if kind in kinds]


def make_sheet(rows: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """A table from rows of different lengths; empty rows are left out."""
    filled = [
        (line, [cell.strip() for cell in cells]) for line, cells in rows if any(c.strip() for c in cells)
    ]
    width = max((len(cells) for _, cells in filled), default=0)
    return Sheet(tuple((line, (*cells, *[""] * (width - len(cells)))) for line, cells in filled))


def kind_of(heading: str) -> Column:
    """What a column holds, by its heading alone."""
    plain = " ".join(re.sub(r"[^\w?]+", " ", heading.casefold()).split())
    if plain.endswith("?"):
        return Column.QUESTION
    if _VOTES.search(plain.replace("_", " ")):
        return Column.VOTES
    known = _BY_WORD.get(plain.replace(" ", "_"))
    if known is not None:
        return known
    return Column.QUESTION if len(plain.split()) >= _LONG_HEADING else Column.OTHER


def has_text(headings: Sequence[str]) -> bool:
    """Whether a row looks like headings, one of which is that of statements, beside another known one."""
    kinds = [kind_of(heading) for heading in headings]
    return any(kind in {Column.TEXT, Column.QUESTION, Column.NOTE} for kind in kinds) and (
        sum(kind is not Column.OTHER for kind in kinds) > 1
    )


def find_table(sheet: Sheet, found: Found) -> Table | None:
    """The columns of a table; ``None`` where none of them can be the statements.

    Raises:
        ImportRefusedError: faden has exported it; quotations would become turns.
    """
    rows = sheet.rows
    if rows and any(own <= {cell.lstrip("\ufeff") for cell in rows[0][1]} for own in _OWN):
        raise ImportRefusedError("import-own-table", line=rows[0][0])
    at = next((n for n, (_, cells) in enumerate(rows[:10]) if has_text(cells)), 0)
    if not rows or len(rows) < at + 2:
        return None
    headings = rows[at][1]
    below = rows[at + 1 :]
    kinds = _by_content([kind_of(heading) for heading in headings], below, found)
    if not any(kind in {Column.TEXT, Column.QUESTION} for kind in kinds):
        return None
    return Table(headings, tuple(kinds), below, rows[:at])


def _by_content(
    kinds: list[Column],
    rows: Sequence[tuple[int, tuple[str, ...]]],
    found: Found,
) -> list[Column]:
    """Kinds mended by what stands in the columns."""
    texts = [at for at, kind in enumerate(kinds) if kind is Column.TEXT]
    if not texts and Column.NOTE in kinds:
        at = kinds.index(Column.NOTE)
        kinds[at] = Column.TEXT if _length(rows, at) > 1 else Column.NOTE
        texts = [at] if kinds[at] is Column.TEXT else []
    long = [at for at, kind in enumerate(kinds) if kind is Column.QUESTION and _length(rows, at) < 1]
    for at in long:  # never answered in words: "How satisfied are you?" with 1 to 5 has one word, and stays
        kinds[at] = Column.OTHER
    if texts or Column.QUESTION in kinds:
        return kinds
    guessed = [
        at for at, kind in enumerate(kinds) if kind is Column.OTHER and _length(rows, at) >= _OPEN_WORDS
    ]
    for at in guessed:
        kinds[at] = Column.QUESTION
    if guessed:
        found.warn("import-columns-guessed", value=", ".join(str(at + 1) for at in guessed))
    return kinds


def _length(rows: Sequence[tuple[int, tuple[str, ...]]], at: int) -> float:
    """Words in a filled cell of a column on average; numbers are none."""
    cells = [cells[at] for _, cells in rows if cells[at]]
    counts = [sum(any(ch.isalpha() for ch in word) for word in cell.split()) for cell in cells]
    return sum(counts) / len(counts) if counts else 0.0
