"""Coding, as it comes from the server and as it is saved."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.app.benches import Benches
from faden.coding.codings import read_codings
from faden.core.catalogue import text
from faden.study.folder import Folder

WORDS = {"start": ["t3", 0], "end": ["t3", 3], "part": "original", "language": "de"}


def state(browser: TestClient, transcript: str = "I01") -> Mapping[str, Any]:
    """What the page is told."""
    return dict(browser.get(f"/coding/{transcript}/state").json())


def act(browser: TestClient, seen: object, **action: object) -> Mapping[str, Any]:
    """What the server says to a step."""
    sent = {"action": {"transcript": "I01", **action}, "seen": seen, "transcript": "I01"}
    return dict(browser.post("/coding/act", json=sent).json())


def words_of(folder: Folder, who: str = "mira") -> list[tuple[str, str]]:
    """What stands in a coder's file."""
    read = read_codings(folder, folder.coding_file(who, "I01")).value
    assert read is not None
    return [(coding.code, coding.exact) for coding in read.codings]


def test_the_page_can_be_read_without_scripts(coder: TestClient) -> None:
    """Words, marks and codes stand in it, and nothing but words in the element of the words."""
    page = coder.get("/coding/I01").text

    inner = re.search(r'data-turn="t3"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert inner
    assert "Auf 👨‍👩‍👧 achtzig Anfragen kamen drei Antworten." == html.unescape(
        re.sub(r"<[^>]+>", "", inner[1])
    )
    assert 'data-codings="c-33333333 c-44444444">Anfragen</mark>' in page
    assert "c-55555555" not in page
    assert text("app.coding.by", "de", coder="mira") in page


def test_the_state_tells_codings_codes_and_what_was_seen(coder: TestClient) -> None:
    """In code points; folders are no codes to use; counts are those of the coder."""
    told = state(coder)

    assert {"interviews/I01.md", "analysis/codings/mira/I01.jsonl", "analysis/codebook.yaml"} == set(
        told["seen"]
    )
    assert ["والجوب سنتر؟", "achtzig Anfragen", "Anfragen kame"] == [
        each["exact"] for each in told["codings"]
    ]
    assert [("keine-antwort", "Keine Antwort", 1), ("amt", "Amt", 2)] == [
        (each["id"], each["name"], each["count"]) for each in told["codes"]
    ]
    assert ["keine-antwort", "amt"] == told["codes"][1]["path"]


def test_a_step_is_on_the_disk_when_it_is_answered(coder: TestClient, folder: Folder) -> None:
    """The answer holds the new state and what was done."""
    told = act(coder, state(coder)["seen"], do="code", code="amt", **WORDS)

    assert told["done"]
    assert "Amt" in told["said"]
    assert ("amt", "Auf") in words_of(folder)
    assert "Auf" in [each["exact"] for each in told["codings"]]
    assert told["seen"] == state(coder)["seen"]


def test_a_step_can_be_undone_and_redone(coder: TestClient, folder: Folder) -> None:
    """The bytes are those of before."""
    path = folder.coding_file("mira", "I01")
    before = path.read_bytes()
    told = act(coder, state(coder)["seen"], do="code", code="amt", **WORDS)
    after = path.read_bytes()
    undone = coder.post(
        "/coding/act", json={"action": {"do": "undo"}, "seen": told["seen"], "transcript": "I01"}
    ).json()
    back = path.read_bytes()
    coder.post("/coding/act", json={"action": {"do": "redo"}, "seen": undone["seen"], "transcript": "I01"})

    assert undone["redo"]
    assert before.splitlines()[1:] != after.splitlines()[1:]
    assert before == back
    assert after == path.read_bytes()


def test_what_was_edited_elsewhere_is_not_overwritten(coder: TestClient, folder: Folder) -> None:
    """Refused in words, with the remedy; the file stays."""
    seen = state(coder)["seen"]
    path = folder.coding_file("mira", "I01")
    path.write_text(path.read_text(encoding="utf-8").replace('"amt"', '"keine-antwort"'), encoding="utf-8")
    before = path.read_bytes()

    told = act(coder, seen, do="code", code="amt", **WORDS)

    assert (False, "edited-elsewhere") == (told["done"], told["code"])
    assert told["what"]
    assert told["remedy"]
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"action": {"do": "fly"}, "seen": {}, "transcript": "I01"},
        {"action": {"do": "undo"}, "seen": {}, "transcript": "I99"},
        {"action": {"do": "undo"}, "seen": {}, "transcript": ["I01"]},
        {"action": {"do": "undo"}, "seen": {"a": 1}, "transcript": "I01"},
        {"action": {"do": "undo"}, "seen": {"../../secret": "x"}, "transcript": "I01"},
        {"action": {"do": "undo"}, "seen": {}, "transcript": "I01"},
        {
            "action": {"do": "code", "code": "amt", **WORDS, "transcript": "I01"},
            "seen": {},
            "transcript": "I01",
        },
        {
            "action": {"do": "code", "code": "no-such", **WORDS, "transcript": "I01"},
            "seen": {},
            "transcript": "I01",
        },
        [1],
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    coder: TestClient, folder: Folder, sent: object
) -> None:
    """With the problem in words."""
    before = words_of(folder)
    answer = coder.post("/coding/act", json=sent)

    assert answer.status_code in {400, 409}
    assert not answer.json()["done"]
    assert before == words_of(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"{" * 500_000])
