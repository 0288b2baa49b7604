"""The demonstration study is in order, and says everywhere that it is invented."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from faden.core.problems import Severity, errors
from faden.core.text import words
from faden.findings.corpus import Corpus, read_corpus
from faden.findings.evidence import Index
from faden.interviews.transcript import PartKind, Role
from faden.publish.gate import check_publication, check_study, judge
from faden.publish.uses import uses
from faden.publish.verdict import Case, Verdict
from faden.study.consent import Purpose
from faden.study.folder import find_folder

FOLDER: Final = find_folder(Path(__file__).parent)

OPEN_TO_A_DRAFT: Final = {"transcript-not-cleared"}
"""What stands against a release and not against a draft; withheld quotations are meant to be shown."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The study."""
    return read_corpus(FOLDER)


@pytest.fixture(scope="module")
def case(corpus: Corpus) -> Case:
    """The study on the last day on which somebody worked at it."""
    return Case(corpus, Index(corpus), dt.date(2026, 7, 1))


@pytest.fixture(scope="module")
def verdict(case: Case) -> Verdict:
    """What the gate lets through."""
    return judge(case)


def test_the_gate_finds_no_error(case: Case) -> None:
    """What `faden build` shows as a draft would be in order."""
    found = [*check_study(case), *check_publication(case)]

    assert [] == [str(p) for p in errors(found) if p.code not in OPEN_TO_A_DRAFT]
    assert [] == [str(p) for p in found if p.severity is Severity.WARNING]


def test_eighteen_interviews_and_six_workshops(corpus: Corpus) -> None:
    """The sample that the study promises."""
    kinds = Counter(transcript.head.kind for transcript in corpus.transcripts.values())

    assert kinds["interview"] >= 18
    assert 6 == kinds["workshop"]
    assert {w.id for w in corpus.workshops} == {i for i in corpus.transcripts if i.startswith("W")}


def test_thirty_thousand_words_were_said(corpus: Corpus) -> None:
    """Originals only: what interpreters and translators made of them does not count again."""
    said = sum(
        len(words(part.text))
        for transcript in corpus.transcripts.values()
        for turn in transcript.turns
        for part in turn.parts
        if part.kind is PartKind.ORIGINAL
    )

    assert said >= 30_000


def _material() -> list[Path]:
    """Every file of the study that people wrote, by folder."""
    suffixes = {".md", ".yaml", ".csv", ".ipynb", ".jsonl"}
    here = ("research", "interviews", "analysis", "prototypes", "site")
    files = [p for name in here for p in (FOLDER.root / name).rglob("*")]
    return sorted(
        p
        for p in files
        if p.is_file() and p.suffix in suffixes and not any(part.startswith(".") for part in p.parts)
    )


@pytest.mark.parametrize("path", _material(), ids=FOLDER.shown)
def test_every_file_says_whether_it_is_invented(path: Path) -> None:
    """By a word anybody can read; comparable projects are real, and say that instead.

    Lines of codings are written by faden and hold words of a transcript that says so; marks of what
    coders have done hold no words at all.
    """
    if path.name == "done.yaml":
        return
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        transcript = FOLDER.transcript(json.loads(text.split("\n", 1)[0])["transcript"])
        assert "synthetic: true" in transcript.read_text(encoding="utf-8")
        return
    head = text[:1500]
    if "comparables" in path.parts:
        assert re.search(r"not synthetic", head, re.IGNORECASE)
        return

    assert re.search(r"synthet", text if path.suffix == ".ipynb" else head, re.IGNORECASE)
    assert not re.search(r"not synthetic", head, re.IGNORECASE)


def test_every_transcript_says_in_words_that_it_is_invented(corpus: Corpus) -> None:
    """Above the first turn, in German and English, for whoever opens only this file."""
    silent = [
        identifier
        for identifier, transcript in corpus.transcripts.items()
        if not {"synthetisch", "synthetic", "erfunden", "invented"}
        <= {w.casefold() for w in words(transcript.preamble)}
    ]

    assert [] == silent


