"""One of something is told in the singular, wherever a text counts."""

from __future__ import annotations

import re

import pytest

from faden.core.catalogue import INTERFACE_LANGUAGES, catalogue, text

COUNTED = {
    "de": re.compile(r"\{(\w+)\} (?:[a-zäöüß]+ )?([A-ZÄÖÜ]\w+)"),
    "en": re.compile(r"\{(\w+)\} (?:[a-z-]+ )?([a-z]+s|people|persons)\b"),
}
"""A value right before a noun, or before an adjective and a noun; in English before a plural."""

NOT_COUNTED = {
    "is",
    "was",
    "has",
    "does",
    "this",
    "its",
    "needs",
    "names",
    "comes",
    "leads",
    "holds",
    "less",
    "others",
}
"""English words that end like a plural and are none."""

SAME = {"Zettel", "Zetteln", "Zeichen", "Byte", "Pixel", "Beteiligten", "Ihrer", "Mal", "MB"}
"""German words that are the same for one and for many."""

SEVERAL = {
    "problem.exchange-projects-several": "is told of two and more",
    "problem.import-several": "is told of two and more",
    "problem.import-texts-several": "is told of two and more",
    "problem.lead-unclear": "is told of none or of two and more",
    "problem.quotation-on-red-list": "two people decide on the red list",
    "problem.refi-several-projects": "is told of two and more",
    "problem.refi-xml-excessive": "a limit in the thousands",
    "handoff.questions.weak": "told from the smallest cell on, three persons and more",
    "handoff.tests.weakest-errors": "told from the smallest cell on, three persons and more",
    "handoff.tests.weakest-misses": "told from the smallest cell on, three persons and more",
    "problem.text-too-long": "is told of texts longer than a label",
    "problem.text-too-wide": "a width of hundreds of pixels",
}
"""Texts whose numbers are never one, with the reason."""

LIMITS = {"least", "limit", "most", "few", "k", "orders", "depth", "width", "room"}
"""Values that are a limit of faden or of a study's settings, which are three and more."""

WORDS = {
    *("by", "coder", "coding", "criterion", "file", "finding", "first", "group", "label", "language"),
    *("levels", "line", "named", "session", "told", "transcript", "turn", "unit", "value"),
}
"""Values that are words, ids or lists, however they stand before a noun."""


def _without_singular(key: str, language: str) -> set[str]:
    """The numbers of a text that stand before a noun and do not choose its form."""
    wording = catalogue()[key][language]
    return {
        number
        for number, noun in COUNTED[language].findall(wording)
        if number not in WORDS | LIMITS and noun not in SAME | NOT_COUNTED and f"{{{number}:" not in wording
    }


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_text_with_a_number_lacks_its_singular(language: str) -> None:
    """“1 Personen” reads like a machine: ``{n} {n:Person|Personen}``, or the number behind a colon."""
    plural = {
        key: found
        for key in catalogue()
        if key not in SEVERAL and (found := _without_singular(key, language))
    }

    assert {} == plural


def test_every_exception_is_still_one() -> None:
    """A list of exceptions that nobody needs hides the next mistake."""
    assert {key for key in SEVERAL if key not in catalogue()} == set()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_choice_is_between_two_wordings(language: str) -> None:
    """Filled in with one and with many, no text keeps a mark of the choice."""
    fields = {key: set(re.findall(r"\{(\w+)", told[language])) for key, told in catalogue().items()}
    chosen = {key for key, told in catalogue().items() if re.search(r"\{\w+:", told[language])}

    for key in chosen:
        for number in (1, 2, "1", "2"):
            assert "|" not in text(key, language, **dict.fromkeys(fields[key], number)).replace(" | ", ""), (
                key
            )
