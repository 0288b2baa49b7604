"""Dates as precise as they are known or may be told: a year, a month or a day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, StringConstraints

PATTERN: Final = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | dt.date) and not isinstance(value, bool) else value


PartialDate = Annotated[str, BeforeValidator(_text), StringConstraints(pattern=PATTERN)]
"""``2025``, ``2025-03`` or ``2025-03-14``; the precision is what is written."""


def last_day(date: str) -> dt.date:
    """The last day that a date may mean: 31 December of ``2025``, the month's end of ``2025-03``.

    Raises:
        ValueError: It is no date, such as ``2025-02-30``.
    """
    if not re.match(PATTERN, date):
        raise ValueError(date)
    parts = [int(part) for part in date.split("-")]
    match parts:
        case [year]:
            return dt.date(year, 12, 31)
        case [year, month]:
            following = dt.date(year + month // 12, month % 12 + 1, 1)
            return following - dt.timedelta(days=1)
        case _:
            return dt.date(*parts)
