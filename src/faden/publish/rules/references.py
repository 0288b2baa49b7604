"""What is named elsewhere exists: groups, places, persons, codes, needs, findings, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem, Severity
from faden.interviews.transcript import Role
from faden.publish.marks import unknown_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.findings.finding import Finding
    from faden.findings.journey import Journey
    from faden.findings.persona import Persona
    from faden.interviews.transcript import Transcript
    from faden.publish.verdict import Case


def check_references(case: Case) -> Iterator[Problem]:
    """Yield a problem for every name that leads nowhere, and every text that lacks a language."""
    yield from _participants(case)
    yield from _transcripts(case)
    yield from _consenting(case)
    yield from _boards(case)
    codes = {placed.code.id for placed in case.corpus.codebook.codes()}
    needs = {need.id for need in case.corpus.needs}
    findings = {finding.head.id for finding in case.corpus.findings}
    shown = case.corpus.folder.shown(case.corpus.folder.needs)
    for at, need in enumerate(case.corpus.needs):
        place = Place(shown, case.corpus.line(shown, "needs", at))
        yield from _unknown("code", need.codes, codes, place, need=need.id)
    for finding in case.corpus.findings:
        codes_at = Place(finding.path, case.corpus.line(finding.path, "codes") or 1)
        needs_at = Place(finding.path, case.corpus.line(finding.path, "needs") or 1)
        yield from _unknown("code", finding.head.codes, codes, codes_at)
        yield from _unknown("need", finding.head.needs, needs, needs_at)
        yield from _texts(case, finding)
    for persona in case.corpus.personas:
        yield from _persona(case, persona, {"code": codes, "need": needs, "finding": findings})
    for journey in case.corpus.journeys:
        yield from _journey(case, journey, {"code": codes, "need": needs})


def _unknown(
    kind: str, names: Iterable[str], known: Iterable[str], place: Place, **params: str
) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name not in set(known):
            yield Problem(f"{kind}-unknown", place, {"value": name, **params})


def _persona(case: Case, persona: Persona, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    path = case.corpus.folder.shown(case.corpus.folder.persona(persona.id))

    def at(key: str) -> Place:
        return Place(path, case.corpus.line(path, key) or 1)

    yield from _unknown("need", persona.needs, known["need"], at("needs"))
    yield from _unknown("finding", persona.findings, known["finding"], at("findings"))
    yield from _unknown("participant", persona.participants, case.corpus.participants, at("participants"))
    used = [code for attribute in persona.attributes for code in attribute.codes]
    yield from _unknown("code", used, known["code"], at("attributes"))


def _journey(case: Case, journey: Journey, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    path = case.corpus.folder.shown(case.corpus.folder.journey(journey.id))
    groups = [group.id for group in case.corpus.settings.groups]
    named = [journey.group] if journey.group else []
    yield from _unknown("group", named, groups, Place(path, case.corpus.line(path, "group") or 1))
    for at, step in enumerate(journey.steps):
        place = Place(path, case.corpus.line(path, "steps", at) or 1)
        yield from _unknown("code", step.codes, known["code"], place)
        yield from _unknown("need", step.needs, known["need"], place)


def _participants(case: Case) -> Iterator[Problem]:
    corpus = case.corpus
    path = corpus.folder.shown(corpus.folder.participants)
    groups = [group.id for group in corpus.settings.groups]
    places = [place.id for place in corpus.settings.municipalities]
    for person in corpus.participants.values():
        place = Place(path, corpus.line(path, person.participant))
        yield from _unknown("group", [person.group] if person.group else [], groups, place)
        named = [person.municipality] if person.municipality else []
        yield from _unknown("municipality", named, places, place)
        for conversation in person.conversations:
            transcript = corpus.transcripts.get(conversation)
            if transcript is None or person.participant not in set(transcript.participants()):
                params = {"value": person.participant, "transcript": conversation}
                yield Problem("participant-not-in-transcript", place, params)


def _transcripts(case: Case) -> Iterator[Problem]:
    corpus = case.corpus
    places = [place.id for place in corpus.settings.municipalities]
    for transcript in corpus.transcripts.values():
        path = corpus.folder.shown(corpus.folder.transcript(transcript.head.id))
        yield from _unknown("participant", transcript.participants(), corpus.participants, Place(path, 1))
        named = [transcript.head.municipality] if transcript.head.municipality else []
        yield from _unknown("municipality", named, places, Place(path, 1))
        yield from _nameless(case, transcript, path)


def _consenting(case: Case) -> Iterator[Problem]:
    """People who speak and of whom no row says what they agreed to: told once, before anything is quoted."""
    corpus = case.corpus
    path = corpus.folder.shown(corpus.folder.consent)
    if any(problem.place.path == path for problem in corpus.problems):
        return  # a ledger that cannot be read has nobody in it
    agreed = {act.participant for act in corpus.ledger.acts}
    speaking = {person for text in corpus.transcripts.values() for person in text.participants()}
    missing = sorted(speaking & set(corpus.participants) - agreed)
    if missing:
        params = {"value": missing[0], "n": len(missing)}
        yield Problem("participant-without-consent", Place(path), params, Severity.WARNING)


def _boards(case: Case) -> Iterator[Problem]:
    """Sticky notes of workshops that have neither a transcript nor a protocol: often a slip of the pen."""
    folder = case.corpus.folder
    for board in case.corpus.boards:
        if not any(
            file.exists() for file in (folder.transcript(board.workshop), folder.workshop(board.workshop))
        ):
            place = Place(folder.shown(folder.board(board.workshop)))
            yield Problem("notes-without-workshop", place, {"value": board.workshop}, Severity.WARNING)


def _nameless(case: Case, transcript: Transcript, path: str) -> Iterator[Problem]:
    """Voices of whom it is not said who they are: their words count for nobody and are never quoted.

    Where ``role: unknown`` is written, a person has said that nobody knows.
    """
    speaking = {turn.speaker for turn in transcript.turns if turn.parts}
    for key, speaker in transcript.head.speakers.items():
        asked = speaker.role is Role.PARTICIPANT or "role" not in speaker.model_fields_set
        if asked and speaker.participant is None and key in speaking:
            place = Place(path, case.corpus.line(path, "speakers", key) or 1)
            yield Problem("speaker-without-participant", place, {"value": key}, Severity.WARNING)


def _texts(case: Case, finding: Finding) -> Iterator[Problem]:
    for language in case.corpus.settings.languages.site:
        if not finding.texts.get(language):
            params = {"language": language, "value": finding.head.id}
            yield Problem("text-missing", Place(finding.path, 1), params)
    for language, text in finding.texts.items():
        for mark in unknown_marks(text, case):
            line = finding.lines.get(language, 1) + text.count("\n", 0, mark.start)
            yield Problem("mark-unknown", Place(finding.path, line), {"value": mark.words})
