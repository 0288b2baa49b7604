"""Only cleared text leaves the team, with labels as wide as the study says."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from ministudy import TODAY, MiniStudy

from faden.build.exporting import outside_terms, refuse_uncleared
from faden.coding.anchor import Position, describe, find
from faden.coding.codings import Coding, coding_at
from faden.core.problems import StudyError
from faden.exchange.refi.corpus import read_corpus, widened
from faden.exchange.tables import export_codes, export_codings
from faden.interviews.files import read_transcript, write_transcript
from faden.interviews.transcript import Clearance, Transcript, content_hash, head_hash
from faden.study.labels import Label, Ladder, Ladders, with_labels

WORDS = "Ich wohne in der [Straße 1], und niemand hat geantwortet."


def _cleared(transcript: Transcript) -> Transcript:
    words, around = content_hash(transcript), head_hash(transcript)
    stamp = Clearance(hash=words, head=around, by="erste", on="2026-03-01")
    return replace(transcript, head=transcript.head.model_copy(update={"state": "cleared", "cleared": stamp}))


@pytest.fixture
def labelled(study: MiniStudy) -> MiniStudy:
    """The study with a label in the words of the first coding, and a ladder for it."""
    path = study.folder.transcript("W01")
    text = path.read_text(encoding="utf-8")
    first = "Ich habe dreißig Mal geschrieben, und niemand hat geantwortet."
    path.write_text(text.replace(first, WORDS), encoding="utf-8")
    (study.folder.root / "research/labels.yaml").write_text(with_labels("", LADDERS.labels), encoding="utf-8")
    return study


LADDERS = Ladders(
    (Label(label="[Straße 1]", ladder=Ladder.PLACE, at="street", wider={"municipality": "[Stadt A]"}),)
)


def _coding(transcript: Transcript, words: str) -> Coding:
    at = WORDS.index(words)
    anchor = describe(transcript, Position("t2", at), Position("t2", at + len(words)))
    return coding_at(anchor, identifier="c-7f3k2m9q", code="keine-antwort", on="2025-04-01", codebook=1)


def test_dp_05_an_export_of_pseudonymised_text_fails(study: MiniStudy, tmp_path: Path) -> None:
    """Pseudonymised is not cleared; the message names the conversations."""
    with pytest.raises(StudyError) as caught:
        refuse_uncleared(study.folder)

    assert ("export-not-cleared", "W01") == (
        caught.value.problem.code, caught.value.problem.params["ids"]
    )  # fmt: skip
    table = export_codings(study.folder, tmp_path / "a.csv", outside_terms(study.folder, "tables"))
    assert 0 == table.rows


def test_dp_05_cleared_text_may_leave(study: MiniStudy) -> None:
    """Until somebody changes a word."""
    transcript = read_transcript(study.folder, "W01").value
    assert transcript is not None
    write_transcript(study.folder, _cleared(transcript))
    refuse_uncleared(study.folder)
    path = study.folder.transcript("W01")
    path.write_text(path.read_text(encoding="utf-8").replace("dreißig", "vierzig"), encoding="utf-8")

    with pytest.raises(StudyError):
        refuse_uncleared(study.folder)


@pytest.mark.parametrize(("level", "told"), [("close", "[Straße 1]"), ("wider", "[Stadt A]")])
def test_dp_06_the_level_of_labels_changes_with_the_way_out(
    labelled: MiniStudy, tmp_path: Path, level: str, told: str
) -> None:
    """A street for the team, a town for others."""
    folder = labelled.folder
    settings = folder.settings.read_text(encoding="utf-8")
    folder.settings.write_text(
        settings.replace("min_persona: 5}", f"min_persona: 5, levels: {{tables: {level}}}}}"),
        encoding="utf-8",
    )
    transcript = read_transcript(folder, "W01").value
    assert transcript is not None
    write_transcript(folder, _cleared(transcript))
    coding = _coding(transcript, "[Straße 1], und niemand")
    file = folder.coding_file("erste", "W01")
    head = '{"format":"faden.codings/1","transcript":"W01","coder":"erste"}'
    file.write_text(f"{head}\n{coding.model_dump_json()}\n", encoding="utf-8")
    export_codings(folder, tmp_path / "a.csv", replace(outside_terms(folder, "tables"), on=TODAY))

    (row,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig")))
    assert f"{told}, und niemand" == row["quotation"]


def test_codings_stay_on_their_words_in_a_widened_transcript(labelled: MiniStudy) -> None:
    """Positions count in the text that leaves."""
    corpus = read_corpus(labelled.folder, None)
    coding = _coding(corpus.transcripts["W01"], "niemand hat geantwortet.")
    file = replace(corpus.codings[0], codings=(coding,))
    after = widened(replace(corpus, codings=(file,)), LADDERS, "wider")

    (moved,) = after.codings[0].codings
    assert "niemand hat geantwortet." == moved.exact
    assert find(moved.anchor, after.transcripts["W01"]) == moved.anchor
    assert moved.start != coding.start
    assert corpus == widened(corpus, LADDERS, "close")


def test_words_in_the_codebook_do_not_leave_the_team(study: MiniStudy, tmp_path: Path) -> None:
    """Examples are words of participants, whom nobody has asked for it."""
    export_codes(study.folder, tmp_path / "a.csv", terms=outside_terms(study.folder, "tables"))

    rows = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig")))
    assert {""} == {row["examples"] for row in rows}


def test_dp_05_words_that_were_taken_out_of_a_cleared_text_do_not_leave(
    study: MiniStudy, tmp_path: Path
) -> None:
    """A coding repeats its words; what somebody has cut out of the transcript stays inside all the same."""
    folder = study.folder
    path = folder.transcript("W01")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Bei uns ging es schnell", "Bei uns ging es gut"),
        encoding="utf-8",
    )
    transcript = read_transcript(folder, "W01").value
    assert transcript is not None
    write_transcript(folder, _cleared(transcript))
    terms = replace(outside_terms(folder, "tables"), on=TODAY)
    export_codings(folder, tmp_path / "a.csv", terms)
    export_codings(folder, tmp_path / "b.csv", replace(terms, outside=False))

    assert "ging es schnell" not in (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "ging es schnell" in (tmp_path / "b.csv").read_text(encoding="utf-8")
