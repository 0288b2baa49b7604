"""Codebook and codings as tables: csv, xlsx, jsonl. No cell is ever a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Final

from faden.coding.anchor import find
from faden.core.files import write_atomic
from faden.core.problems import StudyError
from faden.exchange.refi.corpus import read_corpus, widened
from faden.interviews.transcript import Role
from faden.interviews.voices import voices

if TYPE_CHECKING:
    from pathlib import Path

    from faden.coding.codebook import Codebook
    from faden.core.languages import LocalText
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.export import Terms
    from faden.study.folder import Folder

Cell = str | int | None

RISKY: Final = (*"=+-@＝＋－＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula; some also take signs of full width for it.

Source:
    OWASP, CSV injection.
"""

_APART: Final = frozenset(";\t\r\n")
"""Where a spreadsheet may begin a new cell within one of ours: Excel in German splits csv at semicolons."""

_WITHIN: Final = re.compile('(?<![;\t\r\n \u00a0\ufeff"])([;\t\r\n \u00a0\ufeff"]++)(\'*+)(?=[-=+@＝＋－＠])')
"""What may begin a formula within a cell, with what stands before it."""

_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

CODE_COLUMNS: Final = (
    "code",
    "parent",
    "level",
    "name",
    "kind",
    "colour",
    "codable",
    "origin",
    "since",
    "merged_into",
    "retired",
    "definition",
    "include",
    "exclude",
    "examples",
)
"""Columns of the table of codes; level counts from 1."""

CODING_COLUMNS: Final = (
    "coding",
    "transcript",
    "coder",
    "code",
    "code_name",
    "code_path",
    "speaker",
    "participant",
    "start_turn",
    "start",
    "end_turn",
    "end",
    "part",
    "language",
    "quotation",
    "memo",
    "on",
    "codebook",
)
"""Columns of the table of codings; start and end are code points within the turn, end excluded."""

