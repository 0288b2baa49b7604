"""Sentences: where each begins and ends in a turn. The only import of simplemma's splitter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ETHIOPIC_STOP: Final = re.compile(r"(?:[።፧፨]|፡፡)+[\"'”’»)\]]*")
"""Full stop, question mark and paragraph sign; two word dividers are typed for the full stop."""

_NEVER_LAST: Final = frozenset(
    (
        "bspw",
        "bzgl",
        "evtl",
        "ggf",
        "inkl",
        "vgl",
        "zzgl",
        "approx",
        "incl",
        "вул",
        "буд",
        "просп",
        "бул",
        "пл",
        "обл",
        "проф",
        "див",
        "напр",
        "ул",
    )
)
"""Abbreviations that no sentence ends with, beyond those that simplemma knows."""

_BEFORE_NUMBER: Final = frozenset(
    ("abs", "art", "fig", "kap", "max", "min", "mind", "nr", "str", "tel", "буд", "кв", "ст", "тел", "д")
)
"""Abbreviations, or last letters of one (``Goethestr.``), that do not end a sentence before a number."""

_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.$")


def sentences(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """The sentences of a turn.

    Words in lower case after a full stop do not begin a sentence: transcripts write hesitation so.

    Args:
        text: One turn; sentences never cross turns.
        language: Code of its language; only abbreviations depend on it.

    Returns:
        Start and end of each, in code points of ``text``, without outer blanks; in order, never
        overlapping. Together they hold every character that is not a blank.

    Source:
        simplemma 2.0.0, measured on joined sentences (``measurements/language.py``).
    """
    spans: list[tuple[int, int]] = []
    for start, end in _split(text, language):
        if spans and _belongs_together(text[slice(*spans[-1])], text[start:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _split(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    from simplemma import split_sentences

    for first, last in _blocks(text):
        at = first
        for sentence in split_sentences(text[first:last], language):
            start = text.index(sentence, at)  # a slice of the block, with only blanks before it
            at = start + len(sentence)
            yield start, at


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between Ethiopic full stops, which simplemma does not know."""
    start = 0
    for stop in _ETHIOPIC_STOP.finditer(text):
        yield start, stop.end()
        start = stop.end()
    yield start, len(text)


def _belongs_together(before: str, after: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1].lower()
    return word in _NEVER_LAST or (after[:1].isdigit() and _before_number(word))


def _before_number(word: str) -> bool:
    return word in _BEFORE_NUMBER or word.endswith("str")
