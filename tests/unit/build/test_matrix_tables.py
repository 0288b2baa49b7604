"""Matrices as tables: all for the team, and for others only what may be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ministudy import OFFICE, PEOPLE, MiniStudy

from faden.analysis.keywords import Match
from faden.analysis.matrix import By, Near
from faden.analysis.saturation import Rule
from faden.build.matrix_tables import (
    HIDDEN,
    codes_sheet,
    codes_sheet_outside,
    framework_sheet,
    saturation_sheet,
    together_sheet,
    words_sheet,
)
from faden.core.problems import StudyError, UnknownError
from faden.exchange.tables import format_table
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Clearance, content_hash, head_hash

FRAMEWORK = """\
format: faden.framework/1
rows: group
codes: [keine-antwort, schnelle-antwort]
cells:
  - row: residents
    code: keine-antwort
    text: {de: "Fünf warten."}
    codings: [c-22222222]
    by: erste
    "on": 2026
  - {row: residents, code: schnelle-antwort, text: {de: "=1+1"}, by: erste, "on": 2026}
"""


def _clear(study: MiniStudy) -> None:
    transcript = read_transcript(study.folder, "W01").value
    assert transcript is not None
    words, around = content_hash(transcript), head_hash(transcript)
    stamp = Clearance(hash=words, head=around, by="erste", on="2026-03-01")
    head = transcript.head.model_copy(update={"state": "cleared", "cleared": stamp})
    write_transcript(study.folder, replace(transcript, head=head))


def test_the_team_sees_every_number_beside_its_base(study: MiniStudy) -> None:
    """Codings, persons of persons, conversations of conversations."""
    sheet = codes_sheet(study.case(), [By.GROUP], ["keine-antwort"])

    assert [
        ("keine-antwort", "Keine Antwort", "residents", 5, 5, 6, 1, 1),
        ("keine-antwort", "Keine Antwort", "administration", 0, 0, 1, 0, 1),
        ("keine-antwort", "Keine Antwort", "*", 5, 5, 7, 1, 1),
    ] == list(sheet.rows)


def test_small_numbers_do_not_leave_the_team(study: MiniStudy) -> None:
    """One person quickly answered is that very person; the office is one person, too."""
    sheet = codes_sheet_outside(study.case(), [By.GROUP])
    told = {(row[0], row[2]): row[3:] for row in sheet.rows}

    assert HIDDEN == told["schnelle-antwort", "residents"][0]
    assert (HIDDEN, HIDDEN) == told["keine-antwort", "administration"]
    assert "codings" not in sheet.columns


def test_a_code_and_the_one_above_it_do_not_tell_who_is_left_over(study: MiniStudy) -> None:
    """Five residents under the code, six under the one above: the sixth would be told by subtraction."""
    sheet = codes_sheet_outside(study.case(), [By.GROUP])
    told = {row[0]: row[3] for row in sheet.rows if row[2] == "residents"}

    assert HIDDEN in {told["keine-antwort"], told["antworten"]}


def test_two_ways_are_protected_by_their_sums(study: MiniStudy) -> None:
    """Group by municipality: a cell of one is never told."""
    sheet = codes_sheet_outside(study.case(), [By.GROUP, By.MUNICIPALITY])

    small = {1, 2, 3, 4}
    assert set() == small & {cell for row in sheet.rows for cell in row}


def test_two_ways_do_not_tell_who_is_left_over_either(study: MiniStudy) -> None:
    """All are residents of one place: five under the code, six under the one above, in the very same cell."""
    study.edit("research/participants.csv", f"{OFFICE},administration", f"{OFFICE},residents")

    sheet = codes_sheet_outside(study.case(), [By.GROUP, By.MUNICIPALITY])
    told = {row[0]: row[4] for row in sheet.rows if row[2:4] == ("residents", "ort")}

    assert (6, HIDDEN) == (told["antworten"], told["keine-antwort"])


@pytest.mark.parametrize("by", [[By.ROLE], [By.GROUP, By.ROLE], []])
def test_what_has_no_protection_is_refused(study: MiniStudy, by: list[By]) -> None:
    """Roles count codings, which no threshold protects."""
    with pytest.raises(StudyError) as caught:
        codes_sheet_outside(study.case(), by)

    assert "matrix-outside-by" == caught.value.problem.code


def test_an_unknown_code_is_refused(study: MiniStudy) -> None:
    """A typo must not look like a code that nobody used."""
    with pytest.raises(UnknownError) as caught:
        codes_sheet(study.case(), [By.GROUP], ["wohnung"])

    assert "matrix-code-unknown" == caught.value.problem.code


def test_pairs_of_few_persons_stay_in_the_team(study: MiniStudy) -> None:
    """Neither the number nor that of who said one without the other."""
    study.code(
        ("c-22222222", "keine-antwort", "t2", "niemand hat geantwortet"),
        ("c-33333333", "schnelle-antwort", "t2", "geantwortet"),
    )

    inside = together_sheet(study.case(), Near.WORDS)
    outside = together_sheet(study.case(), Near.WORDS, outside=True)

    assert (("keine-antwort", "schnelle-antwort", 1, 1, 1, 1),) == inside.rows
    assert ((), 1) == (outside.rows, outside.left_out)


def test_words_outside_are_those_of_cleared_conversations_of_who_agreed(study: MiniStudy) -> None:
    """Nothing of an uncleared text, nothing of who did not agree to an archive, no id of a person."""
    study.consents(
        dict.fromkeys((*PEOPLE[1:], OFFICE), "take-part record archive") | {PEOPLE[0]: "take-part"}
    )
    inside = words_sheet(study.case(), "antwort*", Match.FOLDED)
    waiting = words_sheet(study.case(), "geantwortet", Match.FOLDED, outside=True)
    _clear(study)
    outside = words_sheet(study.case(), "geantwortet", Match.FOLDED, outside=True)

    assert PEOPLE[0] in {row[-1] for row in words_sheet(study.case(), "geantwortet", Match.FOLDED).rows}
    assert ("t9", OFFICE) in {(row[1], row[-1]) for row in inside.rows}
    assert () == waiting.rows
    assert ["t4"] == [row[1] for row in outside.rows]
    assert 1 == outside.left_out
    assert "participant" not in outside.columns


def test_words_of_who_withdrew_are_in_no_table(study: MiniStudy) -> None:
    """Their consent to take part is gone."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), "take-part"))

    sheet = words_sheet(study.case(), "geantwortet", Match.FOLDED)

    assert PEOPLE[0] not in {row[-1] for row in sheet.rows}
    assert 1 == sheet.left_out


