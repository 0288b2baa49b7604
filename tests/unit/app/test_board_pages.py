"""The needs board, as it comes from the server and as it is saved."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from faden.analysis.cluster import Changes, Cluster, Clusters, Extract, Member, Reason, Unassigned, Way
from faden.analysis.stated.values import Basis, Stated
from faden.app.access import Access
from faden.app.boards import Boards
from faden.app.views.board import board_values, show_board
from faden.app.views.board_news import show_news
from faden.app.views.uncoded import uncoded_values
from faden.build.board_news import News
from faden.coding.codebook import Kind
from faden.core.catalogue import text
from faden.core.documents import wanted
from faden.findings.board.board import Board, Group, Proposed, read_board_file
from faden.findings.board.deck import Candidate
from faden.interviews.transcript import PartKind
from faden.study.folder import Folder


@pytest.fixture
def person(browser: TestClient, token: str) -> TestClient:
    """A browser whose pages may save."""
    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
    return browser


def state(browser: TestClient) -> Mapping[str, Any]:
    """What the page is told."""
    return dict(browser.get("/needs/board/state").json())


def act(browser: TestClient, seen: object = None, **action: object) -> Mapping[str, Any]:
    """What the server says to a step."""
    sent = {"action": action, "seen": state(browser)["seen"] if seen is None else seen}
    return dict(browser.post("/needs/board/act", json=sent).json())


def kept(folder: Folder) -> Board:
    """The board as it stands in its file."""
    return wanted(read_board_file(folder))


def test_the_board_can_be_read_without_scripts(person: TestClient) -> None:
    """Cards with their words, role, place and way into the conversation; no id of a person."""
    page = html.unescape(person.get("/needs/board").text)

    assert 'data-card="c-33333333"' in page
    assert "achtzig Anfragen" in page
    assert "Person mit Fluchterfahrung" in page
    assert 'href="../coding/I01#t3"' in page
    assert "p-7k3mzq" not in page
    assert text("app.board.no-proposals", "de") in page


def test_a_step_is_on_the_disk_when_it_is_answered(person: TestClient, folder: Folder) -> None:
    """The answer says what was done and where all cards stand."""
    told = act(person, do="group", cards=["c-33333333"], name={"de": "Eins <b>"})

    assert told["done"]
    assert ("g1", "Eins <b>") == (told["codes"][0]["id"], told["codes"][0]["name"])
    assert ("c-33333333",) == kept(folder).groups[0].cards
    assert "Eins &lt;b&gt;" in person.get("/needs/board").text
    assert "1 von 1 Person" == told["codes"][0]["persons"]
    assert told["seen"] == state(person)["seen"]
    assert (["N01"], True) == (
        [group["need"] for group in act(person, do="adopt")["codes"] if group["need"]],
        bool(act(person, do="undo")["redo"]),
    )


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"action": {"do": "fly"}, "seen": {}}, "action-unknown"),
        ({"action": {"do": "reject", "cards": ["c-33333333"]}, "seen": {}}, "edited-unseen"),
        ({"action": {"do": "adopt"}, "seen": [1]}, "action-invalid"),
        (
            {"action": {"do": "adopt"}, "seen": {"analysis/board.yaml": "x", "analysis/needs.yaml": "y"}},
            "edited-elsewhere",
        ),
    ],
)
def test_what_cannot_be_done_says_why(person: TestClient, folder: Folder, sent: Any, code: str) -> None:
    """With its problem in words; nothing is written."""
    answer = person.post("/needs/board/act", json=sent)

    assert (409, False, code) == (answer.status_code, answer.json()["done"], answer.json()["code"])
    assert answer.json()["remedy"]
    assert not (folder.root / "analysis/board.yaml").exists()


def test_the_board_goes_out_as_a_table_and_a_table_comes_in(person: TestClient, folder: Folder) -> None:
    """What it would do is told first; moving what people placed has to be asked for."""
    csv = b"card,words,group\nc-33333333,,Eins\n,=Neu,Eins\n"
    sent = {"table": base64.b64encode(csv).decode(), "name": "wand.csv"}
    plan = person.post("/needs/board/import", json=sent).json()

    assert (True, 0, 1) == (plan["done"], plan["moved"], len(plan["notes"]))
    assert not (folder.root / "analysis/board.yaml").exists()
    sent["board"] = plan["board"]
    assert person.post("/needs/board/import", json={**sent, "go": True}).json()["done"]
    out = person.get("/needs/board.csv")
    assert "'=Neu" in out.content.decode("utf-8-sig")
    other = {"table": base64.b64encode(b"card,group\nc-33333333,Zwei\n").decode(), "name": "x.csv"}
    other["board"] = person.post("/needs/board/import", json=other).json()["board"]
    assert (
        "board-import-moves" == person.post("/needs/board/import", json={**other, "go": True}).json()["code"]
    )
    assert person.post("/needs/board/import", json={**other, "go": True, "move": True}).json()["done"]
    assert ["Eins", "Zwei"] == [group.name.text("de") for group in kept(folder).groups if group.name]
    assert 400 == person.post("/needs/board/import", json={"table": "~"}).status_code


def test_a_table_is_put_only_on_the_board_of_which_its_effect_was_told(person: TestClient) -> None:
    """What somebody else has decided meanwhile would be moved without anybody having been told."""
    csv = b"card,group\nc-33333333,Eins\n"
    sent = {"table": base64.b64encode(csv).decode(), "name": "a\u202e.csv", "go": True, "move": True}
    plan = person.post("/needs/board/import", json={**sent, "go": False}).json()
    seen = person.get("/needs/board/state").json()["seen"]
    step = {"do": "group", "cards": ["c-33333333"], "name": {"de": "Inzwischen"}}
    person.post("/needs/board/act", json={"action": step, "seen": seen})
    late = person.post("/needs/board/import", json={**sent, "board": plan["board"]})
    unseen = person.post("/needs/board/import", json=sent)

    assert (409, "edited-elsewhere") == (late.status_code, late.json()["code"])
    assert (409, "edited-unseen") == (unseen.status_code, unseen.json()["code"])


def test_uncoded_passages_are_shown_with_the_step_that_codes_them(person: TestClient, folder: Folder) -> None:
    """Only what may lie on the board; where nobody allows analysis by machine the page says so."""
    sight = Boards(folder).look("mira")
    kept = Stated(
        "x", Kind.PAIN, 0.81, Basis.EXAMPLES, "amt", "I01", "t3", PartKind.ORIGINAL, "de", 0, 3, "Auf"
    )
    told = uncoded_values(sight, [kept, replace(kept, kind=Kind.CONTEXT), replace(kept, code="")], "de")

    asked = person.get("/needs/board/uncoded")
    assert (409, "suggest-nobody") == (asked.status_code, asked.json()["code"])
    assert "suggest-nobody" == person.post("/needs/board/seek", json={}).json()["code"]
    assert [("Auf", "Amt", "I01#t3")] == [(each["words"], each["code"], each["path"]) for each in told]
    assert ["t3", 0] == told[0]["action"]["start"]
    assert "8 von 10" in told[0]["why"]


def test_nobody_is_shown_the_codings_of_another_before_having_coded(folder: Folder, token: str) -> None:
    """Who codes blindly is told that cards may be covered, not how many, and no word of them."""
    from faden.app import create_app

    base = "http://127.0.0.1:8765"
    with TestClient(create_app(folder, token, by="jonte"), base_url=base, follow_redirects=True) as browser:
        browser.get("/enter", params={"token": token})
        page = html.unescape(browser.get("/needs/board").text)
        table = browser.get("/needs/board.csv").text

    assert text("app.board.hidden", "de") in page
    assert 'data-card="c-33333333"' not in page
    assert "achtzig Anfragen" not in table


def test_who_codes_blindly_cannot_tell_whether_cards_are_hidden(folder: Folder, token: str) -> None:
    """The page is the same to the byte, whether the other has coded anything or not."""
    from faden.app import create_app

    pages = []
    for _ in range(2):
        app = create_app(folder, token, by="jonte")
        with TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=True) as browser:
            browser.get("/enter", params={"token": token})
            page = html.unescape(browser.get("/needs/board").text)
        pages.append(page[page.index("<main") : page.index("</main>")])
        folder.coding_file("mira", "I01").unlink(missing_ok=True)

    assert pages[0] == pages[1]


def test_no_table_tells_which_words_another_has_coded(folder: Folder, token: str) -> None:
    """Words of a hidden card are read as a card of paper, as if nobody had coded them."""
    from faden.app import create_app

    csv = b"words,group\nachtzig Anfragen,Eins\n"
    sent = {"table": base64.b64encode(csv).decode(), "name": "wand.csv"}
    notes = {}
    for name in ("mira", "jonte"):
        browser = TestClient(create_app(folder, token, by=name), base_url="http://127.0.0.1:8765")
        browser.get("/enter", params={"token": token})
        browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}
        notes[name] = len(browser.post("/needs/board/import", json=sent).json()["notes"])

    assert {"mira": 0, "jonte": 1} == notes


def test_who_codes_blindly_is_proposed_no_passages(folder: Folder, token: str) -> None:
    """What the machine learnt of the lead coder's codings tells of them, also where none is a card."""
    from faden.app import create_app

    path = folder.codebook
    path.write_text(path.read_text(encoding="utf-8").replace("kind: pain", "kind: context"), encoding="utf-8")
    browser = TestClient(create_app(folder, token, by="jonte"), base_url="http://127.0.0.1:8765")
    browser.get("/enter", params={"token": token})

    browser.headers |= {"origin": str(browser.base_url), "x-faden-save": Access(token).save_value}

    assert {"computed": True, "n": 0, "passages": []} == browser.get("/needs/board/uncoded").json()
    assert {"done": True} == browser.post("/needs/board/seek", json={}).json(), "no model learnt from others"
    assert not (folder.cache / "stated").exists()


