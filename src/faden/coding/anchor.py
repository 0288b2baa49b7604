"""Anchors: finding the quoted words again after a transcript was edited.

A coding keeps two descriptions of the same words, both from the W3C Web Annotation Data Model
(section 4.2, https://www.w3.org/TR/annotation-model/#selectors): a *position*, from (turn, offset)
to (turn, offset), and a *quotation* with what stood before and after. The position is quick and the
quotation robust; `find` trusts neither alone.

Offsets count code points over the normal form of one part of a turn, end excluded. Words that cross
turns are joined by a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final
from unicodedata import combining

from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.interviews.transcript import Transcript

CONTEXT: Final = 32
"""Code points kept on either side; the W3C model fixes none."""

_BETWEEN: Final = "\n"

_PIECES: Final = re.compile(r"\s+|\w+|[^\w\s]")
"""Words, the spaces between them, and every other sign by itself."""

_TELLING: Final = 16
"""Code points from which words are known again by themselves; “Ja, genau.” stands in many mouths.
Our choice."""

_ALIKE: Final = 0.5
"""Likeness of the surroundings from which shorter words elsewhere count as the same; our choice."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a transcript: a turn, and code points from the start of one of its parts."""

    turn: str
    offset: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words in a transcript, described so that they can be found again.

    Attributes:
        start: Where the words begin.
        end: One past their last code point.
        exact: The words; never empty.
        prefix: Up to `CONTEXT` code points before them.
        suffix: Up to `CONTEXT` code points after them.
        part: Which part of the turns they stand in.
        language: Language of that part.
    """

    start: Position
    end: Position
    exact: str
    prefix: str = ""
    suffix: str = ""
    part: PartKind = PartKind.ORIGINAL
    language: str = "de"


@dataclass(frozen=True, slots=True)
class _Track:
    """One part of all turns of a transcript, laid end to end.

    Attributes:
        turns: Ids of the turns that have the part, in order.
        starts: Where each begins in the text.
        text: The words of all of them, joined by a line break.
    """

    turns: tuple[str, ...]
    starts: tuple[int, ...]
    text: str

    def absolute(self, position: Position) -> int | None:
        if position.turn not in self.turns:
            return None
        at = self.turns.index(position.turn)
        absolute = self.starts[at] + position.offset
        return absolute if position.offset >= 0 and absolute <= self._end(at) else None

    def position(self, absolute: int, *, closing: bool) -> Position:
        at = max(i for i, start in enumerate(self.starts) if start <= absolute - closing)
        return Position(self.turns[at], absolute - self.starts[at])

    def drawn_in(self, first: int, last: int) -> tuple[int, int]:
        """The span without the line breaks between turns at its ends."""
        joints = {start - len(_BETWEEN) for start in self.starts[1:]}
        while first < last and first in joints:
            first += len(_BETWEEN)
        while first < last and last - len(_BETWEEN) in joints:
            last -= len(_BETWEEN)
        return first, last

    def _end(self, at: int) -> int:
        return self.starts[at + 1] - len(_BETWEEN) if at + 1 < len(self.starts) else len(self.text)


def _track(transcript: Transcript, part: str, language: str) -> _Track:
    found = [(turn.id, piece.text) for turn in transcript.turns if (piece := turn.part(part, language))]
    lengths = [len(text) + len(_BETWEEN) for _, text in found]
    starts = tuple(accumulate(lengths[:-1], initial=0)) if found else ()
    return _Track(tuple(t for t, _ in found), starts, _BETWEEN.join(text for _, text in found))


def describe(
    transcript: Transcript,
    start: Position,
    end: Position,
    *,
    part: PartKind = PartKind.ORIGINAL,
    language: str | None = None,
) -> Anchor:
    """Describe the words between two points so that `find` can find them again.

    A span that ends before the first word of a turn, or begins after the last, is drawn in to the
    turns that it has words of: a triple click reaches into the next turn, and nobody means that.

    Args:
        transcript: The transcript.
        start: Where the words begin.
        end: One past their last code point.
        part: Which part of the turns is meant.
        language: Language of that part; by default the transcript's.

    Raises:
        ValueError: The span is empty, reversed or outside the text.
    """
    spoken = language or transcript.head.language
    track = _track(transcript, part, spoken)
    first, last = track.absolute(start), track.absolute(end)
    if first is not None and last is not None:
        first, last = track.drawn_in(first, last)
    if first is None or last is None or first >= last:
        raise ValueError(
            f"the span from {start} to {end} is empty or outside the part {part} {spoken}; "
            "select at least one character of the transcript"
        )
    return _described(track, first, last, part, spoken)


def _described(track: _Track, first: int, last: int, part: PartKind, language: str) -> Anchor:
    return Anchor(
        start=track.position(first, closing=False),
        end=track.position(last, closing=True),
        exact=track.text[first:last],
        prefix=track.text[max(0, first - CONTEXT) : first],
        suffix=track.text[last : last + CONTEXT],
        part=part,
        language=language,
    )


def find(anchor: Anchor, transcript: Transcript) -> Anchor | None:
    """Find the anchored words in a transcript that may have been edited since.

    Only the exact words count: where they were themselves rewritten, a person has to decide. Where
    they occur several times, the most similar surroundings win, then the nearest occurrence. A few
    words such as “Ja.” are found elsewhere only between surroundings that are alike; somebody else
    may have said them too.

    Returns:
        The anchor, described afresh at its present place, or ``None``.
    """
    track = _track(transcript, anchor.part, anchor.language)
    hint = track.absolute(anchor.start)
    if hint is not None and _stands(track, anchor, hint):
        return _described(track, hint, hint + len(anchor.exact), anchor.part, anchor.language)
    places = _occurrences(anchor.exact, track.text)
    if not places:
        return None
    near = hint if hint is not None else 0
    best = max(places, key=lambda at: (_likeness(anchor, track.text, at), -abs(at - near)))
    if best != hint and len(anchor.exact) < _TELLING and _likeness(anchor, track.text, best) < _ALIKE:
        return None
    return _described(track, best, best + len(anchor.exact), anchor.part, anchor.language)


def carry(
    anchors: Sequence[Anchor], before: Transcript, after: Transcript, part: PartKind, language: str
) -> list[Anchor | None]:
    """Where anchored words stand after words of the transcript were corrected.

    Other than `find`, this knows both texts: words that stand unchanged between the changed ones are
    followed word by word, however often they occur elsewhere.

    Args:
        anchors: Words of the part and language named.
        before: The transcript in which they were described.
        after: The transcript as it is now.
        part: The part in question.
        language: Its language.

    Returns:
        For each the anchor described afresh; ``None`` where its own words changed, or did not stand at
        their place before.
    """
    old, new = _track(before, part, language), _track(after, part, language)
    runs = _unchanged(old.text, new.text)
    found: list[Anchor | None] = []
    for anchor in anchors:
        at = old.absolute(anchor.start)
        span = None
        if at is not None and old.text.startswith(anchor.exact, at):
            span = _carried(at, at + len(anchor.exact), runs)
        if span is None or not _whole(old.text, new.text, at or 0, span, anchor.exact):
            found.append(None)
        else:
            found.append(_described(new, *span, part, language))
    return found


def _unchanged(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches of whole words that stand in both texts: start in the old one, in the new one, length."""
    first = _shared(old, new)
    while first > 0 and not old[first - 1].isspace():
        first -= 1
    last = _shared(old[first:][::-1], new[first:][::-1])
    while last > 0 and not old[len(old) - last].isspace():
        last -= 1
    pieces: list[list[str]] = [_PIECES.findall(text[first : len(text) - last]) for text in (old, new)]
    ends = [[first, *accumulate(map(len, found), initial=first)][1:] for found in pieces]
    blocks = SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_matching_blocks()
    middle = [(ends[0][b.a], ends[1][b.b], ends[0][b.a + b.size] - ends[0][b.a]) for b in blocks if b.size]
    runs = [(0, 0, first), *middle, (len(old) - last, len(new) - last, last)]
    joined: list[tuple[int, int, int]] = []
    for a, b, size in runs:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (a, b):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + size)
        elif size:
            joined.append((a, b, size))
    return joined


