"""The search of the app gets ready beside it."""

from __future__ import annotations

import time

import pytest
from ministudy import MiniStudy

from faden.app.searches import Readiness, Searches


def test_one_finder_serves_a_study_until_it_changes(study: MiniStudy) -> None:
    """A study that is read anew has another finder, which keeps what was computed."""
    searches = Searches()
    first, second = study.case(), study.case()

    finder = searches.finder(first)

    assert finder is searches.finder(first)
    assert searches.finder(second).same_words(finder)
    assert Readiness("off") == searches.readiness()


def _wait(searches: Searches, state: str) -> None:
    until = time.monotonic() + 300
    while searches.readiness().state != state and time.monotonic() < until:
        time.sleep(0.05)


@pytest.mark.slow
def test_the_model_gets_ready_while_somebody_types(study: MiniStudy) -> None:
    """Words are found at once; what comes later finds by meaning, too."""
    searches, case = Searches(model=True), study.case()
    searches.begin(case)
    searches.finder(case)
    _wait(searches, "ready")

    assert searches.finder(case).by_meaning
