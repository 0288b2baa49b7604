"""A transcript as the coding page shows it: turns, parts, marks, and who codes."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.app.views.stretches import Stretch, runs
from faden.app.views.transcripts import Chip, PartView, TurnView
from faden.coding.anchor import per_turn
from faden.core.catalogue import catalogue, text
from faden.core.languages import direction
from faden.interviews.files import format_time
from faden.interviews.pairing import unpaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.interviews.transcript import Transcript, Turn

Laid = dict[tuple[str, str, str], list[Stretch]]
"""Turn, kind of part and language → what lies over the words of that part."""

SAID = "app.coding.say."
"""How the keys of the texts begin that the browser says by itself."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker to choose: the key in the transcript, and the role in words."""

    key: str
    role: str


@dataclass(frozen=True, slots=True)
class CodingView:
    """One transcript to code.

    Attributes:
        id: Its id.
        kind: ``interview`` or ``workshop``.
        title: Its title; may be empty.
        turns: Its turns, with the marks of the coder's codings.
        voices: Its speakers.
        columns: How many parts its richest turn has.
        texts: What the browser says by itself, as JSON.
        unpaired: Turns of interpreters that seem to give a person's words and stand by themselves.
    """

    id: str
    kind: str
    title: str
    turns: tuple[TurnView, ...]
    voices: tuple[Voice, ...]
    columns: int
    texts: str
    unpaired: int


def show_for_coding(
    transcript: Transcript, codings: Iterable[Coding], codebook: Codebook, language: str
) -> CodingView:
    """One transcript with the codings of one coder, at the places where their words stand."""
    head = transcript.head
    names = {placed.code.id: placed.code.name.text(language) for placed in codebook.codes()}
    standing = tuple(codings)
    marks, chips = _laid(transcript, standing), _chips(standing, names)
    voices = [Voice(key, role_text(speaker.role.value, language)) for key, speaker in head.speakers.items()]
    return CodingView(
        id=head.id,
        kind=head.kind,
        title=head.title.text(language) if head.title else "",
        turns=tuple(_turn(transcript, turn, marks, chips) for turn in transcript.turns),
        voices=tuple(voices),
        columns=max((len(turn.parts) for turn in transcript.turns), default=1),
        texts=json.dumps(said_by_browser(language), ensure_ascii=False, sort_keys=True),
        unpaired=len(unpaired(transcript)),
    )


def role_text(role: str, language: str) -> str:
    """What a speaker does in the conversation, in words."""
    return text(f"app.role.{role}", language)


def said_by_browser(language: str) -> Mapping[str, str]:
    """The texts that the scripts of the page show, placeholders included."""
    found = {key.removeprefix(SAID): told for key, told in catalogue().items() if key.startswith(SAID)}
    return {key: told.get(language) or told["de"] for key, told in found.items()}


def _laid(transcript: Transcript, codings: Iterable[Coding]) -> Laid:
    over: Laid = defaultdict(list)
    for coding in codings:
        (turn, start), (last, end) = coding.start, coding.end
        crossed = ((turn, start, end),) if turn == last else per_turn(coding.anchor, transcript)
        for each, first, stop in crossed:
            over[each, coding.part, coding.language].append(Stretch(coding.id, coding.code, first, stop))
    return over


def _chips(codings: Iterable[Coding], names: Mapping[str, str]) -> Mapping[str, tuple[Chip, ...]]:
    """The codings that begin in each turn."""
    found: dict[str, tuple[Chip, ...]] = {}
    for coding in codings:
        chip = Chip(coding.id, coding.code, names.get(coding.code, coding.code), coding.exact)
        found[coding.start[0]] = (*found.get(coding.start[0], ()), chip)
    return found


def _turn(transcript: Transcript, turn: Turn, marks: Laid, chips: Mapping[str, tuple[Chip, ...]]) -> TurnView:
    speaker = transcript.head.speakers.get(turn.speaker)
    parts = (
        PartView(
            part.kind.value,
            part.language,
            direction(part.language),
            part.by,
            runs(part.text, marks.get((turn.id, part.kind, part.language), ())),
        )
        for part in turn.parts
    )
    return TurnView(
        id=turn.id,
        speaker=turn.speaker,
        role=speaker.role.value if speaker else "unknown",
        group="",
        time=format_time(turn.start).partition(".")[0] if turn.start is not None else "",
        parts=tuple(parts),
        chips=chips.get(turn.id, ()),
    )