def _shared(one: str, other: str) -> int:
    """Number of equal characters at the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _carried(start: int, end: int, runs: list[tuple[int, int, int]]) -> tuple[int, int] | None:
    """Where a span stands in the new text; ``None`` unless it lies in one unchanged stretch."""
    for a, b, size in runs:
        if a <= start and end <= a + size:
            return start - a + b, end - a + b
    return None


def _whole(old: str, new: str, at: int, span: tuple[int, int], exact: str) -> bool:
    """Whether the words stand there, and no mark that belongs to their last letter was added or removed."""
    marks = [combining(text[end : end + 1] or " ") for text, end in ((old, at + len(exact)), (new, span[1]))]
    return new[span[0] : span[1]] == exact and bool(marks[0]) == bool(marks[1])


def _stands(track: _Track, anchor: Anchor, at: int) -> bool:
    """Whether words and surroundings stand unchanged at this place."""
    end = at + len(anchor.exact)
    return (
        track.text[at:end] == anchor.exact
        and track.text[max(0, at - CONTEXT) : at] == anchor.prefix
        and track.text[end : end + CONTEXT] == anchor.suffix
    )


def _occurrences(words: str, text: str) -> list[int]:
    """Start of every occurrence, overlapping ones included."""
    starts: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _likeness(anchor: Anchor, text: str, at: int) -> float:
    """Likeness of the surroundings of a place to the anchor's, from 0 to 1."""
    end = at + len(anchor.exact)
    before = SequenceMatcher(None, text[max(0, at - CONTEXT) : at], anchor.prefix, autojunk=False)
    after = SequenceMatcher(None, text[end : end + CONTEXT], anchor.suffix, autojunk=False)
    return (before.ratio() + after.ratio()) / 2


def per_turn(anchor: Anchor, transcript: Transcript) -> Sequence[tuple[str, int, int]]:
    """The turns that anchored words cross: id, first code point, one past the last."""
    first, last = transcript.index(anchor.start.turn), transcript.index(anchor.end.turn)
    if first is None or last is None:
        return ()
    crossed = []
    for turn in transcript.turns[first : last + 1]:
        part = turn.part(anchor.part, anchor.language)
        if part is None:
            continue
        start = anchor.start.offset if turn.id == anchor.start.turn else 0
        end = anchor.end.offset if turn.id == anchor.end.turn else len(part.text)
        if start < end:
            crossed.append((turn.id, start, end))
    return crossed
