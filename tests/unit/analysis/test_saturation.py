"""How codes accumulate: a known sequence gives a known result (QM-7)."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.analysis.saturation import Rule, accumulated, reached, saturation

HELD = {
    "I01": frozenset("abc"),
    "I02": frozenset("cd"),
    "I03": frozenset("de"),
    "I04": frozenset("e"),
    "I05": frozenset("a"),
    "I06": frozenset("b"),
    "I07": frozenset("f"),
}
CODES = st.dictionaries(
    st.sampled_from(["I01", "I02", "I03", "I04", "I05"]), st.frozensets(st.sampled_from("abcdef")), max_size=5
)


def test_each_step_tells_what_is_new() -> None:
    """In the order held."""
    found = saturation(HELD)

    assert [3, 1, 1, 0, 0, 0, 1] == [len(step.new) for step in found.steps]
    assert [3, 4, 5, 5, 5, 5, 6] == [step.codes for step in found.steps]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(), 6),  # base I01 to I04: five codes; I05 and I06 add none
        (Rule(base=2, run=2), 5),  # base four codes; I03 and I04 add one of four, I04 and I05 none
        (Rule(base=2, run=2, threshold=0.25), 4),  # one of four is a quarter
        (Rule(base=6, run=2), None),  # seven conversations are too few
        (Rule(base=1, run=1, threshold=0), 4),  # I04 is the first that adds nothing
    ],
)
def test_the_rule_holds_where_a_run_adds_little(rule: Rule, expected: int | None) -> None:
    """Guest, Namey and Chen (2020): new codes of the run in those of the base."""
    assert expected == saturation(HELD, rule).reached


@given(CODES)
def test_the_mean_is_that_of_all_orders(codes: dict[str, frozenset[str]]) -> None:
    """Exactly, not from the orders tried."""
    curves = [accumulated(order) for order in permutations(codes.values())]

    for step in saturation(codes).steps:
        at = [curve[step.number - 1] for curve in curves]
        assert sum(at) / len(at) == pytest.approx(step.mean)
        assert min(at) <= step.low <= step.middle <= step.high <= max(at)


def test_the_orders_tried_are_always_the_same() -> None:
    """The same input gives the same bytes."""
    assert saturation(HELD) == saturation(dict(HELD))


def test_nothing_held_is_nothing_reached() -> None:
    """An empty study is not saturated, and one without codes is not either."""
    assert ((), None, None, 0) == (
        saturation({}).steps,
        saturation({}).reached,
        saturation({}).reached_middle,
        saturation({}).share,
    )
    assert reached([frozenset()] * 9, Rule()) is None
