"""Talks invented for counting: how much the rules find of what identifies, and how much else."""

from __future__ import annotations

import pytest

from faden.protection.pseudonyms.rules import RuleDetector
from tests.unit.protection.pseudonyms.rules.marked import LANGUAGES, Case, read_cases

DETECTOR = RuleDetector()


def _is_found(case: Case, gold: tuple[int, int, str, str], language: str) -> bool:
    """Whether a proposal of the kind covers half of a marked stretch or more."""
    start, end, kind, _ = gold
    return any(
        i.kind.value == kind and 2 * (min(i.end, end) - max(i.start, start)) >= end - start
        for i in DETECTOR.find(case.text, language)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_marked_details_are_proposed(language: str) -> None:
    """What rules miss, the probe and the reviewer must find: as little as possible."""
    talk = read_cases(f"talks_{language}.txt")
    found = [_is_found(case, gold, language) for case in talk for gold in case.gold]

    assert sum(found) / len(found) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_proposals_touch_a_marked_detail(language: str) -> None:
    """A reviewer must not drown."""
    talk = read_cases(f"talks_{language}.txt")
    right = [
        any(i.start < end and start < i.end for start, end, _, _ in case.gold)
        for case in talk
        for i in DETECTOR.find(case.text, language)
    ]

    assert sum(right) / len(right) >= 0.9
