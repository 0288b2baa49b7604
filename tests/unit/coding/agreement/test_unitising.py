"""Agreement on where words begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import C_CODE, LENGTH

from faden.coding.agreement.coefficients import Undefined
from faden.coding.agreement.unitising import Parts, alpha_u, disagreement, joined, u_alpha

SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 10)), max_size=6).map(
    lambda found: joined([(start, start + length) for start, length in found])
)


def test_the_disagreements_of_the_book_are_met_one_by_one() -> None:
    """Krippendorff (2004), p. 254: observed .0144, expected .0532 for the code c."""
    parts = disagreement(C_CODE, LENGTH)

    assert 0.0144 == pytest.approx(parts.observed, abs=0.0001)
    assert 0.0532 == pytest.approx(parts.expected, abs=0.0001)


@pytest.mark.parametrize(
    ("one", "other", "printed"),
    [
        ((5, 11), (4, 6), 26),
        ((5, 11), (5, 7), 16),
        ((5, 11), (6, 8), 10),
        ((5, 11), (7, 9), 8),
        ((5, 11), (6, 10), 2),
        ((5, 11), (5, 11), 0),
        ((225, 295), (220, 300), 50),
        ((370, 400), (355, 375), 850),
    ],
)
def test_two_stretches_are_as_far_apart_as_in_the_book(
    one: tuple[int, int], other: tuple[int, int], printed: int
) -> None:
    """Krippendorff (2004), section 11.6: squared distances of the beginnings and of the ends."""
    found = disagreement([[one], [other]], 500)

    assert printed == pytest.approx(found.observed * 500**2)


def test_a_stretch_in_a_gap_counts_its_squared_length() -> None:
    """Krippendorff (2004): a unit of 20 where the other has a gap counts 400."""
    assert 400 == pytest.approx(disagreement([[(400, 420)], []], 500).observed * 500**2)


@given(SPANS)
def test_the_same_stretches_agree_fully_or_are_undefined(spans: tuple[tuple[int, int], ...]) -> None:
    """Where nobody coded anything there is nothing to agree on."""
    found = alpha_u([disagreement([spans, spans], 120)])

    assert (1 if spans else None) == found.value
    later = u_alpha([[(s, e, "a") for s, e in spans]] * 2, 120)
    assert later.value == (pytest.approx(1) if spans else None)


@given(SPANS, SPANS)
def test_agreement_is_never_above_one_and_does_not_ask_who_is_first(
    a: tuple[tuple[int, int], ...], b: tuple[tuple[int, int], ...]
) -> None:
    """Symmetric in the coders."""
    there, back = alpha_u([disagreement([a, b], 120)]), alpha_u([disagreement([b, a], 120)])

    assert there.value == (None if back.value is None else pytest.approx(back.value))
    assert there.value is None or there.value <= 1


def test_nobody_coded_is_undefined() -> None:
    """Not full agreement: a code that nobody used has not been tested."""
    assert Undefined.NO_VARIATION == alpha_u([Parts(0, 0)]).reason
    assert Undefined.NO_UNITS == alpha_u([]).reason
    assert u_alpha([[], []], 0).value is None


def test_overlapping_stretches_of_one_coder_become_one() -> None:
    """A coder cannot disagree with themself; neighbours stay two."""
    assert ((0, 8), (8, 9), (12, 14)) == joined([(4, 8), (0, 5), (12, 14), (8, 9)])
