"""When quoted words were rewritten: propose where they went, and let a person decide."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final

from faden.coding.anchor import Anchor, Position, describe, find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from difflib import Match

    from faden.coding.codings import Coding
    from faden.interviews.transcript import Transcript, Turn

_LIKE: Final = 0.6
"""Likeness below which two wordings are not shown as the same; our choice, seen to serve on edits."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a coding's words.

    Attributes:
        coding: The coding as it stands in its file.
        proposal: Where its words, or what became of them, stand now; ``None`` where nothing is like.
        exact: Whether the very words were found again.
    """

    coding: Coding
    proposal: Anchor | None
    exact: bool


def follow(coding: Coding, transcript: Transcript) -> Followed:
    """Look for a coding's words in the present transcript, or for what they were rewritten to."""
    found = find(coding.anchor, transcript)
    if found is not None:
        return Followed(coding, found, exact=True)
    return Followed(coding, _rewritten(coding.anchor, transcript), exact=False)


def _rewritten(anchor: Anchor, transcript: Transcript) -> Anchor | None:
    """The most similar stretch of words, in the same turn if it still exists."""
    first = transcript.turn(anchor.start.turn)
    turns = [first] if first is not None else list(transcript.turns)
    candidates = [c for turn in turns if (c := _in_turn(anchor, turn)) is not None]
    if not candidates:
        return None
    _, turn, start, end = max(candidates, key=lambda c: c[0])
    return describe(
        transcript, Position(turn, start), Position(turn, end), part=anchor.part, language=anchor.language
    )


def _in_turn(anchor: Anchor, turn: Turn) -> tuple[float, str, int, int] | None:
    part = turn.part(anchor.part, anchor.language)
    if part is None or not part.text:
        return None
    spans = [span for span in (_between(anchor, part.text), _overlapping(anchor, part.text)) if span]
    rated = [(_likeness(part.text[a:b], anchor.exact), turn.id, a, b) for a, b in spans]
    best = max(rated, key=lambda r: r[0], default=None)
    return best if best is not None and best[0] >= _LIKE else None


def _likeness(words: str, exact: str) -> float:
    return SequenceMatcher(None, words, exact, autojunk=False).ratio()


def _between(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """What now stands between the surroundings, where these are unchanged and stand there once."""
    # Surroundings may reach into the neighbouring turn, beyond a line break.
    before, after = anchor.prefix.rpartition("\n")[2], anchor.suffix.partition("\n")[0]
    start = text.find(before) + len(before) if before and text.count(before) == 1 else None
    if not before:
        start = 0
    end = text.find(after) if after and text.count(after) == 1 else None
    if not after:
        end = len(text)
    return (start, end) if start is not None and end is not None and start < end else None


def _overlapping(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """The stretch of whole words that shares most with the words looked for."""
    matcher = SequenceMatcher(None, text, anchor.exact, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size > 1]
    if not blocks:
        return None
    start, end = _tightest(blocks, len(anchor.exact))
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _tightest(blocks: Sequence[Match], length: int) -> tuple[int, int]:
    """Start and end of the run of matching blocks that is most like the words looked for.

    Letters that happen to match far before or after the words must not draw them in.
    """

    def likeness(first: int, last: int) -> float:
        same = sum(block.size for block in blocks[first : last + 1])
        return 2 * same / (length + blocks[last].a + blocks[last].size - blocks[first].a)

    runs = combinations_with_replacement(range(len(blocks)), 2)
    first, last = max(runs, key=lambda run: likeness(*run))
    return blocks[first].a, blocks[last].a + blocks[last].size
