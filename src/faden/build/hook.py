"""Before a commit: what must never get into git, for it stays there.

The same rules as everywhere: originals and lists of names (see `checking`), numbers and addresses in words
from conversations, memos and the commit's message (see `RuleDetector`), and, where there is a scan list, the
names themselves. Without one nobody can know names; the command says so.
"""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from faden.build.checking import START, is_original
from faden.core.files import digest, is_part, write_new
from faden.core.problems import Place, Problem, StudyError
from faden.interviews.files import parse_transcript
from faden.protection.leaks.scan import scan_bytes, scan_name
from faden.protection.pseudonyms.identifiers import Kind
from faden.protection.pseudonyms.rules import RuleDetector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.protection.leaks.keys import ScanKey

_SOURCE: Final = re.compile(r"\bsha256:\s*[\"']?([0-9a-f]{64})\b")
SURE: Final = 0.9
"""Least score at which a rule stops a commit."""
STOPPING: Final = frozenset({Kind.EMAIL, Kind.PHONE, Kind.ACCOUNT, Kind.PLATE})
SCRIPT: Final = """#!/bin/sh
# faden: nothing gets into git that lets people be recognised.
exec "{python}" -m faden hook {command}
"""
HOOKS: Final = {"pre-commit": "run", "commit-msg": 'message "$1"'}
"""Name of git's hook → the command it calls."""
_SCISSORS: Final = re.compile(r"^. -{8,} >8 -{8,}$", re.MULTILINE)
"""Below it git shows the difference, which does not get into the message."""
_MESSAGE: Final = "COMMIT_EDITMSG"


def install_hooks(root: Path, python: str) -> tuple[Path, ...]:
    """Write the hooks of a repository: one for its files, one for the messages.

    Args:
        root: A folder of the repository.
        python: The interpreter that has faden.

    Raises:
        StudyError: It is no repository, or there is another hook already; then none is written.
    """
    folder = root / _git(root, "rev-parse", "--git-path", "hooks").decode().strip()
    scripts = {
        folder / name: SCRIPT.format(python=python, command=command) for name, command in HOOKS.items()
    }
    for path, content in scripts.items():
        if path.exists() and path.read_text(encoding="utf-8", errors="replace") != content:
            raise StudyError("hook-exists", path.as_posix())
    for path, content in scripts.items():
        write_new(path, content)
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return tuple(scripts)


def check_message(text: str, key: ScanKey | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the message of a commit.

    Args:
        text: As git hands it over; its own hints are passed over.
        key: Names to seek, where there is a scan list.
    """
    own = _SCISSORS.split(text)[0].split("\n")
    told = "\n".join("" if line.startswith("#") else line for line in own)
    yield from _telling(_MESSAGE, told)
    if key is None:
        return
    for hit in scan_bytes(_MESSAGE, told.encode("utf-8", "surrogateescape"), key)[0]:
        params = {"label": hit.label, "words": hit.words}
        yield Problem("leak-in-message", Place(_MESSAGE, hit.line), params)


def check_staged(root: Path, key: ScanKey | None = None) -> Iterator[Problem]:
    """Yield what must not be committed.

    Args:
        root: A folder of the repository.
        key: Names to seek, where there is a scan list.

    Raises:
        StudyError: It is no repository.
    """
    listed = _git(root, "diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT")
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    known = _imported(top)
    for name in listed.decode("utf-8", "surrogateescape").split("\0"):
        if name:
            data = _git(top, "show", f":{name}")
            if digest(data) in known:
                yield Problem("original-in-commit", Place(name))
            yield from check_content(name, data, key)


def _imported(top: Path) -> frozenset[str]:
    """SHA-256 of the files that conversations were made from, as their heads tell it."""
    pattern = (
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        ":(glob)**/interviews/*.md",
    )
    paths = [
        top / name for name in _git(top, *pattern).decode("utf-8", "surrogateescape").split("\0") if name
    ]
    heads = [
        path.read_text("utf-8", errors="replace").partition("\n---\n")[0] for path in paths if path.is_file()
    ]
    return frozenset(match[1] for head in heads for match in _SOURCE.finditer(head))


def check_content(path: str, data: bytes, key: ScanKey | None = None) -> Iterator[Problem]:
    """Yield what is wrong with one file that would be committed.

    Args:
        path: Its path in the repository.
        data: Its content.
        key: Names to seek, where there is a scan list.
    """
    parts = PurePosixPath(path).parts
    if is_original(parts, data[:START]):
        yield Problem("original-in-commit", Place(path))
        return
    if is_part(path):
        yield Problem("write-interrupted", Place(path))
        return
    if "interviews" in parts and path.endswith(".md"):
        yield from _identifiers(path, data)
    elif "memos" in parts or {"interviews", "notes"} <= set(parts):
        yield from _telling(path, data.decode("utf-8", "replace"))
    for hit in [*scan_bytes(path, data, key)[0], *scan_name(path, key)] if key else ():
        yield Problem("leak-in-transcript", Place(path, hit.line), {"label": hit.label, "words": hit.words})


def _identifiers(path: str, data: bytes) -> Iterator[Problem]:
    text = data.decode("utf-8", "replace")
    parsed = parse_transcript(text, path).value
    detector = RuleDetector()
    for turn in parsed.turns if parsed else ():
        for part in turn.parts:
            for found in detector.find(part.text, part.language):
                if found.kind in STOPPING and found.score >= SURE:
                    line = text[: text.find(part.text)].count("\n") + 1
                    params = {"kind": found.kind.value, "words": f"{found.text[:2]}…"}
                    yield Problem("identifier-in-commit", Place(path, line), params)


def _telling(path: str, text: str) -> Iterator[Problem]:
    """Numbers and addresses in a text that people write themselves, with the line of each."""
    for found in RuleDetector().find(text, ""):
        if found.kind in STOPPING and found.score >= SURE:
            line = text.count("\n", 0, found.start) + 1
            params = {"kind": found.kind.value, "words": f"{found.text[:2]}…"}
            yield Problem("identifier-in-commit", Place(path, line), params)


def _git(root: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise StudyError("hook-without-git", root.as_posix())
    done = subprocess.run(  # noqa: S603 - git, with arguments of ours
        [program, "-C", str(root), *arguments], capture_output=True, check=False
    )
    if done.returncode:
        raise StudyError("hook-without-git", root.as_posix())
    return done.stdout
