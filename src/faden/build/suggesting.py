"""Suggestions on a study: what is learnt from, and what may be searched.

Only words of participants who allow analysis by machine today are read. The suggester of a coder learns
from that coder's codings and decisions alone, so that two who code blind stay so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faden.analysis.suggest.decisions import read_decisions
from faden.analysis.suggest.suggester import Suggester
from faden.analysis.suggest.values import CodeNote, Decision, Passage
from faden.build.remembering import allowing, study_model
from faden.coding.anchor import Position, describe, find
from faden.core.problems import StudyError
from faden.interviews.segments import segments
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from faden.analysis.suggest.decisions import Decided
    from faden.coding.anchor import Anchor
    from faden.coding.codebook import Code, Codebook
    from faden.coding.codings import Coding
    from faden.findings.corpus import Corpus
    from faden.interviews.transcript import Transcript, Turn

MACHINE: Final = "faden"
"""How the machine's folders below ``analysis/proposals`` begin; it is never a coder."""

FEWEST: Final = 20
"""Passages that a coder must have done before it counts how many of them carry a code."""

Given = frozenset[tuple[Passage, str]]
"""Passages, each with a code that a person gave it."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a suggester learns from and may search.

    Attributes:
        passages: All passages, each id once.
        given: Conversation → what the coder coded there.
        rejected: Passage and code of suggestions that the coder rejected.
        notes: What the codebook says of each code that may be given.
        model: The embedder that the study names.
        share: Share of passages that carry a code, in the conversations that the coder has done; 1 where that
            is not known.
    """

    passages: tuple[Passage, ...]
    given: dict[str, Given]
    rejected: Given
    notes: tuple[CodeNote, ...]
    model: str
    share: float = 1.0


def machine_for(coder: str) -> str:
    """Name of the machine that has learnt from one coder, as of its folder of proposals."""
    return f"{MACHINE}-{coder}"


def asked_coder(corpus: Corpus, coder: str = "") -> str:
    """The coder asked for, else the lead coder.

    Raises:
        StudyError: The study knows no such coder.
    """
    named = [each.id for each in corpus.settings.coders]
    known = sorted({*named, *(file.coder for file in corpus.coding_files)})
    chosen = coder or corpus.settings.lead or ""
    if chosen not in known:
        raise StudyError("suggest-coder-unknown", value=chosen or "–", known=", ".join(known) or "–")
    return chosen


def study_suggester(corpus: Corpus, on: dt.date, coder: str = "") -> Suggester:
    """A suggester that has learnt from what one coder coded and rejected; vectors stay in ``build/cache``.

    Args:
        corpus: The study.
        on: The day for which consent is asked.
        coder: From whom it learns; by default the lead coder.

    Raises:
        StudyError: The study knows no such coder, has switched suggestions off, or its decisions cannot be
            read.
    """
    return fitted(corpus, gather(corpus, asked_coder(corpus, coder), on))


def gather(corpus: Corpus, coder: str, on: dt.date) -> Material:
    """What the suggester of a coder may learn from and search on a day.

    Raises:
        StudyError: The study has switched suggestions off, nobody in it has agreed to analysis by machine, or
            decisions cannot be read.
    """
    if not corpus.settings.suggestions:
        raise StudyError("suggest-off", corpus.folder.shown(corpus.folder.settings))
    people = allowing(corpus, on)
    passages = {each.id: each for each in open_passages(corpus.transcripts.values(), people)}
    if not passages:
        raise StudyError("suggest-nobody", corpus.folder.shown(corpus.folder.consent))
    given = {
        file.transcript: given_codes(told, file.codings, corpus.codebook, people)
        for file in corpus.coding_files
        if file.coder == coder and (told := corpus.transcripts.get(file.transcript)) is not None
    }
    decided = read_decisions(corpus.folder, machine_for(coder))
    rejected = rejected_codes(corpus.transcripts, decided, people)
    share = _share(corpus, coder, passages.values(), given)
    # Sets of pairs have another order in every process; the material, and what is kept of it, must not.
    told_of = {passage.id: passage for pairs in (*given.values(), rejected) for passage, _ in pairs}
    for name in sorted(told_of):
        passages.setdefault(name, told_of[name])
    return Material(
        passages=tuple(passages.values()),
        given=given,
        rejected=rejected,
        notes=tuple(code_notes(corpus.codebook, corpus.settings.languages.site[0])),
        model=corpus.settings.model,
        share=share,
    )


def without(corpus: Corpus, material: Material, transcript: str) -> Material:
    """The material as if nothing in one conversation had been coded, rejected or cited in the codebook."""
    given = {name: pairs for name, pairs in material.given.items() if name != transcript}
    rejected = frozenset(pair for pair in material.rejected if pair[0].transcript != transcript)
    notes = tuple(code_notes(corpus.codebook, corpus.settings.languages.site[0], transcript))
    return replace(material, given=given, rejected=rejected, notes=notes)


