"""What the suggester of a coder learns from, and what it never reads."""

# ruff: noqa: E501 - the files of a study stand here line for line

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faden.analysis.suggest.decisions import decided, read_decisions, write_decision
from faden.analysis.suggest.values import Decision, Passage
from faden.build.remembering import allowing
from faden.build.suggesting import anchor_of, asked_coder, gather, machine_for, may_read, without
from faden.core.problems import StudyError
from faden.findings.corpus import Corpus, read_corpus
from faden.study.folder import Folder

ON = dt.date(2026, 3, 1)
AGREES, REFUSES = "p-7k3mzq", "p-9z8xsb"
FILES = {
    "research/study.yaml": """\
format: faden.study/1
title: {de: Wohnen}
contact: {organisation: X}
coders: [{id: mira, lead: true}, {id: jonte}]
""",
    "research/participants.csv": f"""\
# faden.participants/1
participant,group,municipality,age_band,gender,language,arrived,household,conversations
{AGREES},refugees,lindhafen,,,,,,W01
{REFUSES},refugees,lindhafen,,,,,,W01
""",
    "research/consent.csv": f"""\
# faden.consent/1
participant,purposes,form,language,how,interpreter,given,expires,withdrawn,note
{AGREES},take-part analyse,v1,de,oral,,2025-01,,,
{REFUSES},take-part,v1,de,oral,,2025-01,,,
""",
    "interviews/W01.md": f"""\
---
format: faden.transcript/1
id: W01
kind: workshop
language: de
speakers:
  M: {{role: facilitator}}
  P1: {{role: participant, participant: {AGREES}}}
  P2: {{role: participant, participant: {REFUSES}}}
---

## t1 · M

Und dann?

## t2 · P1

Niemand hat auf den Brief geantwortet.

## t3 · P2

Das Zimmer ist eng und die Küche auch.
""",
    "analysis/codebook.yaml": """\
format: faden.codebook/1
codes:
  - id: themen
    name: {de: Themen}
    codable: false
    children:
      - {id: warten, name: {de: Keine Antwort}, definition: {de: Jemand wartet.}}
      - {id: enge, name: {de: Enge}}
      - {id: alt, name: {de: Alt}, retired: true}
""",
    "analysis/codings/mira/W01.jsonl": """\
{"format":"faden.codings/1","transcript":"W01","coder":"mira"}
{"id":"c-22222222","code":"warten","start":["t2",0],"end":["t2",7],"language":"de","exact":"Niemand","on":"2025-05-03"}
{"id":"c-33333333","code":"enge","start":["t3",0],"end":["t3",10],"language":"de","exact":"Das Zimmer","on":"2025-05-03"}
""",
    "analysis/codings/jonte/W01.jsonl": """\
{"format":"faden.codings/1","transcript":"W01","coder":"jonte"}
{"id":"c-44444444","code":"enge","start":["t2",16],"end":["t2",25],"language":"de","exact":"den Brief","on":"2025-05-03"}
""",
}


@pytest.fixture
def study(tmp_path: Path) -> Folder:
    """A workshop in which one of two allows analysis by machine."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Folder(tmp_path.resolve())


@pytest.fixture
def corpus(study: Folder) -> Corpus:
    """The same, read."""
    return read_corpus(study)


def _decide(corpus: Corpus, passage: Passage, decision: Decision) -> None:
    anchor = anchor_of(passage, corpus.transcripts["W01"])
    line = decided(anchor, "W01", "enge", decision, score=0.4, by="mira", on="2026-03-01")
    write_decision(corpus.folder, machine_for("mira"), line)


def test_a_machine_reads_nobody_who_did_not_agree(corpus: Corpus) -> None:
    """Neither as a passage nor as an example, whoever coded it."""
    found = gather(corpus, "mira", ON)

    assert {"Niemand hat auf den Brief geantwortet.", "Niemand"} == {p.text for p in found.passages}
    assert {("Niemand", "warten")} == {(p.text, code) for p, code in found.given["W01"]}


def test_the_material_is_the_same_in_every_process(study: Folder) -> None:
    """What is kept of it is found again by its digest; sets of words have another order each time."""
    path = study.root / "analysis/codings/mira/W01.jsonl"
    spans = [(8, "hat"), (12, "auf"), (16, "den"), (20, "Brief"), (26, "geantwortet")]
    more = "".join(
        f'{{"id":"c-5555555{n}","code":"enge","start":["t2",{at}],"end":["t2",{at + len(words)}],'
        f'"language":"de","exact":"{words}","on":"2025-05-03"}}\n'
        for n, (at, words) in enumerate(spans, 2)
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    code = (
        "import sys, datetime as dt; from faden.findings.corpus import read_corpus;"
        "from faden.study.folder import find_folder; from faden.build.suggesting import gather;"
        "found = gather(read_corpus(find_folder(sys.argv[1])), 'mira', dt.date(2026, 3, 15));"
        "print([p.id for p in found.passages])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(study.root)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert 1 == len(told)


def test_what_others_say_needs_the_consent_of_all(corpus: Corpus) -> None:
    """A question repeats what somebody told."""
    transcript, people = corpus.transcripts["W01"], allowing(corpus, ON)

    assert may_read(transcript, "t2", "t2", people)
    assert not may_read(transcript, "t1", "t1", people)
    assert not may_read(transcript, "t2", "t3", people)
    assert may_read(transcript, "t1", "t3", {AGREES, REFUSES})
    assert not may_read(transcript, "t9", "t9", {AGREES, REFUSES})


def test_before_consent_nothing_is_read(corpus: Corpus) -> None:
    """Consent counts from its day."""
    with pytest.raises(StudyError) as caught:
        gather(corpus, "mira", dt.date(2024, 12, 31))
    assert "suggest-nobody" == caught.value.problem.code


def test_who_codes_blind_gets_nothing_of_the_other(corpus: Corpus) -> None:
    """Each coder's suggester learns from that coder alone."""
    assert {("den Brief", "enge")} == {(p.text, code) for p, code in gather(corpus, "jonte", ON).given["W01"]}