FORMATS: Final = ("csv", "xlsx", "jsonl")


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a table holds.

    Attributes:
        path: The file.
        rows: Number of rows without the head.
        left_out: Number of codings that were left out for want of consent.
    """

    path: str
    rows: int
    left_out: int = 0


def export_codes(folder: Folder, target: Path, language: str = "", terms: Terms | None = None) -> TableReport:
    """Write the codebook as a table; the suffix of the file says in which format.

    Args:
        folder: The study.
        target: ``.csv``, ``.xlsx`` or ``.jsonl``.
        language: Language of names and rules; by default the first of the site.
        terms: For whom; outside the team, words of participants are left out.

    Raises:
        StudyError: The study cannot be read, or the format is unknown.
    """
    corpus = read_corpus(folder, None)
    rows = list(code_rows(corpus.book, language or corpus.settings.languages.site[0]))
    if terms is not None and terms.outside:
        at = CODE_COLUMNS.index("examples")
        rows = [(*row[:at], "", *row[at + 1 :]) for row in rows]
    write_table(target, "codes", CODE_COLUMNS, rows)
    return TableReport(target.as_posix(), len(rows))


def export_codings(folder: Folder, target: Path, terms: Terms, language: str = "") -> TableReport:
    """Write the codings as a table; words of people who have not agreed are left out.

    Args:
        folder: The study.
        target: ``.csv``, ``.xlsx`` or ``.jsonl``.
        terms: For whom.
        language: Language of the names of codes; by default the first of the site.

    Raises:
        StudyError: The study cannot be read, the format is unknown, or nobody decides what may go.
    """
    if terms.outside and terms.admit is None:
        raise StudyError("export-undecided", target.as_posix())
    corpus = admitted(read_corpus(folder, None), terms)
    rows = list(coding_rows(corpus, terms, language or corpus.settings.languages.site[0]))
    write_table(target, "codings", CODING_COLUMNS, rows)
    total = sum(len(file.codings) for file in corpus.codings)
    return TableReport(target.as_posix(), len(rows), total - len(rows))


def admitted(corpus: Corpus, terms: Terms) -> Corpus:
    """What may go on these terms: outside the team only cleared transcripts, with labels widened."""
    if not terms.outside:
        return widened(corpus, terms.ladders, terms.level)
    cleared = {i: t for i, t in corpus.transcripts.items() if terms.admit is not None and terms.admit(t)}
    return widened(replace(corpus, transcripts=cleared), terms.ladders, terms.level)


def code_rows(book: Codebook, language: str) -> Iterator[tuple[Cell, ...]]:
    """A row a code, parents before children; columns as in `CODE_COLUMNS`."""

    def _said(text: LocalText | None) -> str:
        return text.text(language) if text is not None else ""

    for placed in book.codes():
        code = placed.code
        yield (
            code.id,
            placed.path[-2] if len(placed.path) > 1 else "",
            len(placed.path),
            _said(code.name),
            code.kind.value,
            code.colour,
            "yes" if code.codable else "no",
            code.origin,
            code.since,
            code.merged_into or "",
            "yes" if code.retired else "no",
            _said(code.definition),
            _said(code.include),
            _said(code.exclude),
            "\n".join(f"{e.transcript} {e.turn}: {e.quote}" for e in code.examples),
        )


def coding_rows(corpus: Corpus, terms: Terms, language: str) -> Iterator[tuple[Cell, ...]]:
    """A row a coding, by coder and transcript, of what is `admitted`; columns as in `CODING_COLUMNS`."""
    paths = {placed.code.id: "/".join(placed.path) for placed in corpus.book.codes()}
    day = terms.on or dt.datetime.now(tz=dt.UTC).date()
    for file in corpus.codings:
        transcript = corpus.transcripts.get(file.transcript)
        if transcript is None:
            continue
        order = {turn.id: at for at, turn in enumerate(transcript.turns)}
        voice = voices(transcript)
        for coding in file.codings:
            now = find(coding.anchor, transcript)
            if now is None and terms.outside:
                continue  # its words are no longer in the text that a person has cleared
            at = now or coding.anchor
            first, last = order.get(at.start.turn, -1), order.get(at.end.turn, -2)
            turns = transcript.turns[first : last + 1] if first >= 0 else ()
            speakers = [transcript.head.speakers.get(voice[turn.id]) for turn in turns]
            if not turns or not all(_agreed(s, corpus, terms, day) for s in speakers):
                continue
            code = corpus.book.find(coding.code)
            yield (
                coding.id,
                file.transcript,
                file.coder,
                coding.code,
                code.name.text(language) if code is not None else coding.code,
                paths.get(coding.code, coding.code),
                turns[0].speaker,
                "" if terms.outside else (speakers[0].participant or "" if speakers[0] else ""),
                *astuple(at.start),
                *astuple(at.end),
                coding.part.value,
                coding.language,
                coding.exact,
                "" if terms.outside else coding.memo,
                coding.on,
                coding.codebook,
            )


def _agreed(speaker: object, corpus: Corpus, terms: Terms, day: dt.date) -> bool:
    """Whether the words of a speaker may go into the table."""
    participant = getattr(speaker, "participant", None)
    if participant is not None:
        return corpus.ledger.allows_output(participant, "export-outside" if terms.outside else "export", day)
    unknown = getattr(speaker, "role", Role.UNKNOWN) in {Role.UNKNOWN, Role.PARTICIPANT}
    return not (unknown and terms.outside)


def write_table(target: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bool:
    """Write a table in the format that the suffix names; gives whether the file changed.

    Raises:
        StudyError: The format is unknown.
    """
    return write_atomic(target, format_table(target.suffix.lstrip(".").casefold(), name, columns, rows))


def format_table(kind: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a table as ``csv``, ``xlsx`` or ``jsonl``; the same for the same rows.

    Raises:
        StudyError: The format is unknown.
    """
    if kind == "csv":
        return format_csv(columns, rows)
    if kind == "jsonl":
        lines = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    if kind == "xlsx":
        from faden.exchange._xlsx import workbook

        head = [str(guarded(column)) for column in columns]
        return workbook(name, head, ([guarded(cell) for cell in row] for row in rows))
    raise StudyError("exchange-format-unknown", value=kind or "–")


def format_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a table as ``csv``; headings are guarded as well, since codes and groups may name them.

    Excel in German splits at semicolons and minds no quotation marks then, so cells are guarded within, too.
    """
    return _csv((guarded_within(guarded(cell)) for cell in row) for row in (columns, *rows))


def format_import_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a ``csv`` for a program that reads Markdown in cells: whole cells are guarded alone."""
    return _csv((guarded(cell) for cell in row) for row in (columns, *rows))


def _csv(rows: Iterable[Iterable[Cell]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    # Excel takes a csv file without the mark for cp1252.
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: one that might be gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = _IMPOSSIBLE.sub("", cell)
    return f"'{text}" if text.lstrip(" \n\u00a0\ufeff").startswith(RISKY) or text.startswith(RISKY) else text


def guarded_within(cell: Cell) -> Cell:
    """A cell with an apostrophe before all that would be a formula where it is split; whole cells apart."""
    if not isinstance(cell, str):
        return cell
    return _WITHIN.sub(lambda m: f"{m[1]}'{m[2]}" if _APART & {*m[1]} else m[0], cell)


def unguarded_within(cell: str) -> str:
    """What `guarded_within` was given, to the letter."""
    return _WITHIN.sub(lambda m: f"{m[1]}{m[2][1:]}" if _APART & {*m[1]} else m[0], cell)
