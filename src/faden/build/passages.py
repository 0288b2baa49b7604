"""What can be searched in a study: the sentences of all conversations, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from faden.analysis.search.values import Passage
from faden.coding.anchor import per_turn
from faden.interviews.transcript import Role
from faden.interviews.voices import voices
from faden.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faden.interviews.transcript import Part, Speaker, Transcript, Turn
    from faden.publish.verdict import Case

NEIGHBOURS: Final = 2
"""Sentences on either side with which one is read, within the turn."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a passage stands, and whose words it holds.

    Attributes:
        transcript: The conversation.
        turn: The turn.
        part: The part of the turn.
        start: First code point in the part.
        end: One past the last.
        role: Role of who speaks.
        participant: Random id of the participant whose words these are, spoken or interpreted;
            ``None`` for all other voices.
        group: Group of that participant, or empty.
        municipality: Municipality of that participant, else of the conversation, or empty.
        codes: Codes that the lead coder gave to these words, or in another part of the turn.
    """

    transcript: Transcript
    turn: Turn
    part: Part
    start: int
    end: int
    role: str
    participant: str | None
    group: str
    municipality: str
    codes: frozenset[str]


class _Over(NamedTuple):
    """A coding over words of a part; in the other parts of the turn nobody knows which words they are."""

    part: tuple[str, str]
    start: int
    end: int
    code: str


def find_spots(case: Case) -> tuple[list[Spot], list[Passage]]:
    """All that may be read, in the order of the conversations, each with what search makes of it.

    Nothing is given of those who have withdrawn, also not what an interpreter said for them. A
    model may read only what participants said who allow analysis by machine today; all else can be
    found by its words, which is reading.
    """
    spots: list[Spot] = []
    passages: list[Passage] = []
    for identifier, transcript in case.corpus.transcripts.items():
        coded = _coded(case, identifier)
        spoken = voices(transcript)
        for turn in transcript.turns:
            voice = transcript.head.speakers.get(spoken[turn.id])
            if _gone(case, voice):
                continue
            for part in turn.parts:
                for spot, passage in _cut(case, transcript, turn, part, voice, coded):
                    spots.append(spot)
                    passages.append(passage)
    return spots, passages


def _gone(case: Case, voice: Speaker | None) -> bool:
    """Whether a person has withdrawn, by what was recorded or by the row that is left of them."""
    person = voice.participant if voice is not None else None
    if person is None:
        return False
    known = case.corpus.participants.get(person)
    return case.corpus.ledger.withdrawn(person) or (known is not None and known.withdrawn)


def _cut(
    case: Case,
    transcript: Transcript,
    turn: Turn,
    part: Part,
    voice: Speaker | None,
    coded: Mapping[str, Sequence[_Over]],
) -> Iterator[tuple[Spot, Passage]]:
    person = voice.participant if voice is not None and voice.role is Role.PARTICIPANT else None
    known = case.corpus.participants.get(person or "")
    speaker = transcript.head.speakers.get(turn.speaker)
    machine = person is not None and case.corpus.ledger.allows_output(person, "machine", case.on)
    spans = sentences(part.text, part.language)
    here = (part.kind.value, part.language)
    over = coded.get(turn.id, ())
    for at, (start, end) in enumerate(spans):
        first, last = spans[max(at - NEIGHBOURS, 0)][0], spans[min(at + NEIGHBOURS, len(spans) - 1)][1]
        spot = Spot(
            transcript=transcript,
            turn=turn,
            part=part,
            start=start,
            end=end,
            role=speaker.role.value if speaker is not None else Role.UNKNOWN.value,
            participant=person,
            group=(known.group if known is not None else None) or "",
            municipality=(known.municipality if known is not None else None)
            or transcript.head.municipality
            or "",
            codes=frozenset(
                each.code for each in over if each.part != here or (each.start < end and start < each.end)
            ),
        )
        yield spot, Passage(part.text[start:end], part.text[first:last], part.language, machine)


def _coded(case: Case, identifier: str) -> dict[str, list[_Over]]:
    """Turn → what the lead coder coded there."""
    found: dict[str, list[_Over]] = {}
    transcript = case.corpus.transcripts[identifier]
    for evidence in case.index.found.values():
        if evidence.transcript != identifier or evidence.coder != case.corpus.settings.lead:
            continue
        anchor, code = evidence.anchor, case.corpus.codebook.find(evidence.coding.code)
        name = code.id if code is not None else evidence.coding.code
        for turn, start, end in per_turn(anchor, transcript):
            part = (anchor.part.value, anchor.language)
            found.setdefault(turn, []).append(_Over(part, start, end, name))
    return found
