"""When quoted words were rewritten: propose where they went, and let a person decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from faden.coding.anchor import Anchor, Position, describe, find
from faden.coding.codings import CodingFile, coding_at
from faden.core.problems import StudyError

if TYPE_CHECKING:
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


def accept(file: CodingFile, coding: Coding, proposal: Anchor) -> CodingFile:
    """The codings of a file after a person has accepted the new words for one of them."""
    moved = coding_at(
        proposal, identifier=coding.id, code=coding.code, on=coding.on, codebook=coding.codebook
    ).model_copy(update={"memo": coding.memo})
    if coding.id not in {c.id for c in file.codings}:
        raise StudyError("coding-unknown", value=coding.id)
    return replace(file, codings=tuple(moved if c.id == coding.id else c for c in file.codings))


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
    matcher = SequenceMatcher(None, part.text, anchor.exact, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size > 1]
    if not blocks:
        return None
    start, end = blocks[0].a, blocks[-1].a + blocks[-1].size
    while start > 0 and part.text[start - 1].isalnum():
        start -= 1
    while end < len(part.text) and part.text[end].isalnum():
        end += 1
    likeness = SequenceMatcher(None, part.text[start:end], anchor.exact, autojunk=False).ratio()
    return (likeness, turn.id, start, end) if likeness >= _LIKE else None
