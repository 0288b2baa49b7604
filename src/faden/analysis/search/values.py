"""What search works on, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that can be found by itself, usually a sentence.

    Attributes:
        text: Its words.
        around: The same with what stands before and after; what a passage is about often stands there.
        language: Its language; ``None`` where it is not known.
        machine: Whether a model may read it; words find it in any case.
    """

    text: str
    around: str
    language: str | None
    machine: bool = True


class Reason(StrEnum):
    """Why a passage was found."""

    WORDS = "words"
    """Words of the question stand in it."""
    MEANING = "meaning"
    """It means something alike."""
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that was found.

    Attributes:
        row: Its place among the passages, from 0.
        score: How well it fits; compares hits of one question only.
        reason: Why it was found.
        marks: Where matched words stand in its text: start and end in code points, in order, never
            overlapping; empty where it was found by meaning alone.
    """

    row: int
    score: float
    reason: Reason
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found.

    Attributes:
        hits: The passages, the best first.
        doubtful: Whether there is probably nothing on this: the best passage hardly stands out.
        by_meaning: Whether meaning was asked, too.
    """

    hits: tuple[Ranked, ...]
    doubtful: bool
    by_meaning: bool
