"""Whatever an address asks for: a page, or the problem in words; never a broken page."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlencode

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from faden.app.pages import ROUTES
from faden.core.catalogue import text
from faden.study.folder import Folder

ASKED: Final = (
    "about", "all", "as", "base", "code", "coder", "coders", "columns", "end", "group", "groups", "kind",
    "language", "level", "machine", "match", "most", "municipality", "near", "part", "percent", "person", "q",
    "reach", "role", "rows", "run", "show", "sort", "start", "talk", "to", "transcript", "uncoded", "unit",
)  # fmt: skip
"""Everything that pages read from their address, besides the language."""

VALUES: Final = ("", "NOPE", "\N{SUPERSCRIPT TWO}", "9" * 30, "\0", "(*[", "-1", "t3:x", "<b>")

PATHS: Final = {"identifier": ("I01", "NOPE"), "slug": ("coding", "NOPE"), "row": ("p-7k3mzq", "NOPE"),
                "code": ("keine-antwort", "NOPE"), "kind": ("csv", "NOPE"),
                "name": ("codes", "quotations", "together", "words", "framework", "saturation")}  # fmt: skip


def _filled(path: str) -> list[str]:
    found = re.search(r"\{(\w+)\}", path)
    if found is None:
        return [path]
    return [each for value in PATHS[found[1]] for each in _filled(path.replace(found[0], value, 1))]


ADDRESSES: Final = [
    each
    for route in ROUTES
    if isinstance(route, Route) and "GET" in (route.methods or ())
    for each in _filled(route.path)
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_address_breaks_a_page(browser: TestClient, path: str) -> None:
    """Each value in all fields at once, and a language that nobody speaks here."""
    for value in VALUES:
        answer = browser.get(f"{path}?{urlencode(dict.fromkeys(ASKED, value) | {'lang': 'xx'})}")

        assert 500 > answer.status_code, (path, value)
        assert "<b>" not in answer.text


@pytest.mark.parametrize("into", ["b", "a", "nowhere"])
@pytest.mark.parametrize("page", [each for each in ADDRESSES if "NOPE" not in each])
def test_codes_that_went_in_a_circle_or_nowhere_break_no_page(
    browser: TestClient, folder: Folder, page: str, into: str
) -> None:
    """The codebook is edited by hand, too: its fault is told among the problems."""
    pairs = (("a", into), ("b", "a"))
    merged = "".join(f"  - {{id: {a}, name: {{de: {a}}}, merged_into: {b}}}\n" for a, b in pairs)
    folder.codebook.write_text(folder.codebook.read_text(encoding="utf-8") + merged, encoding="utf-8")

    assert (
        500 > browser.get(page.replace("keine-antwort", "a"), params={"code": "a", "near": "b"}).status_code
    )
    assert 500 > browser.get(page.replace("keine-antwort", "a"), params={"code": "a"}).status_code


@pytest.mark.parametrize(
    "field", ["code", "near", "group", "municipality", "role", "talk", "person", "coder"]
)
@pytest.mark.parametrize("page", ["/retrieve/quotations", "/retrieve/quotations.csv"])
def test_what_the_study_does_not_have_is_named(browser: TestClient, page: str, field: str) -> None:
    """With place, value and remedy; an empty list would look like an answer."""
    answer = browser.get(page, params={field: "<b>NOPE"})
    said = html.unescape(answer.text)

    assert 404 == answer.status_code
    assert f"<code>{page}</code>" in said
    assert text("problem.asked-unknown", "de", field=field, value="<b>NOPE") in said
    assert text("problem.asked-unknown.remedy", "de") in said
    assert "<b>NOPE" not in answer.text


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("/search", ("code", "group", "municipality", "role", "language", "transcript")),
        ("/retrieve/codes", ("rows", "columns", "code")),
        ("/retrieve/codes.csv", ("rows", "columns", "code")),
    ],
)
def test_what_cannot_narrow_is_named(browser: TestClient, page: str, fields: tuple[str, ...]) -> None:
    """A wider answer than was asked for would look like the answer."""
    for field in fields:
        answer = browser.get(page, params={"q": "Anfragen", field: "NOPE"})

        assert 404 == answer.status_code, field
        assert text("problem.asked-unknown", "de", field=field, value="NOPE") in html.unescape(answer.text)


def test_a_code_that_is_not_there_is_named(browser: TestClient) -> None:
    """By the codebook, too."""
    answer = browser.get("/codebook", params={"code": "NOPE"})

    assert 404 == answer.status_code
    assert text("problem.asked-unknown", "de", field="code", value="NOPE") in html.unescape(answer.text)


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("/retrieve/together", "near"),
        ("/retrieve/together.csv", "near"),
        ("/retrieve/quotations", "reach"),
        ("/retrieve/words", "match"),
        ("/retrieve/words.csv", "match"),
    ],
)
def test_a_way_that_there_is_not_is_named(browser: TestClient, page: str, field: str) -> None:
    """The usual way instead would look like what was asked for."""
    answer = browser.get(page, params={"q": "Anfragen", field: "<b>NOPE"})
    said = html.unescape(answer.text)

    assert 404 == answer.status_code
    assert f"<code>{page}</code>" in said
    assert text("problem.asked-unknown", "de", field=field, value="<b>NOPE") in said
    assert "<b>NOPE" not in answer.text


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("/search", "code"),
        ("/retrieve/codes", "code"),
        ("/retrieve/quotations", "code"),
        ("/retrieve/quotations", "near"),
    ],
)
def test_a_merged_code_leads_to_the_code_it_went_into(
    browser: TestClient, folder: Folder, page: str, field: str
) -> None:
    """Old links stay good; the page says which code is shown."""
    book = folder.codebook.read_text(encoding="utf-8")
    merged = "  - {id: alt, name: {de: Alt, en: Old}, merged_into: amt}\n"
    folder.codebook.write_text(book + merged, encoding="utf-8")

    asked = browser.get(page, params={"q": "Jobcenter", "code": "keine-antwort", field: "alt"})

    assert 200 == asked.status_code
    assert text("app.went", "de", old="Alt", new="Amt") in html.unescape(asked.text)
    answer = browser.get(page, params={"q": "Jobcenter", "code": "keine-antwort", field: "amt"})
    assert 200 == answer.status_code
    assert "aufgegangen" not in answer.text


def test_a_table_of_a_merged_code_is_that_of_the_code_it_went_into(
    browser: TestClient, folder: Folder
) -> None:
    """Byte for byte."""
    book = folder.codebook.read_text(encoding="utf-8")
    merged = "  - {id: alt, name: {de: Alt, en: Old}, merged_into: amt}\n"
    folder.codebook.write_text(book + merged, encoding="utf-8")

    tables = [browser.get("/retrieve/quotations.csv", params={"code": code}) for code in ("alt", "amt")]

    assert [200, 200] == [table.status_code for table in tables]
    assert tables[1].content == tables[0].content


def test_a_table_of_no_word_says_what_is_missing(browser: TestClient) -> None:
    """The page offers it only once there is a word; the address can be typed."""
    answer = browser.get("/retrieve/words.csv")

    assert 404 == answer.status_code
    assert text("problem.matrix-words-empty.remedy", "de") in answer.text
