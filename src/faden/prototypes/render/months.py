"""Days and months of a calendar, worded in the language of the page."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.prototypes.components import Calendar
    from faden.prototypes.render.words import Words
    from faden.prototypes.spec import Row


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the grid of a month, or one with its entries.

    Attributes:
        date: ``2026-04-14``; empty for a place in the grid before or after the month.
        number: Its number in the month; 0 where it is empty.
        label: The day in words.
        entries: The rows of that day; in the grid, how many.
    """

    date: str = ""
    number: int = 0
    label: str = ""
    entries: tuple[Row, ...] | int = 0


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: its name, and the same in two or three letters."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name, its days of the week, and its weeks from Monday on."""

    name: str
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[Day, ...], ...]


def day_of(component: Calendar, row: Row) -> date | None:
    """The day of a row; ``None`` where it has none."""
    try:
        return date.fromisoformat(str(row.value(component.date)))
    except ValueError:
        return None


def days(words: Words, component: Calendar, rows: Iterable[Row]) -> list[Day]:
    """The days on which something is, in order; on a day by time, then as in the file."""
    dated = [(day, row) for row in rows if (day := day_of(component, row)) is not None]
    clock = component.time
    dated.sort(key=lambda each: (each[0], str(each[1].value(clock)).zfill(5) if clock else ""))
    grouped = groupby(dated, key=lambda each: each[0])
    return [
        Day(day.isoformat(), day.day, day_words(words, day), tuple(row for _, row in found))
        for day, found in grouped
    ]


def months(words: Words, component: Calendar, rows: Iterable[Row]) -> list[Month]:
    """The months in which something is."""
    found = {day.date: day for day in days(words, component, rows)}
    names = _split(words, "months")
    weekdays = tuple(
        Weekday(name, short)
        for name, short in zip(_split(words, "weekdays"), _split(words, "weekdays-short"), strict=False)
    )
    grid = calendar.Calendar(firstweekday=0)
    return [
        Month(
            _filled(words, "month", month=names[month - 1], year=str(year)),
            weekdays,
            tuple(
                tuple(_cell(day, month, found) for day in week)
                for week in grid.monthdatescalendar(year, month)
            ),
        )
        for year, month in sorted({(int(day[:4]), int(day[5:7])) for day in found})
    ]


def _cell(day: date, month: int, found: dict[str, Day]) -> Day:
    if day.month != month:
        return Day()
    known = found.get(day.isoformat())
    if known is None or not isinstance(known.entries, tuple):
        return Day(day.isoformat(), day.day)
    return Day(known.date, known.number, known.label, len(known.entries))


def day_words(words: Words, day: date) -> str:
    """A day in words, such as “Dienstag, 14. April”."""
    month = _split(words, "months-of-day")[day.month - 1]
    weekday = _split(words, "weekdays")[day.weekday()]
    return _filled(words, "day", weekday=weekday, day=str(day.day), month=month)


def _split(words: Words, key: str) -> list[str]:
    return [part.strip() for part in words.page(key).split("|")]


def _filled(words: Words, key: str, **values: str) -> str:
    """A text of the pages with values; not by ``format``, since a specification may word it."""
    told = words.page(key)
    for name, value in values.items():
        told = told.replace("{" + name + "}", value)
    return told
