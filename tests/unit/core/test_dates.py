"""Dates as precise as they may be told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from faden.core.dates import PartialDate, first_day, last_day

DATE = TypeAdapter(PartialDate)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025-12", dt.date(2025, 12, 1), dt.date(2025, 12, 31)),
        ("9999-12", dt.date(9999, 12, 1), dt.date(9999, 12, 31)),
        ("2025-03-14", dt.date(2025, 3, 14), dt.date(2025, 3, 14)),
    ],
)
def test_a_date_spans_the_days_it_may_mean(written: str, first: dt.date, last: dt.date) -> None:
    """A month is all its days, a year all its months."""
    assert (first, last) == (first_day(written), last_day(written))


@pytest.mark.parametrize(
    "written", ["2025-02-30", "2025-13", "2023-02-29", "0000", "25-03-14", "2025-3", "٢٠٢٥", "2025\n", ""]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """30 February is refused where it is read, not in the middle of a check."""
    with pytest.raises(ValidationError):
        DATE.validate_python(written)
    with pytest.raises(ValueError, match=r".*"):
        last_day(written)


@given(st.dates())
def test_every_day_is_read_as_written(day: dt.date) -> None:
    """The precision is what is written; YAML may have made a year a number."""
    assert day.isoformat() == DATE.validate_python(day)
    assert f"{day.year:04d}" == DATE.validate_python(f"{day.year:04d}")
    assert (day, day) == (first_day(day.isoformat()), last_day(day.isoformat()))


def test_true_is_no_year() -> None:
    """A truth value is a number to Python, not to us."""
    with pytest.raises(ValidationError):
        DATE.validate_python(True)  # noqa: FBT003 - the value under test
