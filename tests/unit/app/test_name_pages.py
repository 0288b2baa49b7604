"""The pages of names, as they come from the server."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.app.door import Door
from faden.app.views.names import Wish, list_names, stamp
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.places import write_vault
from faden.protection.pseudonyms.candidates import Candidate, Occurrence, identify
from faden.protection.pseudonyms.decisions import Answer, Choice, State, decide
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.keeping import keep_step, read_state
from faden.protection.pseudonyms.names import Name
from faden.protection.pseudonyms.searching import merge_found, searched_texts
from faden.protection.vault import Vault
from faden.study.folder import Folder

TOKEN = "the-token-of-this-test"  # noqa: S105 - invented
ADDRESS = "http://127.0.0.1:8765"
TALK = "I: Wo wohnen Sie?\n\nB1: Bei Karim <b>und</b> Rosa.\n\nI: Danke, Karim.\n"


@pytest.fixture
def vault(folder: Folder, tmp_path: Path) -> Vault:
    """The vault with a raw transcript, searched for two names."""
    beside = tmp_path.with_name(f"{tmp_path.name}-vaults")
    secret = vaults.from_passphrase("vier Wörter die nicht passen")
    made = write_vault(folder, secret, {"FADEN_VAULTS": str(beside)}, cost=4)
    source = beside / "talk.txt"
    source.write_text(TALK, encoding="utf-8")
    import_files(folder, [source], made, on="2025-03-14")

    def find(state: State) -> State:
        texts = searched_texts(folder, made, ("I02",))
        found = [_found(state, texts[0].turns, word) for word in ("Karim", "Rosa")]
        return merge_found(state, found, texts)

    keep_step(folder, made, find)
    return made


def _found(state: State, turns: Any, word: str) -> Candidate:
    places = tuple(
        Occurrence(
            "I02",
            turn.id,
            0,
            turn.parts[0].text.index(word),
            turn.parts[0].text.index(word) + len(word),
            word,
        )
        for turn in turns
        if word in turn.parts[0].text
    )
    return Candidate(identify(state.salt, "person", word), Kind.PERSON, word.casefold(), (word,), places)


@pytest.fixture
def open_browser(folder: Folder, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser that came in while the vault is open."""
    monkeypatch.setenv("FADEN_LANG", "de")
    app = create_app(folder, TOKEN, door=Door(vault), by="mira")
    browser = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    browser.get("/enter", params={"token": TOKEN})
    browser.headers |= {"origin": ADDRESS, "x-faden-save": Access(TOKEN).save_value}
    return browser


def waiting(vault: Vault, word: str) -> tuple[str, str]:
    """Id and stamp of a candidate."""
    state = read_state(vault)
    candidate = next(c for c in state.open if word in c.forms)
    return candidate.id, stamp(state, candidate)


def answer(browser: TestClient, vault: Vault, word: str, **values: object) -> Mapping[str, Any]:
    """What the server says to an answer."""
    identifier, now = waiting(vault, word)
    return dict(browser.post(f"/names/{identifier}", json={"stamp": now, **values}).json())


def test_the_list_counts_by_kind_and_transcript(vault: Vault) -> None:
    """And keeps to what was asked for."""
    state = read_state(vault)
    street = replace(state.open[0], id="s" * 12, kind=Kind.STREET)
    listed = list_names(replace(state, open=(*state.open, street)), Wish(kind="street"))

    assert [("person", 2), ("street", 1)] == [(tally.key, tally.n) for tally in listed.kinds]
    assert [("I02", 1)] == [(tally.key, tally.n) for tally in listed.transcripts]
    assert ["s" * 12] == [one.id for one in listed.waiting]
    assert 3 == listed.total


