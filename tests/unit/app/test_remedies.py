"""What to do about a problem, for whoever works in the app."""

from __future__ import annotations

import pytest

from faden.app.views.problems import remedy_here
from faden.core.catalogue import catalogue
from faden.core.problems import Problem


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("key", sorted(key for key in catalogue() if key.startswith("app.remedy.")))
def test_a_remedy_of_the_app_is_of_a_problem_and_names_no_command(key: str, language: str) -> None:
    """Nor an option; the one text about commands aside."""
    code = key.removeprefix("app.remedy.")
    if code == "terminal":
        return

    assert f"problem.{code}.remedy" in catalogue()
    assert "--" not in catalogue()[key][language]
    assert "faden " not in catalogue()[key][language]


def test_where_only_a_command_helps_the_app_says_so() -> None:
    """Nobody looks for it on a page."""
    told = remedy_here(Problem("clear-not-searched", params={"transcript": "I01"}), "de")

    assert "faden pseudonyms detect I01" in told
    assert "Terminal" in told


def test_a_remedy_without_a_command_is_the_same_everywhere() -> None:
    """As in the terminal."""
    told = remedy_here(Problem("yaml-tab"), "de")

    assert catalogue()["problem.yaml-tab.remedy"]["de"] == told


def test_too_few_coders_are_told_by_what_can_be_done_on_the_page() -> None:
    """Before, the app advised an option of a command."""
    told = remedy_here(Problem("agreement-few-coders", params={"value": "mira", "known": "mira"}), "de")

    assert "--coders" not in told
    assert "fertig gemeldet" in told
