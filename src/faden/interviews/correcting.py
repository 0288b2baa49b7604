"""Correcting words of a transcript in its file, so that every other line stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from faden.core.documents import escape
from faden.core.problems import StudyError
from faden.core.text import normal
from faden.interviews.files import parse_transcript
from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from faden.interviews.transcript import Part, Transcript

_HEADING: Final = re.compile(r"## .+")
_MARK: Final = ":::"


def with_words(transcript: Transcript, turn: str, part: Part, words: str) -> Transcript:
    """The conversation with other words in one part of a turn."""
    turns = tuple(
        replace(each, parts=tuple(replace(p, text=words) if p == part else p for p in each.parts))
        if each.id == turn
        else each
        for each in transcript.turns
    )
    return replace(transcript, turns=turns)


def corrected(text: str, path: str, transcript: Transcript, meant: Transcript) -> tuple[str, Transcript]:
    """The file of a transcript in which one part of a turn has other words, and what it means now.

    Args:
        text: The file as it is.
        path: How messages name it.
        transcript: What it means.
        meant: What it shall mean, as `with_words` gives it.

    Raises:
        StudyError: The file would not mean that; it is written in a way that cannot be corrected so.
    """
    lines = normal(text).split("\n")
    for turn, now in zip(transcript.turns, meant.turns, strict=True):
        for part, fresh in zip(turn.parts, now.parts, strict=True):
            if part != fresh:
                first, last = _region(lines, turn.line, part)
                lines[first:last] = _in_place(lines[first:last], escape(fresh.text).split("\n"))
    made = "\n".join(lines)
    again = parse_transcript(made, path).value
    if again is None or bare(again) != bare(meant):
        raise StudyError("transcript-style", path)
    return made, again


def bare(transcript: Transcript) -> Transcript:
    """The conversation without the lines at which turns stand, to compare what two files mean."""
    return replace(transcript, turns=tuple(replace(turn, line=0) for turn in transcript.turns))


def _region(lines: list[str], heading: int, part: Part) -> tuple[int, int]:
    """First line of a part's words, and one past the last; `heading` is its turn's line, from 1."""
    end = next((at for at in range(heading, len(lines)) if _HEADING.fullmatch(lines[at])), len(lines))
    marks = [at for at in range(heading, end) if lines[at].startswith(_MARK)]
    for mark, last in pairwise([*marks, end]):
        words = lines[mark][len(_MARK) :].split()
        if words[:2] == [part.kind.value, part.language]:
            return mark + 1, last
    if part.kind is PartKind.ORIGINAL:
        return heading, marks[0] if marks else end
    return heading, heading


def _in_place(old: list[str], new: list[str]) -> list[str]:
    """New lines between the blank lines that stood around the old ones."""
    told = [at for at, line in enumerate(old) if line.strip()]
    if not told:
        return [*old[:1], *new, *old[1:]]
    return [*old[: told[0]], *new, *old[told[-1] + 1 :]]
