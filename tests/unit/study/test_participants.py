"""Participants by random id."""

from __future__ import annotations

from ministudy import PEOPLE, MiniStudy

from faden.study.participants import read_participants


def test_participants_are_read_in_the_order_of_the_file(study: MiniStudy) -> None:
    """With the lines of their rows."""
    parsed = read_participants(study.folder)

    assert parsed.value is not None
    assert [*PEOPLE, "p-888888"] == list(parsed.value)
    assert 4 == parsed.line(PEOPLE[1])


def test_a_person_listed_twice_is_a_problem(study: MiniStudy) -> None:
    """Two rows could say different things of one person."""
    study.edit("research/participants.csv", "p-333333", "p-222222")

    problems = read_participants(study.folder).problems

    assert [("participant-twice", 4)] == [(problem.code, problem.place.line) for problem in problems]


def test_a_row_with_nothing_but_its_id_is_a_tombstone(study: MiniStudy) -> None:
    """Who has withdrawn leaves no attribute behind."""
    study.edit("research/participants.csv", "p-333333,residents,ort,35-44,,de,,,W01", "p-333333,,,,,,,,")

    people = read_participants(study.folder).value

    assert people is not None
    assert [PEOPLE[1]] == [person.participant for person in people.values() if person.withdrawn]


def test_a_clear_name_in_the_column_of_ids_is_refused_and_not_repeated(study: MiniStudy) -> None:
    """Ids are random; a name there must neither be accepted nor echoed."""
    study.edit("research/participants.csv", "p-333333", "Erna Müller")

    (problem,) = read_participants(study.folder).problems

    assert ("value-invalid", 4) == (problem.code, problem.place.line)
    assert "Müller" not in str(dict(problem.params))
