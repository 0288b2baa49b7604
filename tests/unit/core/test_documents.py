"""Front matter, named blocks and tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import dedent

from faden.core.documents import (
    FileModel,
    escape,
    format_front_matter,
    format_table,
    parse_front_matter,
    parse_table,
    split_blocks,
    split_front_matter,
    unescape,
    wanted,
)
from faden.core.problems import StudyError
from faden.core.text import normal
from faden.core.yaml import parse

TEXT = st.text(st.characters(codec="utf-8")).map(normal)
MARKED = st.lists(
    st.sampled_from(["## t1 · P1", "::: de", ":::", "\\", "\\## x", "", "  ", "---", "Wort", "## ", "\\\\"])
).map("\n".join)
CELLS = st.lists(st.lists(TEXT.map(str.strip), min_size=2, max_size=2), max_size=4)


class Head(FileModel):
    """A front matter."""

    format: str
    id: str


@given(TEXT | MARKED)
def test_escaping_and_unescaping_change_nothing(text: str) -> None:
    """Words that look like markers are words; only surrounding white space goes."""
    assert text.strip() == unescape(escape(text))


@given(TEXT | MARKED)
def test_escaped_words_are_never_a_marker(text: str) -> None:
    """What a person said cannot begin a turn or a part."""
    lines = escape(text).split("\n")

    assert not [line for line in lines if line.startswith(("## ", ":::"))]


@given(st.lists(st.tuples(st.sampled_from(["de", "original ar"]), TEXT | MARKED), min_size=1, max_size=3))
def test_blocks_give_back_what_was_put_in(blocks: list[tuple[str, str]]) -> None:
    """Each block ends where the next one begins."""
    text = "\n".join(f"::: {words}\n{escape(words_in)}" for words, words_in in blocks)

    before, found = split_blocks(text)

    assert "" == before
    assert [(words.split(), said.strip()) for words, said in blocks] == [
        (list(block.words), block.text) for block in found
    ]


def test_blocks_know_their_lines() -> None:
    """The line of the marker, and the line at which the words begin."""
    _, (block,) = split_blocks("vorher\n\n::: de\n\n\nWorte", first_line=10)

    assert (12, 15) == (block.line, block.text_line)


def test_front_matter_is_split_at_its_own_lines() -> None:
    """Three hyphens within a text are no end of the front matter."""
    parts = split_front_matter("---\nid: x\n---x: y\n---\n\nText\n---\nmehr")

    assert parts is not None
    assert ("id: x\n---x: y\n", 5) == (parts.head, parts.body_line)
    assert "\nText\n---\nmehr" == parts.body


@pytest.mark.parametrize("text", ["", "Text", "---\nid: x\n", " ---\nid: x\n---\n", "---\nid: x\n----\n"])
def test_a_file_without_front_matter_says_so(text: str) -> None:
    """The first line must be three hyphens, and a second such line must follow."""
    parsed, parts = parse_front_matter(Head, text, "memo", "x.md")

    assert parts is None
    assert "front-matter-missing" == parsed.problems[0].code


def test_lines_of_the_front_matter_count_from_the_top_of_the_file() -> None:
    """An editor must be able to jump there."""
    parsed, _ = parse_front_matter(Head, "---\nformat: faden.memo/1\nid: [1]\n---\n", "memo", "x.md")

    assert 3 == parsed.problems[0].place.line


@given(st.dictionaries(st.sampled_from(["format", "id", "titel"]), TEXT), TEXT.map(str.strip))
def test_front_matter_round_trip(head: dict[str, str], body: str) -> None:
    """What is written is read again, and writing it twice gives the same bytes."""
    text = format_front_matter(head, body)

    parts = split_front_matter(text)

    assert parts is not None
    assert head == (parse(parts.head, "x.md").value or {})
    assert body == parts.body.strip()
    assert text == format_front_matter(head, parts.body)


@given(CELLS)
def test_table_round_trip(rows: list[list[str]]) -> None:
    """Commas, quotation marks and line breaks in cells survive; empty lines are no rows."""
    text = format_table("consent", ["a", "b"], rows, ["synthetic"])

    table = parse_table(text, "consent", ["a", "b"], "x.csv").value

    assert table is not None
    assert [dict(zip("ab", row, strict=True)) for row in rows] == [row for _, row in table.rows]
    assert ("synthetic",) == table.flags


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("# faden.consent/1\na,b\n1,2\n", []),
        ("# faden.consent/1\r\na;b\r\n1;2\r\n", []),
        ('"# faden.consent/1",\na,b\n1,2\n', []),
        ("# faden.consent/1\na\n1\n", [("column-missing", 2)]),
        ("# faden.consent/1\na,b,c\n1,2,3\n", [("column-unknown", 2)]),
        ("# faden.consent/1\na,b,b\n1,2,3\n", [("column-twice", 2)]),
        ("# faden.consent/1\na,b\n1,2\n1,2,3\n", [("row-uneven", 4)]),
        ("# faden.consent/1\na,b\n1\n", [("row-uneven", 3)]),
        ('# faden.consent/1\na,b\n1,"2\n3,4\n', [("table-quote-open", 4)]),
        ("# faden.consent/1\n", [("column-missing", 2), ("column-missing", 2)]),
        ("# faden.consent/2\na,b\n", [("format-newer", 1)]),
        ("# faden.consent/0\na,b\n", [("format-unknown", 1)]),
        ("# faden.notes/1\na,b\n", [("format-unknown", 1)]),
        ("a,b\n1,2\n", [("format-unknown", 1)]),
        ("", [("format-unknown", 1)]),
    ],
)
def test_tables_are_read_strictly(text: str, problems: list[tuple[str, int]]) -> None:
    """A table in doubt gives no rows: a lost row may be a withdrawal."""
    parsed = parse_table(text, "consent", ["a", "b"], "x.csv")

    assert problems == [(problem.code, problem.place.line) for problem in parsed.problems]
    assert bool(problems) == (parsed.value is None)


@given(st.text())
def test_no_table_breaks_the_reader(text: str) -> None:
    """Whatever a spreadsheet wrote: rows or problems, never an error of Python."""
    parsed = parse_table(f"# faden.consent/1\n{text}", "consent", ["a"], "x.csv")

    assert (parsed.value is None) == bool(parsed.problems)


def test_what_must_be_in_order_raises_with_its_first_problem() -> None:
    """`wanted` is for files without which nothing else has a meaning."""
    parsed, _ = parse_front_matter(
        Head,
        dedent("""
        ---
        format: faden.memo/9
        id: x
        ---
        """),
        "memo",
        "x.md",
    )

    with pytest.raises(StudyError) as caught:
        wanted(parsed)

    assert ("format-newer", 2) == (caught.value.problem.code, caught.value.problem.place.line)
