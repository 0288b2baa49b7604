"""Units of comparison: turns, sentences or passages of participants, and what each coder saw in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from faden.coding.agreement.placing import carried, lay, spoken_by_participants
from faden.interviews.segments import segments
from faden.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faden.coding.agreement.placing import Line, Placed
    from faden.interviews.transcript import Transcript


class UnitKind(StrEnum):
    """What is compared."""

    TURN = "turn"
    """What one participant says until somebody else does."""
    SENTENCE = "sentence"
    PASSAGE = "passage"
    """Whole sentences of a turn, about 60 words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch on which coders are compared.

    Attributes:
        transcript: Id of the conversation.
        turn: Id of the turn.
        start: Where it begins on the line of the conversation.
        end: Where it ends.
    """

    transcript: str
    turn: str
    start: int
    end: int


def participants_line(transcript: Transcript) -> Line:
    """The line of what participants said; questions of interviewers are nothing to agree on."""
    return lay(transcript, spoken_by_participants(transcript))


def units(line: Line, kind: UnitKind) -> tuple[Unit, ...]:
    """The units of a conversation, in order; they never overlap."""
    identifier = line.transcript.head.id
    cut = {UnitKind.TURN: _turns, UnitKind.SENTENCE: _sentences, UnitKind.PASSAGE: _passages}[kind]
    return tuple(Unit(identifier, turn, start, end) for turn, start, end in cut(line))


def _turns(line: Line) -> Iterator[tuple[str, int, int]]:
    for turn in line.turns:
        yield (turn, *line.span(turn))


def _sentences(line: Line) -> Iterator[tuple[str, int, int]]:
    for identifier in line.turns:
        turn = line.transcript.turn(identifier)
        base, _ = line.span(identifier)
        first = turn.parts[0] if turn is not None else None
        for start, end in sentences(first.text, first.language) if first is not None else ():
            yield identifier, base + start, base + end


def _passages(line: Line) -> Iterator[tuple[str, int, int]]:
    for segment in segments(line.transcript):
        turn = line.transcript.turn(segment.turn)
        part = turn.part(segment.part, segment.language) if turn is not None else None
        if turn is not None and part is not None and segment.turn in line.turns:
            base, _ = line.span(segment.turn)
            start, end = carried(turn, part, segment.start, segment.end)
            yield segment.turn, base + start, base + end


def codes_in(found: Sequence[Unit], placed: Iterable[tuple[str, Placed]]) -> dict[Unit, frozenset[str]]:
    """The codes that a coder gave each unit of a conversation.

    A unit has a code where a coding covers at least half of it, or lies at least half in it; so every
    coding counts in the unit in which most of it lies, and a long one in all that it covers.

    Args:
        found: The units.
        placed: Code and place of each coding.
    """
    held: dict[Unit, set[str]] = {unit: set() for unit in found}
    for code, place in placed:
        for unit in found:
            shared = place.overlap(unit.start, unit.end)
            least = min(unit.end - unit.start, place.end - place.start)
            if shared and 2 * shared >= least:
                held[unit].add(code)
    return {unit: frozenset(codes) for unit, codes in held.items()}