def test_hidden_cards_count_in_no_agreement_and_lend_no_words(folder: Folder) -> None:
    """The second coder is told of the machine's groups only where all their cards may be seen."""
    boards = Boards(folder)
    sight = boards.look("mira")
    there = Candidate(id="k-1", cards=("c-33333333",), words={"de": ("anfragen",)})
    group = Group(id="g1", by="mira", on="2026-11-22", cards=("c-33333333",))
    board = Board(groups=(group,), machine=(Proposed(id="k-1", cards=("c-33333333",)),))
    seen = replace(
        sight,
        deck=replace(sight.deck, candidates=(there,)),
        state=replace(sight.state, board=board),
    )

    first, second = (board_values(seen, name, "de")["agreement"] for name in ("mira", "jonte"))

    assert "1" in first["lead"]
    assert {"lead": text("app.board.agreement.none", "de"), "rows": []} == second


def found(*members: str, since: Changes | None = None, loose: tuple[str, ...] = ()) -> Clusters:
    """A result of the machine with one group."""
    inside = tuple(Member(member, 1, 1) for member in members)
    one = Cluster("k-1", inside, 1, (), {}, {}, {"de": ("anfragen",)}, (), (), 0.5, Extract(members[0], 0, 8))
    left = tuple(Unassigned(each, Reason.FITS_NOWHERE) for each in loose)
    return Clusters(Way.BERTOPIC, "m", 12, 0.5, (one,), left, since=since)


