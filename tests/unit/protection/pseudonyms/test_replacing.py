"""Replacing names: computed edits, positions that follow, nothing left behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.candidates import Dismissal
from faden.protection.pseudonyms.decisions import Spot
from faden.protection.pseudonyms.matching import Matcher
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.replacing import Edit, Finder, carry, edits_between, move, rewrite

ROWS = [
    (3, Name(name="Karim", label="[Bruder]", kind="person", variants=("Karims", "كريم", "وكريم"))),
    (4, Name(name="Amira Haddad", label="[Mieterin A]", kind="person", variants=("Amira", "Haddad"))),
    (5, Name(name="Олена", label="[Нiмa]", kind="person")),
    (6, Name(name="ሳራ", label="[Person B]", kind="person")),
    (7, Name(name="Kiel", label="[Stadt A]", kind="place")),
    (8, Name(name="0431 123456", label="[Telefonnummer 1]", kind="phone")),
]
FORMS = [form for _, name in ROWS for form in name.forms]
PIECES = st.sampled_from(
    [
        *FORMS,
        "Alina",
        "Karimas",
        "und",
        "Karims Chef",
        "Karim's",
        "KARIM",
        "karim",
        "Kieler",
        "Олени",
        "لكريم",
        *(" ", ", ", "\n", "-", "قال", "in", "[Bruder]", "s", "'", "ist 34", "ሳራን", "\u200c", "\u0301"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karims Chef", "[Bruder]s Chef"),
        ("Karim's Chef", "[Bruder]'s Chef"),
        ("KARIMS Chef", "[Bruder]S Chef"),
        ("قال كريم وكريم لكريم", "قال [Bruder] و[Bruder] ل[Bruder]"),
        ("Amiras Frau Haddad", "[Mieterin A]s Frau [Mieterin A]"),
        ("Про Олену", "Про [Нiмa]"),
        ("Karimas Alina aus dem Kieler Raum", "Karimas Alina aus dem Kieler Raum"),
    ],
)
def test_endings_and_particles_stay_readable(text: str, expected: str) -> None:
    """A listed variant such as ``Karims`` is the name with its ending, and never inside other words."""
    assert expected == Finder(ROWS).clear(text)


@given(TEXTS)
def test_no_listed_form_remains(text: str) -> None:
    """Whatever the Matcher finds for certain is gone, in every script."""
    cleared = Finder(ROWS).clear(text)

    left = [m for m in Matcher([(form, 0) for form in FORMS]).find(cleared) if not m.other_case]
    assert [] == left


@given(TEXTS)
def test_replacing_twice_is_replacing_once(text: str) -> None:
    """Labels are no names."""
    once = Finder(ROWS).clear(text)

    assert once == Finder(ROWS).clear(once)


@given(TEXTS, st.data())
def test_words_that_are_no_names_are_where_positions_say(text: str, data: st.DataObject) -> None:
    """Every stretch between replacements stands at its moved position, unchanged."""
    edits = Finder(ROWS).find(text).edits
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = rewrite(text, edits)
    if any(e.start < end and start < e.end for e in edits):
        inside = [e for e in edits if e.start < end and start < e.end]
        words = new[move(edits, start, opening=True) : move(edits, end, opening=False)]
        assert all(e.text in words for e in inside)
    elif end > start:
        assert text[start:end] == new[move(edits, start, opening=True) : move(edits, end, opening=False)]


@given(TEXTS, st.data())
def test_positions_follow_from_an_older_list_to_a_longer_one(text: str, data: st.DataObject) -> None:
    """What was coded before a name was known holds the same words after, with labels."""
    old, new = Finder(ROWS[:2]).find(text).edits, Finder(ROWS).find(text).edits
    before, after = rewrite(text, old), rewrite(text, new)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    a, b = carry(old, new, start, opening=True), carry(old, new, end, opening=False)

    assert 0 <= a <= len(after)
    assert 0 <= b <= len(after)
    if old == new:
        assert before[start:end] == after[a:b]


@given(st.text(max_size=40), st.text(max_size=40))
def test_guessed_edits_make_the_one_text_of_the_other(before: str, after: str) -> None:
    """Where it was not kept what had been replaced, it is found out."""
    assert after == rewrite(before, edits_between(before, after))


def test_half_a_label_stays_half_a_label() -> None:
    """A coding that begins within a label is not drawn out by a run that changes nothing there."""
    edits = (Edit(0, 5, "[Bruder]"),)

    assert 3 == carry(edits, edits, 3, opening=True)


def test_what_was_left_in_one_place_is_replaced_in_others() -> None:
    """A dismissal holds in its scope; one that stands in the list wins everywhere else."""
    left = [Dismissal("Kiel", "place", "I01/t2"), Dismissal("Kiel", "place")]
    finder = Finder(ROWS, left)

    assert ("Kiel", "[Stadt A]") == (finder.clear("Kiel", "I01/t2"), finder.clear("Kiel", "I01/t3"))


def test_a_bare_number_is_replaced_only_where_it_was_found() -> None:
    """34 may be an age here and a rent there."""
    finder = Finder([], [], [Spot("34", "[Alter 30–34]", "age", "I01/t2")])

    assert "[Alter 30–34] und 340" == finder.clear("34 und 340", "I01/t2")
    assert "34 Euro" == finder.clear("34 Euro", "I01/t3")
    assert "[Alter 30–34]" == finder.clear("[Alter 30–34]", "I01/t2")


def test_a_name_within_a_doubtful_one_is_replaced() -> None:
    """``anna Ali`` only looks like the listed Anna Ali; Ali is certain."""
    rows = [(3, Name(name="Anna Ali", label="[A]")), (4, Name(name="Ali", label="[B]"))]

    assert "anna [B]" == Finder(rows).clear("anna Ali")