def test_what_is_no_json_is_refused(coder: TestClient, content: bytes) -> None:
    """Nothing breaks."""
    assert coder.post("/coding/act", content=content).status_code in {400, 409}


@pytest.mark.parametrize(
    "headers",
    [
        {"x-faden-save": ""},
        {"x-faden-save": "guessed"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"host": "evil.example:8765"},
        {"sec-fetch-site": "same-site"},
        {"cookie": "faden-8765=guessed"},
    ],
)
@pytest.mark.parametrize("path", ["/coding/act", "/coding/who"])
def test_only_our_own_pages_can_save(
    coder: TestClient, folder: Folder, headers: dict[str, str], path: str
) -> None:
    """Neither another origin, nor a rebound host, nor a page without the secret."""
    seen = state(coder)["seen"]
    if "cookie" in headers:
        coder.cookies.clear()
    sent = {
        "action": {"do": "code", "code": "amt", **WORDS, "transcript": "I01"},
        "seen": seen,
        "coder": "jonte",
    }
    before = words_of(folder)
    answer = coder.post(path, json={**sent, "transcript": "I01"}, headers=headers)

    assert 403 == answer.status_code
    assert before == words_of(folder)


def test_words_are_found_here_first_then_in_all_others(coder: TestClient, folder: Folder) -> None:
    """With their place in code points; never as markup."""
    other = folder.transcript("I01").read_text(encoding="utf-8").replace("id: I01", "id: I02")
    folder.transcript("I02").write_text(other, encoding="utf-8")
    here = coder.get("/coding/I02/search", params={"q": "ANFRAGEN"}).json()
    all_of_them = coder.get("/coding/I02/search", params={"q": "anfragen", "all": "yes"}).json()

    assert [("I02", "t3", 18, 26)] == [
        (h["transcript"], h["turn"], h["start"], h["end"]) for h in here["hits"]
    ]
    assert ["I02", "I01"] == [hit["transcript"] for hit in all_of_them["hits"]]
    assert 0 == coder.get("/coding/I01/search", params={"q": " "}).json()["n"]


@pytest.mark.parametrize("path", ["/coding/I99", "/coding/..%2fI01", "/coding/I99/state", "/coding/x/search"])
def test_what_does_not_exist_says_so(coder: TestClient, path: str) -> None:
    """Names from an address are looked up, never made into a path."""
    assert 404 == coder.get(path).status_code


def test_a_broken_file_of_codings_is_told_with_its_place(coder: TestClient, folder: Folder) -> None:
    """Nothing of it may be lost by saving over it."""
    folder.coding_file("mira", "I01").write_text("{broken\n", encoding="utf-8")

    assert "analysis/codings/mira/I01.jsonl" in coder.get("/coding/I01").text
    assert 409 == coder.get("/coding/I01/state").status_code


def test_named_at_the_start_nobody_else_codes(folder: Folder, token: str) -> None:
    """``faden app --by jonte``."""
    browser = TestClient(create_app(folder, token, by="jonte"), base_url="http://127.0.0.1:8765")
    browser.get("/enter", params={"token": token})
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}

    assert "jonte" in browser.get("/coding/I01").text
    assert ["Auf"] == [each["exact"] for each in state(browser)["codings"]]
    assert 409 == browser.post("/coding/who", json={"coder": "mira"}).status_code


def test_a_coder_chosen_in_the_browser_stays(coder: TestClient, folder: Folder) -> None:
    """What is coded afterwards goes to that person's file, and only there."""
    before = words_of(folder)
    chosen = coder.post("/coding/who", json={"coder": "jonte"})
    told = act(coder, state(coder)["seen"], do="code", code="keine-antwort", **WORDS)

    assert chosen.json()["done"]
    assert "httponly" in chosen.headers["set-cookie"].lower()
    assert told["done"]
    assert ("keine-antwort", "Auf") in words_of(folder, "jonte")
    assert before == words_of(folder)


@pytest.mark.parametrize("name", ["", "Mira Muster", "../mira", "a" * 61, 3, None])
def test_a_short_name_is_a_slug(coder: TestClient, name: object) -> None:
    """It becomes the name of a folder."""
    assert 409 == coder.post("/coding/who", json={"coder": name}).status_code


