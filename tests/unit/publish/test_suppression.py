"""Small numbers: not told, and not to be worked out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.publish.suppression import suppressed

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)
LEAST = st.integers(3, 10)


@given(COUNTS, LEAST, st.booleans())
def test_no_small_number_is_told_and_no_other_is_changed(
    counts: dict[str, int],
    least: int,
    total: bool,  # noqa: FBT001 - a value of the property
) -> None:
    """What is told is true, and zero or at least the threshold."""
    told = suppressed(counts, least, total_told=total)

    assert list(counts) == list(told)
    assert all(told[key] in (None, n) for key, n in counts.items())
    assert all(n is None or n == 0 or n >= least for n in told.values())


@given(COUNTS, LEAST)
def test_nothing_is_hidden_without_need(counts: dict[str, int], least: int) -> None:
    """Where no number is small, all are told."""
    large = {key: n * least for key, n in counts.items()}

    assert large == suppressed(large, least)


def _fitting(counts: dict[str, int], told: dict[str, int | None]) -> Iterator[tuple[int, ...]]:
    """All values of the hidden cells that fit what is told and the total."""
    hidden = [key for key, n in told.items() if n is None]
    rest = sum(counts[key] for key in hidden)
    for values in itertools.product(range(rest + 1), repeat=len(hidden) - 1):
        if sum(values) <= rest:
            yield (*values, rest - sum(values))


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=2), st.integers(3, 5))
def test_hidden_numbers_cannot_be_recomputed_from_the_total(counts: dict[str, int], least: int) -> None:
    """The attack: total and told cells given, no hidden small number has only one possible value.

    The attacker also knows that zeros are only hidden together with everything else.
    """
    told = suppressed(counts, least)
    hidden = [key for key, n in told.items() if n is None]
    if not hidden:
        return
    lowest = 0 if len(hidden) == len(counts) else 1
    fitting = [values for values in _fitting(counts, told) if min(values) >= lowest]

    for at, key in enumerate(hidden):
        assert counts[key] >= least or len({values[at] for values in fitting}) > 1


@pytest.mark.parametrize(("cells", "least", "total"), [(2, 5, 30), (3, 5, 22), (3, 3, 18), (4, 4, 13)])
def test_who_knows_the_rule_cannot_undo_it(cells: int, least: int, total: int) -> None:
    """The strongest attack: try all tables of this total and keep those that would look the same.

    If they all agreed on a small hidden number, hiding it would have hidden nothing.
    """
    looks: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for values in itertools.product(range(total + 1), repeat=cells):
        if sum(values) == total:
            told = suppressed(dict(enumerate(values)), least)  # type: ignore[arg-type]  # any keys do
            looks[tuple(told.values())].append(values)

    for look, tables in looks.items():
        for at in (at for at, n in enumerate(look) if n is None):
            possible = {table[at] for table in tables}
            assert len(possible) > 1 or min(possible) >= least


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 26, "b": 2, "c": 9}, {"a": 26, "b": None, "c": None}),
        ({"a": 26, "b": 4, "c": 4}, dict.fromkeys("abc")),
        ({"a": 26, "b": 4, "c": 3}, {"a": 26, "b": None, "c": None}),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 9}, dict.fromkeys("abcdef")),
        ({"a": 12, "b": 2, "c": 12}, dict.fromkeys("abc")),
        ({"a": 3, "b": 0}, dict.fromkeys("ab")),
        ({"a": 0, "b": 7}, {"a": 0, "b": 7}),
    ],
)
def test_what_is_hidden_besides(counts: dict[str, int], told: dict[str, int | None]) -> None:
    """Five hidden ones with the sum five would be five ones, two with the sum eight might be two fours.

    Equal numbers are hidden together: which of them was chosen would tell something.
    """
    assert told == suppressed(counts, 5)


def test_without_a_total_only_the_small_ones_are_hidden() -> None:
    """Nothing can be recomputed."""
    assert {"a": 26, "b": None, "c": 9} == suppressed({"a": 26, "b": 2, "c": 9}, 5, total_told=False)
