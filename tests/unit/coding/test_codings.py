"""Files of codings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import MiniStudy

from faden.coding.codings import (
    Coding,
    CodingFile,
    format_codings,
    parse_codings,
    read_codings,
)
from faden.core.ids import LETTERS
from faden.core.text import normal
from faden.interviews.transcript import PartKind

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).map(normal).filter(bool)
TURNS = ("t1", "t2", "t2a", "t10", "t9")
POINTS = st.tuples(st.sampled_from(TURNS), st.integers(0, 10_000))
CODINGS = st.lists(
    st.builds(
        Coding,
        id=st.text(LETTERS, min_size=8, max_size=8).map("c-{}".format),
        code=st.sampled_from(["keine-antwort", "hoffnung"]),
        start=POINTS,
        end=POINTS,
        part=st.sampled_from(PartKind),
        language=st.sampled_from(["de", "ar", "und"]),
        exact=WORDS,
        prefix=WORDS,
        suffix=WORDS,
        on=st.dates().map(str),
        codebook=st.integers(1, 9),
        memo=st.just("") | WORDS,
    ),
    max_size=6,
    unique_by=lambda coding: coding.id,
)
HEAD = '{"format":"faden.codings/1","transcript":"I01","coder":"mira"}'
LINE = (
    '{"id":"c-22222222","code":"a","start":["t1",0],"end":["t1",2],"language":"de","exact":"ja","on":"2025"}'
)


@given(CODINGS, st.randoms())
def test_codings_survive_and_are_sorted(codings: list[Coding], random: object) -> None:
    """By position in the transcript, then code; the order in which they came leaves no trace."""
    text = format_codings(CodingFile("I01", "mira", tuple(codings), {}), TURNS)
    shuffled = sorted(codings, key=lambda _: random.random())  # type: ignore[attr-defined]  # any order

    read = parse_codings(text, "x.jsonl").value

    assert read is not None
    assert set(codings) == set(read.codings)
    places = [(TURNS.index(coding.start[0]), coding.start[1]) for coding in read.codings]
    assert sorted(places) == places
    assert text == format_codings(CodingFile("I01", "mira", tuple(shuffled), {}), TURNS)


@given(st.text())
def test_no_line_breaks_the_reader(line: str) -> None:
    """A merge may have left anything in the file; the rest is kept."""
    parsed = parse_codings(f"{HEAD}\n{LINE}\n{line}", "x.jsonl")

    assert parsed.value is not None
    assert 1 <= len(parsed.value.codings) + len(parsed.problems)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "json-invalid", 1),
        ("[]", "format-unknown", 1),
        ('{"format":"faden.codings/9"}', "format-newer", 1),
        ('{"format":"faden.codings/1","transcript":"I01"}', "field-missing", 0),
        (f"{HEAD}\n<<<<<<< HEAD\n{LINE}", "json-invalid", 2),
        (f"{HEAD}\n{LINE}\n{LINE}", "coding-twice", 3),
        (f"{HEAD}\n" + LINE.replace('"ja"', '""'), "value-invalid", 2),
        (f"{HEAD}\n" + LINE.replace("2025", "2025-02-30"), "value-invalid", 2),
        (f"{HEAD}\n" + LINE.replace('"de"', '"xx"'), "value-invalid", 2),
        (f"{HEAD}\n" + LINE.replace('["t1",0]', '["t1",-1]'), "value-invalid", 2),
        (f"{HEAD}\n3", "value-invalid", 2),
    ],
)
def test_a_damaged_line_names_its_number(text: str, code: str, line: int) -> None:
    """Marks of a merge, ids that stand twice, values that cannot be."""
    problem = parse_codings(text, "x.jsonl").problems[0]

    assert (code, line) == (problem.code, problem.place.line)


def test_an_id_that_stands_twice_is_evidence_of_neither() -> None:
    """Which of the two was meant, nobody can say."""
    parsed = parse_codings(f"{HEAD}\n{LINE}\n{LINE.replace('ja', 'nein')}", "x.jsonl")

    assert parsed.value is not None
    assert () == parsed.value.codings


def test_words_are_never_part_of_a_message() -> None:
    """What a participant said stands in the file, not in a report about it."""
    broken = json.loads(LINE) | {"exact": ["Erna Müller wohnt dort"], "start": "Erna Müller wohnt dort"}

    problems = parse_codings(f"{HEAD}\n{json.dumps(broken)}", "x.jsonl").problems

    assert "Müller" not in str(
        [problem.params["value"] for problem in problems if problem.params["field"] == "exact"]
    )


def test_a_file_in_the_wrong_place_says_so(study: MiniStudy) -> None:
    """One coder, one file per transcript: folder and name must agree with its first line."""
    path = study.folder.coding_file("erste", "W01")
    moved = study.write("analysis/codings/zweite/W01.jsonl", path.read_text(encoding="utf-8"))

    problems = read_codings(study.folder, moved).problems

    assert ["codings-misplaced"] == [problem.code for problem in problems]
