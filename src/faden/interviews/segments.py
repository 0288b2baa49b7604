"""Segments: what participants said, cut into stretches of whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.text import words
from faden.interviews.transcript import PartKind, Role
from faden.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.interviews.transcript import Part, Transcript, Turn

LONGEST: Final = 60
"""Words of a segment, about: sentences are not cut, so that a long one is a segment by itself."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of whole sentences of one turn.

    Attributes:
        id: Made from the place, such as ``I01:t9:original:ar:0-57``; unique in the study, and another
            one when words before it in the turn change.
        transcript: Id of the conversation.
        turn: Id of the turn.
        part: Which part of the turn it stands in.
        language: Language of that part.
        start: Code points from the start of the part.
        end: One past the last code point.
        text: The words: ``part.text[start:end]``, unchanged.
        role: Role of the speaker; always that of a participant so far.
        participant: Random id of who said it; ``None`` where the transcript does not name one.
    """

    id: str
    transcript: str
    turn: str
    part: PartKind
    language: str
    start: int
    end: int
    text: str
    role: Role
    participant: str | None


def segments(
    transcript: Transcript, *, part: PartKind = PartKind.ORIGINAL, longest: int = LONGEST
) -> tuple[Segment, ...]:
    """What the participants of a conversation said, in its order.

    Args:
        transcript: The conversation.
        part: Which part of a turn is cut up. Turns that have none of this kind (nobody had to
            interpret) give their original, so that no participant is left out.
        longest: Words up to which sentences are put together, at least 1.

    Returns:
        Segments that never overlap and never cross turns or parts; together they hold every character
        of those parts that is not a blank.
    """
    return tuple(
        segment
        for turn in transcript.turns
        if _role(transcript, turn) is Role.PARTICIPANT
        for piece in _chosen(turn, part)
        for segment in _cut(transcript, turn, piece, longest)
    )


def _role(transcript: Transcript, turn: Turn) -> Role:
    speaker = transcript.head.speakers.get(turn.speaker)
    return speaker.role if speaker else Role.UNKNOWN


def _chosen(turn: Turn, kind: PartKind) -> tuple[Part, ...]:
    """The part of the turn that is cut up: one of the kind, else the original, else the first."""
    for wanted in (kind, PartKind.ORIGINAL):
        found = next((piece for piece in turn.parts if piece.kind is wanted), None)
        if found is not None:
            return (found,)
    return turn.parts[:1]


def _cut(transcript: Transcript, turn: Turn, piece: Part, longest: int) -> Iterator[Segment]:
    for start, end in _stretches(piece, longest):
        yield Segment(
            id=f"{transcript.head.id}:{turn.id}:{piece.kind}:{piece.language}:{start}-{end}",
            transcript=transcript.head.id,
            turn=turn.id,
            part=piece.kind,
            language=piece.language,
            start=start,
            end=end,
            text=piece.text[start:end],
            role=_role(transcript, turn),
            participant=transcript.participant(turn),
        )


def _stretches(piece: Part, longest: int) -> Iterator[tuple[int, int]]:
    """Sentences put together until the next one would make too many words."""
    first, last, count = 0, 0, 0
    for start, end in sentences(piece.text, piece.language):
        size = len(words(piece.text[start:end]))
        if last and count + size > longest:
            yield first, last
            last = count = 0
        first = start if not last else first
        last, count = end, count + size
    if last:
        yield first, last
