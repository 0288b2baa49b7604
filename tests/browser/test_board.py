"""The needs board in a browser: cards go by mouse and by key, groups become needs, in narrow windows too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ministudy import MiniStudy
from served import TOKEN, Served

from faden.analysis.cluster import Cluster, Clusters, Member, Merge, Way
from faden.analysis.cluster_file import format_clusters, format_former
from faden.app import start_address
from faden.core.catalogue import text
from faden.core.documents import wanted
from faden.core.files import write_atomic
from faden.findings.board.bench import BoardBench
from faden.findings.board.board import Board, read_board_file
from faden.findings.need import read_needs

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

NOTES = (
    "# faden.notes/1 synthetic\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
    "n01,residents,Warten,1,,,لا أحد يرد\nn02,residents,Warten,,,,Niemand ruft zurück\n"
)


def cluster(name: str, *members: str) -> Cluster:
    """A cluster of the machine."""
    inside = tuple(Member(member, 1.0, 0.9 - at / 10) for at, member in enumerate(members))
    return Cluster(name, inside, 1.0, (), {}, {"de": len(members)}, {"de": (name[2:], "warten")}, (), ())


FOUND = Clusters(
    Way.WARD,
    "model",
    3,
    0.9,
    (cluster("k-brief", "c-44444444", "c-22222222", "c-66666666"), cluster("k-absage", "c-33333333")),
    (),
    (Merge("k-brief", "k-absage", 0.1),),
)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Served]:
    """The small study with sticky notes and proposals, and the app that shows it."""
    study = MiniStudy(tmp_path / "study")
    study.begin()
    study.write("interviews/notes/W01.csv", NOTES)
    told = format_clusters(FOUND).encode()
    write_atomic(study.folder.cache / "clusters/abc", sha256(told).digest() + told)
    served = Served(study.folder, "erste")
    served.start()
    yield served
    served.stop()


@pytest.fixture
def show(window: Callable[..., Any], board: Served) -> Callable[..., Any]:
    """Open the board in a window."""

    def opening(language: str = "de", **more: Any) -> Any:
        opened = window(**more)
        opened.page.goto(start_address(board.port, TOKEN))
        opened.page.goto(f"{board.base}/needs/board?lang={language}")
        opened.page.locator("[data-ready=yes]").wait_for()
        return opened

    return opening


def kept(board: Served) -> Board:
    """The board as it stands in its file."""
    return wanted(read_board_file(board.folder))


def saved(page: Any, words: str) -> None:
    """Wait until a step is told as saved."""
    page.locator("[data-status][data-kind=saved]", has_text=words).wait_for()


def found(page: Any) -> None:
    """Take a proposal over as a group, and say what it is."""
    page.locator("[data-offer='k-brief'] [data-found]").click()
    page.get_by_label("Name der Gruppe").fill("Niemand antwortet")
    page.get_by_label("Worum es geht, in einem Satz").fill("Wer schreibt, erfährt nichts.")
    page.get_by_label("Hindernis").check()
    saved(page, "Art von")
    done = page.get_by_role("button", name="Fertig")
    done.scroll_into_view_if_needed()
    on_top = """one => {
        const box = one.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + 3) === one;
    }"""
    assert done.evaluate(on_top), "the line that says what was saved covers the button"
    done.click()
    page.locator("[data-edit-dialog][open]").wait_for(state="detached")


def drag(page: Any, card: str, group: str) -> None:
    """Drag a card into a group with the mouse."""
    grip = page.locator(f"[data-card='{card}'] [data-grip]")
    grip.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, -90)")  # the bar lies over what stands at the upper edge
    here, there = grip.bounding_box(), page.locator(f"[data-group={group}] h3").bounding_box()
    page.mouse.move(here["x"] + 8, here["y"] + 8)
    page.mouse.down()
    page.mouse.move(there["x"] + 30, there["y"] + 10, steps=4)
    page.locator(".group.target").wait_for()
    page.mouse.up()
    page.locator(f"[data-group={group}] [data-card='{card}']").wait_for()
    saved(page, "Niemand antwortet")


def by_keys(page: Any) -> str:
    """Move one card before the last of the group, and set the next one aside; gives where the focus went."""
    page.locator("[data-card='W01-n01'] [data-grip]").focus()
    page.keyboard.press("Space")
    page.locator("[data-announce]", has_text="Ziel 1 von 4: Niemand antwortet").wait_for()
    page.keyboard.press("ArrowUp")
    page.locator("[data-announce]", has_text="Vor: eine Absage").wait_for()
    page.keyboard.press("Space")
    page.locator("[data-group=g1] [data-card='W01-n01']").wait_for()
    page.locator("[data-announce]", has_text="Gespeichert").wait_for()
    focused = str(page.evaluate("document.activeElement.closest('[data-card]').dataset.card"))
    page.keyboard.press("x")
    page.keyboard.press("m")
    page.get_by_role("button", name="Aussortiert").click()
    page.locator(".aside [data-card='W01-n02']").wait_for()
    return focused


def test_cards_become_groups_and_needs_with_mouse_and_keys(show: Callable[..., Any], board: Served) -> None:
    """Take a proposal over, name it, drag a card into it, move one by keys, record it; undo takes it back."""
    opened = show()
    page = opened.page
    found(page)
    drag(page, "c-33333333", "g1")
    focused = by_keys(page)
    told = page.locator("[data-agreement]").inner_text()
    page.locator("[data-group=g1] [data-edit]").click()
    page.get_by_label("Name der Gruppe").fill("Kein Amt antwortet")
    offered = [
        page.locator(one).is_visible() for one in ("[data-merge]", "[data-do-merge]", "[data-dissolve]")
    ]
    page.keyboard.press("Escape")
    page.locator("[data-group=g1] h3", has_text="Kein Amt antwortet").wait_for()
    page.locator("[data-group=g1] [data-edit]").click()
    page.get_by_role("button", name="Als Bedürfnis festhalten").click()
    page.get_by_role("button", name="N03 auf diesen Stand bringen").wait_for()
    made = wanted(read_needs(board.folder))[-1]
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    saved(page, "Zurückgenommen")

    assert ("c-44444444", "c-22222222", "c-66666666", "W01-n01", "c-33333333") == kept(board).groups[0].cards
    assert (("W01-n02",), "W01-n02") == (kept(board).aside, focused)
    assert "3 von 4 Karten" in told
    assert [False, False, True] == offered, "there is no other group to merge this one with"
    assert ("Kein Amt antwortet", "pain") == (made.name.text("de"), made.kind)
    assert "N02" == wanted(read_needs(board.folder))[-1].id
    assert "rtl" == page.locator("[data-card='c-44444444'] .words").get_attribute("dir")
    assert [] == opened.axe()


def test_keeping_proposals_is_undone_by_a_key(show: Callable[..., Any], board: Served) -> None:
    """The page says what it was, and is drawn anew: what is new counts from what is kept now."""
    BoardBench(board.folder, "erste").keep_proposals(lambda: format_former(FOUND))
    page = show().page
    before = page.locator("[data-undo]").get_attribute("title") or page.locator("[data-undo]").inner_text()
    page.evaluate("document.body.dataset.before = 'undone'")
    page.keyboard.press("Control+z")
    page.locator("body:not([data-before]) [data-ready=yes]").wait_for()
    lead = page.locator("#news").text_content()

    assert "Vorschläge gemerkt" in before
    assert not board.folder.clusters.exists()
    assert text("app.board.news.none-kept", "de") in lead


def test_what_another_program_edited_is_shown_before_anything_is_written(
    show: Callable[..., Any], board: Served
) -> None:
    """The step is not carried out; the person sees what changed and decides again."""
    opened = show()
    opened.expected = ("409",)
    page = opened.page
    page.locator("[data-offer='k-absage'] [data-reject]").click()
    saved(page, "Aussortiert")
    path = board.folder.root / "analysis/board.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("groups: []", 'groups:\n  - {id: g5, by: zweite, "on": 2026, cards: [c-55555555]}'),
        encoding="utf-8",
    )
    page.locator("[data-offer='k-brief'] [data-reject]").click()
    page.locator("dialog[data-outside][open] li", has_text="Gruppe „Ohne Namen (g5)“").wait_for()
    page.locator("dialog[data-outside] button").click()
    page.locator("[data-group=g5] [data-card='c-55555555']").wait_for()

    assert ("c-33333333",) == kept(board).aside


def test_of_two_needs_somebody_says_which_one_stays(show: Callable[..., Any], board: Served) -> None:
    """Asked in the dialog; the other one is noted as merged in the file, and nothing of it is deleted."""
    opened = show()
    page = opened.page
    page.locator("[data-adopt]").click()
    page.locator("[data-group=g2]").wait_for()
    page.locator("[data-group=g1] [data-edit]").click()
    page.get_by_role("button", name="Zusammenlegen", exact=True).click()
    page.locator("[data-edit-said]", has_text="welches Bedürfnis bleibt").wait_for()
    asked = opened.axe()
    page.get_by_label("N02 ·").check()
    page.get_by_role("button", name="Zusammenlegen", exact=True).click()
    page.locator("[data-group=g1]").wait_for(state="detached")
    saved(page, "aufgegangen")

    assert [] == asked
    assert ["N02"] == [group.need for group in kept(board).groups]
    assert ["N02", None] == [need.merged_into for need in wanted(read_needs(board.folder))]


@pytest.mark.parametrize(("width", "scheme", "language"), [(375, "dark", "en"), (1280, "light", "de")])
def test_the_board_fits_and_can_be_used_by_everybody(
    show: Callable[..., Any], board: Served, width: int, scheme: str, language: str
) -> None:
    """No sideways scrolling, nothing that axe finds, with dialogs too; a finger moves cards by a list."""
    opened = show(language, width=width, scheme=scheme)
    page = opened.page
    page.locator("[data-adopt]").click()
    page.locator("[data-group=g2]").wait_for()
    page.locator("[data-group=g1] [data-card='c-44444444'] [data-move]").click()
    page.locator("[data-targets] button").nth(1).wait_for()
    with_dialog = opened.axe()
    page.locator("[data-target=new]").click()
    page.locator("[data-group=g3] [data-card='c-44444444']").wait_for()
    page.locator("[data-group=g3] [data-edit]").click()

    assert ([], []) == (with_dialog, opened.axe())
    assert not opened.overflows()
    assert ("c-44444444",) == kept(board).groups[2].cards


def test_a_table_is_told_before_it_is_put_on_the_board_and_anew_after_somebody_else_decided(
    show: Callable[..., Any], board: Served
) -> None:
    """What a colleague does while a table is told is told, too, before the table is put; nothing is lost."""
    other, opened = show(), show(width=375)
    page = opened.page
    opened.expected = ("409",)
    page.get_by_role("button", name="Tabelle einlesen").click()
    csv = "card;words;Gruppe\r\nc-33333333;;Von der Wand\r\n;Nur auf Papier;Von der Wand\r\n"
    table = {"name": "wand.csv", "mimeType": "text/csv", "buffer": f"\ufeff{csv}".encode()}
    put = page.get_by_role("button", name="Auf die Pinnwand hängen")
    hidden = put.count()
    page.get_by_label("Datei (.csv oder .xlsx)").set_input_files(table)
    put.wait_for()
    before = page.locator("[data-plan]").inner_text()
    other.page.get_by_role("button", name="Neue Gruppe", exact=True).click()
    other.page.get_by_label("Name der Gruppe").fill("Inzwischen")
    other.page.get_by_role("button", name="Fertig").click()
    other.page.locator("[data-group] h3", has_text="Inzwischen").wait_for()
    saved(other.page, "heißt „Inzwischen“")
    put.click()
    page.locator("[data-plan]", has_text="inzwischen").wait_for()
    groups = {group.name.text("de") for group in kept(board).groups}
    page.evaluate("document.body.dataset.before = 'put'")
    put.click()
    page.locator("body:not([data-before]) [data-ready=yes]").wait_for()

    assert 0 == hidden, "nothing can be put before it is told what that does"
    assert "1" in before
    assert {"Inzwischen"} == groups
    assert {"Inzwischen", "Von der Wand"} == {group.name.text("de") for group in kept(board).groups}
