"""Before a commit: what would stay in git for good."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from faden.build.hook import check_staged
from faden.core.files import digest
from faden.protection.leaks.keys import make_key
from faden.protection.pseudonyms.names import Name

TALK = "Ein Gedächtnisprotokoll ohne Sprecher, das für sich kein Gespräch zu sein scheint.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def _stage(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    subprocess.run([str(shutil.which("git")), "-C", str(root), "add", path], check=True)


def test_the_very_file_that_was_imported_is_stopped_whatever_it_is_called(repository: Path) -> None:
    """People keep the original beside the study; the head of the transcript knows it."""
    head = f"---\nid: I01\nsource:\n  sha256: {digest(TALK.encode())}\n---\n\n## t1 · S1\n\nJa.\n"
    _stage(repository, "interviews/I01.md", head)
    _stage(repository, "notizen/mein text.md", TALK)
    _stage(repository, "notizen/anderes.md", "Anderer Text.\n")

    assert [("original-in-commit", "notizen/mein text.md")] == [
        (p.code, p.place.path) for p in check_staged(repository)
    ]


def test_a_clear_name_in_the_name_of_a_file_is_found(repository: Path) -> None:
    """Git keeps the names of files, too."""
    key = make_key((Name(name="Rasha Haddad", label="[Mutter]", kind="person"),))
    _stage(repository, "notizen/Rasha_Haddad.md", "Leer.\n")

    assert {"leak-in-transcript"} == {p.code for p in check_staged(repository, key)}