def test_without_the_vault_no_page_shows_a_name_and_nothing_is_saved(
    browser: TestClient, vault: Vault
) -> None:
    """The pages say how to open it; the log stays readable."""
    identifier, now = waiting(vault, "Karim")
    browser.headers |= {"origin": ADDRESS, "x-faden-save": Access(TOKEN).save_value}
    for path in (
        "/names",
        f"/names/{identifier}",
        "/names/next",
        "/names/decided",
        "/names/texts",
        "/names/apply",
    ):
        page = browser.get(path).text
        assert "faden app --vault" in page
        assert "Karim" not in page
        assert 'type="password"' not in page

    sent = browser.post(f"/names/{identifier}", json={"choice": "keep", "stamp": now})

    assert (423, True) == (sent.status_code, sent.json()["locked"])
    assert 200 == browser.get("/names/log").status_code


def test_words_of_the_transcript_are_text_and_no_page_is_kept(open_browser: TestClient, vault: Vault) -> None:
    """Neither markup nor a cached copy."""
    page = open_browser.get(f"/names/{waiting(vault, 'Karim')[0]}")

    assert "&lt;b&gt;und&lt;/b&gt;" in page.text
    assert "no-store" == page.headers["cache-control"]
    assert "Karim" not in (re.search(r"<title>(.*?)</title>", page.text, re.DOTALL) or [""])[0]


def test_a_name_on_a_sticky_note_is_shown_with_file_and_note(
    folder: Folder, open_browser: TestClient, vault: Vault
) -> None:
    """And the notes can be chosen like a conversation."""
    path = folder.root / "interviews/notes/W01.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# faden.notes/1\nnote,text\nn01,Olena anrufen\n", encoding="utf-8")
    name = folder.shown(path)

    def find(state: State) -> State:
        place = Occurrence(name, "n01", 0, 0, 5, "Olena")
        found = Candidate(identify(state.salt, "person", "Olena"), Kind.PERSON, "olena", ("Olena",), (place,))
        return merge_found(state, [found], searched_texts(folder, vault, (name,)))

    keep_step(folder, vault, find)
    identifier, _ = waiting(vault, "Olena")
    page = open_browser.get(f"/names/{identifier}?transcript={name}").text

    assert f'data-place="{name}/n01"' in page
    assert "anrufen" in page
    assert f"/names/{identifier}?transcript={name}" in page


def test_an_answer_stands_in_the_vault_before_the_server_answers(
    open_browser: TestClient, vault: Vault
) -> None:
    """And what comes next is told."""
    told = answer(open_browser, vault, "Karim", choice="replace", label="Bruder")

    assert {"done": True, "next": waiting(vault, "Rosa")[0]} == told
    assert ["[Bruder]"] == [name.label for name in read_state(vault).names]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"choice": "replace", "label": ""}, "label-empty"),
        ({"choice": "replace", "label": "Karim"}, "label-names"),
        ({"choice": "replace", "label": "x" * 59}, "label-long"),
        ({"choice": "same", "label": "[Niemand]"}, "label-unknown"),
        ({"choice": "keep-here", "place": "I99/t1"}, "place-unknown"),
        ({"choice": "burn"}, "answer-unknown"),
        ({"choice": "replace", "label": "Bruder", "kind": "planet"}, "kind-unknown"),
        ({"choice": "replace", "label": "Bruder", "kind": ["person"]}, "answer-unknown"),
        ({"choice": ["keep"]}, "answer-unknown"),
        ({"choice": "replace", "label": 7}, "answer-unknown"),
        ({"choice": "keep", "stamp": "other"}, "candidate-changed"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    open_browser: TestClient, vault: Vault, values: dict[str, object], code: str
) -> None:
    """The page says why, in its language."""
    told = answer(open_browser, vault, "Karim", **values)

    assert (False, code) == (told["done"], told["code"])
    assert told["what"]
    assert told["remedy"]
    assert not read_state(vault).log


def test_the_kind_can_be_changed(open_browser: TestClient, vault: Vault) -> None:
    """The page proposes for that kind and offers labels of that kind; the rule is of that kind."""
    answer(open_browser, vault, "Rosa", choice="replace", label="Tante")
    address = f"/names/{waiting(vault, 'Karim')[0]}"
    as_person, as_place = open_browser.get(address).text, open_browser.get(f"{address}?as=place").text
    told = answer(open_browser, vault, "Karim", choice="same", label="[Tante]", kind="place")
    answer(open_browser, vault, "Karim", choice="replace", label="[Ort A]", kind="place")

    assert ('value="[Person A]"' in as_person, 'data-label="[Tante]"' in as_person) == (True, True)
    assert ('value="[Ort A]"' in as_place, 'data-label="[Tante]"' in as_place) == (True, False)
    assert "label-kind" == told["code"]
    assert ("[Ort A]", "place") == (read_state(vault).names[-1].label, read_state(vault).names[-1].kind)


