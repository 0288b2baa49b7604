"""Kinship of names: parts of a full name in any script, and full names before their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.protection.pseudonyms.candidates import Candidate
from faden.protection.pseudonyms.decisions import State
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.kinship import Kinship, words_of
from faden.protection.pseudonyms.labels import Proposed, propose
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.review import alike, queue


def person(*forms: str, score: float = 0.9) -> Candidate:
    """A person who waits."""
    return Candidate("".join(forms).ljust(12, "x"), Kind.PERSON, forms[0].casefold(), forms, (), score)


def listed(*names: tuple[str, str]) -> State:
    """A list of persons with their labels."""
    return State(names=tuple(Name(name=name, label=label, kind="person") for name, label in names))


@pytest.mark.parametrize(
    ("part", "whole", "fits"),
    [
        ("Rasha", "Rasha Haddad", True),
        ("Haddad", "Rasha Haddad", True),
        ("Haddads", "Rasha Haddad", True),
        ("Frau Haddad", "Rasha Haddad", True),
        ("R. Haddad", "Rasha Haddad", True),
        ("M. Haddad", "Rasha Haddad", False),
        ("Amira Haddad", "Rasha Haddad", False),
        ("محمود", "Mahmoud Darwisch", True),
        ("Machmud", "Mahmoud Darwisch", True),
        ("Махмуд", "Mahmoud Darwisch", True),
        ("Ali", "Alina Weber", False),
        ("علي", "ابو علي", True),
        ("ابو علي", "علي", False),
        ("Frau", "Frau Haddad", False),
        ("A.", "Amira Haddad", False),
    ],
)
def test_a_part_is_known_in_any_script(part: str, whole: str, fits: bool) -> None:  # noqa: FBT001 - a table
    """Every word of it stands in the full name; a shared surname is not enough, an initial is."""
    kinship = Kinship([part, whole, "Haddad"])

    assert fits is kinship.is_part([part], [whole])


@given(st.text(), st.text())
def test_a_name_with_a_telling_word_is_a_part_of_itself(one: str, other: str) -> None:
    """Over all of Unicode."""
    kinship = Kinship([one, other])
    telling = any(len(word) > 1 for word in words_of(one))

    assert telling is kinship.is_part([one], [one])


def test_full_names_are_asked_before_their_parts() -> None:
    """Else the parts become persons of their own; what is no name keeps its place."""
    parts = (person("Rasha"), person("Haddad", score=0.99), person("رشا", score=0.95))
    full, place = (
        person("Rasha Haddad", score=0.5),
        Candidate("o" * 12, Kind.PLACE, "kiel", ("Kiel",), (), 0.97),
    )
    asked = queue(State(open=(*parts, place, full)))

    assert ["Rasha Haddad", "Haddad", "Kiel", "رشا", "Rasha"] == [c.forms[0] for c in asked]


@pytest.mark.parametrize("part", ["Rasha", "Frau Haddad", "رشا", "Raša Hadad"])
def test_a_part_of_a_decided_name_is_proposed_as_that_person(part: str) -> None:
    """Enter must not make two people of one; the reason is told."""
    state = listed(("Rasha Haddad", "[Person A]"), ("Omar", "[Person B]"))

    assert Proposed("[Person A]", same=True, because="Rasha Haddad") == propose(person(part), state)


def test_where_several_may_be_meant_nobody_is_proposed() -> None:
    """A family shares a surname; all of them are named as a hint."""
    state = listed(("Rasha Haddad", "[Person A]"), ("Amira Haddad", "[Person B]"))

    assert Proposed("[Person C]") == propose(person("Haddad"), state)
    assert ("[Person A]", "[Person B]") == alike(person("Haddad"), state)


def test_who_has_just_this_name_goes_before_who_has_more() -> None:
    """Mahmoud was decided apart from Mahmoud Darwish, so محمود is the former."""
    state = listed(("Mahmoud", "[Person A]"), ("Mahmoud Darwish", "[Person B]"))

    assert "[Person A]" == propose(person("محمود"), state).label


def test_a_place_of_the_same_name_is_nobody() -> None:
    """Only persons are proposed for persons."""
    state = State(names=(Name(name="Rasha Haddad", label="[Ort A]", kind="place"),))

    assert Proposed("[Person A]") == propose(person("Rasha"), state)
    assert () == alike(person("Rasha"), state)
