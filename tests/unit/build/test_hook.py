"""Before a commit: what would stay in git for good."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from faden.build.hook import check_message, check_staged, install_hooks
from faden.core.files import digest
from faden.core.problems import StudyError
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


def _commit(root: Path, message: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=mira", "-c", "user.email=mira@example.org"]
    return subprocess.run(
        [str(shutil.which("git")), "-C", str(root), *who, "commit", "-m", message],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_message_with_a_telephone_number_is_stopped_by_git(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages stay in git like files; both hooks are set up at once, and again changes nothing."""
    monkeypatch.setenv("FADEN_LANG", "en")
    paths = install_hooks(repository, sys.executable)
    _stage(repository, "analysis/memos/a.md", "Ein Gedanke.\n")

    stopped = _commit(repository, "Rückruf bei 0431 5550147 vermerkt")
    passed = _commit(repository, "Gedanken zum Umzug")

    assert ["commit-msg", "pre-commit"] == sorted(path.name for path in paths)
    assert paths == install_hooks(repository, sys.executable)
    assert 0 != stopped.returncode
    assert "identifier-in-commit" in stopped.stdout + stopped.stderr
    assert 0 == passed.returncode, passed.stderr
    assert "Clear names were not sought" in passed.stderr


def test_a_hook_of_somebody_else_is_left_alone_and_none_is_written(repository: Path) -> None:
    """Half a set up would look like a whole one."""
    (repository / ".git/hooks/commit-msg").parent.mkdir(exist_ok=True)
    (repository / ".git/hooks/commit-msg").write_text("#!/bin/sh\n", encoding="utf-8")

    with pytest.raises(StudyError, match="hook-exists"):
        install_hooks(repository, sys.executable)
    assert not (repository / ".git/hooks/pre-commit").exists()


def test_a_name_in_a_message_is_found_with_a_scan_list() -> None:
    """What git adds as a hint, and what it shows below the scissors, does not get into the message."""
    key = make_key((Name(name="Rasha Haddad", label="[Mutter]", kind="person"),))
    cut = f"# {'-' * 24} >8 {'-' * 24}"

    found = list(check_message(f"Fertig\n\nMit Rashas Hilfe\n# Haddad\n{cut}\n+Haddad\n", key))

    assert [("leak-in-message", 3)] == [(p.code, p.place.line) for p in found]
    assert [] == list(check_message("Fertig mit Rasha\n"))


@pytest.mark.parametrize("path", ["analysis/memos/a.md", "interviews/notes/W01.csv"])
def test_numbers_and_addresses_in_memos_are_found_without_any_list(repository: Path, path: str) -> None:
    """A memo quotes what was said; rules need no names."""
    _stage(repository, path, "Eins\nSchreibt an gesine.thormaehlen@post.example\n")

    assert [("identifier-in-commit", 2)] == [(p.code, p.place.line) for p in check_staged(repository)]
