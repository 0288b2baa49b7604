"""What a release demands beyond a draft."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from ministudy import MiniStudy

from faden.core.problems import errors
from faden.publish.release import QUESTIONS, REVIEWS, check_release, write_review_form

DIGEST = "a" * 64
ERSTE = '{id: erste, who: "Leitung / lead"}'
PEOPLE = f'{ERSTE}, {{id: zweite, who: "Zweite Person"}}, {{id: dritte, who: "Dritte Person"}}'


def _reviews(study: MiniStudy, *rows: tuple[str, str, str], answered: Sequence[str] = QUESTIONS) -> None:
    said = ", ".join(f'{question}: "Nein."' for question in answered)
    lines = [
        f"  - {{by: {by}, on: 2026-03-01, outcome: {outcome}, of: {of}, answers: {{{said}}}}}"
        for by, outcome, of in rows
    ]
    study.write("research/reviews.yaml", "\n".join(["format: faden.reviews/1", "reviews:", *lines, ""]))
    _people(study, PEOPLE)


def _people(study: MiniStudy, people: str) -> None:
    lines = (study.folder.root / REVIEWS).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("people:")]
    study.write("research/reviews.yaml", "".join([kept[0], f"people: [{people}]\n", *kept[1:]]))


def _codes(study: MiniStudy, *, vault_open: bool = True) -> list[str]:
    return [problem.code for problem in errors(check_release(study.folder, DIGEST, vault_open=vault_open))]


def test_dp_12_two_reviews_and_an_open_vault_stand_against_nothing(study: MiniStudy) -> None:
    """The passing case."""
    _reviews(study, ("erste", "release", DIGEST), ("zweite", "release", DIGEST))

    assert [] == _codes(study)


def test_dp_12_without_vault_and_reviews_nothing_is_released(study: MiniStudy) -> None:
    """A leak scan that could not run never counts as passed."""
    assert ["release-without-vault", "release-without-review"] == _codes(study, vault_open=False)


@pytest.mark.parametrize(
    "rows",
    [
        [("erste", "release", DIGEST)],
        [("erste", "release", DIGEST), ("erste", "release", DIGEST)],
        [("erste", "release", DIGEST), ("zweite", "release", "b" * 64)],
        [("erste", "release", DIGEST), ("zweite", "change", DIGEST)],
        [("erste", "release", DIGEST), ("zweite", "release", DIGEST), ("dritte", "stop", DIGEST)],
    ],
)
def test_two_people_must_release_this_very_publication(
    study: MiniStudy, rows: list[tuple[str, str, str]]
) -> None:
    """One is not enough, nor one twice, nor for another text; a single stop is a stop."""
    _reviews(study, *rows)

    assert ["release-without-review"] == _codes(study)


def test_reviews_that_cannot_be_read_are_none(study: MiniStudy) -> None:
    """Both is told: the line, and that they are missing."""
    study.write("research/reviews.yaml", "format: faden.reviews/1\nreviews: [{by: erste}]\n")

    codes = _codes(study)

    assert "field-missing" in codes
    assert "release-without-review" == codes[-1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_dp_12_a_review_answers_every_question(study: MiniStudy, question: str) -> None:
    """Who leaves one open has not released; which, is told."""
    left = [q for q in QUESTIONS if q != question]
    _reviews(study, ("erste", "release", DIGEST), ("zweite", "release", DIGEST), answered=left)

    found = [p for p in check_release(study.folder, DIGEST, vault_open=True) if p.code == "review-unanswered"]

    assert ["erste", "zweite"] == [p.params["by"] for p in found]
    assert {question} == {p.params["questions"] for p in found}
    assert "release-without-review" in _codes(study)


def test_a_form_with_the_questions_is_written_once(study: MiniStudy) -> None:
    """It releases nothing, and never overwrites what people wrote."""
    assert write_review_form(study.folder, DIGEST)
    assert not write_review_form(study.folder, "b" * 64)

    text = (study.folder.root / REVIEWS).read_text(encoding="utf-8")
    assert all(question in text for question in (*QUESTIONS, DIGEST))
    assert ["release-without-review"] == _codes(study)


@pytest.mark.parametrize(
    ("other", "people", "told"),
    [
        ("gast", "", "review-by-unknown"),
        ("gast", "{id: gast}", "review-by-unknown"),
        ("gast", "{id: gast, same_as: niemand}", "review-by-unknown"),
        ("erste2", "{id: erste2, same_as: erste}", "review-by-same"),
        ("erste2", '{id: erste2, who: "LEITUNG, Lead."}', "review-by-same"),
        ("c", '{id: b, who: "Leitung, lead"}, {id: c, who: "Gast", same_as: b}', "review-by-same"),
    ],
)
def test_dp_12_one_person_cannot_be_two_reviewers(
    study: MiniStudy, other: str, people: str, told: str
) -> None:
    """An id that the study does not describe does not count, nor a second one of a person it lists."""
    _reviews(study, ("erste", "release", DIGEST), (other, "release", DIGEST))
    _people(study, f"{ERSTE}, {people}")

    found = [p for p in check_release(study.folder, DIGEST, vault_open=True) if p.code == told]

    assert [other] == [p.params["by"] for p in found]
    assert [5] == [p.place.line for p in found]
    assert [told, "release-without-review"] == _codes(study)


def test_dp_12_who_does_not_code_may_review(study: MiniStudy) -> None:
    """Somebody from outside the team is described in the list of reviews."""
    _reviews(study, ("erste", "release", DIGEST), ("dsb", "release", DIGEST))
    _people(study, ERSTE + ', {id: dsb, who: "Datenschutz der Stadt"}')

    assert [] == _codes(study)
