"""Texts with numbers: one of something is not told in the plural."""

from __future__ import annotations

import re

import pytest

from faden.core.catalogue import text

_NUMBERS = ("n", "passages", "shown", "left_out", "conversations", "findings", "needs", "quotations", "pages")

_COUNTED = (
    "cli.build.done",
    "cli.init.kept",
    "cli.needs.find.done",
    "cli.needs.find.notes",
    "cli.pseudonyms.taken",
    "cli.pseudonyms.written",
    "cli.withdraw.not-all",
    "problem.clear-undecided",
    "problem.persona-too-few",
    "problem.pseudonyms-undecided",
    "problem.pseudonyms-waiting",
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("key", _COUNTED)
def test_one_of_something_is_not_told_in_the_plural(key: str, language: str) -> None:
    """“1 findings” reads like a machine; the number stands behind a colon instead."""
    told = text(key, language, **dict.fromkeys(_NUMBERS, 1))

    assert ": 1" in told
    assert re.search(r"\b1 [A-Za-z]", told) is None
