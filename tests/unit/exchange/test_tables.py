"""Tables for other programs: readable by them, and never a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.problems import ImportRefusedError, StudyError
from faden.exchange.tables import (
    CODE_COLUMNS,
    CODING_COLUMNS,
    format_import_csv,
    format_table,
    guarded,
    guarded_within,
    unguarded_within,
)
from faden.interviews.readers.registry import parse_bytes

COLUMNS = ("code", "quotation", "start")
ROWS = [("suche", "=HYPERLINK(1)", 3), ("warten", "Gut, „ja“;\nsagte sie", 0), ("rtl", "شقة", None)]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n1", " =1", "\ufeff=1", "＝1", " ＋1", "－1", "＠A1"],
)
def test_a_cell_that_might_be_a_formula_is_guarded(text: str) -> None:
    """OWASP, CSV injection: an apostrophe makes it text."""
    assert str(guarded(text)).startswith("'")


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever people say."""
    assert not str(guarded(text)).lstrip().startswith(tuple("=+-@＝＋－＠"))


_WILD = st.text(st.sampled_from([*"ab;=+-@＝＠'\",\t\r\n ", "\u00a0", "\ufeff"]))


@given(_WILD, _WILD)
def test_no_part_of_a_cell_becomes_a_formula_where_csv_is_split_at_semicolons(one: str, other: str) -> None:
    """Excel in German splits there, in quotation marks as well, and at line breaks."""
    data = format_table("csv", "codings", ("code", "quotation"), [(one, other)]).decode("utf-8-sig")

    parts = [part for row in csv.reader(io.StringIO(data, newline=""), delimiter=";") for part in row]
    assert [] == [part for part in parts if part.lstrip().startswith(tuple("=+-@＝＋－＠"))]


@given(_WILD)
def test_what_is_guarded_within_comes_back_to_the_letter(text: str) -> None:
    """Own apostrophes are doubled there."""
    assert text == unguarded_within(str(guarded_within(text)))


def test_only_csv_for_spreadsheets_is_guarded_within() -> None:
    """An xlsx file is never split, and lists of Markdown stay lists for programs that read them."""
    words = "Kosten;=1+1\n- zu hoch"
    rows = [("suche", words, 0)]

    assert "Kosten;'=1+1\n'- zu hoch" in format_table("csv", "codings", COLUMNS, rows).decode()
    assert words in format_import_csv(COLUMNS, rows).decode()
    with zipfile.ZipFile(io.BytesIO(format_table("xlsx", "codings", COLUMNS, rows))) as book:
        assert words in book.read("xl/sharedStrings.xml").decode()


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula."""
    assert -2 == guarded(-2)


def test_a_csv_file_comes_back_as_it_was() -> None:
    """Line breaks and quotation marks within cells included; Excel sees by the mark that it is UTF-8."""
    data = format_table("csv", "codings", COLUMNS, ROWS)

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [["code", "quotation", "start"], ["suche", "'=HYPERLINK(1)", "3"]] == rows[:2]
    assert "Gut, „ja“;\nsagte sie" == rows[2][1]


def test_an_excel_file_holds_no_formula() -> None:
    """Neither as text nor as an element of its XML."""
    data = format_table("xlsx", "codings", COLUMNS, ROWS)

    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "'=HYPERLINK(1)" in strings
    assert "شقة" in strings


def test_lines_of_json_keep_every_value() -> None:
    """For machines; nothing is guarded there."""
    lines = format_table("jsonl", "codings", COLUMNS, ROWS).decode().splitlines()

    assert {"code": "suche", "quotation": "=HYPERLINK(1)", "start": 3} == json.loads(lines[0])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_the_same_rows_give_the_same_bytes(kind: str) -> None:
    """No time, no chance."""
    assert format_table(kind, "codings", COLUMNS, ROWS) == format_table(kind, "codings", COLUMNS, ROWS)


def test_an_unknown_format_is_refused() -> None:
    """Nothing is guessed from a suffix."""
    with pytest.raises(StudyError, match="exchange-format-unknown"):
        format_table("ods", "codings", COLUMNS, ROWS)


@pytest.mark.parametrize("columns", [CODE_COLUMNS, CODING_COLUMNS])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_of_faden_is_no_conversation(kind: str, columns: tuple[str, ...]) -> None:
    """Imported by mistake, quotations of all people would become turns of a new transcript."""
    rows = [[f"Die Wohnung war schon weg {number}" for number, _ in enumerate(columns)]] * 3

    with pytest.raises(ImportRefusedError) as refused:
        parse_bytes(format_table(kind, "codings", columns, rows), f"table.{kind}")

    assert "import-own-table" == refused.value.problem.code
