"""What suggestions are made of: passages, notes on codes, suggestions with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from faden.interviews.segments import Segment


class Decision(StrEnum):
    """What a person says of a code on a passage."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """Taken back: as if it had never been said."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that may be coded.

    Attributes:
        id: Unique; made from the place, such as ``I01:t9:original:ar:0-57``.
        text: The words.
        language: Their language; ``None`` where it is not known.
        transcript: Id of the conversation.
        turn: Id of the turn in which they begin.
        part: Which part of the turn.
        start: Code points from the start of the part.
        end: One past the last code point.
        last: Id of the turn in which they end; empty where it is the same.
    """

    id: str
    text: str
    language: str | None = None
    transcript: str = ""
    turn: str = ""
    part: PartKind = PartKind.ORIGINAL
    start: int = 0
    end: int = 0
    last: str = ""

    @classmethod
    def of(cls, segment: Segment) -> Passage:
        """A segment of a transcript as a passage."""
        return cls(
            segment.id,
            segment.text,
            segment.language,
            segment.transcript,
            segment.turn,
            segment.part,
            segment.start,
            segment.end,
        )

    def overlaps(self, other: Passage) -> bool:
        """Whether both lie in one turn and part, and share words."""
        mine, others = ((each.transcript, each.turn, each.part, each.language) for each in (self, other))
        return mine == others and self.start < (other.end or other.start) and other.start < self.end


@dataclass(frozen=True, slots=True)
class CodeNote:
    """What the codebook says of a code, by which it can be suggested before anything is coded.

    Attributes:
        id: The code.
        texts: Name, definition, what to include, and quoted examples, in any language; never what to exclude.
        language: Language of the texts; ``None`` where it is not known.
    """

    id: str
    texts: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A coded example on which a suggestion rests.

    Attributes:
        passage: The example.
        similarity: How alike it is, from -1 to 1 (1: the same words).
        effect: By how much the score falls when this example is taken away; above 0.
    """

    passage: Passage
    similarity: float
    effect: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a code is suggested.

    Attributes:
        words: Words of the passage, as written, that the codebook uses for the code.
        near: Coded examples that carry the score, the weightiest first.
    """

    words: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that may fit; a person decides.

    Attributes:
        code: Id of the code.
        score: About how often such a suggestion is right, from 0 to 1, of passages that carry a code.
        reason: Why.
    """

    code: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """How a passage stands to a code.

    Attributes:
        passage: The passage.
        score: Of this code, from 0 to 1; of a coded passage as the other examples see it.
        reason: Why.
    """

    passage: Passage
    score: float
    reason: Reason
