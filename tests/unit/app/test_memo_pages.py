"""Memos, as they come from the server."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.core.catalogue import text
from faden.study.folder import Folder

MEMO = """\
---
format: faden.memo/1
about: {about}
by: {by}
on: 2026-02-01
---

Notiz zu {about}, *wichtig*.
"""


@pytest.fixture
def coder(browser: TestClient, token: str, folder: Folder) -> TestClient:
    """A browser whose pages may save; memos by two people on things of each sort."""
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
    known = {
        "eins": ("study", "jonte"),
        "zwei": ("I01", "jonte"),
        "drei": ("amt", "mira"),
        "vier": ("c-55555555", "jonte"),
        "fuenf": ("c-22222222", "mira"),
        "sechs": ("c-99999999", "mira"),
    }
    for name, (about, by) in known.items():
        path = folder.root / f"analysis/memos/{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MEMO.format(about=about, by=by), encoding="utf-8")
    return browser


def keys(page: str) -> set[str]:
    """Names of the memos that a page shows."""
    return set(re.findall(r'<li id="m-([\w-]+)">', page))


def test_memos_on_what_is_coded_blind_are_covered(coder: TestClient) -> None:
    """Those of others on the study and on codes are shown; on conversations they would end independence."""
    page = coder.get("/memos").text

    assert {"eins", "drei", "fuenf", "sechs"} == keys(page)
    assert text("app.memos.hidden", "de") in page


def test_memos_are_filtered_by_what_they_are_about(coder: TestClient) -> None:
    """By sort, and by one thing; a coding that is gone is still told of."""
    assert {"drei"} == keys(coder.get("/memos?sort=code").text)
    assert {"drei"} == keys(coder.get("/memos?about=amt").text)
    assert {"fuenf", "sechs"} == keys(coder.get("/memos?sort=coding").text)
    assert text("app.memos.about.gone", "de") in coder.get("/memos?about=c-99999999").text


def test_memos_lead_to_what_they_are_about(coder: TestClient) -> None:
    """To the words of a coding, to the code; Markdown is shown, HTML is not."""
    page = coder.get("/memos").text

    assert 'href="coding/I01#c-22222222"' in page
    assert 'href="codebook?code=amt"' in page
    assert "<em>wichtig</em>" in page
    assert 'lang="ar" dir="rtl">والجوب سنتر؟' in page


def test_only_own_memos_can_be_changed(coder: TestClient) -> None:
    """Another person's memo has no buttons, and the server would refuse."""
    page = coder.get("/memos").text
    seen = {"analysis/memos/eins.md": ""}
    sent = {"action": {"do": "delete-memo", "memo": "eins"}, "seen": seen, "transcript": ""}

    assert 'id="delete-drei"' in page
    assert 'id="delete-eins"' not in page
    assert not coder.post("/coding/act", json=sent).json()["done"]


def test_a_reflexive_study_asks_for_memos(coder: TestClient, folder: Folder) -> None:
    """Codes and conversations with codings and no memo of this person, gently; other studies ask nothing."""
    before = coder.get("/memos").text
    settings = folder.settings.read_text(encoding="utf-8")
    folder.settings.write_text(settings + "method: {profile: reflexive-thematic}\n", encoding="utf-8")
    page = coder.get("/memos").text
    asked = page[page.index('id="without"') : page.index('id="write"')]

    assert text("app.memos.without", "de") not in before
    assert "?about=keine-antwort" in asked
    assert "?about=I01" in asked
    assert "?about=amt" not in asked
    assert text("app.codebook.memo.ask", "de") in coder.get("/codebook?code=keine-antwort").text


def test_who_looks_is_asked_where_nobody_is_named(folder: Folder, token: str) -> None:
    """A memo has an author; afterwards the page goes on to the memos."""
    settings = folder.settings.read_text(encoding="utf-8")
    folder.settings.write_text(settings.replace(", lead: true", ""), encoding="utf-8")
    browser = TestClient(create_app(folder, token), base_url="http://127.0.0.1:8765")
    browser.get("/enter", params={"token": token})

    assert 'data-go="memos"' in browser.get("/memos").text
    assert 'data-go="codebook"' in browser.get("/codebook").text
