"""Speaker labels and times at the beginning of a line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.interviews.readers.labels import (
    find_label,
    guess_roles,
    is_neutral,
    parse_clock,
    role_of,
    split_time_last,
)
from faden.interviews.transcript import Role


@pytest.mark.parametrize(
    ("line", "label", "text", "seconds"),
    [
        ("I: Guten Tag", "I", "Guten Tag", None),
        ("B1: Ja.", "B1", "Ja.", None),
        ("I:\tGuten Tag", "I", "Guten Tag", None),
        ("B1\tJa.", "B1", "Ja.", None),
        ("[id1] hello, I like it", "id1", "hello, I like it", None),
        ("**Mira Jansen:** Und dann?", "Mira Jansen", "Und dann?", None),
        ("**Mira**: Und dann?", "Mira", "Und dann?", None),
        ("S01: [00:00:12] Guten Tag", "S01", "Guten Tag", 12),
        ("[00:01:02] B: Ja.", "B", "Ja.", 62),
        ("#00:01:02-3# B: Ja.", "B", "Ja.", 62.3),
        ("(00:01:02) B: Ja.", "B", "Ja.", 62),
        ("00:01:02 B: Ja.", "B", "Ja.", 62),
        ("Frau Weber (00:01:02): Ja.", "Frau Weber", "Ja.", 62),
        ("Mira Jansen   0:03", "Mira Jansen", "", 3),
        ("[Mira Jansen] 12:03:04", "Mira Jansen", "", 43384),
        ("Justin Florentine (Besu): You sound great.", "Justin Florentine (Besu)", "You sound great.", None),
        ("مترجم: نعم", "مترجم", "نعم", None),
        ("Анна: Так", "Анна", "Так", None),
        ("B: um 12:30 Uhr", "B", "um 12:30 Uhr", None),
    ],
)
def test_a_speaker_is_found_with_its_time(line: str, label: str, text: str, seconds: float | None) -> None:
    """The styles of f4, MAXQDA, noScribe, Teams, Zoom and people."""
    found = find_label(line)

    assert found is not None
    assert (label, text) == (found.label, found.text)
    assert seconds == (None if found.start is None else found.start.total_seconds())


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/a",
        "http: das ist ein Protokoll",
        "mailto:a@example.org",
        "12:30 Uhr war es",
        "Um 12:30 war es",
        "[lacht] Ja, genau.",
        "[00:01:02] Ja, genau.",
        "4.c Click the following buttons:",
        "Und dann hat er gesagt: nein",
        "Er sagte „so: nicht“",
        "",
        ":",
    ],
)
def test_addresses_clock_times_and_prose_are_no_speakers(line: str) -> None:
    """A colon alone makes no speaker."""
    assert find_label(line) is None


@given(st.text())
def test_any_line_can_be_asked(line: str) -> None:
    """No text in any script makes the search fail, and no words appear that were not there."""
    found = find_label(line)

    assert found is None or (found.text in line and found.label)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", Role.INTERVIEWER),
        ("Interviewerin", Role.INTERVIEWER),
        ("B2", Role.PARTICIPANT),
        ("Dolmetscherin", Role.INTERPRETER),
        ("MODERATOR", Role.FACILITATOR),
        ("س", Role.INTERVIEWER),
        ("ج ١", Role.PARTICIPANT),
        ("پرسش", Role.INTERVIEWER),
        ("پاسخ", Role.PARTICIPANT),
        ("Питання", Role.INTERVIEWER),
        ("ሕቶ", Role.INTERVIEWER),
        ("stark", Role.UNKNOWN),
        ("S01", Role.UNKNOWN),
    ],
)
def test_roles_are_guessed_from_common_labels(label: str, role: Role) -> None:
    """A guess; names tell nothing."""
    assert role == role_of(label)


def test_the_only_other_voice_beside_an_interviewer_answers() -> None:
    """Where one asks and only one other is there, that one is the participant."""
    assert {"I": Role.INTERVIEWER, "Frau Weber": Role.PARTICIPANT} == guess_roles(["I", "Frau Weber"])


def test_two_other_voices_stay_unknown() -> None:
    """One of them may be an interpreter or a neighbour who came in."""
    roles = guess_roles(["I", "Anna", "Ben"])

    assert Role.UNKNOWN == roles["Anna"] == roles["Ben"]


def test_nothing_is_guessed_of_a_voice_without_a_name() -> None:
    """It may be several people."""
    assert {"": Role.UNKNOWN, "Moderation": Role.FACILITATOR} == guess_roles(["", "Moderation"])


@pytest.mark.parametrize(("label", "neutral"), [("I", True), ("B12", True), ("S01", True), ("Ali1", False)])
def test_a_name_with_a_digit_is_not_neutral(label: str, neutral: bool) -> None:  # noqa: FBT001 - a table
    """Only roles, and one or two letters with a number, name nobody."""
    assert neutral is is_neutral(label)


def test_f4_writes_tenths_after_the_time() -> None:
    """``#00:01:02-3#`` is one minute, two seconds and three tenths."""
    assert dt.timedelta(minutes=1, seconds=2, milliseconds=300) == parse_clock("#00:01:02-3#")


def test_the_time_at_the_end_of_a_line_is_taken_off() -> None:
    """f4 writes it behind the words."""
    assert (dt.timedelta(seconds=62), "Ja.") == split_time_last("Ja. #00:01:02#")