def test_more_than_thirty_codes_say_what_they_mean(corpus: Corpus) -> None:
    """Definition, inclusion and exclusion in both languages, and an example that stands in a transcript."""
    codes = [p.code for p in corpus.codebook.codes() if p.code.codable and p.code.merged_into is None]
    languages = corpus.settings.languages.site

    assert len(codes) >= 30
    for code in codes:
        for text in (code.name, code.definition, code.include, code.exclude):
            assert text is not None, code.id
            assert () == text.missing(languages), code.id
        assert code.examples, code.id
        for example in code.examples:
            turn = corpus.transcripts[example.transcript].turn(example.turn)
            assert turn is not None, code.id
            assert any(example.quote in part.text for part in turn.parts), code.id


def test_the_codebook_is_a_tree(corpus: Corpus) -> None:
    """Codes below codes, some of them only folders, and its history is told."""
    assert max(len(placed.path) for placed in corpus.codebook.codes()) >= 2
    assert [r.version for r in corpus.codebook.history] == list(range(1, corpus.codebook.version + 1))


def test_every_code_is_used(case: Case) -> None:
    """By the lead coder, in at least one passage."""
    used = {evidence.coding.code for evidence in case.index.found.values() if evidence.coder == "mira"}

    assert set() == {p.code.id for p in case.corpus.codebook.codes() if p.code.codable} - used


def test_the_lead_coded_every_transcript_and_the_second_exactly_six(corpus: Corpus) -> None:
    """Six conversations are coded twice."""
    by_coder: dict[str, set[str]] = {}
    for file in corpus.coding_files:
        by_coder.setdefault(file.coder, set()).add(file.transcript)
    lead = corpus.settings.lead or ""

    assert set(corpus.transcripts) == by_coder[lead]
    assert [6] == [len(coded) for coder, coded in by_coder.items() if coder != lead]


def test_two_coders_really_differ(corpus: Corpus) -> None:
    """Agreement is not perfect anywhere, and not absent: some spans are the same, many are not."""
    lead = corpus.settings.lead
    spans = {
        (file.coder, file.transcript): {(c.code, c.start, c.end) for c in file.codings}
        for file in corpus.coding_files
    }
    for (coder, transcript), second in spans.items():
        if coder == lead:
            continue
        first = spans[lead or "", transcript]
        assert first - second, transcript
        assert second - first, transcript
        assert len(first & second) < len(second) * 0.9, transcript
        touched = {(start[0], end[0]) for _, start, end in first} & {(s[0], e[0]) for _, s, e in second}
        assert touched, transcript


def test_consents_differ_in_scope_and_one_person_has_withdrawn(corpus: Corpus) -> None:
    """Exactly one withdrew everything; her row is a tombstone and no turn is hers."""
    scopes = {act.purposes for act in corpus.ledger.acts}
    withdrawn = {a.participant for a in corpus.ledger.acts if corpus.ledger.withdrawn(a.participant)}

    assert len(scopes) >= 4
    assert 1 == len(withdrawn)
    (gone,) = withdrawn
    assert corpus.participants[gone].withdrawn
    assert not any(gone in transcript.participants() for transcript in corpus.transcripts.values())


def test_consent_is_missing_somewhere_for_quoting(case: Case) -> None:
    """Otherwise the study would not show what the gate does."""
    refused = {
        person
        for person in case.index.persons
        if not case.corpus.ledger.allows(person, Purpose.QUOTE, case.on)
    }

    assert refused
    assert len(refused) < len(case.index.persons) / 2


def test_every_participant_speaks_and_every_speaker_is_known(corpus: Corpus) -> None:
    """The tables and the transcripts agree."""
    for identifier, transcript in corpus.transcripts.items():
        silent = {
            key
            for key, speaker in transcript.head.speakers.items()
            if speaker.role is Role.PARTICIPANT and key not in {turn.speaker for turn in transcript.turns}
        }
        assert set() == silent, identifier
        assert set(transcript.participants()) <= set(corpus.participants), identifier


def test_the_languages_of_the_study_are_spoken_by_participants(corpus: Corpus) -> None:
    """German, English, Arabic, Farsi, Ukrainian and Tigrinya, as they were said."""
    spoken = {
        part.language
        for transcript in corpus.transcripts.values()
        for turn in transcript.turns
        if transcript.participant(turn)
        for part in turn.parts
        if part.kind is PartKind.ORIGINAL
    }

    assert {"de", "en", "ar", "fa", "uk", "ti"} <= spoken


