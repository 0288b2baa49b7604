"""Putting interpretation beside what was said, in the app: shown first, one step, undone in one."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.study.folder import Folder


def act(browser: TestClient, **action: object) -> Mapping[str, Any]:
    """What the server says to a step on a page that was just loaded."""
    seen = browser.get("/coding/I01/state").json()["seen"]
    sent = {"action": action, "seen": seen, "transcript": "I01"}
    return dict(browser.post("/coding/act", json=sent).json())


@pytest.mark.usefixtures("apart")
def test_the_page_shows_what_would_be_put_together(coder: TestClient) -> None:
    """Both versions with their languages and directions, ticked; nothing is written."""
    page = html.unescape(coder.get("/coding/I01/pairs").text)

    assert 'name="t2a" checked' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "Und das Jobcenter" in page


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("page", ["/transcripts/I01", "/coding/I01"])
def test_pages_of_the_conversation_lead_there(coder: TestClient, page: str) -> None:
    """Where an interpreter is among the speakers."""
    assert 'coding/I01/pairs">' in coder.get(page).text


def test_a_conversation_in_which_all_is_paired_says_so(coder: TestClient) -> None:
    """And what would be recognised."""
    assert "Hier ist nichts zusammenzulegen" in coder.get("/coding/I01/pairs").text
    assert 404 == coder.get("/coding/I77/pairs").status_code


def test_what_is_put_together_takes_the_codings_along_and_can_be_undone(
    coder: TestClient, apart: Folder
) -> None:
    """One step forth, one step back, byte for byte."""
    files = [apart.transcript("I01"), apart.coding_file("mira", "I01")]
    before = [path.read_bytes() for path in files]
    told = act(coder, do="pair", transcript="I01")

    assert told["done"]
    assert "Mitgewandert: 1" in told["more"]
    moved = next(each for each in told["codings"] if each["id"] == "c-66666666")
    assert ("interpretation", ["t2", 0]) == (moved["part"], moved["start"])
    assert act(coder, do="undo")["done"]
    assert before == [path.read_bytes() for path in files]


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize(
    ("leave", "code"), [(["t2a"], "pairing-none"), (["t9"], "pairing-turn-unknown"), ([7], "action-invalid")]
)
def test_what_cannot_be_put_together_is_refused(coder: TestClient, leave: list[object], code: str) -> None:
    """With what is wrong and what to do."""
    told = act(coder, do="pair", transcript="I01", leave=leave)

    assert (False, code) == (told["done"], told["code"])
    assert told["remedy"]
