"""The guard before the app, as a browser meets it."""

from __future__ import annotations

import logging

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.guard import HEADERS
from faden.study.folder import Folder

PATHS = (
    "/",
    "/transcripts/I01",
    "/coding/I01",
    "/coding/I01/state",
    "/needs",
    "/problems",
    "/handbook",
    "/codes.css",
    "/static/app.css",
    "/no-such",
)


@pytest.mark.parametrize("path", PATHS)
def test_without_token_every_page_gives_the_same_nothing(stranger: TestClient, path: str) -> None:
    """Not even whether a page exists can be learned from outside."""
    answer = stranger.get(path)

    assert (403, stranger.get("/").content) == (answer.status_code, answer.content)
    assert b"Wohnen" not in answer.content


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8765"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_strangers_get_an_empty_answer_even_with_the_cookie(
    browser: TestClient, path: str, headers: dict[str, str]
) -> None:
    """A page of another origin, or under a rebound host name, gets nothing at all."""
    answer = browser.get(path, headers=headers)

    assert (403, b"") == (answer.status_code, answer.content)


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(stranger: TestClient, token: str) -> None:
    """The address bar, the history and a shared screen must not hold the token."""
    answer = stranger.get("/enter", params={"token": token})

    assert (303, "./") == (answer.status_code, answer.headers["location"])
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert token not in cookie
    assert 200 == stranger.get("/").status_code


def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    """Near misses included."""
    answer = stranger.get("/enter", params={"token": token[:-1]})

    assert 403 == answer.status_code
    assert "set-cookie" not in answer.headers


def test_the_cookie_of_another_run_opens_nothing(folder: Folder, browser: TestClient) -> None:
    """Every run has its own token."""
    other = TestClient(
        create_app(folder, "another token"), base_url=str(browser.base_url), cookies=dict(browser.cookies)
    )

    assert 403 == other.get("/").status_code


def test_an_empty_token_is_no_token(folder: Folder) -> None:
    """It would let everybody in."""
    with pytest.raises(ValueError, match="token"):
        create_app(folder, "")


@pytest.mark.parametrize("path", ["/", "/static/app.css", "/no-such"])
def test_every_answer_carries_the_safety_headers(browser: TestClient, path: str) -> None:
    """Refusals and errors too."""
    for answer in (browser.get(path), browser.get(path, headers={"host": "evil.example"})):
        assert set(HEADERS.items()) <= set(answer.headers.items())


def test_the_pages_need_no_exception_from_the_policy(browser: TestClient) -> None:
    """No script and no style stands in a page itself."""
    for path in ("/", "/transcripts/I01", "/coding/I01", "/coding/who", "/needs", "/problems", "/handbook"):
        html = browser.get(path).text
        assert "style=" not in html
        assert "<style" not in html
        assert html.count("<script") == html.count('<script type="module" src="')


def test_where_the_app_breaks_no_word_of_a_transcript_reaches_the_log(
    browser: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Tracebacks repeat values; the log names only the line of code."""

    def broken(_: Request) -> Response:
        raise RuntimeError("achtzig Anfragen")

    browser.app.router.routes.insert(0, Route("/broken", broken))  # type: ignore[attr-defined]  # it is our Starlette app
    with caplog.at_level(logging.DEBUG):
        answer = browser.get("/broken")

    assert 500 == answer.status_code
    assert "RuntimeError at test_guard.py" in caplog.text
    assert "achtzig" not in caplog.text + answer.text


def test_web_sockets_are_turned_away(browser: TestClient) -> None:
    """None is needed yet, and browsers do not check where they come from."""
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/"):
        pass
