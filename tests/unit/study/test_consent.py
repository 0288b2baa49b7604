"""Consent: never assumed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministudy import ALL, MiniStudy

from faden.study.consent import ConsentAct, Ledger, Purpose, read_consent

DAY = dt.date(2026, 3, 15)
PERSON = "p-222222"


def act(purposes: str = ALL, **cells: str) -> ConsentAct:
    """One act of consent, given in January."""
    values = {"participant": PERSON, "form": "v1", "language": "de", "how": "oral", "given": "2026-01-10"}
    return ConsentAct.model_validate(values | {"purposes": purposes} | cells)


@pytest.mark.parametrize(
    ("cells", "allowed"),
    [
        ({}, True),
        ({"given": "2026-03-15"}, True),
        ({"given": "2026-03-16"}, False),
        ({"given": "2026-03"}, True),
        ({"given": "2026-04"}, False),
        ({"given": "2027"}, False),
        ({"expires": "2026-03-15"}, True),
        ({"expires": "2026-03-14"}, False),
        ({"expires": "2026-03"}, True),
        ({"expires": "2026-02"}, False),
        ({"expires": "2025"}, False),
        ({"withdrawn": "2026-03-14"}, False),
        ({"withdrawn": "2099"}, False),
        ({"purposes": "take-part analyse"}, False),
    ],
)
def test_an_act_allows_what_it_names_while_it_holds(cells: dict[str, str], allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    """From the first day it may have been given to the last it may last; never once withdrawn."""
    purposes = cells.get("purposes", ALL)
    rest = {key: value for key, value in cells.items() if key != "purposes"}

    assert allowed is act(purposes, **rest).allows(Purpose.QUOTE, DAY)


def test_unknown_persons_allow_nothing() -> None:
    """Consent of one person is nobody else's."""
    assert not Ledger((act(),)).allows("p-333333", Purpose.TAKE_PART, DAY)


def test_a_withdrawn_act_leaves_the_others() -> None:
    """Somebody may take back quoting and go on taking part."""
    ledger = Ledger((act("take-part analyse"), act("quote publish", withdrawn="2026-02-01")))

    assert ledger.allows(PERSON, Purpose.ANALYSE, DAY)
    assert not ledger.allows(PERSON, Purpose.QUOTE, DAY)
    assert not ledger.withdrawn(PERSON)


def test_who_took_back_everything_has_withdrawn() -> None:
    """And who never consented has not: there was nothing to take back."""
    ledger = Ledger((act(withdrawn="2026-02-01"), act("quote", withdrawn="2026-02")))

    assert ledger.withdrawn(PERSON)
    assert not ledger.withdrawn("p-333333")


@given(st.sets(st.sampled_from(Purpose)), st.sampled_from(Purpose))
def test_no_purpose_brings_another_with_it(given_for: set[Purpose], asked: Purpose) -> None:
    """Publishing does not follow from quoting, nor anything from anything."""
    purposes = " ".join(sorted(given_for))

    assert (asked in given_for) is act(purposes).allows(asked, DAY)


@pytest.mark.parametrize(
    "cells",
    [
        {"given": "2026-02-30"},
        {"given": ""},
        {"how": "nodded"},
        {"purposes": "quote everything"},
        {"participant": "Erna"},
        {"withdrawn": "gestern"},
    ],
)
def test_a_row_in_doubt_allows_nothing(study: MiniStudy, cells: dict[str, str]) -> None:
    """It may be a withdrawal: until it can be read, nobody has consented to anything."""
    row = {
        "participant": PERSON,
        "purposes": ALL,
        "how": "oral",
        "given": "2026-01-10",
        "withdrawn": "",
    } | cells
    head = "participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note"
    line = f"{row['participant']},{row['purposes']},v1,de,{row['how']},,{row['given']},,{row['withdrawn']},"
    study.write("research/consent.csv", f"# faden.consent/1 synthetic\n{head}\n{line}\n")

    parsed = read_consent(study.folder)

    assert parsed.value is None
    assert {3} == {problem.place.line for problem in parsed.problems}
    assert "Erna" not in str([dict(problem.params) for problem in parsed.problems])


def test_a_withdrawal_takes_back_what_older_rows_allowed() -> None:
    """Whichever row it stands in; a later act may allow it anew."""
    old = act("take-part quote publish", given="2026-01-10")
    back = act("quote", given="2026-02-01", withdrawn="2026-02-15")
    anew = act("quote", given="2026-03-01")

    assert not Ledger((old, back)).allows(PERSON, Purpose.QUOTE, DAY)
    assert Ledger((old, back)).allows(PERSON, Purpose.PUBLISH, DAY)
    assert Ledger((old, back, anew)).allows(PERSON, Purpose.QUOTE, DAY)


def test_who_takes_back_taking_part_has_withdrawn_although_an_older_row_stands() -> None:
    """A later act that was withdrawn ends the older one too."""
    old = act("take-part quote", given="2026-01-10")
    back = act("take-part", given="2026-02-01", withdrawn="2026-02-15")

    assert Ledger((old, back)).withdrawn(PERSON)
