"""Words behind a coding, as the team sees them: with conversation, turn and consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.languages import direction
from faden.publish.consented import allowed

if TYPE_CHECKING:
    from faden.findings.evidence import Evidence
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a coding.

    Attributes:
        coding: Its id.
        words: The words, word for word; empty where they no longer stand in the transcript.
        language: Their language.
        direction: ``ltr`` or ``rtl``.
        part: ``original``, ``interpretation`` or ``translation``.
        role: Who says so, by role; may be empty.
        transcript: Id of the conversation.
        turn: Id of the turn.
        code: Name of the code.
        translation: The words in the language of the page, made by a person; may be empty.
        may_be_shown: Whether the person agrees to being quoted in public today.
        relation: ``supports`` or ``contradicts`` where a finding names it as evidence; else empty.
    """

    coding: str
    words: str = ""
    language: str = "und"
    direction: str = "ltr"
    part: str = "original"
    role: str = ""
    transcript: str = ""
    turn: str = ""
    code: str = ""
    translation: str = ""
    may_be_shown: bool = False
    relation: str = ""


def quote(case: Case, coding: str, language: str, *, relation: str = "") -> Quote:
    """The words of a coding; without words where there is no such coding, or its words are gone."""
    evidence = case.index.found.get(coding)
    if evidence is None:
        return Quote(coding, relation=relation)
    settings = case.corpus.settings
    group = settings.group(evidence.group or "")
    code = case.corpus.codebook.find(evidence.coding.code)
    spoken = evidence.anchor.language
    return Quote(
        coding=coding,
        words=evidence.words,
        language=spoken,
        direction=direction(spoken),
        part=evidence.anchor.part.value,
        role=group.role.text(language) if group else "",
        transcript=evidence.transcript,
        turn=evidence.anchor.start.turn,
        code=code.name.text(language) if code else evidence.coding.code,
        translation=_translation(case, evidence, language),
        may_be_shown=allowed(case, evidence.participant),
        relation=relation,
    )


def _translation(case: Case, evidence: Evidence, language: str) -> str:
    made = case.corpus.translations.get(evidence.coding.id)
    if made is None or made.words != evidence.words or evidence.anchor.language == language:
        return ""
    return made.text.root.get(language, "")
