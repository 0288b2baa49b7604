"""The answers of the comparison in words."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.publish.compose.benchmark import _worded
from faden.publish.compose.view import Material, view_in
from faden.publish.gate import judge


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("search, listing-intake", "Suche, Angebote aufnehmen"),
        ("Menge aus: search, mediation", "Menge aus: Suche, Vermittlung"),
        ("2", "2"),
        ("search, something else", "search, something else"),
    ],
)
def test_functions_are_told_in_words(study: MiniStudy, value: str, told: str) -> None:
    """The slugs of the files are for machines."""
    case = study.case()

    assert told == _worded(view_in(case, judge(case), Material(), "de"), value)
