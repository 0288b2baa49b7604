"""Transcripts as files."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import WORKSHOP, MiniStudy, dedent

from faden.core.text import normal
from faden.interviews.files import (
    format_time,
    format_transcript,
    parse_time,
    parse_transcript,
    read_transcript,
    write_transcript,
)
from faden.interviews.transcript import (
    Head,
    Part,
    PartKind,
    Role,
    Speaker,
    Transcript,
    Turn,
    content_hash,
)

SAID = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.lists(
        st.sampled_from(
            ["## t9 · P1", "::: original ar", ":::", "\\", "\\## x", "---", "", "Ja.", "سلام", "👩‍👧"]
        ),
    ).map("\n".join),
).map(lambda text: normal(text).strip())
LANGUAGES = st.sampled_from(["de", "ar", "fa", "ti", "en"])
KEYS = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    .map(normal)
    .filter(lambda key: bool(key) and "·" not in key and not any(letter.isspace() for letter in key))
)
TIMES = st.none() | st.integers(0, 359_999_999).map(lambda n: dt.timedelta(milliseconds=n))


@st.composite
def _turns(draw: st.DrawFn, number: int, keys: list[str]) -> Turn:
    kinds = draw(
        st.lists(st.tuples(st.sampled_from(PartKind), LANGUAGES), min_size=1, max_size=3, unique=True)
    )
    by = draw(st.sampled_from(["", *keys]))
    parts = tuple(
        Part(kind, code, draw(SAID), by if kind is PartKind.INTERPRETATION else "") for kind, code in kinds
    )
    return Turn(f"t{number}", draw(st.sampled_from(keys)), parts, draw(TIMES))


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Any transcript: any words, any keys of speakers, any parts."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    head = Head(
        format="faden.transcript/1",
        id="I01",
        kind="interview",
        language=draw(LANGUAGES),
        speakers={key: Speaker(role=draw(st.sampled_from(Role)), label=draw(SAID)) for key in keys},
    )
    turns = tuple(draw(_turns(number, keys)) for number in range(1, draw(st.integers(1, 4))))
    return Transcript(head, turns, draw(SAID))


def _without_lines(transcript: Transcript) -> Transcript:
    turns = tuple(Turn(t.id, t.speaker, t.parts, t.start) for t in transcript.turns)
    return Transcript(transcript.head, turns, transcript.preamble)


@given(transcripts())
def test_a_transcript_survives_its_file(transcript: Transcript) -> None:
    """Whatever somebody says: words that begin like a heading, a part or an escape are words."""
    text = format_transcript(transcript)

    parsed = parse_transcript(text, "I01.md")

    assert () == parsed.problems
    assert parsed.value is not None
    assert transcript == _without_lines(parsed.value)
    assert text == format_transcript(parsed.value)


@given(st.text())
def test_no_body_breaks_the_reader(body: str) -> None:
    """Whatever stands below the front matter is a turn, a preamble or a problem with a line."""
    head = WORKSHOP[: WORKSHOP.index("Synthetisch")]

    parsed = parse_transcript(head + body, "W01.md")

    assert parsed.value is not None
    assert all(problem.place.line > head.count("\n") for problem in parsed.problems)


@pytest.mark.parametrize(
    ("turn", "code", "line"),
    [
        ("## t1 · X9\n\nJa.", "speaker-unknown", 10),
        ("## eins · P1\n\nJa.", "turn-heading-invalid", 10),
        ("## t1\n\nJa.", "turn-heading-invalid", 10),
        ("## t1 · P1 · gestern\n\nJa.", "turn-heading-invalid", 10),
        ("## t1 · P1\n\nJa.\n\n## t1 · P1\n\nNein.", "turn-twice", 14),
        ("## t1 · P1\n\n::: urschrift de\nJa.", "part-invalid", 12),
        ("## t1 · P1\n\n::: original xx\nJa.", "part-invalid", 12),
        ("## t1 · P1\n\n::: original de\nJa.\n::: original de\nNein.", "part-twice", 10),
    ],
)
def test_what_is_not_understood_names_its_line(turn: str, code: str, line: int) -> None:
    """Every line that is not understood becomes a problem; nothing is dropped silently."""
    head = dedent("""
        ---
        format: faden.transcript/1
        id: I01
        kind: interview
        language: de
        speakers:
          P1: {role: participant}
        ---

        """)

    problems = parse_transcript(head + turn + "\n", "I01.md").problems

    assert [(code, line)] == [(problem.code, problem.place.line) for problem in problems]


def test_a_heading_never_makes_a_name_part_of_a_message() -> None:
    """Somebody may have typed the speaker's clear name into the heading."""
    text = WORKSHOP.replace("## t2 · P1", "## t2 · Erna Müller").replace("## t3 · P2", "## Erna Müller")

    problems = parse_transcript(text, "W01.md").problems

    assert 2 == len(problems)
    assert "Müller" not in str([dict(problem.params) for problem in problems])


