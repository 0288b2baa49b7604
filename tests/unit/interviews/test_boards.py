"""Whiteboards as notes of a workshop."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.core.problems import ImportRefusedError
from faden.interviews.boards import import_board, parse_board
from faden.study.beginning import begin_study
from faden.study.folder import Folder
from faden.study.notes import read_board

FILES = Path(__file__).parents[2] / "conformance/files/board"
GROUPS = {"Geflüchtete": "refugees", "refugees": "refugees", "Verwaltung": "administration"}


def _codes(data: bytes) -> set[str]:
    return {notice.code for notice in parse_board(data, GROUPS).notices}


def test_clusters_groups_and_votes_by_side_are_taken_over() -> None:
    """Counted by hand in stimmen.csv: three notes, two clusters; an empty cell is a side not there."""
    notes = parse_board((FILES / "stimmen.csv").read_bytes(), GROUPS).notes

    assert [
        ("n01", "refugees", "Antworten", 4, 0, None),
        ("n02", "refugees", "Antworten", 2, None, None),
        ("n03", "administration", "Abläufe", 0, 3, None),
    ] == [(n.note, n.group, n.cluster, n.votes_refugees, n.votes_institutions, n.votes_market) for n in notes]


def test_votes_of_no_side_are_not_given_to_one() -> None:
    """Mural counts votes without saying whose; a person has to say it."""
    data = (FILES / "mural.csv").read_bytes()

    assert {None} == {note.votes_refugees for note in parse_board(data, GROUPS).notes}
    assert {"import-votes-unassigned", "import-notes-empty", "import-groups-unknown"} <= _codes(data)


def test_an_author_by_name_is_left_out() -> None:
    """Who is no group of the study may be a person."""
    board = parse_board(b"Text,Created by,Votes\nNo answer,Erika Mustermann,3\n", GROUPS)

    assert board.notes[0].group is None
    assert not any("Mustermann" in str(notice.params) for notice in board.notices)
    assert ["2, 3"] == [notice.params["value"] for notice in board.notices if notice.code == "import-column"]


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """A board comes into the study once, and is never overwritten."""
    begin_study(tmp_path / "s")
    folder = Folder(tmp_path / "s")
    board = import_board(folder, FILES / "stimmen.csv", "W01", "mira", on="2025-03-01")
    read = read_board(folder, folder.root / "interviews/notes/W01.csv")

    assert read.value is not None
    assert [note.text for note in board.notes] == [note.text for note in read.value.notes]
    with pytest.raises(ImportRefusedError, match="import-notes-exist"):
        import_board(folder, FILES / "stimmen.csv", "W01", "mira")


@pytest.mark.parametrize(
    ("workshop", "by", "code"),
    [("W01", " ", "import-undeclared"), ("I01", "mira", "import-workshop-unknown")],
)
def test_a_board_needs_a_workshop_and_a_declaration(
    tmp_path: Path, workshop: str, by: str, code: str
) -> None:
    """Notes go straight into the study; somebody answers for that."""
    with pytest.raises(ImportRefusedError, match=code):
        import_board(Folder(tmp_path), FILES / "stimmen.csv", workshop, by)
