"""A transcript of the study as texts for other programs, with the way from anchors to positions.

Each part of the turns (original, interpretation, translation) becomes a text of its own: words coded
across turns then stand next to each other, as they did for the coder. A set holds the texts of one
conversation together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.interviews.files import format_time
from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faden.coding.codings import Coding
    from faden.interviews.transcript import Transcript, Turn

LEFT_OUT = "[…]"
"""Stands for the words of a person who has not agreed."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One part of a transcript as text.

    Attributes:
        part: Which part.
        language: Its language; empty where the turns differ, and positions go by the part alone.
        text: The text: one paragraph a turn, with speaker and time before it.
        starts: Turn → where its words begin in the text, for turns whose words are in it.
    """

    part: PartKind
    language: str
    text: str
    starts: dict[str, int]

    def span(self, coding: Coding) -> tuple[int, int] | None:
        """Start and end of a coding in the text; ``None`` where its words are not in it."""
        (first, a), (last, b) = coding.start, coding.end
        if coding.part is not self.part or first not in self.starts or last not in self.starts:
            return None
        start, end = self.starts[first] + a, self.starts[last] + b
        return (start, end) if 0 <= start < end <= len(self.text) else None


def render(transcript: Transcript, admitted: Callable[[Turn], bool]) -> Iterator[Rendered]:
    """The texts of a transcript: the original, then one for each other part and language.

    Args:
        transcript: The transcript.
        admitted: Whether the words of a turn may leave the study; others become ``[…]``.
    """
    tracks = dict.fromkeys(
        (p.kind, "" if p.kind is PartKind.ORIGINAL else p.language) for t in transcript.turns for p in t.parts
    )
    for kind, language in sorted(tracks, key=lambda each: (list(PartKind).index(each[0]), each[1])):
        yield _render(transcript, admitted, kind, language)


def _render(
    transcript: Transcript, admitted: Callable[[Turn], bool], kind: PartKind, language: str
) -> Rendered:
    pieces: list[str] = []
    starts: dict[str, int] = {}
    at = 0
    for turn in transcript.turns:
        part = next((p for p in turn.parts if p.kind is kind and language in {"", p.language}), None)
        if part is None:
            continue
        label = _label(turn, part.by or turn.speaker)
        words = part.text if admitted(turn) else LEFT_OUT
        if admitted(turn):
            starts[turn.id] = at + len(label)
        pieces.append(label + words)
        at += len(label) + len(words) + 2
    return Rendered(kind, language, "\n\n".join(pieces) + "\n", starts)


def _label(turn: Turn, speaker: str) -> str:
    return f"{speaker}: " if turn.start is None else f"[{format_time(turn.start)}] {speaker}: "
