"""The page of needs: exact numbers for the team, by group, by place, per side."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from faden.study.folder import Folder

SETTINGS = "research/study.yaml"
NOTES = """\
# faden.notes/1 synthetic
note,group,cluster,votes_refugees,votes_institutions,votes_market,text
n01,refugees,Antwort <b>,6,0,,Sagt etwas
n02,refugees,Papiere,0,3,,Zu viele
"""
JOURNEY = """\
format: faden.journey/1
id: weg
title: {de: Der Weg, en: The way}
steps:
  - {id: suchen, name: {de: Suchen, en: Searching}, codes: [keine-antwort]}
  - {id: warten, name: {de: Warten, en: Waiting}}
by: mira
on: 2026-07
"""


def _page(browser: TestClient) -> str:
    return html.unescape(browser.get("/needs").text)


def _sticky_notes(folder: Folder) -> None:
    """Put the sticky notes of a workshop into the study."""
    path = folder.root / "interviews/notes/W01.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NOTES, encoding="utf-8")


def _another_voice(folder: Folder, group: str) -> None:
    """Let a second person of Lindhafen speak in I01, from a group or from none."""
    people = folder.root / "research/participants.csv"
    with people.open("a", encoding="utf-8") as file:
        file.write(f"p-8k3mzq,{group},lindhafen,,,,,,I01\n")
    talk = folder.root / "interviews/I01.md"
    told = talk.read_text(encoding="utf-8").replace(
        "  D: {role: interpreter}",
        "  D: {role: interpreter}\n  P2: {role: participant, participant: p-8k3mzq}",
    )
    talk.write_text(told + "\n## t4 · P2\n\nBei uns nicht.\n", encoding="utf-8")


def test_persons_are_told_by_place(browser: TestClient) -> None:
    """With how many were asked there."""
    page = _page(browser)

    assert "Nach Orten" in page
    assert "<dt>Lindhafen</dt><dd>1 von 1</dd>" in page


def test_votes_stand_per_side_and_never_as_a_sum(browser: TestClient, folder: Folder) -> None:
    """And where two sides are furthest apart."""
    _sticky_notes(folder)

    page = browser.get("/needs").text

    assert "<td>6</td><td>0</td>" in page
    assert "Antwort &lt;b&gt;" in page
    assert "Am weitesten auseinander" in page


def test_a_journey_says_where_there_is_no_data(browser: TestClient, folder: Folder) -> None:
    """Steps are counted, never filled."""
    path = folder.root / "analysis/journeys/weg.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(JOURNEY, encoding="utf-8")

    page = _page(browser)

    assert "Suchen: 1 von 1 Person" in page
    assert "Warten: Dazu liegt nichts vor." in page


def test_groups_are_set_side_by_side_with_their_uncertainty(browser: TestClient, folder: Folder) -> None:
    """One of one against none of one: nothing can be said."""
    settings = folder.root / SETTINGS
    text = settings.read_text(encoding="utf-8").replace(
        "coders:",
        "  - {id: administration, name: {de: Verwaltung}, role: {de: Amt}, side: institutions}\ncoders:",
    )
    settings.write_text(text, encoding="utf-8")
    _another_voice(folder, "administration")

    page = _page(browser)

    assert "Wo sich „Geflüchtete“ und „Verwaltung“ am meisten unterscheiden" in page
    assert "offen, zu wenige Personen" in page


def test_a_need_of_the_board_is_counted_by_its_cards(browser: TestClient, folder: Folder) -> None:
    """Only where cards of its group are somebody's words; what the codes reach is told beside it."""
    board = folder.root / "analysis/board.yaml"
    group = (
        'format: faden.board/1\ngroups:\n  - {id: g1, need: N01, by: mira, "on": 2026, cards: [W01-n01]}\n'
    )
    board.write_text(group, encoding="utf-8")
    assert "Karten der Gruppe" not in _page(browser)
    board.write_text(group.replace("W01-n01", "W01-n01, c-44444444"), encoding="utf-8")

    page = _page(browser)

    assert "nach Karten der Gruppe auf der Pinnwand: 2" in page
    assert "Unter den Codes: 1 von 1." in page


def test_the_map_of_needs_shows_the_team_exact_numbers(browser: TestClient, folder: Folder) -> None:
    """Drawn only where two groups were asked; each number stands in the table, too."""
    assert "Karte der Bedürfnisse" not in _page(browser)
    _another_voice(folder, "")

    page = _page(browser)

    assert "Karte der Bedürfnisse" not in page
    settings = folder.root / SETTINGS
    text = settings.read_text(encoding="utf-8").replace(
        "coders:",
        "  - {id: administration, name: {de: Verwaltung}, role: {de: Amt}, side: institutions}\ncoders:",
    )
    settings.write_text(text, encoding="utf-8")
    page = _page(browser)
    assert '<circle class="map-circle"' in page
    assert "<td>1</td><td>0</td><td>offen" in page


def test_dots_stand_beside_the_need_that_took_the_notes(browser: TestClient, folder: Folder) -> None:
    """And the table of dots says to which need a group of notes belongs."""
    _sticky_notes(folder)
    (folder.root / "analysis/board.yaml").write_text(
        'format: faden.board/1\ngroups:\n  - {id: g1, need: N01, by: mira, "on": 2026, cards: [W01-n01]}\n',
        encoding="utf-8",
    )

    page = browser.get("/needs").text

    assert "<bdi>Antwort &lt;b&gt;</bdi>: Geflüchtete, Bewohnende 6" in page
    assert "1 von 1 Zettel liegt hier" in page
    assert '<td>6</td><td>0</td><td><a href="#N01">N01</a></td>' in page
    assert "<td>0</td><td>3</td><td>–</td>" in page


def test_a_merged_need_stands_at_the_one_it_went_into(browser: TestClient, folder: Folder) -> None:
    """It is not counted, and links to it still lead somewhere."""
    path = folder.needs
    text = path.read_text(encoding="utf-8")
    entry = text[text.index("  - ") :].replace("N01", "N02")
    path.write_text(f"{text.rstrip()}\n{entry.rstrip()}\n    merged_into: N01\n", encoding="utf-8")

    page = _page(browser)

    assert '<h2 id="N02">' not in page
    assert "Darin aufgegangen: N02" in page


def test_a_need_named_from_right_to_left_begins_at_the_right(browser: TestClient, folder: Folder) -> None:
    """A board may name it in the words of people, and the page beside it is German."""
    needs = folder.needs.read_text(encoding="utf-8")
    first = needs[needs.index("name:") :].partition("\n")[0]
    folder.needs.write_text(needs.replace(first, 'name: {de: "شخص واحد"}', 1), encoding="utf-8")

    assert 'dir="auto">شخص واحد</h2>' in _page(browser)
