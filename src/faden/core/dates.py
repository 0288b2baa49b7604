"""Dates as precise as they are known or may be told: a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

PATTERN: Final = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | dt.date) and not isinstance(value, bool) else value


def _real(value: str) -> str:
    last_day(value)
    return value


PartialDate = Annotated[
    str, BeforeValidator(_text), StringConstraints(pattern=PATTERN), AfterValidator(_real)
]
"""``2025``, ``2025-03`` or ``2025-03-14``; the precision is what is written. 30 February is no date."""


def first_day(date: str) -> dt.date:
    """The first day that a date may mean: 1 January of ``2025``, the first of ``2025-03``.

    Raises:
        ValueError: It is no date, such as ``2025-02-30``.
    """
    return dt.date(*[*_parts(date), 1, 1][:3])


def last_day(date: str) -> dt.date:
    """The last day that a date may mean: 31 December of ``2025``, the month's end of ``2025-03``.

    Raises:
        ValueError: It is no date, such as ``2025-02-30``.
    """
    match _parts(date):
        case [year]:
            return dt.date(year, 12, 31)
        case [year, month]:
            return dt.date(year, month, calendar.monthrange(year, month)[1])
        case parts:
            return dt.date(*parts)


def _parts(date: str) -> list[int]:
    if not re.fullmatch(PATTERN, date):
        raise ValueError(date)
    return [int(part) for part in date.split("-")]
