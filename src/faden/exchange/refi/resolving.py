"""Which reading holds: chosen by the program that wrote a file, confirmed or refuted by its selections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faden.exchange.refi.offsets import ALL, PLAIN, Choice, Ends, Newline, Reading, Unit, at_words, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from faden.exchange.refi.offsets import Span, Text

_TURNS: Final[Sequence[Callable[[Reading], Reading]]] = (
    lambda each: replace(each, ends=Ends.LAST),
    lambda each: replace(each, ends=Ends.ONE_AFTER),
    lambda each: replace(each, ends=Ends.ONE_LAST),
    lambda each: replace(each, unit=Unit.UTF_8),
)
"""From a likely reading to one that is taken on strong evidence only."""

_STRONG: Final = 8
"""Selections, and weight, below which nothing unlikely is believed."""

_LIGHT: Final = 1.5
_HEAVY: Final = 8.0
"""Least and most weight of what all texts of a project show together, in each of them."""

_TIE: Final = 0.1
"""Part of a program's habit that counts in a single text; in all together it counts in full."""

_GAIN: Final = 0.6
"""Weight for each selection by which an unlikely reading must be better."""

_WELL: Final = 0.9
"""Share of selections at words from which nothing unlikely is looked for."""

_TRUSTED: Final = 1000.0
"""Weight that no text outweighs."""

_HABITS: Final[Sequence[tuple[str, Mapping[Unit, float], Mapping[Newline, float]]]] = (
    # Seen in real exports; see REFI-QDA.md. Weights are in selections that speak for the reading.
    ("faden", {Unit.CODE_POINT: _TRUSTED}, {Newline.ONE: _TRUSTED}),
    ("nvivo mac", {Unit.UTF_16: 0.6, Unit.CODE_POINT: 0.4}, {Newline.ONE: 1.0, Newline.RAW: 0.8}),
    ("nvivo", {Unit.UTF_16: 2.0}, {Newline.RAW: 2.0}),
    ("atlas", {Unit.CODE_POINT: 0.5, Unit.UTF_16: 0.4}, {Newline.ONE: 2.0}),
    ("maxqda", {Unit.CODE_POINT: 0.5, Unit.UTF_16: 0.4}, {Newline.ONE: 0.8, Newline.RAW: 0.7}),
    ("qualcoder", {Unit.CODE_POINT: 2.0}, {Newline.ONE: 1.0}),
    ("", {Unit.CODE_POINT: 0.6}, {Newline.ONE: 0.5, Newline.RAW: 0.4}),
)


def habit(origin: str, reading: Reading) -> float:
    """How much the program that wrote a file speaks for a reading."""
    name = origin.casefold()
    _, units, newlines = next(each for each in _HABITS if all(word in name for word in each[0].split()))
    return units.get(reading.unit, 0.0) + newlines.get(reading.newline, 0.0) - (0.5 if reading.mark else 0.0)


def candidates(text: Text) -> tuple[Reading, ...]:
    """The readings that can differ for this text."""
    wide = any(ch > "\uffff" for ch in text.plain) if not text.plain.isascii() else False
    lines = text.plain.count("\n")
    return tuple(
        each
        for each in ALL
        if (wide or each.unit is Unit.CODE_POINT)
        and (text.marked or not each.mark)
        and (lines or each.newline is Newline.ONE)
        and (text.returns or each.newline is not Newline.RAW)
        and (len(text.returns) != lines or each.newline is not Newline.TWO)
    )


def _same(candidate: Reading, text: Text) -> Reading:
    """The candidate that a reading amounts to in this text."""
    possible = candidates(text)
    if candidate in possible:
        return candidate
    wide = any(each.unit is Unit.UTF_16 for each in possible)
    newline = candidate.newline
    if newline is Newline.TWO and text.returns:
        newline = Newline.RAW
    elif newline is Newline.RAW or not any(each.newline is newline for each in possible):
        newline = Newline.ONE
    return Reading(candidate.unit if wide else Unit.CODE_POINT, newline, candidate.mark and text.marked)


