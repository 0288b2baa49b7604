"""Numbers and dates as people write them in the language of the page."""

from __future__ import annotations


def number_text(value: int, language: str) -> str:
    """A whole number, thousands set apart: 30.104 in German, 30,104 in English."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "de" else grouped


def date_text(date: str, language: str) -> str:
    """A date as precise as it is given; in German 14.03.2025, 03/2025, 2025; in English as in the file."""
    parts = date.split("-")
    if language != "de":
        return date
    return ".".join(reversed(parts)) if len(parts) == len(("y", "m", "d")) else "/".join(reversed(parts))
