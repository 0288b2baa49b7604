"""Quotations by code, group, municipality, role, person and coder: what lies behind a cell of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.analysis.matrix import Near
from faden.build.matrices import ground
from faden.build.matrix_tables import Sheet
from faden.core.problems import UnknownError
from faden.interviews.transcript import Role
from faden.interviews.voices import voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.analysis.matrix import Ground, Observation
    from faden.findings.evidence import Evidence
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations; what is empty does not narrow.

    Attributes:
        code: A code, with those below it.
        near: A second code that must stand near, for itself.
        reach: When it stands near.
        group: A group; ``-`` for words of nobody in a group.
        municipality: A municipality; ``-`` for none.
        role: A role of speakers; ``*`` for any; without one, only words of participants, as in the matrices.
        talk: A conversation.
        person: A participant.
        coder: Whose codings; the lead coder's by default.
    """

    code: str = ""
    near: str = ""
    reach: Near = Near.TURN
    group: str = ""
    municipality: str = ""
    role: str = ""
    talk: str = ""
    person: str = ""
    coder: str = ""

    def fits(self, one: Observation) -> bool:
        """Whether a coding is by whom and from where is asked for; its code is asked for elsewhere."""
        pairs = (
            (self.group, one.group),
            (self.municipality, one.municipality),
            (self.role if self.role != "*" else "", one.role),
            (self.talk, one.transcript),
            (self.person, one.participant or ""),
        )
        told = all(not asked or (had or "-") == asked for asked, had in pairs)
        return told and (bool(self.role) or one.participant is not None)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Coded words, with what they are counted by."""

    evidence: Evidence
    observation: Observation


def quotations(case: Case, wanted: Wanted) -> list[Quotation]:
    """The quotations that are wanted, by conversation and place.

    Raises:
        UnknownError: The study does not have what is asked for; an empty list would not say so.
    """
    found = ground(case, wanted.coder)
    for name, known in _known(case, found).items():
        value = getattr(wanted, name)
        if value and value not in known:
            raise UnknownError("asked-unknown", field=name, value=value)
    kept = [one for one in _under(found, wanted) if wanted.fits(one)]
    kept.sort(key=lambda one: (one.transcript, one.start, one.end, one.coding))
    return [Quotation(case.index.found[one.coding], one) for one in kept]


def _known(case: Case, found: Ground) -> dict[str, set[str]]:
    """What can be asked for, by the field of `Wanted`."""
    corpus, people = case.corpus, found.people
    settings = corpus.settings
    # By their folders: whose codings are still covered is known all the same.
    coders = {each.id for each in settings.coders} | {path.parent.name for path in corpus.folder.codings()}
    return {
        "code": set(found.below),
        "near": set(found.below),
        "group": {"-", *(each.id for each in settings.groups), *(each.group for each in people)},
        "municipality": {"-", *(e.id for e in settings.municipalities), *(e.municipality for e in people)},
        "role": {"-", "*", *Role},
        "talk": set(corpus.transcripts),
        "person": {each.id for each in people},
        "coder": coders,
    }


def _under(found: Ground, wanted: Wanted) -> Sequence[Observation]:
    """Codings under the code; beside a second one, both sides of each pair that stands near."""
    if not wanted.near:
        below = found.below.get(wanted.code)
        return [one for one in found.observations if below is None or one.code in below]
    first = [one for one in found.observations if one.code == wanted.code]
    second = [one for one in found.observations if one.code == wanted.near]
    met = [(a, b) for a in first for b in second if a.meets(b, wanted.reach)]
    return list({one.coding: one for pair in met for one in pair}.values())


def _heard(case: Case, one: Observation) -> frozenset[str]:
    """Participants whose words a coding holds, several in a row and those that an interpreter said, too."""
    transcript = case.corpus.transcripts[one.transcript]
    spoken = voices(transcript)
    speakers = (transcript.head.speakers.get(spoken[turn]) for turn in one.turns)
    told = {one.participant, *(each.participant for each in speakers if each is not None)}
    return frozenset(each for each in told if each is not None)


def quotations_sheet(case: Case, wanted: Wanted, language: str) -> Sheet:
    """Quotations as a table for the team; words of those who do not allow tables are left out.

    Columns:
        coding, coder, code, name: The coding.
        transcript, turn, role, participant, group, municipality: Where, and who said it.
        part, language, words: What was said.

    Raises:
        UnknownError: The study does not have what is asked for.
    """
    names = {p.code.id: p.code.name.text(language) for p in case.corpus.codebook.codes()}
    rows = []
    left_out = 0
    for each in quotations(case, wanted):
        one, evidence = each.observation, each.evidence
        person = one.participant
        if not all(case.corpus.ledger.allows_output(each, "tables", case.on) for each in _heard(case, one)):
            left_out += 1
            continue
        coding = (one.coding, evidence.coder, one.code, names.get(one.code, one.code))
        place = (one.transcript, evidence.anchor.start.turn, one.role, person, one.group, one.municipality)
        rows.append((*coding, *place, evidence.anchor.part.value, evidence.anchor.language, evidence.words))
    columns = (
        "coding", "coder", "code", "name", "transcript", "turn", "role", "participant", "group",
        "municipality", "part", "language", "words",
    )  # fmt: skip
    return Sheet("quotations", columns, tuple(rows), left_out)
