"""Boards as tables: what was written is read again, formulas stay texts, and nothing is moved silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.catalogue import remedy, what
from faden.core.languages import LocalText
from faden.core.problems import ImportRefusedError, StudyError
from faden.core.text import normal
from faden.exchange.tables import format_table
from faden.findings.board.board import Board, Group, Mark, Paper
from faden.findings.board.deck import Deck
from faden.findings.board.doing import Scene
from faden.findings.board.table import (
    COLUMNS,
    Import,
    Row,
    cells,
    format_rows,
    imported,
    parse_rows,
    refuse_moves,
    rows_of,
)

WORDS = {"c-22222222": "niemand hat geantwortet", "c-33333333": "=SUMME(A1)", "W01-n01": "لا أحد يرد"}
BOARD = Board(
    groups=(
        Group(
            id="g1",
            name=LocalText({"de": "Antwort", "en": "Reply"}),
            mark=Mark.PAIN,
            by="mira",
            on="2026-01-01",
            cards=("c-22222222", "paper-1"),
        ),
    ),
    aside=("c-33333333",),
    paper=(Paper(id="paper-1", text="'- von der Wand"),),
)

_cells = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40).map(
    lambda t: normal(t).strip()
)


def put(csv: str, board: Board, deck: Deck, *, words: dict[str, str] | None = None) -> Import:
    """What a table would do."""
    scene = Scene(board, deck, (), "mira", "2026-03-15")
    reading = parse_rows(csv.encode(), "wand.csv")
    return imported(reading, scene, words or WORDS, language="de", name="wand.csv")


@given(st.lists(st.tuples(_cells, _cells, st.sampled_from(["", "need", "pain", "idea", "none", "aside"]))))
def test_any_board_survives_being_a_table(told: list[tuple[str, str, str]]) -> None:
    """Also words that look like formulas, hold quotation marks, or run from right to left."""
    rows = [Row(n, f"c-{n}", words, group, mark) for n, (words, group, mark) in enumerate(told, 2)]

    read = parse_rows(format_rows(rows), "board.csv").rows

    assert [(r.card, r.words, r.group, r.mark) for r in rows] == [
        (r.card, r.words, r.group, r.mark) for r in read
    ]


@pytest.mark.parametrize(
    "words", ["Miete;=1+1", "Miete;'=1", "eins\n- zwei", "'Miete\n'=1", "＝1;－2", '=Miete;"@1']
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_words_that_look_like_a_formula_within_survive_being_a_table(words: str, kind: str) -> None:
    """In csv they are guarded there, in xlsx they are not; both come back to the letter."""
    data = format_table(kind, "board", COLUMNS, [cells(Row(0, "c-1", words))])

    assert [words] == [row.words for row in parse_rows(data, f"board.{kind}").rows]


@given(_cells)
def test_no_cell_is_a_formula(words: str) -> None:
    """Whatever was said, a spreadsheet calculates nothing."""
    line = format_rows([Row(0, "c-1", words)]).decode().split("\n", 1)[1]

    assert not line.removeprefix("c-1,").lstrip('" \u00a0\ufeff').startswith(("=", "+", "-", "@"))


def test_a_board_goes_into_a_table_and_comes_back() -> None:
    """Groups, marks, cards set aside and cards of paper; the same table changes nothing."""
    rows = rows_of(BOARD, ["W01-n01"], WORDS, "de")
    text = format_rows(rows).decode("utf-8-sig").replace("\r\n", "\n")
    deck = Deck(codes=dict.fromkeys(WORDS, ""))

    assert "card,words,group,mark\nc-22222222,niemand hat geantwortet,Antwort,pain\n" in text
    assert "c-33333333,'=SUMME(A1),,aside\nW01-n01,لا أحد يرد,,\n" in text
    again = put(text, BOARD, deck)
    assert (BOARD, (), (), (), ()) == (again.board, again.placed, again.moved, again.made, again.paper)
    fresh = put(text, Board(), deck).board
    assert (("c-22222222", "paper-1"), ("c-33333333",)) == (fresh.groups[0].cards, fresh.aside)
    assert BOARD.paper == fresh.paper


def test_a_wall_that_was_typed_off_is_understood() -> None:
    """German headings, semicolons, no ids: known words find their card, all others are kept and told."""
    csv = "Karte;Text;Gruppe;Art\n;Niemand hat  geantwortet;Antwort;\n;Ganz neu;Warten;Hindernis\n;;Warten;\n"
    plan = put(csv, Board(), Deck(codes=dict.fromkeys(WORDS, "")))

    assert [("Antwort", ("c-22222222",)), ("Warten", ("paper-1",))] == [
        (g.name and g.name.text("de"), g.cards) for g in plan.board.groups
    ]
    assert (Mark.PAIN, "Ganz neu") == (plan.board.groups[1].mark, plan.board.paper[0].text)
    assert [("board-row-unknown", 3), ("board-row-empty", 4)] == [
        (n.code, n.place.line) for n in plan.notices
    ]


def test_a_whiteboard_program_is_understood() -> None:
    """Their headings mean cards and groups."""
    plan = put("Sticky note,Frame\nA,Eins\nB,Eins\n", Board(), Deck())

    assert ("paper-1", "paper-2") == plan.board.groups[0].cards


def test_marks_as_the_app_calls_them_are_understood() -> None:
    """The help of the command calls the columns so in German; a table edited there comes back whole."""
    table = "Gruppe;Zeichen;Worte\nPapiere;Hindernis;Kein Nachweis\nGarten;Nichts davon;Tomaten\n"

    found = parse_rows(f"\ufeff{table}".replace("\n", "\r\n").encode(), "wand.csv")

    assert ["pain", "none"] == [row.mark for row in found.rows]
    assert () == found.notices


def test_columns_that_nobody_reads_are_named() -> None:
    """A heading with a slip would else lose what stands below it, and nobody would know."""
    found = parse_rows(b"Text,Gruope,Farbe,leer\nTomaten,Garten,rot,\n", "wand.csv")

    assert [("board-columns-aside", "Gruope, Farbe")] == [(n.code, n.params["value"]) for n in found.notices]


def test_what_people_decided_is_never_moved_silently() -> None:
    """It is told first; whoever wants it says so."""
    deck = Deck(codes=dict.fromkeys(WORDS, ""))
    plan = put("card,group,mark\nc-22222222,Neu,\nc-22222222,Antwort,\npaper-1,Reply,need\n", BOARD, deck)

    assert ("c-22222222", "g1") == plan.moved
    assert ["board-row-twice"] == [notice.code for notice in plan.notices]
    with pytest.raises(StudyError, match="board-import-moves"):
        refuse_moves(plan, "wand.csv")


def test_a_card_that_the_table_does_not_name_stays() -> None:
    """Half a wall typed off takes nothing away."""
    plan = put("card,group\nW01-n01,Antwort\n", BOARD, Deck(codes=dict.fromkeys(WORDS, "")))

    assert ("c-22222222", "paper-1", "W01-n01") == plan.board.groups[0].cards
    assert BOARD.aside == plan.board.aside


def test_a_table_without_cards_is_refused() -> None:
    """Its columns are called otherwise."""
    with pytest.raises(ImportRefusedError, match="board-columns-unknown"):
        parse_rows(b"a,b\n1,2\n", "x.csv")


@pytest.mark.parametrize("data", [b"words\n\x00\x81", b"PK\x03\x04", b"\xff\xfea"])
def test_a_file_that_is_no_table_is_named_with_what_can_be_read(data: bytes) -> None:
    """Nobody should read a placeholder where the formats belong."""
    with pytest.raises(ImportRefusedError) as refused:
        parse_rows(data, "wand.csv")

    problem = refused.value.problem
    assert "wand.csv" == problem.place.path
    assert [] == [word for word in (what(problem, "de"), remedy(problem, "de")) if "{" in word]
