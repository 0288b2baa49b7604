"""The pages, as they come from the server."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from faden.core.catalogue import text
from faden.study.folder import Folder

PAGES = (
    "/",
    "/transcripts",
    "/transcripts/I01",
    "/coding/I01",
    "/coding/who",
    "/needs",
    "/needs/board",
    "/findings",
    "/findings/F01",
    "/problems",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_says_that_the_study_is_invented(browser: TestClient, path: str, language: str) -> None:
    """The synthetic banner stands on every page of a synthetic study."""
    answer = browser.get(path, params={"lang": language})

    assert 200 == answer.status_code
    assert text("app.synthetic.text", language) in html.unescape(answer.text)
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("path", ["/", "/transcripts"])
def test_a_study_without_conversations_says_how_to_begin(
    browser: TestClient, folder: Folder, path: str
) -> None:
    """What waits in the vault is no conversation yet; both pages lead there and to the handbook."""
    assert "handbook/import" not in browser.get(path).text
    for transcript in folder.transcripts():
        transcript.unlink()
    page = browser.get(path).text

    assert text("app.transcripts.none", "de") in html.unescape(page)
    assert ('href="handbook/import"' in page, 'href="names"' in page) == (True, True)


@pytest.mark.parametrize(("language", "told"), [("de", "1 Gespräch"), ("en", "1 conversation")])
def test_one_of_something_is_told_in_the_singular(browser: TestClient, language: str, told: str) -> None:
    """Numbers of a study's first day are small."""
    page = html.unescape(browser.get("/", params={"lang": language}).text)

    assert told in re.findall(r"[0-9]+ \w+", re.sub(r"<[^>]+>", "", page))


def test_the_language_once_chosen_stays(browser: TestClient) -> None:
    """The switch wins over ``FADEN_LANG``, and lasts."""
    browser.get("/", params={"lang": "en"})

    assert "Needs" in browser.get("/needs").text


@pytest.mark.parametrize(
    "asked",
    [
        "search?q=keine+Antwort&role=participant",
        "retrieve/codes?rows=group&columns=municipality",
        "memos?sort=code",
    ],
)
def test_what_was_asked_for_stays_in_the_other_language(browser: TestClient, asked: str) -> None:
    """Question and filters; the language that was chosen before goes."""
    page = html.unescape(browser.get(f"/{asked}&lang=de").text)

    assert f'href="?{asked.partition("?")[2]}&lang=en"' in page


@pytest.mark.parametrize("wish", ["xx", "en' onclick='", "EN"])
def test_a_language_that_faden_does_not_speak_is_passed_over(browser: TestClient, wish: str) -> None:
    """Nothing of the wish reaches the page."""
    assert '<html lang="de">' in browser.get("/", params={"lang": wish}).text


def test_words_of_the_study_are_text_and_never_markup(browser: TestClient) -> None:
    """A transcript may hold anything, tags included."""
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in browser.get("/transcripts/I01").text
    assert "&lt;b&gt;hier&lt;/b&gt;" in browser.get("/").text
    assert "&lt;i&gt;so&lt;/i&gt;" in browser.get("/findings/F01").text


def test_right_to_left_words_stand_beside_what_the_interpreter_said(browser: TestClient) -> None:
    """Each part has its own language and direction."""
    page = browser.get("/transcripts/I01").text

    assert re.search(r'lang="ar" dir="rtl"[^>]*data-turn="t2" data-part="original"', page)
    assert re.search(r'lang="de" dir="ltr"[^>]*data-turn="t2" data-part="interpretation"', page)