def test_a_framework_of_persons_stays_in_the_team(study: MiniStudy) -> None:
    """Each row would be somebody."""
    with pytest.raises(StudyError) as caught:
        framework_sheet(study.case(), language="de", outside=True)

    assert "matrix-outside-persons" == caught.value.problem.code


def test_a_summary_of_few_is_hidden_from_others(study: MiniStudy) -> None:
    """And no coding is named; within the team all of it stands."""
    study.write("analysis/framework.yaml", FRAMEWORK)

    inside = framework_sheet(study.case(), language="de")[0]
    outside = framework_sheet(study.case(), language="de", outside=True)[0]

    assert ("residents", "Fünf warten. [c-22222222]", "=1+1") == inside.rows[0]
    assert ("residents", "Fünf warten.", HIDDEN) == outside.rows[0]
    assert ("administration", HIDDEN, HIDDEN) == outside.rows[1]
    assert b"'=1+1" in format_table("csv", inside.name, inside.columns, inside.rows)


def test_saturation_outside_names_no_conversation(study: MiniStudy) -> None:
    """The curve is told, not who brought what."""
    inside, found = saturation_sheet(study.case(), Rule())
    outside, _ = saturation_sheet(study.case(), Rule(), outside=True)

    assert ((1, "W01", 2, 2, "2.00", "2", "2", "2", "keine-antwort schnelle-antwort"),) == inside.rows
    assert ((1, 2, 2, "2.00", "2", "2", "2"),) == outside.rows
    assert found.reached is None
