"""Coefficients of agreement: the figures of the books, and what is undefined."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance
from published import COMPARED, EXAMPLES, PSYCHOLOGISTS, TWO_BINARY, Example, columns
from sklearn.metrics import cohen_kappa_score

from faden.coding.agreement.coefficients import (
    Coefficient,
    Ratings,
    Undefined,
    alpha,
    jaccard,
    kappa,
    masi,
    nominal,
    percent,
)

CODES = st.frozensets(st.sampled_from("abcd"))
UNITS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=2, max_size=30)


@pytest.mark.parametrize("example", [*EXAMPLES, *COMPARED], ids=lambda example: example.source)
def test_a_figure_is_that_of_the_book(example: Example) -> None:
    """Published worked examples are the only check that does not share our errors."""
    assert example.printed == pytest.approx(example.compute().value, abs=example.within)


def test_the_standard_error_of_kappa_is_the_one_for_large_samples() -> None:
    """Fleiss, Cohen and Everitt (1969); leaving out one unit at a time comes to nearly the same."""
    told = kappa(PSYCHOLOGISTS).interval
    other = alpha(PSYCHOLOGISTS).interval

    assert told is not None
    assert other is not None
    assert (other[1] - other[0]) == pytest.approx(told[1] - told[0], rel=0.05)


@pytest.mark.parametrize("units", range(2, 40))
def test_kappa_has_no_interval_where_one_coder_never_varies(units: int) -> None:
    """It is 0 whatever the other one does; what rounding leaves of the error is no certainty."""
    found = kappa([("1", "0"), *[("0", "0")] * (units - 1)])

    assert (pytest.approx(0.0), None) == (found.value, found.interval)


@given(UNITS)
def test_kappa_is_what_scikit_learn_computes(ratings: list[tuple[str, str]]) -> None:
    """An independent implementation, for any table of two coders."""
    found = kappa(ratings)

    if found.value is None:
        assert 1 == len({value for row in ratings for value in row})
    else:
        assert cohen_kappa_score(*zip(*ratings, strict=True)) == pytest.approx(found.value)


@given(st.lists(st.tuples(CODES, CODES), min_size=2, max_size=25))
@pytest.mark.parametrize("ours", [masi, nominal], ids=["masi", "nominal"])
def test_alpha_is_what_nltk_computes(
    ours: Callable[[frozenset[str], frozenset[str]], float],
    ratings: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    """An independent implementation; nltk gives 1 where alpha is undefined, faden nothing."""
    logging.disable(logging.DEBUG)
    # nltk divides by the union: an empty set is therefore given a name of its own here.
    named = [[codes or frozenset({"nothing"}) for codes in row] for row in ratings]
    data = [
        (str(coder), str(unit), codes) for unit, row in enumerate(named) for coder, codes in enumerate(row)
    ]
    theirs = masi_distance if ours is masi else nominal

    found = alpha(ratings, ours)

    if found.value is None:
        assert Undefined.NO_VARIATION == found.reason
    else:
        assert AnnotationTask(data, distance=theirs).alpha() == pytest.approx(found.value)


@given(CODES, CODES)
def test_a_distance_of_sets_is_one(a: frozenset[str], b: frozenset[str]) -> None:
    """0 for the same only, 1 for nothing shared, alike in both directions."""
    for distance in (masi, jaccard):
        assert distance(a, b) == distance(b, a)
        assert (distance(a, b) == 0) == (a == b)
        assert (distance(a, b) == 1) == (a != b and not a & b)
    assert masi(a, b) >= jaccard(a, b)


@pytest.mark.parametrize(
    ("a", "b", "jaccard_printed", "kind"),
    [
        ("ab", "ab", 1, 1),
        ("ab", "abc", 2 / 3, 2 / 3),
        ("abc", "abd", 1 / 2, 1 / 3),
        ("a", "b", 0, 0),
    ],
)
def test_masi_weighs_how_two_sets_relate(a: str, b: str, jaccard_printed: float, kind: float) -> None:
    """Passonneau (2006): 1 for identity, 2/3 for inclusion, 1/3 for overlap, 0 for nothing shared."""
    assert 1 - jaccard_printed * kind == pytest.approx(masi(frozenset(a), frozenset(b)))


UNDEFINED = [
    ([], Undefined.NO_UNITS),
    (columns("1..", ".1."), Undefined.NO_UNITS),
    (columns("111", "111"), Undefined.NO_VARIATION),
]


@pytest.mark.parametrize(("ratings", "reason"), UNDEFINED)
@pytest.mark.parametrize("measure", [kappa, alpha], ids=["kappa", "alpha"])
def test_undefined_is_undefined(
    measure: Callable[[Ratings], Coefficient], ratings: Ratings, reason: Undefined
) -> None:
    """Never 1, which would praise what nobody has tested, and never 0 (QM-5)."""
    found = measure(ratings)

    assert (None, reason, None) == (found.value, found.reason, found.interval)


def test_kappa_is_for_two() -> None:
    """For more coders there is alpha; an average of kappas would look like one."""
    assert Undefined.NOT_TWO == kappa(columns("12", "12", "12")).reason


def test_percent_of_all_alike_is_all_though_alpha_is_undefined() -> None:
    """Percent agreement is a plain share; it does not ask about chance."""
    assert 1 == percent(columns("111", "111")).value


def test_gaps_take_a_unit_out_only_where_one_value_is_left() -> None:
    """Units with one value say nothing about agreement (Krippendorff 2011)."""
    found = alpha(columns("12.1", "12.1", "1.32"))

    assert 3 == found.n


def test_small_samples_have_wide_intervals_and_tiny_ones_none() -> None:
    """Ten units leave alpha open; from four nothing can be told."""
    ten, four = alpha(TWO_BINARY).interval, alpha(TWO_BINARY[:4]).interval

    assert ten is not None
    assert ten[1] - ten[0] > 1
    assert four is None


@given(UNITS)
def test_an_interval_holds_its_coefficient_and_ends_at_one(ratings: list[tuple[str, str]]) -> None:
    """No coefficient can be above 1."""
    for found in (kappa(ratings), alpha(ratings), percent(ratings)):
        if found.interval is not None and found.value is not None:
            assert found.interval[0] - 1e-9 <= found.value <= found.interval[1] + 1e-9
            assert found.interval[1] <= 1


@given(UNITS, st.randoms())
def test_the_order_of_units_and_coders_does_not_matter(
    ratings: list[tuple[str, str]], random: object
) -> None:
    """The same data, the same figures: nothing is drawn by lot."""
    shuffled = sorted(((b, a) for a, b in ratings), key=lambda _: random.random())  # type: ignore[attr-defined]  # any order

    told, again = alpha(ratings), alpha(shuffled)

    assert told.value == pytest.approx(again.value)
    assert told.n == again.n