def test_news_are_told_in_words_and_hidden_cards_are_not_counted(folder: Folder) -> None:
    """Which groups are new, which cards came and from where; who codes blindly learns nothing of it."""
    boards = Boards(folder)
    sight = boards.look("mira")
    clusters = found("c-33333333", since=Changes((), (), ("k-1",), ("k-0",)), loose=("c-9",))
    new = News(
        kept=True,
        new=("k-1",),
        changed=(),
        ended={"k-0": ("c-33333333",)},
        fresh=frozenset({"c-33333333"}),
        waiting=frozenset(),
        loose=(1, 2),
        loosened=True,
    )
    told = show_news(replace(sight, clusters=clusters, news=new, fresh=True), (), "de")
    blind = show_news(replace(sight, clusters=clusters, news=new), {"c-33333333"}, "de")

    assert told is not None
    assert blind is not None
    assert text("app.board.news.lead", "de", new=1, grown=0, ended=1, cards=1) == told.lead
    assert "I01 (1)" in told.talks
    assert (True, True, "Neu: anfragen") == (told.keepable, bool(told.loose), told.rows[0])
    assert "anfragen" in told.rows[1]
    assert ("", frozenset()) == (blind.talks, blind.fresh)
    assert not any("anfragen" in row for row in blind.rows)


@pytest.mark.parametrize("kept_before", [True, False])
def test_cards_came_since_only_where_something_was_kept(folder: Folder, kept_before: bool) -> None:  # noqa: FBT001 - pytest passes parameters by name
    """Before anything was kept there is no "since"."""
    sight = Boards(folder).look("mira")
    waiting = frozenset({"c-33333333"})
    new = News(kept_before, (), (), {}, frozenset(), waiting, loose=(0, 1), loosened=False)

    told = show_news(replace(sight, clusters=found("c-44444444"), news=new), (), "de")

    assert told is not None
    assert kept_before == bool(told.waiting)