def _share(corpus: Corpus, coder: str, passages: Iterable[Passage], given: Mapping[str, Given]) -> float:
    """Of the passages that the coder has surely read, how many carry a code."""
    coded: dict[tuple[str, str], list[Passage]] = {}
    for passage, _ in (pair for pairs in given.values() for pair in pairs):
        coded.setdefault((passage.transcript, passage.turn), []).append(passage)
    read = [each for each in passages if corpus.done.by(coder, each.transcript)]
    if len(read) < FEWEST:
        return 1.0
    carrying = sum(any(p.overlaps(o) for o in coded.get((p.transcript, p.turn), ())) for p in read)
    return carrying / len(read)


def fitted(corpus: Corpus, material: Material) -> Suggester:
    """A suggester that has learnt from this material; what was coded counts more than what was rejected."""
    examples: dict[str, set[str]] = {}
    for passage, code in (pair for pairs in material.given.values() for pair in pairs):
        examples.setdefault(passage.id, set()).add(code)
    made = Suggester.fit(
        material.passages,
        examples,
        material.notes,
        study_model(corpus),
        rejected=sorted((passage.id, code) for passage, code in material.rejected),
    )
    made.share = material.share
    return made


def may_read(transcript: Transcript, first: str, last: str, people: Collection[str]) -> bool:
    """Whether a machine may read the turns from the first to the last.

    What a participant said needs their own consent. What others said, such as an interviewer or an
    interpreter, repeats what participants told: it needs that of all participants of the conversation.
    """
    ends = (transcript.index(first), transcript.index(last))
    if None in ends:
        return False
    turns = transcript.turns[ends[0] : (ends[1] or 0) + 1]
    return all(_readable(transcript, turn, people) for turn in turns)


def _readable(transcript: Transcript, turn: Turn, people: Collection[str]) -> bool:
    speaker = transcript.head.speakers.get(turn.speaker)
    if speaker is not None and speaker.role is Role.PARTICIPANT:
        return speaker.participant in people
    present = tuple(transcript.participants())
    return bool(present) and all(person in people for person in present)


def open_passages(transcripts: Iterable[Transcript], people: Collection[str]) -> Iterator[Passage]:
    """What participants said who allow analysis by machine, cut into stretches of whole sentences."""
    for transcript in transcripts:
        for segment in segments(transcript):
            if segment.participant in people:
                yield Passage.of(segment)


def code_notes(codebook: Codebook, language: str, unseen: str = "") -> Iterator[CodeNote]:
    """What the codebook says of each code that may be given, in one language where it is there.

    Args:
        codebook: The codebook.
        language: The language that is preferred.
        unseen: A conversation whose examples are left out.
    """
    for placed in codebook.codes():
        if _may_be_given(placed.code):
            yield CodeNote(placed.code.id, tuple(_texts(placed.code, language, unseen)), language)


def _may_be_given(code: Code) -> bool:
    return code.codable and code.merged_into is None and not code.retired


def _texts(code: Code, language: str, unseen: str) -> Iterator[str]:
    for told in (code.name, code.definition, code.include):
        if told:
            yield told.text(language)
    for example in code.examples:
        if example.transcript != unseen:
            yield example.quote


def given_codes(
    transcript: Transcript, codings: Iterable[Coding], codebook: Codebook, people: Collection[str]
) -> Given:
    """The codings of a conversation from which a machine may learn."""
    found = set()
    for coding in codings:
        code = codebook.find(coding.code)
        if code is not None and _may_be_given(code):
            passage = passage_at(coding.anchor, transcript, people)
            found |= {(passage, code.id)} if passage else set()
    return frozenset(found)


def rejected_codes(
    transcripts: Mapping[str, Transcript], decided: Iterable[Decided], people: Collection[str]
) -> Given:
    """What a person rejected and did not take back, on words that a machine may read."""
    last: dict[tuple[Passage, str], Decision] = {}
    for each in decided:
        told = transcripts.get(each.transcript)
        passage = passage_at(each.anchor, told, people) if told is not None else None
        if passage is not None:
            last[passage, each.code] = each.decision
    return frozenset(pair for pair, decision in last.items() if decision is Decision.REJECTED)


def passage_at(anchor: Anchor, transcript: Transcript, people: Collection[str]) -> Passage | None:
    """Words of a conversation as a passage.

    Gives ``None`` where they no longer stand there, or where a machine may not read them.
    """
    found = find(anchor, transcript)
    if found is None or not may_read(transcript, found.start.turn, found.end.turn, people):
        return None
    first, last = found.start, found.end
    crossing = "" if first.turn == last.turn else last.turn
    place = f"{transcript.head.id}:{first.turn}:{found.part}:{found.language}"
    return Passage(
        id=f"{place}:{first.offset}-{crossing and f'{crossing}:'}{last.offset}",
        text=found.exact,
        language=found.language,
        transcript=transcript.head.id,
        turn=first.turn,
        part=found.part,
        start=first.offset,
        end=last.offset,
        last=crossing,
    )


def anchor_of(passage: Passage, transcript: Transcript) -> Anchor:
    """The anchor of a passage's words.

    Raises:
        ValueError: They do not stand in this conversation.
    """
    return describe(
        transcript,
        Position(passage.turn, passage.start),
        Position(passage.last or passage.turn, passage.end),
        part=passage.part,
        language=passage.language,
    )
