"""Agreement on a small study, counted by hand."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy

from faden.coding.agreement.coefficients import Undefined
from faden.coding.agreement.question import Question, Uncoded, Work
from faden.coding.agreement.report import compare_machines, compare_people
from faden.coding.agreement.units import UnitKind
from faden.coding.agreement.verdict import Verdict, verdict
from faden.coding.codings import CodingFile
from faden.coding.done import CONSENSUS, Done, DoneMark, content
from faden.study.settings import Method

BOTH = ("erste", "zweite")
SECOND = (
    ("c-2222222b", "keine-antwort", "t2", "niemand hat geantwortet"),
    ("c-3333333b", "schnelle-antwort", "t3", "eine Absage ohne Grund"),
    ("c-5555555b", "keine-antwort", "t5", "Keiner ruft zurück, auch nach Wochen nicht."),
    ("c-7777777b", "schnelle-antwort", "t7", "Bei uns ging es schnell"),
    ("c-9999999b", "keine-antwort", "t9", "manchmal dauert es eben"),
)
"""What the second coder sees: t2 and t7 alike, t5 longer, t3 as another code, t4 and t6 not, t9 too."""


def _work(study: MiniStudy, *, done: tuple[str, ...] = BOTH, others: tuple[CodingFile, ...] = ()) -> Work:
    study.code(*SECOND, coder="zweite")
    corpus = study.corpus()
    files = (*corpus.coding_files, *others)
    marks = {
        (f.coder, f.transcript): DoneMark(transcript=f.transcript, on="2026-03-01", codings=content(f))
        for f in files
        if f.coder in done
    }
    return Work(corpus.transcripts, files, Done(marks), corpus.codebook)


def test_every_figure_says_what_it_was_counted_on(study: MiniStudy) -> None:
    """Eight turns of participants; seven in which somebody coded something."""
    found = compare_people(_work(study), Question(BOTH))
    code = next(each for each in found.codes if each.code == "keine-antwort")

    assert (("W01",), (), 7, 0) == (found.transcripts, found.waiting, found.n, found.lost)
    assert (7, 6, True) == (code.n, code.with_code, code.few)
    assert 8 / 14 == code.prevalence
    assert 3 / 7 == code.percent.value
    assert 3 / 7 == found.percent.value


def test_text_that_nobody_coded_counts_only_where_that_is_said(study: MiniStudy) -> None:
    """One turn more, on which both agree that there is nothing."""
    found = compare_people(_work(study), Question(BOTH, uncoded=Uncoded.COUNTED))

    assert 8 == found.n
    assert 4 / 8 == found.percent.value


def test_sets_that_share_codes_are_nearer_than_sets_that_share_none(study: MiniStudy) -> None:
    """MASI and Jaccard; here no unit has two codes, so that they are as plain alpha."""
    found = compare_people(_work(study), Question(BOTH))

    assert found.nominal.value == pytest.approx(found.masi.value)
    assert found.nominal.value == pytest.approx(found.jaccard.value)


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_of_unit_can_be_asked_for(study: MiniStudy, kind: UnitKind) -> None:
    """Turn, sentence, passage; here each turn is one sentence, and the interpreter's no passage."""
    found = compare_people(_work(study), Question(BOTH, unit=kind))

    assert kind == found.question.unit
    assert 7 == found.n


def test_nothing_is_told_before_all_have_done_it(study: MiniStudy) -> None:
    """Who has seen the figures no longer codes independently."""
    found = compare_people(_work(study, done=("erste",)), Question(BOTH))

    assert ((), ("W01",), 0, ()) == (found.transcripts, found.waiting, found.n, found.codes)
    assert Undefined.NO_UNITS == found.masi.reason


def test_a_code_that_one_never_used_is_told_as_little_agreement(study: MiniStudy) -> None:
    """Only what nobody used is undefined."""
    work = _work(study)
    found = compare_people(work, Question(BOTH, codes=("antworten",)))

    by_code = {each.code: each for each in found.codes}
    assert {"antworten", "keine-antwort", "schnelle-antwort"} == set(by_code)
    assert Undefined.NO_VARIATION == by_code["antworten"].alpha.reason
    assert Undefined.NO_VARIATION == by_code["antworten"].alpha_u.reason
    assert by_code["antworten"] == found.codes[-1]


def test_a_merged_code_counts_as_the_one_it_went_into(study: MiniStudy) -> None:
    """Merging writes no coder's file; the comparison follows the codebook."""
    study.edit(
        "analysis/codebook.yaml",
        "        kind: deviant\n",
        "        kind: deviant\n        merged_into: keine-antwort\n",
    )
    found = compare_people(_work(study), Question(BOTH))

    assert ["keine-antwort"] == [each.code for each in found.codes]


def _machine(study: MiniStudy) -> CodingFile:
    first = study.corpus().coding_files[0]
    return CodingFile("W01", "modell", first.codings, {})


def test_the_machine_is_compared_but_never_counted(study: MiniStudy) -> None:
    """QM-11: it changes no figure of people, and its own are marked."""
    work = _work(study, others=(_machine(study),))
    asked = Question((*BOTH, "modell"), machines=frozenset({"modell"}))

    people = compare_people(work, asked)
    pairs = compare_machines(work, asked)

    assert compare_people(work, Question(BOTH)).codes == people.codes
    assert not people.machine
    assert [("erste", "modell"), ("zweite", "modell")] == [pair.question.coders for pair in pairs]
    assert all(pair.machine for pair in pairs)
    assert 1 == pairs[0].nominal.value


def test_what_was_settled_together_is_no_reading_of_its_own(study: MiniStudy) -> None:
    """The consensus agrees with itself."""
    study.code(*WORDS, coder=CONSENSUS)

    found = compare_people(_work(study), Question((*BOTH, CONSENSUS)))

    assert compare_people(_work(study), Question(BOTH)).codes == found.codes


def test_a_change_after_the_comparison_is_named(study: MiniStudy) -> None:
    """Its figures are no longer about independent readings."""
    work = _work(study)
    study.code(*SECOND[:2], coder="zweite")
    later = Work(work.transcripts, study.corpus().coding_files, work.done, work.book)

    assert () == compare_people(work, Question(BOTH)).changed
    assert (("zweite", "W01"),) == compare_people(later, Question(BOTH)).changed


def test_a_third_coder_may_have_done_less(study: MiniStudy) -> None:
    """Alpha allows gaps; kappa does not take three."""
    third = CodingFile("W01", "dritte", (), {})
    found = compare_people(_work(study, done=(*BOTH, "dritte"), others=(third,)), Question((*BOTH, "dritte")))

    assert {Undefined.NOT_TWO} == {each.kappa.reason for each in found.codes}
    assert all(each.alpha.value is not None for each in found.codes)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.8, Verdict.RELIABLE), (0.667, Verdict.TENTATIVE), (0.66, Verdict.WEAK), (None, None)],
)
def test_words_for_a_coefficient_are_those_of_krippendorff(
    value: float | None, expected: Verdict | None
) -> None:
    """From .800 reliable, from .667 tentative (QM-6)."""
    assert expected == verdict(value, Method())


def test_a_reflexive_study_judges_no_agreement() -> None:
    """It asks for memos instead (QM-3)."""
    assert verdict(0.9, Method(profile="reflexive-thematic")) is None
