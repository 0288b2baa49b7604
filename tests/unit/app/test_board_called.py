"""What proposals are called on the board."""

from __future__ import annotations

from dataclasses import replace

from faden.analysis.cluster import Extract
from faden.app.boards import Boards
from faden.app.views.board import board_values
from faden.app.views.called import called, telling
from faden.core.catalogue import text
from faden.findings.board.deck import Candidate
from faden.study.folder import Folder


def test_words_of_the_page_come_before_words_of_most_cards() -> None:
    """A language that neither the page nor most cards have names nothing."""
    words = {"ar": ("بيت",), "de": ("wohnung", "suche"), "uk": ("дім",)}
    spoken = {"ar": 3, "de": 1, "uk": 1}

    assert ("wohnung", "suche") == telling(words, spoken, "de")
    assert ("بيت",) == telling(words, spoken, "en")
    assert () == telling({"uk": ("дім",)}, spoken, "de")
    assert () == telling({}, {}, "de")


def test_cards_that_share_no_word_are_called_by_a_translation_or_their_number(folder: Folder) -> None:
    """A title in a language that nobody asked for tells less than how many cards there are."""
    case = Boards(folder).look("mira").case
    foreign = {"uk": ("дім", "до")}
    arabic = next(each for each in case.index.counted if each.anchor.language == "ar")
    statement = Extract(arabic.coding.id, 0, 5)
    told = called(case, {}, {arabic.coding.id}, statement, "de")
    number = called(case, foreign, {"c-33333333"}, None, "de")

    assert text("app.board.group-of", "de", n=1) == number
    assert told
    assert "\N{ARABIC LETTER ALEF}" not in told


def test_a_proposal_in_the_tray_is_never_called_by_another_language(folder: Folder) -> None:
    """Its one card is German; words of another language say nothing of it."""
    sight = Boards(folder).look("mira")
    candidate = Candidate(id="k-1", cards=("c-33333333",), words={"uk": ("дім", "до")})
    seen = replace(sight, deck=replace(sight.deck, candidates=(candidate,)))

    assert text("app.board.group-of", "de", n=1) == board_values(seen, "mira", "de")["offers"][0]["title"]
