"""What git still knows, what was published already, and how to purge it. Nothing here is ever carried out."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from faden.core.files import write_atomic
from faden.protection.withdrawal.remaining import find_words

if TYPE_CHECKING:
    from faden.protection.withdrawal.person import Person
    from faden.study.folder import Folder

RELEASES: Final = "research/releases.csv"
_LARGEST: Final = 4 * 2**20
_MOST: Final = 50_000
"""Objects looked at; more are told as not searched."""

_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class History:
    """What cannot be recalled by changing files.

    Attributes:
        paths: File → number of its versions in git that hold words of the person.
        commits: Number of commits whose message holds such words.
        blobs: Ids of those versions.
        tags: Tags from which such a version can be reached.
        remotes: Names of other repositories that may have the same history.
        releases: What was released before, as the study notes it.
        searched: Whether all of the history was looked at.
    """

    paths: tuple[tuple[str, int], ...] = ()
    commits: int = 0
    blobs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    remotes: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    searched: bool = True

    @property
    def holds(self) -> bool:
        """Whether git holds words of the person."""
        return bool(self.blobs or self.commits)


def search_history(folder: Folder, person: Person) -> History:
    """Look for the person's words in every version of every file that git knows."""
    releases = _releases(folder)
    top = _git(folder.root, "rev-parse", "--show-toplevel")
    if top is None:
        return History(releases=releases)
    listed = _git(folder.root, "rev-list", "--objects", "--all", "--reflog")
    if listed is None:
        return History(releases=releases, searched=False)
    objects = [line.split(" ", 1) for line in listed.decode("utf-8", "replace").splitlines()]
    named = [(sha, path) for sha, path in (one for one in objects if len(one) == 2) if path]  # noqa: PLR2004 - id, path
    held: dict[str, str] = {}
    paths = dict(named[:_MOST])
    for sha, data in _blobs(folder.root, list(paths)):
        if find_words(data, person.words) is not None:
            held[sha] = paths[sha]
    counts: dict[str, int] = {}
    for path in held.values():
        counts[path] = counts.get(path, 0) + 1
    log = _git(folder.root, "log", "--all", "--format=%H%x00%B%x01") or b""
    messages = log.decode("utf-8", "replace").split("\x01")
    return History(
        paths=tuple(sorted(counts.items())),
        commits=sum(person.words.hold(message) for message in messages),
        blobs=tuple(sorted(held)),
        tags=_lines(_git(folder.root, "tag", "--list")) if held else (),
        remotes=_lines(_git(folder.root, "remote")),
        releases=releases,
        searched=len(named) <= _MOST,
    )


def write_purge(folder: Folder, person: Person, history: History) -> Path | None:
    """List the versions to strip for ``git filter-repo``; ids only, in ``build``, beside no word."""
    if not history.blobs:
        return None
    path = folder.build / "withdrawal" / f"{person.withdrawal}-blobs.txt"
    write_atomic(path, "".join(f"{sha}\n" for sha in history.blobs))
    return path


def purge_commands(folder: Folder, listed: Path) -> tuple[str, ...]:
    """The commands that take the versions out of the history; to be run by a person, on a copy first."""
    return (
        f"git filter-repo --force --strip-blobs-with-ids {folder.shown(listed)}",
        "git reflog expire --expire=now --all",
        "git gc --prune=now",
        "git push --force --all",
        "git push --force --tags",
    )


def _releases(folder: Folder) -> tuple[str, ...]:
    path = folder.root / RELEASES
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return tuple(line for line in lines[2:] if line.strip())


def _lines(data: bytes | None) -> tuple[str, ...]:
    return tuple((data or b"").decode("utf-8", "replace").split())


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git answers; ``None`` where there is no git, no repository, or no answer."""
    program = shutil.which("git")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of ours
            [program, "-C", str(root), *arguments], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _blobs(root: Path, shas: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The content of those objects that are files and not too large for a text."""
    program = shutil.which("git")
    if program is None:
        return
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{sha}\n" for sha in shas).encode())
        asked.seek(0)
        command = [program, "-C", str(root), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE) as git:  # noqa: S603 - as above
            yield from _batch(git.stdout) if git.stdout is not None else ()


def _batch(answers: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """What ``git cat-file --batch`` tells: a line with id, kind and size, then the content."""
    while line := answers.readline():
        sha, _, rest = line.decode("ascii", "replace").strip().partition(" ")
        kind, _, size = rest.partition(" ")
        if not size.isdigit():
            continue
        data = answers.read(int(size) + 1)[:-1]
        if kind == "blob" and len(data) <= _LARGEST:
            yield sha, data
