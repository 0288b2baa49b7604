"""The list of transcripts, and one transcript with the codings of the lead coder."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.app.views.stretches import Run, Stretch, runs
from faden.coding.anchor import per_turn
from faden.core.languages import direction
from faden.interviews.files import format_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.coding.blind import Blindness
    from faden.findings.evidence import Index
    from faden.interviews.transcript import Part, Speaker, Transcript, Turn

Place = tuple[str, str, str]
"""Turn, kind of part, language."""


@dataclass(frozen=True, slots=True)
class Row:
    """One transcript in the list.

    Attributes:
        id: Its id.
        kind: ``interview`` or ``workshop``.
        title: Its title; may be empty.
        municipality: Name of the place; may be empty.
        date: As precise as it may be told; may be empty.
        languages: Languages that people speak in it, by turns.
        turns: Number of turns.
        participants: Number of participants.
        codings: Number of codings of the lead coder; ``None`` where the viewer may not know it yet.
    """

    id: str
    kind: str
    title: str
    municipality: str
    date: str
    languages: tuple[str, ...]
    turns: int
    participants: int
    codings: int | None


@dataclass(frozen=True, slots=True)
class Chip:
    """A coding in the margin: its id, its code and the first words it lies over."""

    coding: str
    code: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One version of the words of a turn, cut where codings begin and end."""

    kind: str
    language: str
    direction: str
    by: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn: who speaks, when, the words, and the codings that begin in it."""

    id: str
    speaker: str
    role: str
    group: str
    time: str
    parts: tuple[PartView, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """One transcript.

    Attributes:
        row: What the list says of it.
        synthetic: Whether it is invented.
        cleared: Whether a person has cleared it for publication.
        turns: Its turns.
        lead: The coder whose codings are shown.
        before: Id of the transcript before it; empty for the first.
        after: Id of the one after it; empty for the last.
    """

    row: Row
    synthetic: bool
    cleared: bool
    turns: tuple[TurnView, ...]
    lead: str
    before: str
    after: str


def list_transcripts(index: Index, language: str, sight: Blindness) -> list[Row]:
    """All transcripts, by id; what the viewer may not know yet of others' codings is left out."""
    lead = index.corpus.settings.lead
    made = Counter(e.transcript for e in index.found.values() if e.coder == lead)
    talks = index.corpus.transcripts.items()
    return [_row(index, t, made[i] if sight.shows(lead or "", i) else None, language) for i, t in talks]


def _row(index: Index, transcript: Transcript, codings: int | None, language: str) -> Row:
    head = transcript.head
    place = index.corpus.settings.municipality(head.municipality or "")
    spoken = Counter(turn.parts[0].language for turn in transcript.turns if turn.parts)
    return Row(
        id=head.id,
        kind=head.kind,
        title=head.title.text(language) if head.title else "",
        municipality=place.name if place else "",
        date=head.date or "",
        languages=tuple(code for code, _ in spoken.most_common()),
        turns=len(transcript.turns),
        participants=len(set(transcript.participants())),
        codings=codings,
    )


def show_transcript(index: Index, identifier: str, language: str, sight: Blindness) -> TranscriptView | None:
    """One transcript, with the lead coder's codings if the viewer may see them; ``None`` for no such id."""
    transcript = index.corpus.transcripts.get(identifier)
    if transcript is None:
        return None
    shown = sight.shows(index.corpus.settings.lead or "", identifier)
    laid, chips = _laid(index, transcript, language) if shown else ({}, {})
    ids = list(index.corpus.transcripts)
    at = ids.index(identifier)
    return TranscriptView(
        row=_row(index, transcript, sum(map(len, chips.values())) if shown else None, language),
        synthetic=transcript.head.synthetic,
        cleared=transcript.head.state == "cleared",
        turns=tuple(
            _turn(index, transcript, turn, laid, tuple(chips.get(turn.id, ())), language)
            for turn in transcript.turns
        ),
        lead=index.corpus.settings.lead or "",
        before=ids[at - 1] if at else "",
        after=ids[at + 1] if at + 1 < len(ids) else "",
    )


def _laid(
    index: Index, transcript: Transcript, language: str
) -> tuple[Mapping[Place, list[Stretch]], Mapping[str, list[Chip]]]:
    """Where the codings of the lead coder lie, and the turns in which they begin."""
    names = {p.code.id: p.code.name.text(language) for p in index.corpus.codebook.codes()}
    laid: dict[Place, list[Stretch]] = defaultdict(list)
    chips: dict[str, list[Chip]] = defaultdict(list)
    for evidence in index.found.values():
        if evidence.transcript != transcript.head.id or evidence.coder != index.corpus.settings.lead:
            continue
        anchor, coding = evidence.anchor, evidence.coding
        for turn, start, end in per_turn(anchor, transcript):
            laid[turn, anchor.part, anchor.language].append(Stretch(coding.id, coding.code, start, end))
        name = names.get(coding.code, coding.code)
        chips[anchor.start.turn].append(Chip(coding.id, coding.code, name, evidence.words))
    return laid, chips


def _turn(
    index: Index,
    transcript: Transcript,
    turn: Turn,
    laid: Mapping[Place, list[Stretch]],
    chips: tuple[Chip, ...],
    language: str,
) -> TurnView:
    speaker = transcript.head.speakers.get(turn.speaker)
    return TurnView(
        id=turn.id,
        speaker=turn.speaker,
        role=speaker.role.value if speaker else "unknown",
        group=_group(index, speaker, language),
        time=format_time(turn.start).partition(".")[0] if turn.start is not None else "",
        parts=tuple(_part(part, laid.get((turn.id, part.kind, part.language), [])) for part in turn.parts),
        chips=chips,
    )


def _part(part: Part, stretches: list[Stretch]) -> PartView:
    return PartView(
        part.kind.value, part.language, direction(part.language), part.by, runs(part.text, stretches)
    )


def _group(index: Index, speaker: Speaker | None, language: str) -> str:
    """The role of a participant's group, as the study words it; empty for all other voices."""
    person = index.corpus.participants.get(speaker.participant or "") if speaker else None
    group = index.corpus.settings.group(person.group or "") if person else None
    return group.role.text(language) if group else ""