def test_a_turn_without_own_language_is_in_that_of_the_conversation() -> None:
    """And one with parts shows its first part first."""
    parsed = parse_transcript(WORKSHOP, "W01.md").value

    assert parsed is not None
    assert ("de", "ar") == (parsed.turns[1].parts[0].language, parsed.turns[3].parts[0].language)
    assert "D" == parsed.turns[3].parts[1].by


def test_a_file_that_says_it_is_another_conversation_is_left_out(study: MiniStudy) -> None:
    """Otherwise one of two conversations of one id would hide the other."""
    study.write("interviews/W02.md", WORKSHOP)

    parsed = read_transcript(study.folder, "W02")

    assert parsed.value is None
    assert [("file-misnamed", "interviews/W02.md", 3)] == [
        (problem.code, problem.place.path, problem.place.line) for problem in parsed.problems
    ]


def test_writing_what_was_read_changes_nothing_twice(study: MiniStudy) -> None:
    """The same transcript gives the same bytes."""
    transcript = read_transcript(study.folder, "W01").value
    assert transcript is not None
    write_transcript(study.folder, transcript)

    assert not write_transcript(study.folder, transcript)
    assert _without_lines(transcript) == _without_lines(
        read_transcript(study.folder, "W01").value or transcript
    )


@given(st.integers(0, 999 * 3_600_000))
def test_times_survive(milliseconds: int) -> None:
    """To the millisecond."""
    time = dt.timedelta(milliseconds=milliseconds)

    assert time == parse_time(format_time(time))


@pytest.mark.parametrize("text", ["1:00", "00:60:00", "00:00:60", "00:00:01.5", "٠٠:٠٠:٠١", "", "00:00:01\n"])
def test_what_is_no_time_is_no_time(text: str) -> None:
    """Hours, minutes and seconds, in ASCII digits."""
    assert parse_time(text) is None


@given(transcripts(), st.text(min_size=1).map(normal).filter(bool))
def test_a_clearance_is_bound_to_every_word(transcript: Transcript, more: str) -> None:
    """Change a word anywhere, and the hash is another."""
    if not transcript.turns:
        return
    first, *rest = transcript.turns
    part = first.parts[0]
    changed = Turn(
        first.id, first.speaker, (Part(part.kind, part.language, part.text + more), *first.parts[1:])
    )

    assert content_hash(transcript) != content_hash(Transcript(transcript.head, (changed, *rest)))


@pytest.mark.parametrize(
    "slip", ["##t2 · P1", " ## t2 · P1", "# t2 · P1", "### t2 · P1", "##  t2", "#t2 · P1"]
)
def test_a_mistyped_heading_is_a_problem_and_no_words(slip: str) -> None:
    """Its turn would silently become words of the one before, said by somebody else."""
    head = (
        "---\nformat: faden.transcript/1\nid: I01\nkind: interview\nlanguage: de\nspeakers: {P1: {}}\n---\n\n"
    )

    parsed = parse_transcript(f"{head}## t1 · P1\n\nEins.\n\n{slip}\n\nZwei.\n", "interviews/I01.md")

    assert ["turn-heading-invalid"] == [problem.code for problem in parsed.problems]
