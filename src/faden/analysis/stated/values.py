"""What a model proposes as a statement of something. Never more than that: a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.coding.codebook import Kind
    from faden.interviews.transcript import PartKind


class Basis(StrEnum):
    """What a proposal rests on."""

    EXAMPLES = "examples"
    """Words that people coded in this study, under a code of this kind."""
    DEFINITIONS = "definitions"
    """What the codebook says of a code of this kind; nothing is coded under it yet."""
    LEARNT = "learnt"
    """How German citizens put proposals in writing, learnt from other people's texts; for proposals only."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Words that nobody coded and that may state a need, a pain point, a proposal or the like.

    Attributes:
        id: Made from the place, such as ``I01:t9:original:ar:0-57``.
        kind: What they may state.
        score: About how often such a proposal is right, from 0 to 1, as far as this study's own codings
            tell; they tell of passages that people found worth coding, so that it is too high for others.
        basis: What that rests on.
        code: The code whose examples or definition they are nearest to; empty where the proposal is learnt.
        transcript: Id of the conversation.
        turn: Id of the turn.
        part: Which part of the turn.
        language: Language of the words.
        start: Code points from the start of the part.
        end: One past the last code point.
        text: The words.
        participant: Random id of who said them.
        group: The participant's group.
        near: Ids of the codings they resemble most, the weightiest first.
    """

    id: str
    kind: Kind
    score: float
    basis: Basis
    code: str
    transcript: str
    turn: str
    part: PartKind
    language: str
    start: int
    end: int
    text: str
    participant: str | None = None
    group: str | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that a model proposes in a study.

    Attributes:
        stated: The proposals, the best first.
        passages: How many uncoded passages were read.
        left_out: How many participants' words were not, because they do not allow analysis by machine.
        learnt_right: Coded German passages that read like a proposal and are coded as need or proposal.
        learnt_all: Coded German passages that read like a proposal.
        model: The embedding model.
    """

    stated: tuple[Stated, ...]
    passages: int
    left_out: int
    learnt_right: int
    learnt_all: int
    model: str