def test_only_codes_that_may_be_given_are_suggested(corpus: Corpus) -> None:
    """No headings, nothing retired; the texts are those of the codebook."""
    notes = {note.id: note.texts for note in gather(corpus, "mira", ON).notes}

    assert {"warten": ("Keine Antwort", "Jemand wartet."), "enge": ("Enge",)} == notes


def test_the_last_decision_holds_and_all_are_kept(corpus: Corpus) -> None:
    """What was rejected is not proposed again, until that is taken back."""
    passage = next(p for p, _ in gather(corpus, "mira", ON).given["W01"])
    _decide(corpus, passage, Decision.REJECTED)
    once = gather(corpus, "mira", ON).rejected
    _decide(corpus, passage, Decision.WITHDRAWN)

    assert {(passage, "enge")} == once
    assert frozenset() == gather(corpus, "mira", ON).rejected
    assert frozenset() == gather(corpus, "jonte", ON).rejected
    kept = read_decisions(corpus.folder, "faden-mira")
    assert [("W01", "Niemand", "rejected"), ("W01", "Niemand", "withdrawn")] == [
        (each.transcript, each.exact, each.decision) for each in kept
    ]


def test_decisions_survive_an_edit_of_the_transcript(study: Folder, corpus: Corpus) -> None:
    """They have anchors as codings have."""
    passage = next(p for p, _ in gather(corpus, "mira", ON).given["W01"])
    _decide(corpus, passage, Decision.REJECTED)
    path = study.transcript("W01")
    path.write_text(path.read_text("utf-8").replace("Niemand", "Also: Niemand"), encoding="utf-8")

    assert [6] == [p.start for p, _ in gather(read_corpus(study), "mira", ON).rejected]


def test_a_study_can_do_without(study: Folder) -> None:
    """One line in its settings."""
    with study.settings.open("a", encoding="utf-8") as settings:
        settings.write("suggestions: false\n")

    with pytest.raises(StudyError) as caught:
        gather(read_corpus(study), "mira", ON)
    assert "suggest-off" == caught.value.problem.code


def test_by_default_the_lead_coder_is_learnt_from(corpus: Corpus) -> None:
    """A coder whom nobody knows is a mistake."""
    assert "mira" == asked_coder(corpus)
    assert "jonte" == asked_coder(corpus, "jonte")
    with pytest.raises(StudyError):
        asked_coder(corpus, "mara")


@pytest.mark.parametrize("line", ["[]", "{}", "kein JSON", '{"format":"faden.decisions/1"}'])
def test_a_line_that_is_not_understood_stops_the_reading(study: Folder, line: str) -> None:
    """What was rejected would be proposed again."""
    path = study.root / "analysis/proposals/faden-mira/decisions/W01.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(StudyError):
        read_decisions(study, "faden-mira")


def test_how_many_passages_carry_a_code_counts_only_where_the_coder_is_done(study: Folder) -> None:
    """What nobody has read yet is no sign that it carries nothing."""
    turns = "".join(f"\n## t{n} · P1\n\nNoch ein Satz, der etwas anderes sagt.\n" for n in range(10, 49))
    path = study.transcript("W01")
    path.write_text(path.read_text("utf-8") + turns, encoding="utf-8")
    before = gather(read_corpus(study), "mira", ON).share
    done = study.root / "analysis/codings/mira/done.yaml"
    mark = '{transcript: W01, on: 2025-06, codings: "' + "0" * 16 + '"}'
    done.write_text(f"format: faden.done/1\ncoder: mira\ndone: [{mark}]\n", encoding="utf-8")

    assert (1.0, 1 / 40) == (before, gather(read_corpus(study), "mira", ON).share)


def test_what_is_compared_with_people_has_seen_nothing_of_the_conversation(study: Folder) -> None:
    """Neither its codings and rejections nor its words that the codebook cites; all else stays."""
    book = study.codebook
    cited = "{id: enge, name: {de: Enge}, examples: [{transcript: W01, turn: t2, quote: den Brief}]}"
    book.write_text(book.read_text("utf-8").replace("{id: enge, name: {de: Enge}}", cited), encoding="utf-8")
    corpus = read_corpus(study)
    material = gather(corpus, "mira", ON)
    _decide(corpus, material.passages[0], Decision.REJECTED)
    material = gather(corpus, "mira", ON)

    unseen, other = without(corpus, material, "W01"), without(corpus, material, "I09")

    assert ({}, frozenset()) == (unseen.given, unseen.rejected)
    assert ("Enge",) == next(note.texts for note in unseen.notes if note.id == "enge")
    assert material == other
    assert ("Enge", "den Brief") == next(note.texts for note in other.notes if note.id == "enge")
    assert material.rejected