def test_nobody_named_is_asked(coder: TestClient, folder: Folder) -> None:
    """Instead of coding in anybody's name."""
    settings = folder.settings.read_text(encoding="utf-8").replace(", lead: true", "")
    folder.settings.write_text(settings, encoding="utf-8")
    page = html.unescape(coder.get("/coding/I01").text)

    assert text("app.coding.who", "de") in page
    assert ["mira", "jonte"] == re.findall(r'data-coder="([^"]*)"', page)
    assert 409 == coder.get("/coding/I01/state").status_code
    assert not act(coder, {}, do="code", code="amt", **WORDS)["done"]


def test_the_texts_of_the_browser_come_along(coder: TestClient) -> None:
    """In the language of the page, as JSON that no text can break out of."""
    page = coder.get("/coding/I01", params={"lang": "en"}).text
    found = re.search(r'<meta name="faden-texts" content="([^"]*)">', page)

    assert found
    assert text("app.coding.say.saving", "en") == json.loads(html.unescape(found[1]))["saving"]


def test_the_transcripts_lead_to_coding(coder: TestClient) -> None:
    """From the list and from the reading page."""
    assert 'href="coding/I01"' in coder.get("/transcripts").text
    assert 'href="../coding/I01"' in coder.get("/transcripts/I01").text
    assert "transcripts" == coder.get("/coding").headers["location"]


def test_a_refusal_calls_codes_by_their_names(coder: TestClient) -> None:
    """Nobody knows a code by its id."""
    words = {"start": ["t3", 18], "end": ["t3", 31], "language": "de"}
    told = act(coder, state(coder)["seen"], do="code", code="amt", **words)

    assert "Genau diese Worte tragen den Code „Amt“ schon." == told["what"]


def test_a_correction_tells_the_new_words_and_what_became_of_codings(coder: TestClient) -> None:
    """While coding is blind nothing is told of other coders, not even that they coded these words."""
    text_now = "Uff 👨‍👩‍👧 achtzig Anfragen kamen drei Antworten."
    told = act(coder, state(coder)["seen"], do="correct", turn="t3", language="de", text=text_now)
    sent = {"action": {"do": "undo"}, "seen": told["seen"], "transcript": "I01"}
    undone = coder.post("/coding/act", json=sent).json()

    more = text("app.correct.followed", "de", n=2)
    assert (more, [], []) == (told["more"], told["others"], told["doubtful"])
    assert "jonte" not in json.dumps(told)
    assert text_now in [each["text"] for each in told["words"]]
    assert "c-55555555" not in json.dumps(told)
    assert ([], True) == (undone["others"], "words" in undone)


def test_once_all_are_done_a_correction_tells_how_many_codings_others_decide(
    coder: TestClient, folder: Folder
) -> None:
    """Only how many and whose; their codes and words are told to nobody."""
    for who in ("mira", "jonte"):
        entry = '  - {transcript: I01, "on": 2025-06-14, codings: 0123456789abcdef}'
        done = f"format: faden.done/1\ncoder: {who}\ndone:\n{entry}\n"
        folder.coding_file(who, "I01").with_name("done.yaml").write_text(done, encoding="utf-8")
    words = "Uff 👨‍👩‍👧 achtzig Anfragen kamen drei Antworten."
    told = act(coder, state(coder)["seen"], do="correct", turn="t3", language="de", text=words)

    assert [{"who": "jonte", "n": 1}] == told["others"]
    assert "c-55555555" not in json.dumps(told)


@pytest.mark.parametrize("accept", [True, False])
def test_nobody_decides_on_the_codings_of_another(
    coder: TestClient,
    folder: Folder,
    accept: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Not even with the fingerprint of the other's file, which tells nothing to whoever guesses it."""
    path = folder.coding_file("jonte", "I01")
    before = path.read_bytes()
    seen = state(coder)["seen"] | {
        folder.shown(path): Benches(folder).case().version(folder.shown(path)).mark
    }
    others = {"do": "follow", "coder": "jonte", "coding": "c-55555555", "accept": accept}
    told = act(coder, seen, **others)

    assert (False, "action-invalid") == (told["done"], told["code"])
    assert before == path.read_bytes()


def test_what_is_doubtful_comes_with_the_words_most_like_it(coder: TestClient) -> None:
    """Accepting takes the coding there."""
    text_now = "Auf 👨‍👩‍👧 achtzig Aufragen kamen drei Antworten."
    told = act(coder, state(coder)["seen"], do="correct", turn="t3", language="de", text=text_now)
    first = {each["id"]: each["proposal"] for each in told["doubtful"]}
    done = act(coder, told["seen"], do="follow", coding="c-33333333", accept=True)

    assert "achtzig Aufragen" == first["c-33333333"]
    assert text("app.correct.doubtful", "de", n=2) in told["more"]
    assert "words" not in done
    assert "achtzig Aufragen" in [each["exact"] for each in done["codings"]]
