"""No quotation without consent: every way in which it is missing."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from ministudy import ALL, OFFICE, PEOPLE, TODAY, WORDS, MiniStudy

QUOTED = "c-22222222"
"""Words of the first participant, quoted in a finding and a need."""


def _withheld(study: MiniStudy, reason: str = "quotation-without-consent", coding: str = QUOTED) -> None:
    verdict = study.verdict()

    assert coding not in verdict.quotations
    assert reason == verdict.withheld[coding]


def test_with_consent_to_take_part_be_quoted_and_published_words_are_shown(study: MiniStudy) -> None:
    """The study in order: the passing case of every test below."""
    assert QUOTED in study.verdict().quotations
    assert set() == study.codes()


def test_without_any_row_nobody_is_quoted(study: MiniStudy) -> None:
    """Consent is never assumed."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), ALL))

    _withheld(study)


@pytest.mark.parametrize("missing", ["take-part", "quote", "publish"])
def test_each_purpose_is_needed(study: MiniStudy, missing: str) -> None:
    """Quoting in a report is not publishing, and publishing findings is not quoting."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL) | {PEOPLE[0]: ALL.replace(missing, "contact")})

    _withheld(study)


@pytest.mark.parametrize(
    "cells",
    [
        {"withdrawn": "2026-03-01"},
        {"withdrawn": "2026-12-31"},
        {"expires": "2026-03-14"},
        {"given": "2026-03-16"},
    ],
)
def test_consent_taken_back_expired_or_not_yet_given_does_not_hold(
    study: MiniStudy, cells: dict[str, str]
) -> None:
    """Expired yesterday, given tomorrow, withdrawn whenever."""
    study.consents({PEOPLE[0]: ALL}, **cells)

    _withheld(study)


def test_consent_holds_on_its_last_day_and_not_on_the_next(study: MiniStudy) -> None:
    """The day is that of the build."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL), expires=TODAY.isoformat())

    assert QUOTED in study.verdict(TODAY).quotations
    assert QUOTED not in study.verdict(TODAY + dt.timedelta(days=1)).quotations


def test_a_person_who_is_not_listed_is_not_quoted(study: MiniStudy) -> None:
    """Consent without a row among the participants leads to nobody known."""
    study.edit("research/participants.csv", f"{PEOPLE[0]},residents,ort,35-44,,de,,,W01\n", "")

    _withheld(study)
    assert "participant-unknown" in study.codes()


@pytest.mark.parametrize(
    ("turn", "words"),
    [("t1", "Was fehlt Ihnen"), ("t8", "Sie meint den Brief"), ("t2", "niemand hat geantwortet")],
)
def test_only_participants_are_quoted(study: MiniStudy, turn: str, words: str) -> None:
    """Words of the facilitator, the interpreter, and of a voice of unknown role."""
    study.edit("interviews/W01.md", "P1: {role: participant, participant", "P1: {role: unknown, participant")
    study.code((QUOTED, "keine-antwort", turn, words))

    _withheld(study)


def test_words_of_two_speakers_are_nobodys(study: MiniStudy) -> None:
    """Both have consented; yet neither said all of it."""
    path = study.folder.coding_file("erste", "W01")
    line = next(line for line in path.read_text(encoding="utf-8").split("\n") if QUOTED in line)
    told = json.loads(line) | {"exact": "geantwortet.\nBei mir", "end": ["t3", 7]}
    study.edit("analysis/codings/erste/W01.jsonl", line, json.dumps(told, ensure_ascii=False))

    assert "geantwortet.\nBei mir" == study.case().index.found[QUOTED].words
    _withheld(study)


def test_one_person_in_two_turns_is_one_voice(study: MiniStudy) -> None:
    """An interruption by nobody else takes nothing away."""
    study.edit("interviews/W01.md", "## t3 · P2", "## t3 · P1")
    study.code((QUOTED, "keine-antwort", "t3", "eine Absage ohne Grund"))

    assert QUOTED in study.verdict().quotations


def test_a_conversation_that_was_not_understood_lends_no_words(study: MiniStudy) -> None:
    """Of two turns of one number, words of the second would pass for those of the first speaker."""
    study.consents(dict.fromkeys((PEOPLE[0], *PEOPLE[2:]), ALL))
    study.edit("interviews/W01.md", "## t3 · P2", "## t2 · P2")
    path = study.folder.coding_file("erste", "W01")
    text = path.read_text(encoding="utf-8").replace('["t3",', '["t2",').replace("c-33333333", QUOTED, 1)
    path.write_text(
        "\n".join(line for line in text.split("\n") if "niemand hat" not in line), encoding="utf-8"
    )

    _withheld(study, "turn-twice")


def test_a_use_of_words_without_consent_names_its_line(study: MiniStudy) -> None:
    """In the need, in both texts of the finding, in the persona; a link alone shows no words."""
    study.consents({})

    assert [
        "analysis/needs.yaml:9",
        "analysis/findings/F01.md:8",
        "analysis/personas/PE01.yaml:11",
    ] == study.found("quotation-without-consent")


def test_a_quotation_taken_away_leaves_the_finding_standing(study: MiniStudy) -> None:
    """Its evidence is there; only the words are not shown."""
    study.consents(dict.fromkeys((*PEOPLE[1:], OFFICE), ALL))

    assert {"F01"} == study.verdict().findings


def test_evidence_that_is_not_quoted_asks_for_consent_too(study: MiniStudy) -> None:
    """The page of the evidence would show it."""
    study.consents(dict.fromkeys((*PEOPLE[:3], *PEOPLE[4:]), ALL))

    _withheld(study, coding=WORDS[3][0])