def _words(page: str, turn: str) -> str:
    """The text of a turn as a browser has it."""
    inner = re.search(rf'data-turn="{turn}"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert inner
    return html.unescape(re.sub(r"<[^>]+>", "", inner[1]))


def test_the_element_of_the_words_holds_nothing_but_the_words(browser: TestClient) -> None:
    """Browser code will count in it; interface text and white space would shift every offset."""
    page = browser.get("/transcripts/I01").text

    assert "Auf 👨‍👩‍👧 achtzig Anfragen kamen drei Antworten." == _words(page, "t3")
    assert "Wie war <script>alert(1)</script> die Suche?" == _words(page, "t1")


def test_marks_lie_on_the_coded_words_counted_in_code_points(browser: TestClient) -> None:
    """An emoji family before them is five code points, eight in JavaScript."""
    page = browser.get("/transcripts/I01").text

    marks = re.findall(r'data-codings="([^"]*)">([^<]*)</mark>', page)

    assert [
        ("c-22222222", "والجوب سنتر؟"),
        ("c-33333333", "achtzig "),
        ("c-33333333 c-44444444", "Anfragen"),
        ("c-44444444", " kame"),
    ] == marks


def test_only_the_lead_coder_is_shown(browser: TestClient) -> None:
    """Two coders stay blind to each other."""
    assert "c-55555555" not in browser.get("/transcripts/I01").text


def test_colours_of_codes_come_as_a_style_sheet(browser: TestClient) -> None:
    """The policy forbids styles in the page."""
    answer = browser.get("/codes.css")

    assert answer.headers["content-type"].startswith("text/css")
    assert ".k-amt{--code:#a83b3b}" in answer.text


def test_needs_count_persons_and_show_their_words(browser: TestClient) -> None:
    """Persons of persons; words word for word, with a link to where they stand."""
    page = browser.get("/needs").text

    assert "1 von 1 Person" in page
    assert "achtzig Anfragen" in page
    assert 'href="transcripts/I01#c-33333333"' in page
    assert "darf zitiert werden" in page


def test_a_finding_shows_what_speaks_against_it_and_what_is_gone(browser: TestClient) -> None:
    """Evidence whose words are gone is named, not left out."""
    page = html.unescape(browser.get("/findings/F01").text)

    assert "والجوب سنتر؟" in page.partition("Was dagegen spricht")[2]
    assert "Zu c-99999999 gibt es keine Worte im Gespräch." in page
    assert "„Anfragen kame“" in page
    assert "[[nonsense]]" in page
    assert text("publish.count.of-few", "de", of=1) in page


def test_problems_are_worded_with_place_and_remedy(browser: TestClient) -> None:
    """In the language of the page."""
    page = html.unescape(browser.get("/problems", params={"lang": "en"}).text)

    assert "analysis/findings/F01.md:" in page
    assert text("problem.evidence-unknown.remedy", "en") in page
    assert "evidence-unknown" in page


@pytest.mark.parametrize(
    "path", ["/transcripts/I99", "/transcripts/..%2fI01", "/findings/F99", "/nowhere", "/handbook/x"]
)
def test_what_does_not_exist_says_so(browser: TestClient, path: str) -> None:
    """Names from an address are looked up, never made into a path."""
    answer = browser.get(path)

    assert 404 == answer.status_code
    assert text("app.missing.title", "de") in answer.text


def test_a_study_that_cannot_be_read_names_file_line_and_remedy(browser: TestClient, folder: Folder) -> None:
    """The person mends the file and loads the page again."""
    folder.settings.write_text("format: faden.study/1\ntitle: [\n", encoding="utf-8")

    answer = browser.get("/")

    assert 500 == answer.status_code
    assert "research/study.yaml:" in answer.text
    assert 200 == browser.get("/handbook").status_code


def test_addresses_are_relative(browser: TestClient) -> None:
    """So that a proxy may show the app under a prefix."""
    for path in PAGES:
        addresses = re.findall(r'(?:href|src)="([^"]*)"', browser.get(path).text)

        assert [] == [a for a in addresses if a.startswith("/") or "://" in a]
        assert "" not in addresses


def test_the_handbook_links_between_its_pages(browser: TestClient) -> None:
    """In the files the links read ``coding.md``; in the app they are addresses of pages that exist."""
    for start in ("/handbook", "/handbook/start"):
        page = browser.get(start).text
        assert '.md"' not in page
        for slug in re.findall(r'href="(?:\.\./)?handbook/([a-z]+)"', page):
            assert 200 == browser.get(f"/handbook/{slug}").status_code
