"""The codebook, as it comes from the server."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.benches import Benches
from faden.app.views.code import show_code
from faden.app.views.codebook import show_codebook
from faden.core.catalogue import text
from faden.study.folder import Folder


def act(browser: TestClient, **action: object) -> dict[str, object]:
    """What the server says to a step of a page that shows no conversation."""
    seen = browser.get("/coding/state").json()["seen"]
    sent = {"action": action, "seen": seen, "transcript": ""}
    return dict(browser.post("/coding/act", json=sent).json())


def test_the_tree_counts_the_codings_of_this_coder_only(coder: TestClient) -> None:
    """Numbers of somebody else would end independent coding."""
    page = coder.get("/codebook").text

    counts = re.findall(r'data-code="([a-z-]+)".*?<span class="n">(\d+)<span', page)
    assert [("keine-antwort", "1"), ("amt", "2")] == counts
    assert text("app.codebook.by", "de", coder="mira") in page


def test_a_code_shows_its_codings_with_links_to_the_words(coder: TestClient) -> None:
    """Arabic words in their own direction; the link leads to the coding."""
    page = coder.get("/codebook", params={"code": "amt"}).text

    assert 'href="coding/I01#c-22222222"' in page
    assert '<p class="words" lang="ar" dir="rtl">والجوب سنتر؟</p>' in page
    assert "c-55555555" not in page
    assert 404 == coder.get("/codebook", params={"code": "nie"}).status_code


def test_a_step_of_the_codebook_tells_the_new_state(coder: TestClient, folder: Folder) -> None:
    """No conversation is shown, so none is told; the counts and what can be undone are."""
    told = act(coder, do="rename-code", code="amt", name={"de": "Ämter"})

    assert (True, [], "Code „Ämter“ umbenannt") == (told["done"], told["codings"], told["undo"])
    assert '"Ämter"' in folder.codebook.read_text(encoding="utf-8")


def test_codings_made_under_an_old_definition_wait_and_are_confirmed(coder: TestClient) -> None:
    """Confirmed with the same code they are of today; the others go on waiting."""
    act(coder, do="define-code", code="amt", definition={"de": "Was Ämter tun."})
    act(coder, do="define-code", code="amt", definition={"de": "Alles vom Amt."}, why={"de": "Weiter"})
    before = coder.get("/codebook", params={"code": "amt"}).text
    told = act(coder, do="recode", transcript="I01", coding="c-22222222", code="amt")
    after = coder.get("/codebook", params={"code": "amt"}).text

    assert told["done"]
    assert (2, 1) == (before.count('id="still-'), after.count('id="still-'))
    assert "Weiter" in after


def test_all_that_waits_is_confirmed_at_once(coder: TestClient) -> None:
    """The button names how many; one step back and they wait again."""
    act(coder, do="define-code", code="amt", definition={"de": "Was Ämter tun."})
    act(coder, do="define-code", code="amt", definition={"de": "Alles vom Amt."}, why={"de": "Weiter"})
    before = coder.get("/codebook", params={"code": "amt"}).text
    told = act(coder, do="confirm", code="amt", codings=["c-22222222", "c-44444444"])
    after = coder.get("/codebook", params={"code": "amt"}).text
    act(coder, do="undo")

    assert text("app.codebook.still.all", "de", n=2) in before
    assert (True, "2 Kodierungen mit „Amt“ bestätigt") == (told["done"], told["undo"])
    assert 0 == after.count('id="still-')
    assert before.count('id="still-') == coder.get("/codebook?code=amt").text.count('id="still-')


def test_an_undone_code_is_called_by_its_name(coder: TestClient) -> None:
    """It stands in no codebook any more."""
    act(coder, do="add-code", name={"de": "Ämter, die schweigen"})
    told = act(coder, do="undo")

    assert "Zurückgenommen: Code „Ämter, die schweigen“ angelegt" == told["said"]


def test_a_merged_code_counts_as_the_other(coder: TestClient, folder: Folder) -> None:
    """In the tree it stands at its place and says where it went; its codings are shown there."""
    act(coder, do="move-code", code="amt")
    act(coder, do="merge-code", code="keine-antwort", into="amt")
    benches = Benches(folder)
    book = show_codebook(benches.codebook(), benches.sheets("mira"), "de")
    code = show_code(benches.codebook(), benches.sheets("mira"), "amt", "de")

    assert code
    assert [("keine-antwort", 0, "merged", "Amt"), ("amt", 3, "", "")] == [
        (each.id, each.count, each.state, each.into) for each in book.tree
    ]
    assert (3, 2) == (len(code.codings), code.own)


def test_a_study_without_codebook_is_asked_for_the_first_code(folder: Folder, token: str) -> None:
    """The page of an empty codebook is its beginning, and no error."""
    folder.codebook.unlink()
    browser = TestClient(create_app(folder, token, by="mira"), base_url="http://127.0.0.1:8765")
    browser.get("/enter", params={"token": token})

    page = browser.get("/codebook?lang=en").text

    assert text("app.codebook.empty", "en") in page
