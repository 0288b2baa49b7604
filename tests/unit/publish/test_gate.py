"""The gate: nothing passes on doubt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ministudy import MiniStudy

from faden.core.problems import Problem, Status, errors
from faden.publish import gate
from faden.publish.gate import check_publication, check_study, judge
from faden.publish.rules import STUDY_RULES
from faden.publish.verdict import Case, Verdict

NOTHING: frozenset[str] = frozenset()


def _shown(verdict: Verdict) -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    return dict(verdict.quotations), verdict.findings, verdict.needs, verdict.personas


def check_and_break(case: Case) -> Iterator[Problem]:
    """A rule that finds something and then breaks on a name."""
    yield Problem("code-unknown", params={"value": case.corpus.settings.land})
    raise RuntimeError("Erna Müller")


def test_a_study_in_order_passes(study: MiniStudy) -> None:
    """All of it; that nothing is cleared yet stops only the release."""
    quotations, findings, needs, personas = _shown(study.verdict())

    assert {"c-22222222", "c-55555555", "c-77777777"} == set(quotations)
    assert ({"F01"}, {"N01", "N02"}, {"PE01"}) == (findings, needs, personas)


@pytest.mark.parametrize("rules", ["STUDY_RULES", "PUBLISH_RULES"])
def test_a_rule_that_breaks_lets_nothing_pass(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch, rules: str
) -> None:
    """What is not checked is not published, whichever rule it is."""
    monkeypatch.setattr(gate, rules, (*getattr(gate, rules), check_and_break))

    assert ({}, NOTHING, NOTHING, NOTHING) == _shown(study.verdict())


def test_a_rule_that_breaks_is_told_without_anybodys_words(
    study: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kind of error and the rule; what it had found before is kept."""
    monkeypatch.setattr(gate, "STUDY_RULES", (check_and_break, *STUDY_RULES))

    problems = list(check_study(study.case()))

    (unrun,) = [problem for problem in problems if problem.status is Status.NOT_RUN]
    assert ("rule-did-not-run", {"rule": "check_and_break", "reason": "RuntimeError"}) == (
        unrun.code,
        dict(unrun.params),
    )
    assert [unrun] == errors([unrun])
    assert "code-unknown" in {problem.code for problem in problems}


def test_unresolved_evidence_takes_the_finding_away(study: MiniStudy) -> None:
    """A finding is shown with all its evidence or not at all; others stay."""
    study.edit("interviews/W01.md", "Keiner ruft zurück", "Niemand ruft an")

    verdict = study.verdict()

    assert frozenset() == verdict.findings
    assert frozenset() == verdict.personas
    assert {"N01", "N02"} == verdict.needs
    assert "evidence-words-gone" == verdict.withheld["c-55555555"]


def test_a_finding_that_cannot_be_read_whole_is_not_shown(study: MiniStudy) -> None:
    """A text in no language belongs to somebody's mistake."""
    study.edit("analysis/findings/F01.md", "::: de", "Nachtrag\n\n::: de")

    assert frozenset() == study.verdict().findings


def test_a_need_in_doubt_takes_away_no_other(study: MiniStudy) -> None:
    """An unknown code in the second need says nothing of the first."""
    study.edit("analysis/needs.yaml", "codes: [antworten]", "codes: [antworten, gibt-es-nicht]")

    assert {"N01"} == study.verdict().needs


def test_of_two_needs_of_one_id_neither_is_shown(study: MiniStudy) -> None:
    """Their pages would be one."""
    study.edit("analysis/needs.yaml", "id: N02", "id: N01")

    assert frozenset() == study.verdict().needs


def test_needs_that_cannot_be_read_are_not_shown(study: MiniStudy) -> None:
    """And the finding that names one is in doubt with them."""
    study.edit("analysis/needs.yaml", "kind: need", "kind: wunsch")

    verdict = study.verdict()

    assert (NOTHING, NOTHING, NOTHING) == (verdict.needs, verdict.findings, verdict.personas)


@pytest.mark.parametrize(
    "name",
    ["research/consent.csv", "research/participants.csv", "analysis/codebook.yaml", "interviews/W01.md"],
)
def test_a_file_that_is_missing_or_broken_never_opens_the_gate(study: MiniStudy, name: str) -> None:
    """Without consents, persons, codes or conversations there is nothing to quote or to claim."""
    study.write(name, "\x00 Unsinn: [")
    broken = study.verdict()
    (study.folder.root / name).unlink()
    missing = study.verdict()

    for verdict in (broken, missing):
        assert errors(verdict.problems)
        assert not (verdict.quotations if name != "analysis/codebook.yaml" else verdict.findings)


def test_the_verdict_names_every_problem_that_the_checks_find(study: MiniStudy) -> None:
    """`faden check` and the gate show the same ones."""
    study.consents({})

    assert study.problems() == list(judge(study.case()).problems)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("analysis/codebook.yaml", {"code-unknown", "need-without-evidence"}),
        ("research/participants.csv", {"participant-unknown", "quotation-without-consent"}),
        ("research/consent.csv", {"quotation-without-consent", "analysis-without-consent"}),
        ("analysis/needs.yaml", {"need-unknown"}),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_not_what_follows(
    study: MiniStudy, name: str, codes: set[str]
) -> None:
    """One slip in the codebook brought as many errors as there are codings, and hid the one to mend."""
    path = study.folder.root / name
    study.write(name, "[\n" + path.read_text(encoding="utf-8"))
    told = study.verdict().problems

    assert (set(), True) == (codes & {p.code for p in told}, name in {p.place.path for p in errors(told)})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("p-222222,residents", "p-222222,Residents!", "value-invalid"),
        ("p-222222,residents", "p-22222,residents", "value-invalid"),
    ],
)
def test_one_row_of_a_participant_that_is_not_in_order_is_told_once(
    study: MiniStudy, old: str, new: str, code: str
) -> None:
    """That the person is unknown in the transcript and not asked only follows; the gate stays shut by it."""
    study.edit("research/participants.csv", old, new)

    told = [*check_study(study.case()), *check_publication(study.case())]

    assert [code] == [p.code for p in told if p.place.path == "research/participants.csv"]
    assert {"participant-unknown", "quotation-without-consent", "analysis-without-consent"}.isdisjoint(
        p.code for p in told
    )
    assert "c-22222222" not in study.verdict().quotations


def test_another_person_who_is_unknown_is_told_beside_a_row_that_is_not_in_order(study: MiniStudy) -> None:
    """Only what follows from the row is held back."""
    study.edit("research/participants.csv", "p-222222,residents", "p-222222,Residents!")
    study.edit("interviews/W01.md", "participant: p-333333", "participant: p-zzzzzz")

    assert ["p-zzzzzz"] == [
        p.params["value"] for p in check_study(study.case()) if p.code == "participant-unknown"
    ]
