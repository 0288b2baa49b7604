"""Hostile studies and tables, made without knowing faden, against what faden publishes."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from faden.publish.exposure import NOTHING, Crowd, Exposed, Fact, Facts, Shown, shown
from faden.publish.exposure_tables import SUM as OURS
from faden.publish.exposure_tables import TwoWay, suppress_table
from tests.attack.hostile_quotes import STUDIES, TABLES, bounds, matching, recomputable
from tests.attack.hostile_tables import SUM, Cell

EACH_STUDY = pytest.mark.parametrize("study", STUDIES, ids=lambda study: study["name"])
EACH_TABLE = pytest.mark.parametrize("name", TABLES)
K = 5


def _facts(known: dict[str, Any]) -> set[Fact]:
    return {(key, str(value)) for key, value in known.items() if key not in {"count", "id"}}


def _crowd(study: dict[str, Any]) -> Crowd:
    """Everybody of the population as somebody who could have been asked."""
    people: dict[str, set[Fact]] = {}
    for at, group in enumerate(study["population"]):
        for n in range(group["count"]):
            people[f"{at}-{n}"] = _facts(group)
    # The person asked is one of them.
    (asked,) = study["persons"]
    people[asked["id"]] = people.pop(next(p for p, facts in people.items() if facts == _facts(asked)))
    everything = set().union(*people.values())
    holds = {fact: frozenset(p for p, facts in people.items() if fact in facts) for fact in everything}
    holds["language", "de"] = frozenset(people)

    def estimate(_: frozenset[str], facts: Facts) -> float:
        return sum(
            group["count"] for group in study["population"] if facts - {("language", "de")} <= _facts(group)
        )

    groups = dict.fromkeys(people, "residents")
    return Crowd(groups, {"residents": "residents"}, holds, least=lambda _: study["k"], estimate=estimate)


def shown_of(study: dict[str, Any], ids: tuple[str, ...]) -> Shown:
    quotes = [q for q in study["quotes"] if q["id"] in ids]
    exposed = [Exposed(q["id"], q["person"], "de", frozenset(_facts(q["reveals"]))) for q in quotes]
    return shown(_crowd(study), exposed)


@EACH_STUDY
def test_dp_08_what_is_unique_together_is_never_shown_together(study: dict[str, Any]) -> None:
    """Every set that the attacker calls harmless is shown whole; of every other one something is withheld."""
    ids = [quote["id"] for quote in study["quotes"]]
    for size in range(1, len(ids) + 1):
        for chosen in itertools.combinations(ids, size):
            told = set(shown_of(study, chosen).labels)

            assert matching(study, tuple(told)) >= study["k"]
            assert (told == set(chosen)) is (list(chosen) in study["allowed"])


@EACH_STUDY
def test_dp_08_as_few_as_possible_are_withheld(study: dict[str, Any]) -> None:
    """No harmless set is larger than the one shown; and it is the same one every time."""
    ids = tuple(quote["id"] for quote in study["quotes"])
    most = max(len(chosen) for chosen in study["allowed"])

    assert most == len(shown_of(study, ids).labels)
    assert shown_of(study, ids) == shown_of(study, tuple(reversed(ids)))


def test_dp_07_who_is_not_of_the_people_is_not_quoted() -> None:
    """Somebody of whom the facts are not known to be true cannot hide among those of whom they are."""
    crowd = _crowd(STUDIES[0])

    assert "" == crowd.label("nobody", NOTHING)


def published_of(told: TwoWay) -> dict[Cell, int | None]:
    cells: dict[Cell, int | None] = {(r, c): n for r, row in told.cells.items() for c, n in row.items()}
    cells |= {(r, SUM): n for r, n in told.rows.items()}
    cells |= {(SUM, c): n for c, n in told.columns.items()}
    return cells | {(SUM, SUM): told.total}


@EACH_TABLE
def test_dp_09_the_attacker_recomputes_nothing(name: str) -> None:
    """No small cell exactly, and none to an interval narrower than the threshold."""
    table = TABLES[name]
    rows = list(dict.fromkeys(row for row, _ in table if row != SUM))
    columns = list(dict.fromkeys(column for _, column in table if column != SUM))

    published = published_of(suppress_table({r: {c: table[r, c] for c in columns} for r in rows}, K))

    assert OURS not in rows
    if all(n is None for n in published.values()):
        return
    assert [] == recomputable(table, published, K)
    for cell, (low, high) in bounds(table, published, K).items():
        assert not 0 < table[cell] < K or high - low >= K - 1
