"""Comparing coders in the app: nothing of the other before all are done; then both, and what is settled."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.app import create_app
from faden.app.access import Access
from faden.app.views.comparing import list_talks
from faden.coding.blind import Blindness
from faden.coding.consensus import read_consensus
from faden.coding.done import Done, DoneMark, read_done
from faden.core.catalogue import text
from faden.core.documents import wanted
from faden.study.folder import Folder

WORDS = "Auf 👨‍👩‍👧"
"""What only the second coder coded, and with a code that the first did not use there."""

Open = Callable[[str], TestClient]


@pytest.fixture
def opened(folder: Folder, token: str) -> Open:
    """The app as one of the coders."""

    def start(by: str) -> TestClient:
        app = create_app(folder, token, by=by)
        client = TestClient(app, base_url="http://127.0.0.1:8765", headers={"accept-language": "de"})
        client.get(f"/enter?token={token}")
        client.headers |= {"origin": str(client.base_url), "x-faden-save": Access(token).save_value}
        return client

    return start


@pytest.fixture
def second(folder: Folder) -> Path:
    """What the second coder has done: one coding."""
    path = folder.coding_file("jonte", "I01")
    path.parent.mkdir(parents=True, exist_ok=True)
    head = '{"format":"faden.codings/1","transcript":"I01","coder":"jonte"}\n'
    coding = {
        "id": "c-77777777", "code": "keine-antwort", "start": ["t3", 0], "end": ["t3", 9],
        "part": "original", "language": "de", "exact": WORDS, "prefix": "", "suffix": "",
        "on": "2026-03-15", "codebook": 1, "memo": "GEHEIM",
    }  # fmt: skip
    path.write_text(head + json.dumps(coding, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def act(client: TestClient, action: dict[str, Any], seen: dict[str, str] | None = None) -> dict[str, Any]:
    """Carry out an action."""
    sent = {"action": action, "seen": seen or {}, "transcript": ""}
    return dict(client.post("/coding/act", json=sent).json())


def done(client: TestClient, what: str = "done") -> dict[str, Any]:
    """Say, as the page does, that the conversation is done."""
    page = client.get("/compare").text
    [seen] = re.findall(rf'data-do="{what}" data-transcript="I01" data-seen="([^"]*)"', page)
    return act(client, {"do": what, "transcript": "I01"}, json.loads(html.unescape(seen)))


def table(client: TestClient) -> dict[str, str]:
    """The fingerprints on the page of a conversation."""
    page = client.get("/compare/I01?show=all").text
    [seen] = re.findall(r'data-table data-seen="([^"]*)"', page)
    return dict(json.loads(html.unescape(seen)))


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize("ready", [(), ("jonte",), ("mira",)])
@pytest.mark.parametrize(
    "address",
    ["/compare", "/compare/I01", "/compare/I01?show=all&coders=mira,jonte", "/transcripts",
     "/transcripts/I01", "/coding/I01", "/coding/I01/state", "/coding/state", "/retrieve"],
)  # fmt: skip
def test_before_all_are_done_nothing_of_the_other_is_told(
    opened: Open, ready: tuple[str, ...], address: str
) -> None:
    """Neither words nor codes, memos, ids or counts: bytes of the page do not depend on them."""
    for coder in ready:
        assert done(opened(coder))["done"]
    first = opened("mira").get(address)
    told = first.text

    assert first.status_code in {200, 404}
    assert "GEHEIM" not in told
    assert "c-77777777" not in told


@pytest.mark.parametrize("address", ["/compare", "/compare/I01", "/transcripts", "/transcripts/I01"])
def test_what_the_other_changes_changes_no_page(opened: Open, second: Path, address: str) -> None:
    """Not even how much was coded can be inferred."""
    client = opened("mira")
    before = client.get(address).content
    second.write_text(second.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    assert before == client.get(address).content


def test_the_second_coder_does_not_see_the_lead_coders_codings(opened: Open, second: Path) -> None:
    """The page to read shows them to everybody else."""
    assert second.exists()
    assert "c-33333333" not in opened("jonte").get("/transcripts/I01").text
    assert text("app.transcript.blind", "de") in opened("jonte").get("/transcripts/I01").text
    assert "c-33333333" in opened("mira").get("/transcripts/I01").text


@pytest.mark.usefixtures("second")
def test_saying_that_one_is_done_is_saved_and_taken_back(opened: Open, folder: Folder) -> None:
    """The same file as that of the command."""
    client = opened("mira")
    assert done(client)["done"]
    first = wanted(read_done(folder)).by("mira", "I01")
    assert done(client, "not-done")["done"]

    assert (True, False) == (first, wanted(read_done(folder)).by("mira", "I01"))


@pytest.mark.usefixtures("second")
def test_after_all_are_done_both_stand_side_by_side(opened: Open) -> None:
    """With what differs, and with figures that say what they rest on."""
    for coder in ("mira", "jonte"):
        done(opened(coder))
    page = opened("mira").get("/compare/I01?show=all").text
    figures = opened("mira").get("/compare").text

    assert "GEHEIM" in page
    assert '<mark class="k-keine-antwort">Auf 👨‍👩‍👧 ' not in page
    assert text("app.compare.kind.only-first", "de", first="jonte") in page
    assert 'lang="ar" dir="rtl"' in page
    assert text("agreement.title", "de", coders="jonte, mira") in figures
    assert text("app.compare.undefined.no-variation", "de") in figures or "κ" in figures


@pytest.mark.usefixtures("second")
def test_a_decision_and_a_note_are_saved_as_text(opened: Open, folder: Folder) -> None:
    """With the persons who decided; the note is a memo on the coding."""
    for coder in ("mira", "jonte"):
        done(opened(coder))
    client = opened("mira")
    pair = [{"first": None, "second": "c-33333333"}]
    action = {"do": "settle", "transcript": "I01", "coders": ["jonte", "mira"], "passages": pair}
    told = act(client, {**action, "choice": "second", "by": ["jonte"]}, table(client))
    note = act(client, {"do": "write-memo", "about": "coding:c-33333333", "text": "Weil **das** so ist."})
    page = client.get("/compare/I01?show=all").text
    [decision] = wanted(read_consensus(folder, "I01")).decisions

    assert (True, True) == (told["done"], note["done"])
    assert ("second", ("mira", "jonte")) == (decision.choice, decision.by)
    assert text("app.compare.settled.second", "de", second="mira") in page
    assert "Weil <strong>das</strong> so ist." in page


@pytest.mark.usefixtures("second")
def test_a_decision_on_what_was_changed_meanwhile_is_refused(opened: Open, second: Path) -> None:
    """Nobody settles what they have not seen."""
    for coder in ("mira", "jonte"):
        done(opened(coder))
    client = opened("mira")
    seen = table(client)
    second.write_text(second.read_text(encoding="utf-8").replace("GEHEIM", "anders"), encoding="utf-8")
    pair = [{"first": "c-77777777", "second": None}]
    told = act(
        client,
        {
            "do": "settle",
            "transcript": "I01",
            "coders": ["jonte", "mira"],
            "passages": pair,
            "choice": "first",
        },
        seen,
    )

    assert (False, "edited-elsewhere") == (told["done"], told["code"])


@pytest.mark.usefixtures("second")
def test_a_reflexive_study_shows_no_thresholds_and_asks_for_memos(opened: Open, folder: Folder) -> None:
    """QM-3: agreement is no measure of quality there."""
    for coder in ("mira", "jonte"):
        done(opened(coder))
    judged = opened("mira").get("/compare").text
    settings = folder.settings
    with settings.open("a", encoding="utf-8") as file:
        file.write("method: {profile: reflexive-thematic}\n")
    reflexive = opened("mira").get("/compare").text

    assert f">{text('agreement.head.verdict', 'de')}<" in judged
    assert "0,667" in judged
    assert text("agreement.reflexive", "de", n=0) in reflexive
    for verdict in ("agreement.head.verdict", "agreement.verdict.weak", "agreement.verdict.reliable"):
        assert f">{text(verdict, 'de')}<" not in reflexive
    assert "0,667" not in reflexive
    assert "0,80" not in reflexive


def test_nobody_is_the_consensus(folder: Folder, token: str) -> None:
    """Neither by name nor by being the lead whose codings are counted."""
    settings = folder.settings
    told = settings.read_text(encoding="utf-8")
    settings.write_text(
        told.replace("coders: [{id: mira, lead: true}", "coders: [{id: consensus, lead: true}, {id: mira}"),
        encoding="utf-8",
    )
    client = TestClient(create_app(folder, token), base_url="http://127.0.0.1:8765")
    client.get(f"/enter?token={token}")
    page = client.get("/coding/I01").text

    assert 'data-coder="mira"' in page
    assert 'data-coder="consensus"' not in page


def test_a_conversation_that_is_not_there_is_missing(opened: Open) -> None:
    """Like any page."""
    assert 404 == opened("mira").get("/compare/I99").status_code


@pytest.mark.usefixtures("second")
def test_a_machine_is_compared_and_visibly_no_coder(opened: Open, folder: Folder) -> None:
    """QM-11: only where asked for, in figures of its own; people's stay as they are."""
    path = folder.root / "analysis/proposals/modell/I01.jsonl"
    path.parent.mkdir(parents=True)
    told = folder.coding_file("mira", "I01").read_text(encoding="utf-8")
    path.write_text(told.replace('"coder":"mira"', '"coder":"modell"'), encoding="utf-8")
    for coder in ("mira", "jonte"):
        done(opened(coder))
    without = opened("mira").get("/compare").text
    page = opened("mira").get("/compare?machine=modell&unit=sentence&uncoded=counted").text

    assert 'class="machine"' not in without
    assert "modell: " not in page
    assert 2 == page.count('<div class="machine">')
    assert text("agreement.title-machine", "de", coders="mira, modell") in page
    assert text("agreement.title", "de", coders="jonte, mira") in page
    assert f'<option value="sentence" selected>{text("agreement.unit.sentence", "de")}' in page


