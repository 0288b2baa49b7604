"""Every output asks the ledger for its purpose; who is left out is said (FIELD DP-1)."""

# ruff: noqa: E501, FBT001 - the files of a study stand here line for line; switches are columns of tables

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from faden.build.clusters import statements
from faden.build.workbench import Workbench
from faden.exchange.refi.export import Terms, export_project
from faden.exchange.refi.read import read_project
from faden.exchange.tables import export_codings
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.compose.view import Material, view_in
from faden.publish.gate import judge
from faden.publish.verdict import Case, Verdict
from faden.study.consent import OUTPUTS, ConsentAct, Ledger, Purpose
from faden.study.folder import Folder

ON = dt.date(2026, 5, 1)
WHO = "p-7k3mzq"
SAID = "Ich habe bei jedem Amt zweimal angerufen."
TALK = f"""\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
speakers:
  I: {{role: interviewer}}
  P: {{role: participant, participant: {WHO}}}
  D: {{role: interpreter}}
---

## t1 · P

{SAID}

## t2 · D

Sie hat überall angerufen.
"""


def _study(root: Path, purposes: str) -> Folder:
    coding = {
        "id": "c-22222222", "code": "antwort", "start": ["t1", 0], "end": ["t1", len(SAID)], "part": "original",
        "language": "de", "exact": SAID, "prefix": "", "suffix": "", "on": "2026-01-02", "codebook": 1,
    }  # fmt: skip
    files = {
        "research/study.yaml": "format: faden.study/1\ntitle: {de: Wohnen}\ncontact: {organisation: X}\n"
        "coders: [{id: mira, lead: true}]\nlanguages: {site: [de, en], content: [de]}\n",
        "research/participants.csv": "# faden.participants/1\nparticipant,group,municipality,age_band,gender,"
        f"language,arrived,household,conversations\n{WHO},,,,,,,,I01\n",
        "research/consent.csv": "# faden.consent/1\nparticipant,purposes,form,language,how,interpreter,given,"
        f"expires,withdrawn,note\n{WHO},{purposes},v1,de,written,,2026,,,\n",
        "interviews/I01.md": TALK,
        "analysis/codebook.yaml": "format: faden.codebook/1\ncodes: [{id: antwort, kind: pain, name: {de: A}}]\n",
        "analysis/codings/mira/I01.jsonl": '{"format":"faden.codings/1","transcript":"I01","coder":"mira"}\n'
        + json.dumps(coding) + "\n",
        "analysis/translations.yaml": "format: faden.translations/1\ntranslations:\n  - coding: c-22222222\n"
        f'    words: "{SAID}"\n    text: {{en: "I rang each office twice."}}\n    by: mira\n',
        "analysis/needs.yaml": "format: faden.needs/1\nneeds:\n  - {id: N01, name: {de: A}, statement: {de: A}, "
        "codes: [antwort], codings: [c-22222222], by: mira, 'on': 2026}\n",
    }  # fmt: skip
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Folder(root)


def _case(root: Path, purposes: str) -> Case:
    corpus = read_corpus(_study(root, purposes))
    return Case(corpus, Index(corpus), ON)


def _codes(case: Case) -> set[str]:
    return {p.code for p in judge(case).problems}


@pytest.mark.parametrize("output", OUTPUTS)
def test_dp_01_an_output_needs_each_of_its_purposes(output: str) -> None:
    """One purpose less, and the words stay out."""

    def _ledger(*purposes: Purpose) -> Ledger:
        act = ConsentAct(
            participant=WHO, purposes=purposes, form="v1", language="de", how="written", given="2026"
        )
        return Ledger((act,))

    assert _ledger(*OUTPUTS[output]).allows_output(WHO, output, ON)
    for missing in OUTPUTS[output]:
        rest = [purpose for purpose in Purpose if purpose is not missing]
        assert not _ledger(*rest).allows_output(WHO, output, ON)


def test_dp_01_every_purpose_but_those_of_the_talk_itself_is_asked_for() -> None:
    """What is only done before there is text, or outside the study, has no output."""
    asked = {purpose for purposes in OUTPUTS.values() for purpose in purposes}

    assert {Purpose.RECORD, Purpose.TRANSCRIBE, Purpose.CONTACT} == set(Purpose) - asked


def test_dp_01_no_quotation_without_quote_and_publish(tmp_path: Path) -> None:
    """FIELD DP-1: no `quote` scope, no quote in any output."""
    case = _case(tmp_path, "take-part publish")

    assert {} == judge(case).quotations
    assert "quotation-without-consent" in _codes(case)


@pytest.mark.parametrize(("purposes", "shown"), [("", ""), (" translate", "I rang each office twice.")])
def test_dp_01_no_translation_without_translate(tmp_path: Path, purposes: str, shown: str) -> None:
    """A translation made by somebody else is shown only where the person allowed that."""
    case = _case(tmp_path, "take-part quote publish" + purposes)
    verdict = Verdict((), {"c-22222222": "participant"}, {}, frozenset(), frozenset(), frozenset())
    quotation = view_in(case, verdict, Material((), None, ()), "en").quotation("c-22222222")

    assert quotation is not None
    assert shown == quotation.translation
    assert ("translation-without-consent" in _codes(case)) is (not shown)


def test_dp_01_no_machine_without_analyse(tmp_path: Path) -> None:
    """No embedding, no cluster, no proposal; and it is said who is missing."""
    case = _case(tmp_path, "take-part quote publish")

    assert () == statements(case)
    assert "analysis-without-consent" in _codes(case)
    assert 1 == len(statements(_case(tmp_path, "take-part analyse")))


def test_dp_01_no_table_without_taking_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notebooks get words of those who take part today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777600000")
    bench = Workbench(read_corpus(_study(tmp_path, "analyse quote")))

    assert [] == list(bench.segments["text"])
    assert [] == list(bench.codings["text"])
    assert "tables-without-consent" in {p.code for p in bench.problems}


@pytest.mark.parametrize(
    ("purposes", "outside", "rows"),
    [("take-part", False, 1), ("take-part", True, 0), ("take-part archive", True, 1), ("archive", True, 0)],
)
def test_dp_01_a_table_for_others_needs_archive(
    tmp_path: Path,
    purposes: str,
    outside: bool,
    rows: int,
) -> None:
    """For the team taking part is enough; whoever is outside gets what may be passed on."""
    folder = _study(tmp_path, purposes)
    terms = Terms(outside=outside, admit=lambda _: True, on=ON)

    assert rows == export_codings(folder, tmp_path / "codings.csv", terms).rows


@pytest.mark.parametrize(("purposes", "kept"), [("take-part", False), ("take-part archive", True)])
def test_dp_01_a_project_for_others_needs_archive(
    tmp_path: Path,
    purposes: str,
    kept: bool,
) -> None:
    """The person's words and the interpreter's turn on them go or stay together; what is left out is said."""
    folder = _study(tmp_path, purposes)
    report = export_project(folder, tmp_path / "p.qdpx", Terms(outside=True, admit=lambda _: True, on=ON))
    text = "".join(
        getattr(source, "plain", "") or "" for source in read_project(tmp_path / "p.qdpx").project.sources
    )

    assert kept is (SAID in text)
    assert kept is ("überall angerufen" in text)
    assert kept is ("export-without-consent" not in {p.code for p in report.problems})
