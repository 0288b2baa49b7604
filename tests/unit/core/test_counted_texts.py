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


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [
        (0, "0 von 0 Personen", "0 of 0 persons"),
        (1, "1 von 1 Person", "1 of 1 person"),
        ("1", "1 von 1 Person", "1 of 1 person"),
        (21, "21 von 21 Personen", "21 of 21 persons"),
        ("1.001", "1.001 von 1.001 Personen", "1.001 of 1.001 persons"),
    ],
)
def test_a_number_chooses_its_words(number: int | str, german: str, english: str) -> None:
    """Only one of something is told in the singular; nothing at all is told in the plural."""
    told = [text("publish.count.persons", language, n=number, of=number) for language in ("de", "en")]

    assert [german, english] == told


def test_words_that_are_chosen_may_hold_the_number() -> None:
    """“Alle 1 stimmen noch” has no singular that only ends otherwise."""
    assert "Die eine stimmt noch" == text("app.codebook.still.all", "de", n=1)
    assert "Alle 3 stimmen noch" == text("app.codebook.still.all", "de", n=3)


def test_words_stay_open_where_the_number_did_not_come() -> None:
    """A message with a gap says more than a traceback."""
    assert "{n} von {of} {of:Person|Personen}" == text("publish.count.persons", "de")


def test_a_value_that_looks_like_a_choice_is_left_as_it_is() -> None:
    """Names and words of people go into texts as they are."""
    told = text("cli.board.exported", "de", path="{rows:a|b}", rows=1)

    assert "{rows:a|b}: 1 Karte" == told
