"""Single purposes are taken back, and words kept only by a recorded decision (FIELD DP-1, DP-3)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faden.build.withdrawing import keep_words, preview, take_back, withdraw_person
from faden.core.problems import Severity
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.publish.rules.withdrawal import check_withdrawal
from faden.publish.verdict import Case
from faden.study.consent import Purpose, read_consent
from faden.study.folder import Folder
from faden.study.withdrawals import read_withdrawals

WHO = "p-7k3mzq"
ON = "2026-11-22"
DAY = dt.date(2026, 11, 22)
TALK = f"""\
---
format: faden.transcript/1
id: I01
kind: interview
language: de
speakers:
  P: {{role: participant, participant: {WHO}}}
---

## t1 · P

Ich habe bei jedem Amt zweimal angerufen, und niemand wusste etwas.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """One person who allows much, and something that was built from it."""
    monkeypatch.setenv("FADEN_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "study"
    files = {
        "research/study.yaml": "format: faden.study/1\ntitle: {de: Wohnen}\ncontact: {organisation: X}\n",
        "research/participants.csv": "# faden.participants/1\nparticipant,group,municipality,age_band,gender,"
        f"language,arrived,household,conversations\n{WHO},,,,,,,,I01\n",
        "research/consent.csv": "# faden.consent/1\nparticipant,purposes,form,language,how,interpreter,given,"
        f"expires,withdrawn,note\n{WHO},take-part analyse quote publish,v1,de,written,,2026-01,,,\n",
        "interviews/I01.md": TALK,
        "build/site/index.html": "something",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Folder(root)


def _allowed(folder: Folder) -> set[Purpose]:
    ledger = read_consent(folder).value
    assert ledger is not None
    return {purpose for purpose in Purpose if ledger.allows(WHO, purpose, DAY)}


def test_dp_01_single_purposes_are_taken_back_and_the_rest_holds(folder: Folder) -> None:
    """Words stay for analysis and are shown nowhere; what was built goes."""
    report = take_back(folder, "I01", (Purpose.QUOTE, Purpose.PUBLISH), on=ON)

    assert report.changed
    assert {Purpose.TAKE_PART, Purpose.ANALYSE} == _allowed(folder)
    assert not (folder.build / "site").exists()
    assert folder.transcript("I01").is_file()


def test_taking_back_twice_writes_one_row(folder: Folder) -> None:
    """The same command again changes nothing."""
    take_back(folder, WHO, (Purpose.QUOTE,), on=ON)

    assert not take_back(folder, WHO, (Purpose.QUOTE,), on=ON).changed


def test_dp_03_words_stay_only_by_a_recorded_decision(folder: Folder) -> None:
    """GDPR Art. 17(3)(d): a person decides, with a reason; nothing is allowed any more all the same."""
    keep_words(folder, WHO, by="mira", on=ON, because="Auswertung abgeschlossen")
    (row,) = read_withdrawals(folder).value or ()
    corpus = read_corpus(folder)
    problems = list(check_withdrawal(Case(corpus, Index(corpus), DAY)))

    assert set() == _allowed(folder)
    assert (WHO, "Auswertung abgeschlossen") == (row.kept, row.kept_because)
    assert {("withdrawn-person-kept", Severity.WARNING)} == {(p.code, p.severity) for p in problems}


def test_dp_03_whoever_has_withdrawn_and_is_still_there_stops_publication(folder: Folder) -> None:
    """Without a decision, a person who is still there is an error."""
    take_back(folder, WHO, tuple(Purpose), on=ON)
    corpus = read_corpus(folder)
    problems = list(check_withdrawal(Case(corpus, Index(corpus), DAY)))

    assert {("withdrawn-person-present", Severity.ERROR)} == {(p.code, p.severity) for p in problems}


def test_a_look_changes_nothing_and_a_withdrawal_takes_the_talk(folder: Folder) -> None:
    """First the plan, then the act."""
    assert {"transcripts": 1, "ledgers": 2} == preview(folder, None, "I01", on=ON).plan.kinds
    assert folder.transcript("I01").is_file()

    withdraw_person(folder, None, "I01", by="mira", on=ON)
    assert not folder.transcript("I01").exists()
