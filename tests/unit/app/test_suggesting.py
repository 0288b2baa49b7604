"""Suggestions on the coding page: learnt beside, from one person, of those who agreed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.app.access import Access
from faden.app.learning import Learner
from faden.core.catalogue import text as text_of
from faden.study.folder import Folder

WORDS = {"start": ["t3", 0], "end": ["t3", 47], "part": "original", "language": "de"}
QUERY = {"start": "t3:0", "end": "t3:47", "part": "original", "language": "de"}
PAGE = "/coding/I01/suggestions"

pytestmark = pytest.mark.slow


@pytest.fixture
def learner(stranger: TestClient, folder: Folder) -> Learner:
    """What is learnt from mira; the participant allows analysis by machine."""
    text = folder.consent.read_text("utf-8").replace("take-part", "take-part analyse")
    folder.consent.write_text(text, encoding="utf-8")
    found: Learner = stranger.app.state.learners.of("mira")  # type: ignore[attr-defined]  # an ASGI app has no attributes of its own
    return found


@pytest.fixture
def coder(browser: TestClient, token: str, learner: Learner) -> TestClient:
    """A browser whose pages may save, with a suggester that is warm."""
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
    assert "warming" == asked(browser)["kind"]
    learner.wait()
    return browser


def asked(browser: TestClient, **query: str) -> Mapping[str, Any]:
    """What is suggested; by default for the words of t3."""
    return dict(browser.get(PAGE, params=query or QUERY).json())


def codes(browser: TestClient) -> list[str]:
    """The codes that are suggested for the words of t3."""
    return [each["code"] for each in asked(browser)["codes"]]


def decide(browser: TestClient, decision: str, code: str = "amt") -> Mapping[str, Any]:
    """Say something to a suggestion."""
    return dict(browser.post(PAGE, json={"place": WORDS, "code": code, "decision": decision}).json())


def test_a_suggestion_has_code_score_and_reason(coder: TestClient) -> None:
    """The nearest examples with the place at which they stand, in code points."""
    found = asked(coder)

    assert {"keine-antwort", "amt"} == {each["code"] for each in found["codes"]}
    first = next(each for each in found["codes"] if each["code"] == "keine-antwort")
    assert 0 < first["percent"] <= 100
    assert ["t3", 10] == first["near"][0]["start"]
    assert "achtzig Anfragen" == first["near"][0]["words"]


def test_what_was_rejected_is_not_shown_again(coder: TestClient, folder: Folder) -> None:
    """It is kept, can be taken back, and nothing is coded by it."""
    before = folder.coding_file("mira", "I01").read_bytes()
    assert {"done": True} == decide(coder, "rejected")
    rejected = asked(coder)
    decide(coder, "withdrawn")

    assert (["amt"], ["keine-antwort"]) == (rejected["rejected"], [e["code"] for e in rejected["codes"]])
    assert "amt" in codes(coder)
    path = folder.root / "analysis/proposals/faden-mira/decisions/I01.jsonl"
    kept = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [("amt", "rejected", "mira"), ("amt", "withdrawn", "mira")] == [
        (line["code"], line["decision"], line["by"]) for line in kept
    ]
    assert before == folder.coding_file("mira", "I01").read_bytes()


def test_it_follows_what_is_coded_and_undone(coder: TestClient) -> None:
    """What the words carry is not suggested for them; after an undo it is."""
    seen = coder.get("/coding/I01/state").json()["seen"]
    action = {"do": "code", "transcript": "I01", "code": "amt", **WORDS}
    done = coder.post("/coding/act", json={"action": action, "seen": seen, "transcript": "I01"}).json()
    coded = codes(coder)
    undo = {"action": {"do": "undo"}, "seen": done["seen"], "transcript": "I01"}
    assert coder.post("/coding/act", json=undo).json()["done"]

    assert ["keine-antwort"] == coded
    assert "amt" in codes(coder)


def test_withdrawn_consent_ends_it_at_once(coder: TestClient, folder: Folder, learner: Learner) -> None:
    """What was learnt is forgotten, before anything is learnt anew."""
    text = folder.consent.read_text("utf-8").replace("take-part analyse", "take-part")
    folder.consent.write_text(text, encoding="utf-8")

    assert asked(coder)["kind"] in {"warming", "off"}  # off where that is found out quickly
    learner.wait()
    told = asked(coder)
    assert ("off", True) == (told["kind"], told["help"])
    assert text_of("problem.suggest-nobody.remedy", "de") == told["remedy"]
    assert 'href="../handbook/consent"' in coder.get("/coding/I01").text
    assert "refused" == decide(coder, "rejected")["kind"]


def test_withdrawn_consent_ends_it_while_passages_are_looked_at(
    coder: TestClient, folder: Folder, learner: Learner
) -> None:
    """A decision makes it look at all passages anew, beside; consent does not wait for that."""
    decide(coder, "rejected")
    text = folder.consent.read_text("utf-8").replace("take-part analyse", "take-part")
    folder.consent.write_text(text, encoding="utf-8")
    asked(coder)
    learner.wait()

    assert "off" == asked(coder)["kind"]


def test_a_study_without_suggestions_says_so(coder: TestClient, folder: Folder, learner: Learner) -> None:
    """In the words of the problem."""
    with folder.settings.open("a", encoding="utf-8") as settings:
        settings.write("suggestions: false\n")
    asked(coder)
    learner.wait()

    told = asked(coder)
    assert ("off", True) == (told["kind"], "ausgeschaltet" in told["what"])
    assert not told["help"]


def test_a_code_lists_its_oddest_codings_and_open_passages(coder: TestClient) -> None:
    """Nothing that shares words with a coding of the code."""
    found = asked(coder, code="amt")

    assert ("ready", False) == (found["kind"], found["calibrated"])
    assert all(0 <= place["percent"] <= 100 for place in (*found["open"], *found["odd"]))
    assert not {"t2", "t3"} & {place["start"][0] for place in found["open"]}


@pytest.mark.parametrize(
    "query",
    [
        {"start": "t9:0", "end": "t9:4", "part": "original", "language": "de"},
        {"start": "t3:5", "end": "t3:5", "part": "original", "language": "de"},
        {"start": "t3", "end": "t3:x", "part": "nonsense", "language": "de"},
    ],
)
def test_words_that_are_not_there_are_refused(coder: TestClient, query: dict[str, str]) -> None:
    """With a problem in words, never an error of the server."""
    assert "refused" == asked(coder, **query)["kind"]


def test_a_decision_needs_the_sign_of_the_page(coder: TestClient) -> None:
    """As everything that saves."""
    del coder.headers["x-faden-save"]

    assert 403 == coder.post(PAGE, json={"place": WORDS, "code": "amt", "decision": "rejected"}).status_code
