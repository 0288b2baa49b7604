"""Nothing is told of so few that a difference of two told figures would be of them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.prototypes.sessions.telling import Dimension, tellable


def _parts(**by: str) -> dict[Dimension, dict[str, frozenset[str]]]:
    """A letter a session and dimension: ``group="aab"`` is two of a and one of b."""
    parts: dict[Dimension, dict[str, frozenset[str]]] = {}
    for dimension, letters in by.items():
        values: dict[str, set[str]] = {}
        for at, letter in enumerate(letters):
            values.setdefault("" if letter == "-" else letter, set()).add(str(at))
        parts[dimension] = {v: frozenset(ids) for v, ids in values.items()}  # type: ignore[index]  # names of dimensions
    return parts


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("aaaaaaa", ("a",)),
        ("aaaaabbbbb", ("a", "b")),
        ("aaaaaabb", ()),
        ("aaaaaaabbbccc", ("a",)),
        ("aaaaaaaaabbbbbcc", ("a",)),
        ("aaaaa--", ()),
        ("aaaa", ()),
    ],
)
def test_a_group_is_told_where_the_rest_is_none_or_enough(letters: str, told: tuple[str, ...]) -> None:
    """k = 5: of 8 with 6 in one group the other two would be known."""
    found = tellable(_parts(group=letters), frozenset(map(str, range(len(letters)))), 5)

    assert told == found.get("group", ())


def test_a_language_that_is_a_group_but_for_one_is_not_told() -> None:
    """Seven of one group, six of whom tested in Arabic: the seventh would be known."""
    parts = _parts(group="aaaaaaabbbbb", language="xxxxxxyyyyyy")

    assert {"group": ("a", "b"), "language": ()} == tellable(parts, frozenset(map(str, range(12))), 5)


@given(
    st.lists(st.tuples(st.sampled_from("ab-"), st.sampled_from("xyz")), min_size=1, max_size=24),
    st.integers(3, 6),
)
def test_no_told_set_lies_in_another_but_for_a_few(rows: list[tuple[str, str]], least: int) -> None:
    """For any sample: sets within each other differ by none or by enough."""
    groups, languages = ("".join(letters) for letters in zip(*rows, strict=True))
    everybody = frozenset(map(str, range(len(rows))))
    parts = _parts(group=groups, language=languages)

    told = tellable(parts, everybody, least)

    kept = [everybody] if len(rows) >= least else []
    for dimension, values in told.items():
        sets = [parts[dimension][value] for value in values]
        kept += [*sets, everybody.difference(*sets)]
    assert all(not ids or len(ids) >= least for ids in kept)
    for one, other in combinations([ids for ids in kept if ids], 2):
        if one <= other or other <= one:
            assert not 0 < len(one ^ other) < least
