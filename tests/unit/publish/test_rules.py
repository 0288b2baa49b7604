"""Every rule of the gate: the study in order passes, one thing out of order is stopped with its line."""

from __future__ import annotations

import pytest
from ministudy import ALL, FINDING, OFFICE, PEOPLE, MiniStudy

from faden.core.problems import Severity
from faden.interviews.files import read_transcript
from faden.interviews.transcript import content_hash, head_hash
from faden.publish.gate import check_publication, check_study
from faden.publish.rules import PUBLISH_RULES, STUDY_RULES

W01, F01, PE01 = "interviews/W01.md", "analysis/findings/F01.md", "analysis/personas/PE01.yaml"
NEEDS, BOOK, SETTINGS = "analysis/needs.yaml", "analysis/codebook.yaml", "research/study.yaml"
PERSONS, CODINGS = "research/participants.csv", "analysis/codings/erste/W01.jsonl"
CONSENT = "research/consent.csv"

BROKEN = [
    # one place changed: file, what stood there, what stands there now, code of the problem, its place
    (SETTINGS, "lead: true", "lead: false", "lead-unclear", f"{SETTINGS}:17"),
    (SETTINGS, "{id: zweite}", "{id: zweite, lead: true}", "lead-unclear", f"{SETTINGS}:17"),
    (SETTINGS, "{id: zweite}", "{id: erste}", "id-twice", f"{SETTINGS}:19"),
    (SETTINGS, "- id: administration", "- id: residents", "id-twice", f"{SETTINGS}:13"),
    (W01, "synthetic: true", "synthetic: false", "synthetic-mixed", f"{W01}:7"),
    (W01, "municipality: ort", "municipality: dort", "municipality-unknown", f"{W01}:1"),
    (W01, "p-333333", "p-999999", "participant-unknown", f"{W01}:1"),
    (W01, "p-333333", "p-999999", "participant-not-in-transcript", f"{PERSONS}:4"),
    (W01, "Ich warte seit Mai", "Ich warte seit Juni", "coding-words-gone", f"{CODINGS}:6"),
    (W01, "niemand hat geantwortet", "keiner hat geantwortet", "example-not-found", f"{BOOK}:9"),
    (PERSONS, "p-333333,residents", "p-333333,gaeste", "group-unknown", f"{PERSONS}:4"),
    (PERSONS, "p-333333,residents,ort", "p-333333,residents,dort", "municipality-unknown", f"{PERSONS}:4"),
    (BOOK, "- id: schnelle-antwort", "- id: keine-antwort", "code-twice", f"{BOOK}:9"),
    (BOOK, 'turn: t7, quote: "Bei uns', 'turn: t7, quote: "Bei denen', "example-not-found", f"{BOOK}:17"),
    (BOOK, "transcript: W01, turn: t7", "transcript: W09, turn: t7", "example-not-found", f"{BOOK}:17"),
    (BOOK, "kind: deviant", "merged_into: nirgends", "code-unknown", f"{BOOK}:17"),
    (BOOK, "kind: deviant", "merged_into: schnelle-antwort", "code-merge-circle", f"{BOOK}:17"),
    (NEEDS, "codes: [antworten]", "codes: [gibt-es-nicht]", "code-unknown", f"{NEEDS}:12"),
    (NEEDS, "codes: [antworten]", "codes: [gibt-es-nicht]", "need-without-evidence", f"{NEEDS}:12"),
    (NEEDS, "[c-22222222]", "[c-99999999]", "evidence-unknown", f"{NEEDS}:9"),
    (F01, "codes: [keine-antwort]", "codes: [keine-ahnung]", "code-unknown", f"{F01}:6"),
    (F01, "needs: [N01]", "needs: [N09]", "need-unknown", f"{F01}:5"),
    (F01, "c-55555555", "c-99999999", "evidence-unknown", f"{F01}:9"),
    (F01, "relation: contradicts", "relation: supports", "finding-without-counter-evidence", f"{F01}:7"),
    (F01, "Aber nicht alle.", "Aber nicht [[alle]].", "mark-unknown", f"{F01}:23"),
    (F01, "Aber nicht alle.", "Nur [[reach group=gaeste]].", "mark-unknown", f"{F01}:23"),
    (F01, "Aber nicht alle.", "Nur [[reach side=market]].", "mark-unknown", f"{F01}:23"),
    (F01, "Aber nicht alle.", "\n\nUnd: [[c-33333333]]", "quotation-not-evidence", f"{F01}:7"),
    (PE01, "needs: [N01]", "needs: [N09]", "need-unknown", f"{PE01}:7"),
    (PE01, "findings: [F01]", "findings: [F09]", "finding-unknown", f"{PE01}:8"),
    (PE01, "codes: [keine-antwort]", "codes: [keine-ahnung]", "code-unknown", f"{PE01}:9"),
    (PE01, "p-222222, ", "p-999999, ", "participant-unknown", f"{PE01}:6"),
    (PE01, "p-222222, ", "", "persona-too-few", f"{PE01}:6"),
    (PE01, "p-222222, ", "p-333333, ", "persona-too-few", f"{PE01}:6"),
    (PE01, "quotations: [c-55555555]", "quotations: [c-99999999]", "evidence-unknown", f"{PE01}:11"),
]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("P1: {role: participant}", True),
        ("P1: {}", True),
        ("P1: {role: observer}", False),
        ("P1: {role: unknown}", False),
        ("P1: {role: participant, participant: p-222222}", False),
    ],
)
def test_a_voice_of_whom_nothing_says_who_it_is_is_told(
    study: MiniStudy,
    now: str,
    told: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Pages count by person; without an id they count nobody, and do not say why."""
    study.edit(W01, "P1: {role: participant, participant: p-222222}", now)

    assert told is (f"{W01}:11" in study.found("speaker-without-participant"))


def test_who_speaks_and_stands_in_no_consent_is_told_once(study: MiniStudy) -> None:
    """Without a row in the ledger nothing of them is shown or read by a machine: better known early."""
    study.edit(CONSENT, "p-333333,", "p-999998,")
    study.edit(CONSENT, "p-222222,", "p-999999,")
    found = [p for p in study.problems() if p.code == "participant-without-consent"]

    assert [(Severity.WARNING, CONSENT, 2)] == [(p.severity, p.place.path, p.params["n"]) for p in found]


def test_sticky_notes_of_a_workshop_that_is_not_there_are_told(study: MiniStudy) -> None:
    """A slip of the pen at import would count votes twice; a protocol alone is enough, too."""
    notes = (
        "# faden.notes/1 synthetic\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
    )
    for name in ("W01", "W09"):
        study.folder.board(name).parent.mkdir(parents=True, exist_ok=True)
        study.folder.board(name).write_text(f"{notes}n01,,,,,,Ein Zettel\n", encoding="utf-8")

    assert ["interviews/notes/W09.csv"] == study.found("notes-without-workshop")


def test_a_ledger_that_cannot_be_read_tells_nobody_to_be_without_consent(study: MiniStudy) -> None:
    """Its own fault is told."""
    study.edit(CONSENT, "p-333333,", "p-,")

    assert "participant-without-consent" not in study.codes()


def test_a_voice_that_says_nothing_needs_no_id(study: MiniStudy) -> None:
    """Somebody was in the room."""
    study.edit(W01, "  A1: {role:", "  P9: {role: participant}\n  A1: {role:")

    assert "speaker-without-participant" not in study.codes()


def test_interpretation_in_turns_of_its_own_is_told_once_with_how_often(study: MiniStudy) -> None:
    """What is coded there counts for nobody; the place is the first such turn."""
    study.edit(W01, "\n::: interpretation de · D\n", "\n## t4a · D\n\n")

    told = [p for p in study.problems() if p.code == "interpretation-unpaired"]
    assert [(f"{W01}:39", {"value": 1, "turn": "t4a"}, Severity.WARNING)] == [
        (str(p.place), p.params, p.severity) for p in told
    ]


def test_the_study_in_order_passes_every_rule(study: MiniStudy) -> None:
    """The passing case of each rule; only what a draft may lack is said."""
    assert 21 == len({*STUDY_RULES, *PUBLISH_RULES})
    assert set() == study.codes()


@pytest.mark.parametrize(("name", "old", "new", "code", "place"), BROKEN)
def test_one_thing_out_of_order_is_found_at_its_line(
    study: MiniStudy, name: str, old: str, new: str, code: str, place: str
) -> None:
    """File and line are where a person has to look."""
    study.edit(name, old, new)

    assert place in study.found(code)


def test_a_code_needs_definition_inclusion_and_exclusion(study: MiniStudy) -> None:
    """Without them two people code differently; what is missing is said once for each code."""
    for field in ("definition", "include", "exclude"):
        path = study.folder.codebook
        lines = path.read_text(encoding="utf-8").split("\n")
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(field))
        study.write(BOOK, "\n".join(lines[:at] + lines[at + 1 :]))

    told = [problem.params["field"] for problem in study.problems() if problem.code == "code-incomplete"]
    assert ["definition, include, exclude"] == told


def test_a_code_without_example_is_to_be_looked_at(study: MiniStudy) -> None:
    """It stops nothing by itself."""
    study.edit(
        BOOK,
        '        examples:\n          - {transcript: W01, turn: t7, quote: "Bei uns ging es schnell"}\n',
        "",
    )

    (problem,) = [problem for problem in study.problems() if problem.code == "code-without-example"]
    assert Severity.WARNING is problem.severity


def test_a_folder_of_codes_codes_nothing(study: MiniStudy) -> None:
    """`antworten` only holds other codes."""
    study.code(("c-22222222", "antworten", "t2", "niemand hat geantwortet"))

    assert [f"{CODINGS}:2"] == study.found("code-unknown")


def test_codings_of_a_stranger_are_told(study: MiniStudy) -> None:
    """A folder named after nobody of the settings, perhaps with a clear name."""
    study.code(("c-88888888", "keine-antwort", "t2", "dreißig Mal"), coder="dritte")

    assert ["analysis/codings/dritte/W01.jsonl:1"] == study.found("coder-unknown")


def test_codings_without_conversation_are_told(study: MiniStudy) -> None:
    """And lead to no evidence."""
    text = study.folder.coding_file("erste", "W01").read_text(encoding="utf-8").replace('"W01"', '"W02"')
    study.write("analysis/codings/erste/W02.jsonl", text)

    assert ["analysis/codings/erste/W02.jsonl:1"] == study.found("coding-without-transcript")


def test_codings_of_a_language_that_the_conversation_lacks_are_told(study: MiniStudy) -> None:
    """The Arabic of a turn was removed; its coding has nothing to stand on."""
    study.edit(W01, "::: original ar\nكتبت لهم ولم يردّ أحد عليّ.\n\n", "")

    assert [f"{CODINGS}:4"] == study.found("coding-words-gone")


def test_words_found_elsewhere_are_noted(study: MiniStudy) -> None:
    """Nothing to do; the quotation stays."""
    study.edit(W01, "Ich habe dreißig Mal", "Na ja. Ich habe dreißig Mal")

    (moved,) = [p for p in study.problems() if p.code == "coding-moved" and p.place.line == 2]
    assert Severity.NOTE is moved.severity
    assert "c-22222222" in study.verdict().quotations


def test_one_id_for_two_codings_is_told_where_both_stand_and_where_it_is_cited(study: MiniStudy) -> None:
    """The words cited could be either's."""
    study.code(("c-22222222", "schnelle-antwort", "t7", "zwei Tage"), coder="zweite")

    assert [f"{CODINGS}:2", "analysis/codings/zweite/W01.jsonl:2"] == study.found("coding-twice")
    assert f"{F01}:8" in study.found("evidence-ambiguous")
    assert frozenset() == study.verdict().findings


def test_a_finding_without_support_is_no_finding(study: MiniStudy) -> None:
    """Evidence against it alone supports nothing."""
    study.write(F01, FINDING.replace("relation: supports", "relation: contradicts"))

    assert [f"{F01}:7"] == study.found("finding-without-evidence")
    assert frozenset() == study.verdict().findings


def test_a_finding_without_a_language_of_the_site_is_told(study: MiniStudy) -> None:
    """faden does not translate by itself."""
    study.write(F01, FINDING[: FINDING.index("::: en")])

    (problem,) = [problem for problem in study.problems() if problem.code == "text-missing"]
    assert "en" == problem.params["language"]


def _withdraw(study: MiniStudy, person: str) -> None:
    study.consents(dict.fromkeys({*PEOPLE, OFFICE} - {person}, ALL))
    with study.folder.consent.open("a", encoding="utf-8") as file:
        file.write(f"{person},{ALL},v1,de,written,,2026-01-10,,2026-02-01,\n")


def test_a_withdrawn_person_who_is_still_there_is_told_wherever_she_stands(study: MiniStudy) -> None:
    """Conversation, persona and row; nothing of her is shown or counted meanwhile."""
    _withdraw(study, PEOPLE[0])

    verdict = study.verdict()

    assert [f"{W01}:1", f"{PE01}:6", f"{PERSONS}:3"] == study.found("withdrawn-person-present")
    assert "c-22222222" not in verdict.quotations
    assert frozenset() == verdict.personas


def test_a_withdrawn_person_without_a_row_is_found_too(study: MiniStudy) -> None:
    """Somebody deleted the row but not the turns."""
    _withdraw(study, PEOPLE[0])
    study.edit(PERSONS, f"{PEOPLE[0]},residents,ort,35-44,,de,,,W01\n", "")

    assert f"{W01}:1" in study.found("withdrawn-person-present")


def test_a_tombstone_is_in_order(study: MiniStudy) -> None:
    """Only the id is left."""
    gone = "p-999999"
    with study.folder.participants.open("a", encoding="utf-8") as file:
        file.write(f"{gone},,,,,,,,\n")
    _withdraw(study, gone)

    assert set() == study.codes()


TRANSLATION = """\
format: faden.translations/1
translations:
  - {coding: c-22222222, words: "niemand hat geantwortet", text: {en: "nobody replied"}, by: erste}
  - {coding: c-55555555, words: "Keiner ruft zurück", text: {en: "nobody calls back"}, by: erste}
"""


def test_translations_of_the_present_words_are_in_order(study: MiniStudy) -> None:
    """Then nothing is missing either."""
    study.write("analysis/translations.yaml", TRANSLATION)

    assert set() == study.codes()
    assert [] == study.found("translation-missing")


@pytest.mark.parametrize(
    ("old", "new"), [("niemand hat geantwortet", "niemand antwortet"), ("c-22222222", "c-99999999")]
)
def test_a_translation_of_other_words_is_outdated(study: MiniStudy, old: str, new: str) -> None:
    """It belongs to what the transcript said then."""
    study.write("analysis/translations.yaml", TRANSLATION.replace(old, new))

    assert ["analysis/translations.yaml:3"] == study.found("translation-outdated")


def _clear(study: MiniStudy) -> None:
    transcript = read_transcript(study.folder, "W01").value
    assert transcript is not None
    around = f"head: {head_hash(transcript)}, " if head_hash(transcript) else ""
    clearance = (
        f"state: cleared\ncleared: {{hash: {content_hash(transcript)}, {around}by: erste, on: 2026-03-01}}\n"
    )
    study.edit(W01, "kind: workshop\n", f"kind: workshop\n{clearance}")


def test_only_what_a_person_has_cleared_may_be_released(study: MiniStudy) -> None:
    """Clearing is a decision about this very text."""
    assert [f"{W01}:1"] == study.found("transcript-not-cleared")
    _clear(study)
    assert [] == study.found("transcript-not-cleared")


def test_a_text_changed_after_clearing_is_not_cleared(study: MiniStudy) -> None:
    """One word is enough."""
    _clear(study)
    study.edit(W01, "zwei Tage", "drei Tage")

    assert [f"{W01}:5"] == study.found("clearance-outdated")


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2026-04", [f"{W01}:6"]),
        ("2026-03-02", [f"{W01}:6"]),
        ("2027", [f"{W01}:6"]),
        ("2026-03-01", []),
        ("2026-03", []),
        ("2026", []),
        ("2025-12", []),
    ],
)
def test_nothing_is_cleared_before_it_was_said(study: MiniStudy, date: str, told: list[str]) -> None:
    """A slip, told as a warning; where only a month or a year is known, the clearance may fit."""
    _clear(study)
    study.edit(W01, "language: de\n", f"language: de\ndate: {date}\n")
    found = [p for p in check_study(study.case()) if p.code == "cleared-before-held"]

    assert told == [str(p.place) for p in found]
    assert {("2026-03-01", date, Severity.WARNING)} >= {
        (p.params["value"], p.params["date"], p.severity) for p in found
    }


