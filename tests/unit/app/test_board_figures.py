"""What the board tells of a proposal: who speaks in it, how firmly it holds, and by what name."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from ministudy import ALL, OFFICE, PEOPLE, MiniStudy

from faden.analysis.cluster import Cluster, Clusters, Group, Level, Member, Way
from faden.analysis.cluster_file import format_clusters
from faden.app.boards import Boards
from faden.app.views.board import board_values
from faden.app.views.board_figures import figures, told_apart
from faden.core.files import write_atomic
from faden.core.languages import LocalText
from faden.findings.board.board import Board
from faden.findings.board.board import Group as BoardGroup
from faden.findings.board.deck import Candidate
from faden.study.folder import Folder


def clusters(*sets: tuple[str, ...], stability: float = 0.92) -> Clusters:
    """Groups that the machine found."""
    made = [
        Cluster(f"k-{at}", tuple(Member(m, 1, 1) for m in one), stability, (), {}, {}, {}, (), (), 0.4)
        for at, one in enumerate(sets)
    ]
    return Clusters(Way.BERTOPIC, "m", 12, 0.5, tuple(made), ())


def test_a_proposal_tells_who_speaks_in_it_and_how_firmly_it_holds(folder: Folder) -> None:
    """People decide by the cards; that a group is one person's or falls apart, they must see there."""
    sight = Boards(folder).look("mira")
    seen = replace(sight, clusters=clusters(("c-33333333",)))
    candidate = Candidate("k-0", ("c-33333333",))
    told = figures(seen, candidate, (), "de")

    assert "1 Person (Geflüchtete 1); Stellen nach Sprache: Deutsch 1." in told
    assert told.endswith("Bleiben zu 92 % zusammen, Zusammenhalt 0,40.")
    assert "coherence 0.40" in figures(seen, candidate, (), "en")
    assert "Karte für Karte" in figures(
        replace(seen, clusters=clusters(("c-33333333",), stability=0.44)), candidate, (), "de"
    )
    assert not figures(seen, candidate, {"c-33333333"}, "de")


def test_of_a_coarser_reading_nobody_knows_how_firmly_it_holds(folder: Folder) -> None:
    """The figure of another group would be false there."""
    sight = replace(Boards(folder).look("mira"), clusters=clusters(("c-33333333",)))

    assert "Bleiben" not in figures(sight, Candidate("k5-1", ("c-33333333",)), (), "de")


def test_of_cards_that_fit_nowhere_the_nearest_group_is_told(folder: Folder) -> None:
    """They are assignable there by one press; a list without that says only what to look through."""
    sight = Boards(folder).look("mira")
    near = Candidate("k-1", ("c-33333333",))
    group = BoardGroup(
        id="g1", name=LocalText({"de": "Antwort"}), by="mira", on="2026-11-22", cards=("c-33333333",)
    )
    deck = replace(sight.deck, codes={"W01-n09": ""}, candidates=(near,), nowhere={"W01-n09": "k-1"})
    state = replace(sight.state, board=Board(groups=(group,)))
    offer = board_values(replace(sight, deck=deck, state=state), "mira", "de")["offers"][0]

    assert ("nowhere-g1", "g1", ["W01-n09"]) == (offer["key"], offer["group"], offer["cards"])
    assert "Die nächste Gruppe: „Antwort“." == offer["figures"]


def test_proposals_of_one_name_are_told_apart_by_their_first_card(folder: Folder) -> None:
    """Three times “Wohnung” would lead three times to the same words for whoever listens."""
    case = Boards(folder).case()
    offers = [
        {"title": "Wohnung", "cards": ["c-33333333"]},
        {"title": "Wohnung", "cards": ["W01-n01"]},
        {"title": "Brief", "cards": ["c-33333333"]},
    ]
    told_apart(offers, case)

    assert "achtzig" in str(offers[0]["title"])
    assert ["Wohnung", "Brief"] == [offer["title"] for offer in offers[1:]]


@pytest.mark.parametrize("count", [2, 1])
def test_proposals_are_read_in_the_number_that_the_cards_give(study: MiniStudy, count: int) -> None:
    """As on the command line: with few cards, twelve groups would be twelve single cards."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    sets = (("c-33333333",), ("c-44444444",))[:count]
    levels = tuple(
        Level(n, tuple(Group(f"k{n}-{at}", one) for at, one in enumerate(sets))) for n in (count, 5, 12)
    )
    told = format_clusters(replace(clusters(*sets), levels=levels)).encode()
    write_atomic(study.folder.cache / "clusters/abc", sha256(told).digest() + told)
    sight = Boards(study.folder).look("erste")

    assert count == sight.level
    assert 5 == Boards(study.folder).look("erste", 5).level
    assert all("figures" in offer for offer in board_values(sight, "erste", "de")["offers"])
