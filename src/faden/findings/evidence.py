"""Evidence: the words behind a coding, whose they are, and in how many cases a claim holds.

Only the lead coder's codings count; persons are counted, never segments (FIELD QM-9).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from faden.coding.anchor import Anchor, find
from faden.coding.codebook import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.codings import Coding
    from faden.findings.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding whose words stand in the transcript.

    Attributes:
        coding: The coding.
        coder: Who made it.
        transcript: Id of the conversation.
        anchor: Where the words stand now.
        participant: Random id of who said them; ``None`` for interviewers, interpreters and others.
        group: The participant's group.
        municipality: The participant's municipality, else that of the conversation.
    """

    coding: Coding
    coder: str
    transcript: str
    anchor: Anchor
    participant: str | None
    group: str | None
    municipality: str | None

    @property
    def words(self) -> str:
        """The words, exactly as the transcript has them."""
        return self.anchor.exact


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many cases something holds, of how many.

    Attributes:
        persons: Random ids of the participants for whom it holds.
        base: Random ids of all participants who could have said so.
    """

    persons: frozenset[str]
    base: frozenset[str]

    @property
    def n(self) -> int:
        """Number of persons for whom it holds."""
        return len(self.persons)

    @property
    def of(self) -> int:
        """Number of persons asked."""
        return len(self.base)


class Index:
    """All codings of a study with their words, by id, code and person.

    Args:
        corpus: The study.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def found(self) -> Mapping[str, Evidence]:
        """Coding id → evidence, for every coding whose words stand in the transcript.

        An id that two codings have stands for neither.
        """
        entries: dict[str, Evidence] = {}
        times = Counter(coding.id for file in self.corpus.coding_files for coding in file.codings)
        for file in self.corpus.coding_files:
            transcript = self.corpus.transcripts.get(file.transcript)
            if transcript is None:
                continue
            for coding in file.codings:
                anchor = find(coding.anchor, transcript) if times[coding.id] == 1 else None
                # Words that now stand in another turn may be another person's: somebody has to decide.
                if anchor is not None and _turns(anchor) == _turns(coding.anchor):
                    entries[coding.id] = self._evidence(coding, file.coder, file.transcript, anchor)
        return entries

    def _evidence(self, coding: Coding, coder: str, identifier: str, anchor: Anchor) -> Evidence:
        transcript = self.corpus.transcripts[identifier]
        first, last = transcript.index(anchor.start.turn), transcript.index(anchor.end.turn)
        turns = transcript.turns[first or 0 : (last or 0) + 1]
        voices = {transcript.participant(turn) for turn in turns}
        person = voices.pop() if len(voices) == 1 else None
        known = self.corpus.participants.get(person or "")
        place = (known.municipality if known else None) or transcript.head.municipality
        return Evidence(coding, coder, identifier, anchor, person, known.group if known else None, place)

    @cached_property
    def counted(self) -> tuple[Evidence, ...]:
        """Evidence of the lead coder by participants, in the order of the study."""
        lead = self.corpus.settings.lead
        return tuple(e for e in self.found.values() if e.coder == lead and e.participant is not None)

    @cached_property
    def persons(self) -> frozenset[str]:
        """All participants who speak in a transcript and have not withdrawn."""
        speaking = {p for t in self.corpus.transcripts.values() for p in t.participants()}
        return frozenset(p for p in speaking if not self.corpus.ledger.withdrawn(p))

    def under(self, codes: Iterable[str]) -> tuple[Evidence, ...]:
        """Counted evidence under any of the codes, codes below them included."""
        wanted = {below for code in codes for below in self.corpus.codebook.below(code)}
        return tuple(e for e in self.counted if e.coding.code in wanted)

    def of_kind(self, *kinds: Kind) -> tuple[Evidence, ...]:
        """Counted evidence whose code states one of these, such as needs and pain points."""
        codes = {p.code.id: p.code.kind for p in self.corpus.codebook.codes()}
        return tuple(e for e in self.counted if codes.get(e.coding.code) in kinds)

    def reach(
        self, codes: Iterable[str], *, group: str = "", municipality: str = "", side: str = ""
    ) -> Reach:
        """In how many persons there is evidence under the codes, of all persons so restricted."""
        base = frozenset(p for p in self.persons if self._fits(p, group, municipality, side))
        holds = frozenset(e.participant for e in self.under(codes) if e.participant) & base
        return Reach(holds, base)

    def backed(self, codings: Iterable[str], *, group: str = "", municipality: str = "") -> Reach:
        """In how many persons there are these very codings, of all persons so restricted.

        Ids that stand for nobody's words, such as those of sticky notes, count no person.
        """
        wanted = frozenset(codings)
        base = frozenset(p for p in self.persons if self._fits(p, group, municipality, ""))
        holds = frozenset(e.participant for e in self.counted if e.participant and e.coding.id in wanted)
        return Reach(holds & base, base)

    def _fits(self, participant: str, group: str, municipality: str, side: str) -> bool:
        person = self.corpus.participants.get(participant)
        if person is None:
            return not (group or municipality or side)
        told = self.corpus.settings.group(person.group or "")
        return (
            (not group or person.group == group)
            and (not municipality or person.municipality == municipality)
            and (not side or (told is not None and told.side == side))
        )

    def municipalities(self, codes: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Municipalities with evidence under the codes, and all in which people were asked."""
        asked = {t.head.municipality for t in self.corpus.transcripts.values() if t.head.municipality}
        return frozenset(e.municipality for e in self.under(codes) if e.municipality), frozenset(asked)


def _turns(anchor: Anchor) -> tuple[str, str]:
    return anchor.start.turn, anchor.end.turn
