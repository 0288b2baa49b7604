"""Matrices of counts, counted by hand."""

from __future__ import annotations

import pytest

from faden.analysis.matrix import By, Ground, Near, Observation, Person, count, together

A, B = "p-222222", "p-333333"


def _said(code: str, who: str | None, turn: str, place: tuple[int, int], **more: str) -> Observation:
    told = {"transcript": "I01", "role": "participant", "group": "residents", "municipality": "ort"} | more
    return Observation(
        coding=f"c-{code}-{turn}-{place[0]}",
        code=code,
        turns=(turn,),
        start=place[0],
        end=place[1],
        participant=who,
        **told,
    )


@pytest.fixture
def ground() -> Ground:
    """Two residents; one says three things, the other one, and the interviewer one."""
    return Ground(
        [
            _said("warten", A, "t2", (0, 10)),
            _said("warten", A, "t4", (20, 30)),
            _said("brief", A, "t2", (5, 15)),
            _said("brief", B, "t1", (0, 9), transcript="I02"),
            _said("brief", None, "t3", (16, 19), role="interviewer"),
        ],
        [
            Person(A, "residents", "ort", frozenset({"I01"})),
            Person(B, "residents", "dorf", frozenset({"I02"})),
        ],
        {
            "antwort": frozenset({"antwort", "warten", "brief"}),
            "warten": frozenset({"warten"}),
            "brief": frozenset({"brief"}),
        },
    )


def test_persons_count_once_and_have_a_base(ground: Ground) -> None:
    """Who says a thing twice is one person (QM-9); of how many stands beside."""
    found = count(ground, [By.GROUP])

    cell, base = found.cells["warten", ("residents",)], found.bases["residents",]
    assert (2, {A}, {"I01"}) == (cell.codings, cell.persons, cell.conversations)
    assert {A, B} == base.persons


def test_a_code_counts_with_all_below_it(ground: Ground) -> None:
    """A folder of codes is as wide as what is in it, and no person counts twice."""
    found = count(ground, [By.GROUP])

    assert (4, {A, B}) == (found.totals["antwort"].codings, found.totals["antwort"].persons)


def test_columns_can_be_told_apart_by_several_things(ground: Ground) -> None:
    """Group and municipality; who was asked and said nothing has an empty cell, not none."""
    found = count(ground, [By.GROUP, By.MUNICIPALITY])

    assert (("residents", "dorf"), ("residents", "ort")) == found.columns
    assert ("warten", ("residents", "dorf")) not in found.cells
    assert {B} == found.bases["residents", "dorf"].persons


def test_only_by_role_do_others_than_participants_count(ground: Ground) -> None:
    """An interviewer is no person asked; their words are seen only where roles are."""
    by_role, by_group = count(ground, [By.ROLE]), count(ground, [By.GROUP])

    assert 1 == by_role.cells["brief", ("interviewer",)].codings
    assert by_role.bases["interviewer",].persons is None
    assert 2 == by_group.totals["brief"].codings


def test_without_columns_there_is_one_for_all(ground: Ground) -> None:
    """The plain count."""
    assert ((),) == count(ground, []).columns


@pytest.mark.parametrize(("near", "pairs"), [(Near.WORDS, 1), (Near.TURN, 1)])
def test_codes_occur_together_where_they_meet(ground: Ground, near: Near, pairs: int) -> None:
    """In one conversation, on shared words or in one turn; once for each pair of codings."""
    (found,) = together(ground, near)

    assert ("warten", "brief") == (found.first, found.second)
    assert (pairs, {("I01", "t2")}, {A}) == (found.pairs, found.turns, found.persons)


def test_words_that_only_touch_do_not_meet() -> None:
    """Ends are excluded."""
    said = [_said("a", A, "t1", (0, 5)), _said("b", A, "t1", (5, 9))]
    ground = Ground(said, [], {"a": frozenset("a"), "b": frozenset("b")})

    assert () == together(ground, Near.WORDS)
    assert 1 == len(together(ground, Near.TURN))
