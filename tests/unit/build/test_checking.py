"""What `faden check` finds in the folder of a study as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from faden.build.checking import check_all
from faden.build.hook import check_content
from faden.study.beginning import begin_study
from faden.study.folder import Folder, find_folder

NAMES = "# faden.pseudonyms/1\nname,label,kind,variants\nKarim,[brother],person,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A new study."""
    begin_study(tmp_path)
    return find_folder(tmp_path)


def _put(folder: Folder, name: str, text: str = "") -> None:
    path = folder.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _originals(folder: Folder) -> list[str]:
    return [p.place.path for p in check_all(folder) if p.code == "original-in-study"]


@pytest.mark.parametrize(
    "name", ["talk.docx", "material/raw/Talk.ODT", "interviews/a.vtt", "research/a.MP3", "site/a.mov"]
)
def test_an_original_anywhere_in_the_study_is_an_error(folder: Folder, name: str) -> None:
    """Clear names would go into git with it."""
    _put(folder, name)

    assert [name] == _originals(folder)


TALK = "I: Wie wohnen Sie?\n\nÄ1: Zu viert.\n\n[00:01:02] I: Und die Suche?\n\nÄ1: Drei Antworten.\n"


def test_a_plain_text_in_which_voices_take_turns_is_an_original(folder: Folder) -> None:
    """A transcript needs no program of its own; every editor writes one, and the hook asks the same."""
    _put(folder, "interviews/talk.txt", TALK)

    assert ["interviews/talk.txt"] == _originals(folder)
    assert ["original-in-commit"] == [p.code for p in check_content("notes/talk.txt", TALK.encode())]


@pytest.mark.parametrize(
    "text", ["Note: one thing.\nAlso: another.\n", "Mira: yes.\nMira: no.\nMira: yes.\nMira: no.\n"]
)
def test_a_plain_text_without_turns_is_no_original(folder: Folder, text: str) -> None:
    """Notes have colons, too."""
    _put(folder, "research/notes.txt", text)

    assert [] == _originals(folder)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_list_of_names_anywhere_in_the_study_is_an_error(folder: Folder, mark: str) -> None:
    """It is known by its first line, whatever it is called; spreadsheets add a byte order mark."""
    _put(folder, "material/list.csv", mark + NAMES)

    assert ["material/list.csv"] == _originals(folder)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "build/a.docx",
            ".git/a.docx",
            ".venv/a.docx",
            "node_modules/x/a.vtt",
            "tests/a.docx",
            "src/a.docx",
        ),
        *("prototypes/search/intro.mp4", "prototypes/search/intro.vtt", "research/other.csv"),
    ],
)
def test_tools_and_assets_of_prototypes_are_no_originals(folder: Folder, name: str) -> None:
    """Nothing that people said lies there."""
    _put(folder, name)

    assert [] == _originals(folder)


def test_a_word_file_is_no_asset_of_a_prototype(folder: Folder) -> None:
    """A prototype may carry a film, but no transcript."""
    _put(folder, "prototypes/search/talk.docx")

    assert ["prototypes/search/talk.docx"] == _originals(folder)


def test_a_rest_of_an_interrupted_write_is_told_and_kept_out_of_git(folder: Folder) -> None:
    """It is no part of the study: told once, never committed, never taken for a list or an original."""
    _put(folder, "interviews/.I01.md.a2b3c4d5.part", "A: x\nB: y\nA: z\nB: q\n")

    found = [p for p in check_all(folder) if ".part" in p.place.path]

    assert ["write-interrupted"] == [p.code for p in found]
    assert ".*.part" in (folder.root / ".gitignore").read_text(encoding="utf-8").splitlines()