def test_who_codes_blindly_is_told_nothing_of_what_the_machine_made(folder: Folder) -> None:
    """How many groups and loose cards there are tells how much the lead coder has coded."""
    sight = Boards(folder).look("mira")
    since = Changes((), (), ("k-1",), ("k-0",))
    clusters = found("c-33333333", since=since, loose=("c-9",))
    new = News(
        kept=True,
        new=("k-1",),
        changed=(),
        ended={"k-0": ("c-33333333",)},
        fresh=frozenset(),
        waiting=frozenset(),
        loose=(1, 2),
        loosened=True,
    )
    made = replace(sight, clusters=clusters, news=new, levels=(5, 7), level=7, fresh=False)

    assert show_board(made, "mira", "de").news is not None
    assert show_board(replace(made, news=None, levels=(), level=0), "jonte", "de") == show_board(
        made, "jonte", "de"
    )


def test_the_proposed_sentence_is_the_same_in_the_tray_and_in_a_group(folder: Folder) -> None:
    """There is one: that of the machine's group, in the words of the person who said it."""
    sight = Boards(folder).look("mira")
    candidate = Candidate(id="k-1", cards=("c-33333333",), statement=Extract("c-33333333", 0, 8))
    seen = replace(sight, deck=replace(sight.deck, candidates=(candidate,)))
    group = Group(id="g1", by="mira", on="2026-11-22", cards=("c-33333333",), proposal=("k-1",))
    taken = replace(seen, state=replace(sight.state, board=Board(groups=(group,))))

    offered = board_values(seen, "mira", "de")["offers"][0]["sentence"]
    suggested = board_values(taken, "mira", "de")["codes"][0]["suggested"]

    assert "achtzig" == offered == suggested
    assert [] == [each for each in board_values(seen, "jonte", "de")["offers"] if each["sentence"]]


def test_proposals_are_kept_only_by_somebody_and_only_if_there_are_any(
    person: TestClient, folder: Folder
) -> None:
    """What is kept is a file of the study; there is nothing to keep before anything was computed."""
    answer = person.post("/needs/board/keep", json={})

    assert (409, "board-nothing-to-keep") == (answer.status_code, answer.json()["code"])
    assert not folder.clusters.exists()


def test_the_board_asks_who_decides(folder: Folder, token: str) -> None:
    """There is no decision without a person."""
    from faden.app import create_app

    path = folder.settings
    path.write_text(
        path.read_text(encoding="utf-8").replace("coders: [{id: mira, lead: true}, {id: jonte}]\n", ""),
        encoding="utf-8",
    )
    base = "http://127.0.0.1:8765"
    with TestClient(create_app(folder, token), base_url=base, follow_redirects=True) as browser:
        browser.get("/enter", params={"token": token})

        assert text("app.coding.who", "de") in browser.get("/needs/board").text
        assert 409 == browser.get("/needs/board/state").status_code


def test_a_proposed_sentence_in_another_language_comes_with_its_translation(folder: Folder) -> None:
    """Whoever cannot read it must not take it over unread; where nobody translated, nothing is made up."""
    case = Boards(folder).case()
    said = next(each for each in case.index.counted if each.anchor.language == "ar")
    arabic = said.coding.id
    made = {"coding": arabic, "words": said.words, "text": {"de": "Niemand antwortet."}, "by": "mira"}
    content = {"format": "faden.translations/1", "translations": [made]}
    folder.translations.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    sight = Boards(folder).look("mira")
    candidates = tuple(Candidate(id=each, cards=(each,), statement=Extract(each, 0, 6)) for each in (arabic,))
    group = Group(id="g1", by="mira", on="2026-11-22", cards=(arabic,), proposal=(arabic,))
    deck = replace(sight.deck, candidates=candidates, codes={arabic: "amt"})
    taken = replace(sight, deck=deck, state=replace(sight.state, board=Board(groups=(group,))))
    told = board_values(replace(sight, deck=deck), "mira", "de")["offers"][0]
    there = board_values(taken, "mira", "de")["codes"][0]

    assert "Niemand antwortet." == told["rendered"] == there["rendered"]
    assert told["sentence"] == there["suggested"] != ""
    assert not board_values(replace(sight, deck=deck), "mira", "ar")["offers"][0]["rendered"]