def test_a_part_of_a_name_is_proposed_as_the_same_person(
    open_browser: TestClient, folder: Folder, vault: Vault
) -> None:
    """With the reason."""
    full = Name(name="Karim Haddad", label="[Bruder]", kind="person")
    keep_step(folder, vault, lambda state: replace(state, names=(full,)))
    page = open_browser.get(f"/names/{waiting(vault, 'Karim')[0]}").text

    assert 'value="[Bruder]"' in page
    assert 'data-same="yes"' in page
    assert "Vorgeschlagen wie für" in page


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b'"' + b"x" * 30_000 + b'"'])
def test_what_is_no_answer_is_refused(open_browser: TestClient, vault: Vault, content: bytes) -> None:
    """Nothing but a small object is read."""
    assert 400 == open_browser.post(f"/names/{waiting(vault, 'Karim')[0]}", content=content).status_code


def test_a_decision_of_somebody_else_is_never_lost_or_taken_back(
    open_browser: TestClient, folder: Folder, vault: Vault
) -> None:
    """Two windows, two people: the second is told."""
    identifier, now = waiting(vault, "Karim")
    answer(open_browser, vault, "Karim", choice="keep")
    page = html.unescape(open_browser.get("/names").text)
    shown = re.search(r'data-stamp="([^"]+)"', page)
    rosa = waiting(vault, "Rosa")[0]
    keep_step(folder, vault, lambda s: decide(s, rosa, Answer(Choice.KEEP), by="jonte", on="2025-06-01"))

    late = open_browser.post(f"/names/{identifier}", json={"choice": "keep", "stamp": now})
    back = open_browser.post("/names/back", json={"stamp": shown[1] if shown else ""})

    assert [409, 409] == [late.status_code, back.status_code]
    assert ["candidate-unknown", "decision-other"] == [late.json()["code"], back.json()["code"]]
    assert ["mira", "jonte"] == [row.by for row in read_state(vault).log]


def test_nothing_is_cleared_while_something_waits(
    open_browser: TestClient, vault: Vault, folder: Folder
) -> None:
    """Nor in another wording or under another title than shown, nor in nobody's name."""
    for word in ("Karim", "Rosa"):
        answer(open_browser, vault, word, choice="replace", label={"Karim": "Bruder", "Rosa": "Tante"}[word])
    plan = open_browser.get("/names/apply", params={"transcript": "I02"}).text
    stamped = re.search(r'data-stamp="([^"]+)" data-then', plan)
    assert stamped
    assert 409 == open_browser.post("/names/apply?transcript=I02", json={"stamp": "old"}).status_code
    assert not folder.transcript("I02").exists()
    assert open_browser.post("/names/apply?transcript=I02", json={"stamp": stamped[1]}).json()["done"]
    shown = re.search(r'data-hash="([^"]+)"', open_browser.get("/names/texts/I02").text)
    assert shown

    other = open_browser.post("/names/texts/I02", json={"by": "Rosa", "hash": "0"}).json()
    written = folder.transcript("I02").read_text(encoding="utf-8")
    titled = written.replace("\nkind:", "\ntitle: {de: Neuer Titel}\nkind:", 1)
    assert titled != written
    folder.transcript("I02").write_text(titled, encoding="utf-8")
    renamed = open_browser.post("/names/texts/I02", json={"by": "Rosa", "hash": shown[1]}).json()
    folder.transcript("I02").write_text(written, encoding="utf-8")
    nobody = open_browser.post("/names/texts/I02", json={"by": " ", "hash": shown[1]}).json()
    open_browser.post("/names/back", json={"stamp": _last(open_browser)})
    waits = open_browser.post("/names/texts/I02", json={"by": "mira", "hash": shown[1]}).json()

    assert ["clear-other-wording", "clear-other-wording", "clear-by-missing", "clear-undecided"] == [
        other["code"], renamed["code"], nobody["code"], waits["code"]
    ]  # fmt: skip
    assert "state: cleared" not in folder.transcript("I02").read_text(encoding="utf-8")


