"""Sticky notes: names on them are sought, shown with their place, decided and replaced as elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.build.leaks import check_file, check_sources, sought
from faden.interviews.transcript import Transcript
from faden.protection.pseudonyms.apply import apply_names
from faden.protection.pseudonyms.candidates import Candidate, Dismissal
from faden.protection.pseudonyms.decisions import Answer, Choice, decide
from faden.protection.pseudonyms.detect import detect_transcripts
from faden.protection.pseudonyms.keeping import keep_decision, read_state
from faden.protection.pseudonyms.noted import check_notes, searched_notes
from faden.protection.pseudonyms.notes import clear_notes, read_notes
from faden.protection.pseudonyms.review import contexts
from faden.protection.pseudonyms.rules import RuleDetector
from faden.protection.pseudonyms.searching import Known, keep_open, search, searched_texts
from faden.protection.vault import Vault
from faden.study.folder import Folder

NOTES = "interviews/notes/W01.csv"
HEAD = "# faden.notes/1\nnote,group,cluster,votes_refugees,votes_institutions,votes_market,text\n"
ROWS = 'n01,,Ämter,1,0,0,"Frau Brandt anrufen, bitte"\nn02,,Frau Brandt,,,,Я живу в Києві\n'


@pytest.fixture
def board(folder: Folder) -> Folder:
    """A study with the notes of one workshop and no conversation."""
    path = folder.root / NOTES
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return folder


def _by_rules(texts: Sequence[Transcript], known: Known) -> Iterable[Candidate]:
    return detect_transcripts(
        texts, names=known.names, detectors=[RuleDetector()], dismissed=known.dismissals, salt=known.salt
    )


def _decide(folder: Folder, vault: Vault, answer: Answer) -> None:
    state = read_state(vault)
    found = next(c for c in state.open if "Brandt" in c.forms[0])
    keep_decision(folder, vault, decide(state, found.id, answer, by="mira", on="2025-06-01"))


def test_a_name_that_stands_on_notes_alone_is_proposed_with_file_and_row(board: Folder, vault: Vault) -> None:
    """What nobody looks for stands on the board for all to read."""
    report = search(board, vault, _by_rules)
    (found,) = (c for c in read_state(vault).open if "Brandt" in c.forms[0])

    assert (NOTES,) == report.transcripts
    assert [(f"{NOTES}/n01", "Frau Brandt anrufen, bitte"), (f"{NOTES}/n02", "Frau Brandt")] == [
        (one.place, one.before + one.words + one.after)
        for one in contexts(found, searched_texts(board, vault))
    ]


def test_a_name_on_notes_is_replaced_once_it_is_decided(board: Folder, vault: Vault) -> None:
    """Searching again finds nothing, and the list is not said to hold a name that occurs nowhere."""
    search(board, vault, _by_rules)
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    codes = [{p.code for p in apply_names(board, vault).problems} for _ in range(2)]
    left = search(board, vault, _by_rules).waiting

    assert "Brandt" not in (board.root / NOTES).read_text(encoding="utf-8")
    assert ([set(), set()], 0) == (codes, left)


def test_what_is_kept_on_one_note_stays_there_alone(board: Folder, vault: Vault) -> None:
    """The decision names file and row, and applying minds it."""
    search(board, vault, _by_rules)
    _decide(board, vault, Answer(Choice.KEEP_HERE, place=f"{NOTES}/n01"))
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    apply_names(board, vault)

    lines = (board.root / NOTES).read_text(encoding="utf-8").splitlines()
    assert (True, False) == ("Brandt" in lines[2], "Brandt" in lines[3])


def test_notes_that_nobody_searched_or_decided_are_told(board: Folder, vault: Vault) -> None:
    """Applying replaces what the list knows and says what it does not know."""
    (board.root / "interviews/notes/W02.csv").write_text(HEAD + "n01,,,,,,Wir\n", encoding="utf-8")
    search(board, vault, _by_rules, ["W01"])
    (first, *_) = read_state(vault).open
    keep_decision(
        board,
        vault,
        decide(
            read_state(vault), first.id, Answer(Choice.REPLACE, "[A]", kind="other"), by="mira", on="2025"
        ),
    )
    told = {(p.code, p.place.path) for p in apply_names(board, vault).problems}

    assert ("notes-not-searched", "interviews/notes/W02.csv") in told
    assert ("notes-not-searched", NOTES) not in told


def test_each_cell_of_words_has_its_own_language(board: Folder) -> None:
    """Detectors know one language each, and boards mix them."""
    read = read_notes(board, board.root / NOTES)

    assert [["de", "de"], ["de", "uk"]] == [[part.language for part in turn.parts] for turn in read.turns]


def test_a_row_without_a_proper_id_is_named_by_its_number(board: Folder) -> None:
    """An id typed by hand may be missing, twice there, or a name."""
    rows = "Brandt,,,,,,Eins\nn1,,,,,,Zwei\nn1,,,,,,Drei\n,,,,,,Vier\n"
    (board.root / NOTES).write_text(HEAD + rows, encoding="utf-8")

    assert ["row1", "row2", "row3", "row4"] == [t.id for t in read_notes(board, board.root / NOTES).turns]


@given(st.text())
def test_a_table_in_which_nothing_is_replaced_stays_as_it_is(text: str) -> None:
    """However it is written, and whether it is a table at all."""
    assert text == clear_notes(text, NOTES, lambda cell, _place: cell)


def _codes(folder: Folder, vault: Vault) -> list[str]:
    return [p.code for p in check_notes(folder, searched_notes(read_state(vault)))]


def test_notes_are_asked_for_in_the_wording_that_they_have(board: Folder, vault: Vault) -> None:
    """Not searched, something waits, labels came in, somebody has changed them."""
    before = _codes(board, vault)
    search(board, vault, _by_rules)
    waiting = _codes(board, vault)
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    apply_names(board, vault)
    done = _codes(board, vault)
    path = board.root / NOTES
    path.write_text(path.read_text(encoding="utf-8") + "n03,,,,,,Und Frau Petersen\n", encoding="utf-8")

    assert ["notes-not-searched"] == before
    assert ["notes-undecided"] == waiting
    assert [] == done
    assert ["notes-not-searched"] == _codes(board, vault)


def test_labels_do_not_make_unsearched_notes_searched(board: Folder, vault: Vault) -> None:
    """Somebody writes a further note after the search; that the list is applied to it is no search."""
    search(board, vault, _by_rules)
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    path = board.root / NOTES
    path.write_text(path.read_text(encoding="utf-8") + "n03,,,,,,Und Frau Petersen\n", encoding="utf-8")
    apply_names(board, vault)

    assert "Brandt" not in path.read_text(encoding="utf-8")
    assert ["notes-not-searched"] == _codes(board, vault)


def test_what_waits_on_deleted_notes_waits_no_longer(board: Folder, vault: Vault) -> None:
    """Nobody could decide on words that are gone; if they come back, they count as not searched."""
    search(board, vault, _by_rules)
    words = (board.root / NOTES).read_text(encoding="utf-8")
    (board.root / NOTES).unlink()

    kept = keep_open(board, vault)

    assert ((), {}) == (kept.open, kept.seen)
    assert kept == read_state(vault)
    (board.root / NOTES).write_text(words, encoding="utf-8")
    assert ["notes-not-searched"] == _codes(board, vault)


def test_a_search_forgets_what_was_found_on_deleted_notes(board: Folder, vault: Vault) -> None:
    """Whatever is searched."""
    (board.root / "interviews/notes/W02.csv").write_text(HEAD + "n01,,,,,,Herr Voss\n", encoding="utf-8")
    search(board, vault, _by_rules)
    (board.root / NOTES).unlink()

    report = search(board, vault, _by_rules, ["W02"])

    assert 1 == report.waiting == len(read_state(vault).open)


def test_a_name_kept_on_one_note_is_no_leak_there_and_one_everywhere_else(
    board: Folder, vault: Vault
) -> None:
    """Neither another note of the same file, nor the conversation of the workshop, nor the site."""
    path = board.root / NOTES
    search(board, vault, _by_rules)
    _decide(board, vault, Answer(Choice.KEEP_HERE, place=f"{NOTES}/n01"))
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    apply_names(board, vault)
    names = sought(vault)
    there = [*check_sources(board, names)]
    path.write_text(path.read_text(encoding="utf-8") + "n03,,,,,,Brandt fragen\n", encoding="utf-8")
    other = [(p.place.path, p.params["where"]) for p in check_sources(board, names)]
    site = check_file(b"Frau Brandt", names, "index.html")

    assert [] == there
    assert [(NOTES, "n03")] == other
    assert ["leak-in-output"] == [p.code for p in site]


def test_a_name_kept_in_a_conversation_is_a_leak_on_the_notes_of_its_workshop(
    board: Folder, vault: Vault
) -> None:
    """Both are called W01; the decision was on a turn."""
    search(board, vault, _by_rules)
    _decide(board, vault, Answer(Choice.REPLACE, "[Sachbearbeiterin A]"))
    state = read_state(vault)
    kept = Dismissal("Frau Brandt", "person", "W01/t3", "mira", "2025-06-01")
    keep_decision(board, vault, replace(state, dismissals=(*state.dismissals, kept)))

    assert [NOTES] == sorted({p.place.path for p in check_sources(board, sought(vault))})
