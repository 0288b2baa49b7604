"""Where codings lie on one line of text, so that those of several coders can be laid over each other.

The line is made of the first part of each turn, end to end. A coding in another part, such as what the
interpreter said, is carried over by its share of that part: a quarter of the way through stays a quarter.
That is exact in whole turns and a fair guess within them; no alignment of words is at hand.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from faden.coding.anchor import find
from faden.interviews.transcript import Role
from faden.interviews.voices import voices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from faden.coding.anchor import Anchor
    from faden.coding.codings import Coding
    from faden.interviews.transcript import Part, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Placed:
    """A coding on the line.

    Attributes:
        coding: The coding.
        start: Code points from the start of the line.
        end: One past the last, always beyond ``start``.
        turns: Ids of the turns in which it has words, in order.
    """

    coding: Coding
    start: int
    end: int
    turns: tuple[str, ...]

    def overlap(self, start: int, end: int) -> int:
        """Code points that it shares with a stretch of the line."""
        return max(0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a conversation, turn after turn.

    Attributes:
        transcript: The conversation.
        turns: Ids of the turns that are on it, in order.
        starts: Where each begins.
        length: Code points of all of them.
    """

    transcript: Transcript
    turns: tuple[str, ...]
    starts: tuple[int, ...]
    length: int

    def span(self, turn: str) -> tuple[int, int]:
        """Start and end of a turn that is on the line."""
        at = self.turns.index(turn)
        end = self.starts[at + 1] if at + 1 < len(self.turns) else self.length
        return self.starts[at], end

    def turn_at(self, point: int) -> str:
        """The turn in which a point of the line lies."""
        return self.turns[bisect_right(self.starts, point) - 1]

    def place(self, coding: Coding) -> Placed | None:
        """Where a coding lies; ``None`` where its words are no longer there, or in no turn on the line."""
        anchor = find(coding.anchor, self.transcript)
        if anchor is None:
            return None
        found = list(self._pieces(anchor))
        if not found:
            return None
        return Placed(coding, found[0][1], found[-1][2], tuple(turn for turn, _, _ in found))

    def _pieces(self, anchor: Anchor) -> Iterator[tuple[str, int, int]]:
        """The words turn by turn, on the line."""
        first = self.transcript.index(anchor.start.turn) or 0
        last = self.transcript.index(anchor.end.turn) or 0
        for turn in self.transcript.turns[first : last + 1]:
            part = turn.part(anchor.part, anchor.language)
            if part is None or turn.id not in self.turns or not part.text:
                continue
            start = anchor.start.offset if turn.id == anchor.start.turn else 0
            end = anchor.end.offset if turn.id == anchor.end.turn else len(part.text)
            if start < end:
                base, _ = self.span(turn.id)
                low, high = carried(turn, part, start, end)
                yield turn.id, base + low, base + high


def carried(turn: Turn, part: Part, start: int, end: int) -> tuple[int, int]:
    """A stretch of a part as a stretch of the first part of its turn, at least one code point long."""
    if part is turn.parts[0]:
        return start, end
    here, there = len(part.text), len(turn.text)
    low = min(start * there // here, there - 1)
    return low, max(low + 1, -(-end * there // here))


def lay(transcript: Transcript, turns: Collection[str] | None = None) -> Line:
    """Lay a conversation out as a line.

    Args:
        transcript: The conversation.
        turns: Ids of the turns that count; all by default. Turns without words never do.
    """
    kept = [turn for turn in transcript.turns if turn.text and (turns is None or turn.id in turns)]
    ends = list(accumulate(len(turn.text) for turn in kept))
    starts = (0, *ends[:-1]) if ends else ()
    return Line(transcript, tuple(turn.id for turn in kept), starts, ends[-1] if ends else 0)


def spoken_by_participants(transcript: Transcript) -> frozenset[str]:
    """Ids of the turns that carry the words of participants, those of their interpreters included.

    A speaker whose role nobody has named may be a participant, and counts as one.
    """
    told = {Role.PARTICIPANT, Role.UNKNOWN}
    speakers = transcript.head.speakers
    return frozenset(
        turn
        for turn, voice in voices(transcript).items()
        if voice not in speakers or speakers[voice].role in told
    )