def resolve(texts: Sequence[tuple[Text, Sequence[Span]]], origin: str) -> list[Choice]:
    """How the positions of each text of a project are read.

    One program writes all texts of a project; what the others show therefore counts a little for each.

    Args:
        texts: The texts with their selections.
        origin: What the project says of the program that wrote it.
    """
    return _resolve(texts, origin, lambda each: each)


def resolve_unlikely(
    texts: Sequence[tuple[Text, Sequence[Span]]], origin: str, usual: Sequence[Choice]
) -> list[Choice] | None:
    """How the positions are read where no likely reading fits; ``None`` where one does, or none does better.

    Args:
        texts: The texts with their selections.
        origin: What the project says of the program that wrote it.
        usual: What `resolve` gives for them.
    """
    count = sum(span.start < span.end for _, spans in texts for span in spans)
    fitting = sum(choice.fitting * len(choice.spans) for choice in usual)
    if count < _STRONG or fitting >= _WELL * sum(len(choice.spans) for choice in usual):
        return None
    others = [_resolve(texts, origin, turn) for turn in _TURNS]
    best = max(others, key=total)
    return best if total(best) - total(usual) >= max(_STRONG, _GAIN * count) else None


def total(choices: Sequence[Choice]) -> float:
    """How far all texts speak for their readings."""
    return sum(choice.score for choice in choices)


def _resolve(
    texts: Sequence[tuple[Text, Sequence[Span]]], origin: str, turn: Callable[[Reading], Reading]
) -> list[Choice]:
    """The choices among all likely readings, each turned into another before it is tried."""
    weighed = [{each: weigh(text, spans, turn(each)) for each in candidates(text)} for text, spans in texts]
    together = {
        reading: sum(found[_same(reading, text)][0] for (text, _), found in zip(texts, weighed, strict=True))
        + habit(origin, reading)
        for reading in ALL
    }
    common = max(ALL, key=lambda reading: (together[reading], -ALL.index(reading)))
    weight = _agreement(weighed, texts, together, common)
    chosen = [
        _choose(text, found, origin, (common, weight))
        for (text, _), found in zip(texts, weighed, strict=True)
    ]
    return [replace(each, reading=turn(each.reading)) for each in chosen]


def _agreement(
    weighed: Sequence[Mapping[Reading, tuple[float, tuple[tuple[int, int], ...]]]],
    texts: Sequence[tuple[Text, Sequence[Span]]],
    together: Mapping[Reading, float],
    common: Reading,
) -> float:
    """How much all texts weigh in each: one with few selections, some cut within words, decides nothing.

    A text that is really counted otherwise still shows it, with some four selections.
    """
    others = [
        together[reading]
        for reading in ALL
        if any(
            found[_same(reading, text)][1] != found[_same(common, text)][1]
            for (text, _), found in zip(texts, weighed, strict=True)
        )
    ]
    if not others:
        return _LIGHT
    return min(max(_LIGHT, (together[common] - max(others)) / 4), _HEAVY)


def _choose(
    text: Text,
    weighed: Mapping[Reading, tuple[float, tuple[tuple[int, int], ...]]],
    origin: str,
    common: tuple[Reading, float],
) -> Choice:
    usual = _same(common[0], text)
    bent = {
        reading: score + _TIE * habit(origin, reading) + (common[1] if reading == usual else 0.0)
        for reading, (score, _) in weighed.items()
    }
    best = max(weighed, key=lambda reading: (bent[reading], -ALL.index(reading)))
    score, spans = weighed[best]
    # Where the other texts are sure, one selection cut within a word makes no doubt; two do.
    doubt = (common[1] - _LIGHT) / 2 if best == usual else 0.0
    others = [r for r, (other, found) in weighed.items() if found != spans and other >= score + doubt]
    rival = max(others, key=lambda reading: bent[reading], default=None)
    if habit(origin, PLAIN) >= _TRUSTED:
        rival = None
    fitting = sum(at_words(text.plain, a, b) for a, b in spans) / len(spans) if spans else 1.0
    differing = 0 if rival is None else sum(a != b for a, b in zip(spans, weighed[rival][1], strict=True))
    return Choice(best, spans, rival, differing, fitting, score)
