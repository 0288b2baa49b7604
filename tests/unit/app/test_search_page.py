"""The page that searches all conversations."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def _page(browser: TestClient, **query: str) -> str:
    answer = browser.get("/search", params=query)
    assert 200 == answer.status_code
    return answer.text


def test_the_page_asks_first(browser: TestClient) -> None:
    """Without a question there is a form and no result."""
    page = _page(browser)

    assert "Was suchen Sie?" in page
    assert 'class="hits"' not in page


def test_a_hit_shows_words_place_and_why(browser: TestClient) -> None:
    """Matched words are marked; the place leads to the turn."""
    page = _page(browser, q="anfragen")

    assert '<mark class="match">Anfragen</mark>' in page
    assert 'href="transcripts/I01#t3"' in page
    assert "Gefunden: Wörter" in page


def test_arabic_is_shown_with_what_was_interpreted(browser: TestClient) -> None:
    """Right to left, with the German words under it."""
    page = _page(browser, q="والجوب")

    assert '<blockquote lang="ar" dir="rtl">' in page
    assert "Und das Jobcenter?" in page


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><b>', "👨‍👩‍👧", "\u202e\x00", "a" * 900])
def test_nothing_that_is_typed_becomes_markup(browser: TestClient, typed: str) -> None:
    """What people type and what transcripts say is text."""
    page = _page(browser, q=typed)

    assert "<script>alert" not in page
    assert '"><b>' not in page


def test_filters_stand_in_the_address(browser: TestClient) -> None:
    """A narrowed search can be kept as a bookmark."""
    page = _page(browser, q="Anfragen", role="interviewer", language="de")

    assert "Nichts gefunden" in page
    assert "zu eng eingegrenzt" in page
    assert '<option value="interviewer" selected>' in page


def test_an_empty_value_narrows_nothing(browser: TestClient) -> None:
    """A form sends what nobody chose; values that are not offered are refused (strange addresses)."""
    assert "Anfragen</mark>" in _page(browser, q="Anfragen", group="", role="")


@pytest.mark.parametrize("most", ["", "-1", "99999", "٣", "x", "40"])
def test_a_strange_number_of_hits_is_no_harm(browser: TestClient, most: str) -> None:
    """The address is typed by hand, too."""
    assert "Anfragen" in _page(browser, q="Anfragen", most=most)


def test_a_test_leaves_the_model_alone(browser: TestClient) -> None:
    """Whoever waits is told how far it is."""
    assert {"state": "off", "done": 0, "of": 0} == browser.get("/search/state").json()


def test_strangers_find_nothing(stranger: TestClient) -> None:
    """Search is behind the same door as everything else."""
    assert 403 == stranger.get("/search", params={"q": "Anfragen"}).status_code
