"""What a release demands beyond a draft."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.core.problems import errors
from faden.publish.release import check_release

DIGEST = "a" * 64


def _reviews(study: MiniStudy, *rows: tuple[str, str, str]) -> None:
    lines = [f"  - {{by: {by}, on: 2026-03-01, outcome: {outcome}, of: {of}}}" for by, outcome, of in rows]
    study.write("research/reviews.yaml", "\n".join(["format: faden.reviews/1", "reviews:", *lines, ""]))


def _codes(study: MiniStudy, *, vault_open: bool = True) -> list[str]:
    return [problem.code for problem in errors(check_release(study.folder, DIGEST, vault_open=vault_open))]


def test_two_reviews_and_an_open_vault_stand_against_nothing(study: MiniStudy) -> None:
    """The passing case."""
    _reviews(study, ("erste", "release", DIGEST), ("zweite", "release", DIGEST))

    assert [] == _codes(study)


def test_without_vault_and_reviews_nothing_is_released(study: MiniStudy) -> None:
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