def test_interpreted_passages_have_both_parts(corpus: Corpus) -> None:
    """What was said and what the interpreter made of it, by an interpreter who is in the room."""
    interpreted = 0
    for identifier, transcript in corpus.transcripts.items():
        for turn in transcript.turns:
            for part in turn.parts:
                if part.kind is not PartKind.INTERPRETATION:
                    continue
                interpreted += 1
                assert any(p.kind is PartKind.ORIGINAL and p.text for p in turn.parts), (
                    f"{identifier} {turn.id}"
                )
                assert Role.INTERPRETER is transcript.head.speakers[part.by].role, f"{identifier} {turn.id}"

    assert interpreted >= 100


def test_all_groups_and_places_take_part(corpus: Corpus) -> None:
    """Four municipalities and ten groups of actors."""
    people = [person for person in corpus.participants.values() if not person.withdrawn]

    assert {group.id for group in corpus.settings.groups} == {person.group for person in people}
    assert {place.id for place in corpus.settings.municipalities} == {
        person.municipality for person in people
    }
    assert 4 == len(corpus.settings.municipalities)


def test_findings_have_evidence_counter_evidence_and_pass_the_gate(corpus: Corpus, verdict: Verdict) -> None:
    """All of them, and some are key findings for the start page."""
    assert len(corpus.findings) >= 8
    assert {finding.head.id for finding in corpus.findings} == verdict.findings
    for finding in corpus.findings:
        relations = Counter(link.relation for link in finding.head.evidence)
        assert relations["supports"] >= 3, finding.head.id
        assert relations["contradicts"] >= 1, finding.head.id
        assert list(finding.quoted()), finding.head.id
    assert 3 <= sum(finding.head.key for finding in corpus.findings) <= 7


def test_needs_and_personas_pass_the_gate(corpus: Corpus, verdict: Verdict) -> None:
    """And every need shows at least one passage."""
    assert len(corpus.needs) >= 8
    assert len(corpus.personas) >= 4
    assert {need.id for need in corpus.needs} == verdict.needs
    assert {persona.id for persona in corpus.personas} == verdict.personas
    assert [] == [need.id for need in corpus.needs if not need.codings]
    assert {"need", "pain"} == {need.kind for need in corpus.needs}


def test_few_words_are_withheld_and_each_for_a_reason_that_the_gate_shows(
    corpus: Corpus, verdict: Verdict
) -> None:
    """Without consent nobody is quoted word for word; who could be recognised is left out, and few are."""
    quoted = {use.coding for use in uses(corpus) if use.verbatim}
    lost = {coding: verdict.withheld[coding] for coding in quoted & set(verdict.withheld)}

    assert {"quotation-recognisable", "quotation-on-red-list"} >= set(lost.values())
    assert len(verdict.withheld) * 10 <= len(verdict.quotations)
    assert {"quotation-without-consent", "quotation-recognisable", "quotation-on-red-list"} == set(
        verdict.withheld.values()
    )


def test_every_quotation_has_a_translation_or_the_language_of_the_page(verdict: Verdict) -> None:
    """Made by a person; none is out of date."""
    assert [] == [p.params["coding"] for p in verdict.problems if p.code.startswith("translation-")]


def test_at_least_fifteen_real_projects_are_compared() -> None:
    """Each with sources."""
    from faden.comparables.projects import read_comparable, read_criteria

    projects = [read_comparable(FOLDER, path) for path in FOLDER.comparables()]

    assert [] == [problem for project in projects for problem in project.problems]
    assert len(projects) >= 15
    assert read_criteria(FOLDER).value is not None


def test_memos_are_about_something_that_exists(corpus: Corpus) -> None:
    """A conversation, a code, a coding, or the study."""
    known = {"study", *corpus.transcripts} | {p.code.id for p in corpus.codebook.codes()}
    known |= {coding.id for file in corpus.coding_files for coding in file.codings}

    assert len(corpus.memos) >= 10
    assert [] == [memo.name for memo in corpus.memos if memo.head.about not in known]
    assert {memo.head.by for memo in corpus.memos} <= {coder.id for coder in corpus.settings.coders}


def test_names_are_replaced_and_places_are_invented(corpus: Corpus) -> None:
    """No label of a file is kept, and every place says that it is fictional."""
    labels = [s.label for t in corpus.transcripts.values() for s in t.head.speakers.values()]

    assert not any(labels)
    assert all(place.fictional for place in corpus.settings.municipalities)
    assert corpus.settings.contact.email.endswith("example.org")