def test_of_three_coders_two_are_chosen(opened: Open, folder: Folder, second: Path) -> None:
    """All three have to be done; decisions of a pair are found whoever is named first."""
    third = folder.coding_file("ines", "I01")
    third.parent.mkdir(parents=True)
    told = second.read_text(encoding="utf-8").replace("jonte", "ines").replace("c-77777777", "c-88888888")
    third.write_text(told, encoding="utf-8")
    for coder in ("mira", "jonte"):
        done(opened(coder))
    blind = opened("mira").get("/compare/I01").text
    done(opened("ines"))
    pages = [opened("mira").get(f"/compare/I01?coders={pair}").text for pair in ("mira,jonte", "jonte,mira")]

    assert text("app.compare.blind", "de") in blind
    assert (
        text("app.compare.table", "de", first="ines", second="jonte")
        in opened("mira").get("/compare/I01").text
    )
    for page in pages:
        assert text("app.compare.table", "de", first="jonte", second="mira") in page


def test_the_list_tells_who_codes_a_conversation_and_who_found_nothing_there() -> None:
    """Once all may be seen, nobody stands there who does not code it; who said to be done does."""
    mark = DoneMark(transcript="I01", on="2026-03-15", codings="0" * 16)
    marks = {(coder, "I01"): mark for coder in ("a", "b")}
    sight = Blindness("a", frozenset("abc"), {"I01": frozenset("a")}, Done(marks))

    [row] = list_talks({"I01": ""}, sight, {}, "abc")

    assert (("a", "done"), ("b", "done-nothing")) == row.people


def test_before_it_tells_of_all_who_may_code_only_whether_they_said_to_be_done() -> None:
    """Whether somebody has begun is told to nobody who codes blind."""
    sights = [Blindness("a", frozenset("abc"), {"I01": frozenset(who)}, Done({})) for who in ("a", "abc")]

    rows = [next(list_talks({"I01": ""}, sight, {}, "abc")) for sight in sights]

    assert [(("a", "not-done"), ("b", "unsaid"), ("c", "unsaid"))] * 2 == [row.people for row in rows]
