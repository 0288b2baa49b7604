"""The table of figures: complete, unambiguous, and readable by the machine."""

from __future__ import annotations

import re

import pytest

from measurements.targets import PREFIXES, UNITS, Comparison, parse_comparison, ratio, read_targets


def test_no_figure_stands_in_the_table_twice() -> None:
    """An id names one figure."""
    ids = [target.id for target in read_targets()]

    assert sorted(set(ids)) == sorted(ids)


def test_every_id_begins_with_one_of_the_agreed_words() -> None:
    """Figures are found by what they are about, and every beginning has at least one."""
    begins = {target.id.partition(".")[0] + "." for target in read_targets()}

    assert set(PREFIXES) == begins


def test_figures_of_one_kind_stand_together() -> None:
    """The report has one table for each beginning, in the agreed order."""
    begins = [target.id.partition(".")[0] + "." for target in read_targets()]

    assert list(PREFIXES) == list(dict.fromkeys(begins))
    assert sorted(begins, key=PREFIXES.index) == begins


def test_every_row_is_filled_in() -> None:
    """Each figure says its unit, what it is, and on what it is measured."""
    for target in read_targets():
        assert target.unit in UNITS, target.id
        assert target.data, target.id
        assert target.says, target.id
        assert re.fullmatch(r"[a-z]+(\.[a-z0-9-]+)+", target.id)


def test_every_target_can_be_compared_and_is_in_the_unit_of_its_row() -> None:
    """A target of 50 ms beside a figure in seconds would be met by mistake."""
    for target in read_targets():
        comparison = target.comparison
        assert comparison is None or comparison.unit in {"", target.unit}, target.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">= 0.62", Comparison(of_ratio=False, sign=">=", bound=0.62, unit="")),
        ("<= 50 ms", Comparison(of_ratio=False, sign="<=", bound=50, unit="ms")),
        ("== 0", Comparison(of_ratio=False, sign="==", bound=0, unit="")),
        ("ratio < 0.2", Comparison(of_ratio=True, sign="<", bound=0.2, unit="")),
        (">= baseline", Comparison(of_ratio=False, sign=">=", bound=None, unit="")),
    ],
)
def test_a_target_is_read_as_it_is_written(text: str, expected: Comparison) -> None:
    """Sign, number and unit; of the ratio only where it says so."""
    assert expected == parse_comparison(text)


@pytest.mark.parametrize(
    "text", ["", "0.62", "≥ 0.62", ">= ", "=> 1", "ratio < 1 ms", "ratio < baseline", "< 1 2 3"]
)
def test_what_is_no_comparison_is_refused(text: str) -> None:
    """A target that nobody can judge is a mistake in the table."""
    with pytest.raises(ValueError, match="not a comparison"):
        parse_comparison(text)


@pytest.mark.parametrize(
    ("text", "value", "baseline", "expected"),
    [
        (">= 0.62", 0.62, None, True),
        ("< 50 ms", 50, None, False),
        ("== 0", 0, None, True),
        ("== 0", None, None, False),
        ("ratio < 0.2", 1, 10, True),
        ("ratio < 0.2", 1, None, False),
        ("ratio < 0.2", 1, 0, False),
        (">= baseline", -0.1, -0.2, True),
        (">= baseline", 0.3, None, False),
    ],
)
def test_a_figure_meets_its_target_or_does_not(
    text: str, value: float | None, baseline: float | None, *, expected: bool
) -> None:
    """What was not measured, or has nothing to be compared with, is not met."""
    assert expected is parse_comparison(text).holds(value, baseline)


def test_there_is_no_ratio_to_nothing() -> None:
    """A baseline of zero gives no ratio, rather than an endless one."""
    assert ratio(1.0, 0.0) is None
    assert ratio(None, 2.0) is None
    assert ratio(1.0, 2.0) == 0.5
