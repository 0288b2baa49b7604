"""Before a commit: what must never get into git, for it stays there.

The same rules as everywhere: originals and lists of names (see `checking`), numbers and addresses
in words from conversations (see `RuleDetector`), and, where there is a scan list, the names themselves.
"""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from faden.build.checking import START, is_original
from faden.core.files import digest, write_new
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
exec "{python}" -m faden hook run
"""


def install_hook(root: Path, python: str) -> Path:
    """Write the hook of a repository.

    Args:
        root: A folder of the repository.
        python: The interpreter that has faden.

    Raises:
        StudyError: It is no repository, or there is another hook already.
    """
    answer = _git(root, "rev-parse", "--git-path", "hooks")
    path = root / answer.decode().strip() / "pre-commit"
    content = SCRIPT.format(python=python)
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == content:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    if not write_new(path, content):
        raise StudyError("hook-exists", path.as_posix())
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


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
    if "interviews" in parts and path.endswith(".md"):
        yield from _identifiers(path, data)
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