def test_a_state_without_a_clearance_is_no_clearance(study: MiniStudy) -> None:
    """Who cleared it, and which text, must be recorded."""
    study.edit(W01, "kind: workshop\n", "kind: workshop\nstate: cleared\n")

    assert [f"{W01}:5"] == study.found("transcript-not-cleared")


def test_messages_of_a_broken_study_never_hold_a_clear_name(study: MiniStudy) -> None:
    """Names typed into every place where somebody might; the messages name only the place."""
    name = "Erna Müller"
    study.edit(PERSONS, "p-333333,", f"{name},")
    study.edit(W01, "P2: {role: participant, participant: p-333333}", f"P2: {{participant: {name}}}")
    study.edit(W01, "## t3 · P2", f"## t3 · {name}")
    study.edit(PE01, "by: erste", f"by: {name}")
    study.edit("research/consent.csv", f"{PEOPLE[1]},{ALL},v1", f"{name},{ALL},v1")

    problems = study.problems()

    assert problems
    assert name not in str([(problem.place, dict(problem.params)) for problem in problems])


def test_codings_older_than_their_code_are_a_hint(study: MiniStudy) -> None:
    """Said once for each code and file, at the first of them; nothing is stopped by it (FIELD QM-2)."""
    revision = (
        "{version: 2, 'on': 2026-03-01, by: erste, code: keine-antwort, change: {de: Enger, en: Narrower}}"
    )
    study.edit(BOOK, "version: 1\n", f"version: 2\nhistory: [{revision}]\n")

    hints = [problem for problem in study.problems() if problem.code == "coding-outdated"]

    assert {Severity.NOTE} == {hint.severity for hint in hints}
    assert len({hint.place for hint in hints}) == len(hints) > 0
    assert {("keine-antwort", 2)} == {(hint.params["code"], hint.params["version"]) for hint in hints}


@pytest.mark.parametrize("path", ["research/information.yaml", "research/retention.yaml"])
def test_a_slip_in_a_file_for_the_release_is_told_by_every_check_and_once(
    study: MiniStudy, path: str
) -> None:
    """Before, nobody heard of it until the study was to be published."""
    (study.folder.root / path).write_text("format: faden.x/1\nb: | Text\n", encoding="utf-8")

    case = study.case()
    before, after = list(check_study(case)), list(check_publication(case))

    assert [("yaml-text-after-sign", 2)] == [(p.code, p.place.line) for p in before if p.place.path == path]
    assert [] == [p for p in after if p.place.path == path]
