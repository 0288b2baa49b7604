"""The journal of ``apply``: what files were before, kept in the vault, so that it can be undone.

An entry is written before the first file is touched and holds both states; if the machine stops in
between, `finish` brings the files to the new one. When all files stand, the new state is dropped.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from faden.core.files import digest, inside, write_atomic
from faden.core.problems import Place, Problem
from faden.protection import vault as vaults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.protection.vault import Vault
    from faden.study.folder import Folder

KEPT: Final = 20
"""Runs of ``apply`` that can be undone, one after the other."""

_PREFIX: Final = "journal/"
_CLEARED: Final = re.compile(rb"^state: cleared\ncleared: \{[^\n]*\}\n(?=---\n)", re.MULTILINE)
"""What `clearing` writes at the end of a head; it is no edit of the words."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file of the study.

    Attributes:
        of: Id of the conversation it belongs to; empty where it belongs to several.
        before: Its bytes; ``None`` where there was no file.
        after: Its new bytes; ``None`` in the journal once they stand.
        digest: SHA-256 of the new bytes.
    """

    of: str
    before: bytes | None
    after: bytes | None
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``apply``.

    Attributes:
        number: Counts the runs, from 1.
        files: Path in the study → change.
        entries: Vault entry → its content before; ``None`` where there was none.
    """

    number: int
    files: Mapping[str, Change]
    entries: Mapping[str, bytes | None]

    @property
    def pending(self) -> bool:
        """Whether files may still have to be written."""
        return any(change.after is not None for change in self.files.values())


def runs(vault: Vault) -> tuple[Run, ...]:
    """All runs that can be undone, the oldest first.

    Raises:
        VaultError: The vault is damaged.
    """
    names = [name for name in vaults.names(vault) if name.startswith(_PREFIX)]
    return tuple(_parse(json.loads(vaults.read(vault, name))) for name in names)


def begin(vault: Vault, files: Mapping[str, Change], entries: Mapping[str, bytes | None]) -> Run:
    """Note a run with the new content of the vault's own entries; all or nothing.

    Args:
        vault: The vault.
        files: What becomes of the files.
        entries: New content of vault entries.
    """
    known = runs(vault)
    number = known[-1].number + 1 if known else 1
    run = Run(number, files, {name: vaults.find(vault, name) for name in entries})
    old = {_name(r.number): None for r in known[: max(0, len(known) + 1 - KEPT)]}
    vaults.write(vault, {**entries, **old, _name(number): _format(run)})
    return run


def finish(folder: Folder, vault: Vault) -> tuple[Problem, ...]:
    """Write all files that runs have noted and that do not stand yet.

    Returns:
        A problem for each file that a person has changed in between; it is left.
    """
    problems: list[Problem] = []
    for run in runs(vault):
        if not run.pending:
            continue
        for path, change in run.files.items():
            if change.after is None:
                continue
            if _bytes(folder, path) in {change.before, change.after}:
                write_atomic(inside(folder.root, path), change.after)
            else:
                problems.append(Problem("apply-interrupted", Place(path)))
        done = {path: replace(change, after=None) for path, change in run.files.items()}
        vaults.write(vault, {_name(run.number): _format(replace(run, files=done))})
    return tuple(problems)


def drop(vault: Vault, run: Run, rest: Run | None, entries: Mapping[str, bytes | None]) -> None:
    """Take a run out of the journal, or leave the rest of it, with new content of vault entries."""
    vaults.write(vault, {**entries, _name(run.number): None if rest is None else _format(rest)})


def stands(folder: Folder, path: str, change: Change) -> bool:
    """Whether a file is as a run has left it, be it cleared since, or already as it was before."""
    data = _bytes(folder, path)
    if data is None or data == change.before:
        return data == change.before
    return change.digest in {digest(data), digest(_CLEARED.sub(b"", data, count=1))}


def _bytes(folder: Folder, path: str) -> bytes | None:
    file = inside(folder.root, path)
    return file.read_bytes() if file.is_file() else None


def _name(number: int) -> str:
    return f"{_PREFIX}{number:06d}.json"


def _format(run: Run) -> bytes:
    files = {
        path: {"of": c.of, "before": _pack(c.before), "after": _pack(c.after), "digest": c.digest}
        for path, c in sorted(run.files.items())
    }
    entries = {name: _pack(data) for name, data in sorted(run.entries.items())}
    return json.dumps({"number": run.number, "files": files, "entries": entries}).encode()


def _parse(data: dict[str, Any]) -> Run:
    files = {
        path: Change(c["of"], _unpack(c["before"]), _unpack(c["after"]), c["digest"])
        for path, c in data["files"].items()
    }
    return Run(data["number"], files, {name: _unpack(text) for name, text in data["entries"].items()})


def _pack(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode("ascii")


def _unpack(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
