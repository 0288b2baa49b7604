"""The list of names: where its faults stand, and that messages tell no name."""

from __future__ import annotations

import pytest

from faden.protection.pseudonyms.names import PATH, parse_names

HEAD = "# faden.pseudonyms/1\nname,label,kind,variants\n"

FAULTS = [
    (HEAD + "Zzyzx,[Bruder],person,\nZzyzx,[Onkel],person,\n", "pseudonym-twice", 4),
    (HEAD + "Zzyzx,Bruder von Zzyzx,person,\n", "pseudonym-names", 3),
    (HEAD + "…,[Bruder],person,\n", "pseudonym-without-letters", 3),
    (HEAD + "Zzyzx,,person,\n", "field-missing", 3),
    (HEAD + "Zzyzx,[Bruder]\n", "row-uneven", 3),
    ("Zzyzx,[Bruder],person,\n", "format-unknown", 1),
    ("# faden.pseudonyms/1\nZzyzx,[Bruder],person,\n", "column-missing", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), FAULTS)
def test_a_fault_stands_where_the_person_can_find_it(text: str, code: str, line: int) -> None:
    """In the file that was given; without one, in the list of the vault."""
    given, kept = parse_names(text, "mine/names.csv"), parse_names(text)

    assert given.value is None
    assert ("mine/names.csv", line) == (given.problems[0].place.path, given.problems[0].place.line)
    assert {"mine/names.csv"} == {problem.place.path for problem in given.problems}
    assert {PATH} == {problem.place.path for problem in kept.problems}
    assert code in {problem.code for problem in given.problems}


@pytest.mark.parametrize(("text", "code", "line"), FAULTS)
def test_no_fault_tells_a_name(text: str, code: str, line: int) -> None:
    """Also where the line of columns is forgotten, and a row of names stands in its place."""
    told = " ".join(str(problem) for problem in parse_names(text).problems)

    assert (code, line, False) == (code, line, "zzyzx" in told.casefold())


def test_a_column_of_another_name_is_told() -> None:
    """What is no row can be named, and so be found."""
    told = parse_names(HEAD.replace("kind", "art") + "Zzyzx,[Bruder],person,\n").problems

    assert "art" in {problem.params.get("column") for problem in told}
