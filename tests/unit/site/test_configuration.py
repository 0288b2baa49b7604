"""What mkdocs is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from site_sample import made

from faden.publish.pages import Page, Quotation
from faden.site.configuration import configuration


def _quoting(*languages: str) -> dict[str, Any]:
    quotations = tuple(Quotation("c-2b3c4d5f", "x", code, "y") for code in languages)
    pages = {"de": (Page("index", "x", quotations, "home"),)}
    return configuration(replace(made("x", languages=("de",)), pages=pages), "de")


def test_nothing_is_asked_of_another_machine() -> None:
    """Fonts come from the reader's machine, and there is no address to report to."""
    told = configuration(made("x"), "de")

    assert told["theme"]["font"] is False
    assert told["site_url"] == ""
    assert "repo_url" not in told


def test_pages_by_the_hundred_stand_in_tables() -> None:
    """In the navigation they would stand on every page: 307 KB each instead of 18."""
    assert [{"x": "index.md"}, {"x": "findings/index.md"}] == configuration(made("x"), "de")["nav"]


@pytest.mark.parametrize(
    ("languages", "expected"),
    [((), ["de"]), (("ar", "de"), ["de", "ar"]), (("uk", "fa"), ["de", "ru"])],
)
def test_the_search_knows_the_languages_of_the_words(languages: tuple[str, ...], expected: list[str]) -> None:
    """Quotations are found in the language in which they were said."""
    search = _quoting(*languages)["plugins"][0]["search"]

    assert expected == search["lang"]
    assert "pipeline" not in search


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ti", "ltr")]
)
def test_a_site_runs_in_the_direction_of_its_language(language: str, expected: str) -> None:
    """Right-to-left languages are languages of the site like any other."""
    assert expected == configuration(made("x", languages=(language,)), language)["theme"]["direction"]
