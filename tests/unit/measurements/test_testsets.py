"""The test sets for identifying details: their positions, counts and scripts."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise

import pytest

from measurements.testsets.build import (
    FOLDER,
    KINDS,
    SETS,
    Row,
    counts_table,
    format_rows,
    parse,
    read_source,
    rows,
)

LETTERS = {
    "ar": "ARABIC",
    "de_interviews": "LATIN",
    "en": "LATIN",
    "fa": "ARABIC",
    "ti": "ETHIOPIC",
    "uk": "CYRILLIC",
}
EACH_SET = pytest.mark.parametrize("name", SETS)


def _read(name: str) -> list[Row]:
    stored = (FOLDER / f"pseudonyms_{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in stored.splitlines()]


@EACH_SET
def test_a_set_is_what_its_source_makes(name: str) -> None:
    """Nobody types a position; who corrects a text builds the set anew."""
    stored = (FOLDER / f"pseudonyms_{name}.jsonl").read_text(encoding="utf-8")

    assert format_rows(read_source(name)) == stored


@EACH_SET
def test_a_set_is_large_and_partly_without_details(name: str) -> None:
    """At least 120 texts, a third to a half of them with nothing to find, none of them twice."""
    read = _read(name)
    empty = sum(not row["spans"] for row in read) / len(read)

    assert 120 <= len(read)
    assert 0.3 <= empty <= 0.45
    assert len(read) == len({row["id"] for row in read}) == len({row["text"] for row in read})


@EACH_SET
def test_spans_stand_in_order_on_whole_words_of_known_kinds(name: str) -> None:
    """In code points of NFC text, without blanks at the ends, one after the other."""
    for row in _read(name):
        text, spans = row["text"], row["spans"]

        assert unicodedata.normalize("NFC", text) == text
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), row["id"]
        for start, end, kind in spans:
            assert kind in KINDS
            assert text[start:end] == text[start:end].strip() != "", row["id"]
            assert not unicodedata.combining(text[end : end + 1] or " "), row["id"]


@EACH_SET
def test_every_kind_occurs_in_every_set(name: str) -> None:
    """A kind that a language lacks would count as found."""
    assert set(KINDS) == {span[2] for row in _read(name) for span in row["spans"]}


@EACH_SET
def test_a_set_is_written_in_the_script_of_its_language(name: str) -> None:
    """A line that slipped into the wrong source would be judged as another language."""
    for row in _read(name):
        marked = {place for start, end, _ in row["spans"] for place in range(start, end)}
        letters = [
            unicodedata.name(char).split()[0]
            for place, char in enumerate(row["text"])
            if char.isalpha() and place not in marked
        ]

        assert letters.count(LETTERS[name]) >= 0.9 * len(letters), row["id"]


@EACH_SET
def test_a_name_that_is_marked_once_in_a_text_is_marked_everywhere_in_it(name: str) -> None:
    """A second mention that nobody marked would count against whoever finds it."""
    for row in _read(name):
        marked = {row["text"][start:end] for start, end, kind in row["spans"] if kind == "person"}
        covered = {place for start, end, _ in row["spans"] for place in range(start, end)}
        for form in marked:
            loose = [
                at
                for at in range(len(row["text"]))
                if row["text"].startswith(form, at)
                and at not in covered
                and not row["text"][at - 1 : at].isalpha()
                and not row["text"][at + len(form) : at + len(form) + 1].isalpha()
            ]

            assert not loose, (row["id"], form)


def test_the_readme_counts_what_stands_in_the_sets() -> None:
    """A description that is not true of the set is worse than none."""
    table = counts_table({name: _read(name) for name in SETS})

    assert table in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_marks_become_positions_and_leave_the_text() -> None:
    """Positions are those of the text without marks, after NFC."""
    assert ("Bei é Ali.", [(6, 9, "person")]) == parse("Bei e\u0301 [[person|Ali]].")


@pytest.mark.parametrize("line", ["[[nobody|Ali]]", "[[person|Ali]", "[[person|A[[x]]"])
def test_a_slip_in_a_mark_is_refused(line: str) -> None:
    """A mark that is silently left in the text would be judged as a word."""
    with pytest.raises(ValueError, match=r"kind|marked"):
        parse(line)


def test_varieties_are_numbered_each_by_itself() -> None:
    """Farsi of Iran and of Afghanistan are told apart by id."""
    made = rows(["# remark", "#: ir", "a", "", "#: af", "b", "c"], "fa")

    assert ["fa-ir-001", "fa-af-001", "fa-af-002"] == [row["id"] for row in made]
