"""What is told of turns in which an interpreter gives a person's words, and which are not paired."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from faden.study.folder import Folder


@pytest.mark.parametrize("page", ["/needs/board", "/needs"])
def test_codings_in_turns_of_interpreters_are_told_where_they_are_no_cards(
    browser: TestClient, apart: Folder, page: str
) -> None:
    """They are saved and listed; that they count for nobody must be said, with a way out."""
    told = html.unescape(browser.get(page).text)

    assert apart.transcript("I01").is_file()
    assert "Kodierungen in Beiträgen der dolmetschenden Stimme: 1 (I01, t2a)." in told
    assert 'handbook/import">' in told


@pytest.mark.parametrize("page", ["/needs/board", "/needs"])
def test_nothing_is_told_of_interpreters_where_none_of_their_turns_is_coded(
    browser: TestClient, page: str
) -> None:
    """Paired interpretation is the person's."""
    assert "dolmetschenden Stimme" not in html.unescape(browser.get(page).text)


@pytest.mark.usefixtures("apart")
def test_search_calls_an_interpreter_what_the_transcript_calls_them(browser: TestClient) -> None:
    """Not the person for whom they speak."""
    page = html.unescape(browser.get("/search", params={"q": "Jobcenter"}).text)

    assert "D · Dolmetschen" in page
    assert "D · Person mit Fluchterfahrung" not in page


@pytest.mark.parametrize("coder", ["mira", "jonte"])
def test_the_coding_page_says_whose_words_to_code(browser: TestClient, apart: Folder, coder: str) -> None:
    """Before somebody codes an hour in the turns that count for nobody."""
    assert apart.transcript("I01").is_file()

    assert "Kodieren Sie die Worte der Person" in _coding(browser, coder)


def test_the_coding_page_says_nothing_where_interpretation_is_paired(browser: TestClient) -> None:
    """There both are the person's words."""
    assert "Kodieren Sie die Worte der Person" not in _coding(browser, "mira")


def _coding(browser: TestClient, coder: str) -> str:
    browser.cookies.set("faden-coder", coder)
    page = html.unescape(browser.get("/coding/I01").text)
    assert "data-coding-page" in page
    return page
