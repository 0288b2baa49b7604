"""Widening: a transcript and its codings with labels as wide as a way out asks for (FIELD DP-6)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from faden.coding.codings import coding_at
from faden.core.languages import LocalText
from faden.protection.pseudonyms.following import Moved, follow_anchor
from faden.protection.pseudonyms.merging import Shift
from faden.protection.pseudonyms.replacing import Edit, rewrite
from faden.study.labels import generalise, widened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.coding.codings import Coding
    from faden.interviews.transcript import Part, Transcript
    from faden.protection.pseudonyms.merging import PartKey
    from faden.study.labels import Ladders
    from faden.study.settings import Level


def widen(transcript: Transcript, ladders: Ladders, level: Level) -> Moved:
    """A transcript with wider labels, and where its positions go.

    Args:
        transcript: The transcript.
        ladders: The study's ladders.
        level: How wide.
    """
    shifts: dict[PartKey, Shift] = {}

    def _part(turn: str, part: Part) -> Part:
        edits = tuple(Edit(*each) for each in widened(part.text, ladders, level, part.language))
        if edits:
            shifts[turn, part.kind.value, part.language] = Shift((), edits)
        return replace(part, text=rewrite(part.text, edits))

    turns = tuple(replace(t, parts=tuple(_part(t.id, p) for p in t.parts)) for t in transcript.turns)
    head, spoken = transcript.head, transcript.head.language
    speakers = {
        code: speaker.model_copy(update={"label": generalise(speaker.label, ladders, level, spoken)})
        for code, speaker in head.speakers.items()
    }
    titles = (
        {code: generalise(text, ladders, level, code) for code, text in head.title.root.items()}
        if head.title
        else {}
    )
    title = LocalText(titles) if titles else None
    preamble = generalise(transcript.preamble, ladders, level, spoken)
    after = replace(
        transcript,
        head=head.model_copy(update={"speakers": speakers, "title": title}),
        turns=turns,
        preamble=preamble,
    )
    return Moved(transcript, after, shifts)


def widen_codings(
    codings: Iterable[Coding], moved: Moved, ladders: Ladders, level: Level
) -> tuple[Coding, ...]:
    """Codings on the same words in a widened transcript.

    A coding whose words do not stand in the transcript keeps its place; its own words are widened.
    """
    return tuple(_coding(coding, moved, ladders, level) for coding in codings)


def _coding(coding: Coding, moved: Moved, ladders: Ladders, level: Level) -> Coding:
    memo = generalise(coding.memo, ladders, level, coding.language)
    anchor = follow_anchor(coding.anchor, moved)
    if anchor is None:
        words = {
            name: generalise(getattr(coding, name), ladders, level, coding.language)
            for name in ("exact", "prefix", "suffix")
        }
        return coding.model_copy(update={**words, "memo": memo})
    made = coding_at(anchor, identifier=coding.id, code=coding.code, on=coding.on, codebook=coding.codebook)
    return made.model_copy(update={"memo": memo})