@pytest.mark.usefixtures("apart")
def test_interpretation_that_stands_by_itself_is_offered_to_be_put_together(open_browser: TestClient) -> None:
    """Before somebody clears: pairing afterwards ends the clearance."""
    page = html.unescape(open_browser.get("/names/texts").text)

    assert "in eigenen Beiträgen wieder, was eine Person gesagt hat" in page
    assert 'coding/I01/pairs">' in page


TALKED = """\
I: Wo wohnen Sie jetzt, und seit wann?

B1: عند كريم منذ سنتين في غرفة واحدة.

Dolmetscherin: Bei Karim, seit zwei Jahren, in einem einzigen Zimmer.
"""


def test_after_names_are_replaced_it_is_said_where_interpretation_stands_by_itself(
    open_browser: TestClient, folder: Folder, vault: Vault, tmp_path: Path
) -> None:
    """The command says it, too."""
    source = tmp_path.with_name(f"{tmp_path.name}-vaults") / "interpreted.txt"
    source.write_text(TALKED, encoding="utf-8")
    import_files(folder, [source], vault, on="2025-03-14")
    keep_step(folder, vault, lambda state: merge_found(state, [], searched_texts(folder, vault, ("I03",))))
    plan = open_browser.get("/names/apply", params={"transcript": "I03"}).text
    stamped = re.search(r'data-stamp="([^"]+)" data-then', plan)
    assert stamped

    told = open_browser.post("/names/apply?transcript=I03", json={"stamp": stamped[1]}).json()

    assert "In I03 gibt die dolmetschende Stimme in eigenen Beiträgen wieder" in told["said"]


def _last(browser: TestClient) -> str:
    found = re.search(r'data-stamp="([^"]+)"', browser.get("/names").text)
    return found[1] if found else ""


def test_the_log_shows_decisions_and_no_name(open_browser: TestClient, vault: Vault) -> None:
    """Who decided what, when; even the vault is not needed."""
    answer(open_browser, vault, "Karim", choice="replace", label="Bruder")
    answer(open_browser, vault, "Rosa", choice="keep")
    open_browser.app.state.door.lock()  # type: ignore[attr-defined]  # it is our Starlette app

    page = html.unescape(open_browser.get("/names/log").text)

    assert "[Bruder]" in page
    assert "überall so lassen" in page
    assert "mira" in page
    assert not {"Karim", "Rosa"} & set(re.findall(r"\w+", page))


def test_locking_closes_all_pages(open_browser: TestClient, vault: Vault) -> None:
    """Also for a sign of life that comes late."""
    assert open_browser.post("/names/awake", json={}).json()["done"]
    assert open_browser.post("/names/lock", json={}).json()["done"]

    assert "Karim" not in open_browser.get(f"/names/{waiting(vault, 'Karim')[0]}").text
    assert not open_browser.post("/names/awake", json={}).json()["done"]
    assert "gesperrt" in open_browser.get("/names").text


@pytest.mark.parametrize(
    "path", ["/names/000000000000", "/names/texts/I99", "/names/texts/..%2fI02", "/names/<b>"]
)
def test_what_does_not_exist_says_so(open_browser: TestClient, path: str) -> None:
    """Ids of an address are looked up."""
    assert 404 == open_browser.get(path).status_code


def test_wishes_that_are_none_are_passed_over(open_browser: TestClient) -> None:
    """Nothing of an address reaches the page but what is known."""
    page = open_browser.get("/names", params={"transcript": "<i>", "kind": "Karim&x"}).text

    assert "<i>" not in page
    assert "Karim&amp;x" not in page
    assert json.dumps("kind=Karim") not in page
