"""Undo: the study's files as they were before the last ``apply``, to the byte."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from faden.core.files import inside, write_atomic
from faden.core.problems import Place, Problem, VaultError
from faden.protection.lock import locked
from faden.protection.pseudonyms import journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.protection.pseudonyms.journal import Run
    from faden.protection.vault import Vault
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was undone.

    Attributes:
        restored: Files that are as they were, by path.
        removed: Files that had not been there, by path.
        problems: Files that a person has changed since; where there are any, nothing was undone.
    """

    restored: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def undo(folder: Folder, vault: Vault, ids: Sequence[str] = ()) -> UndoReport:
    """Bring files back to what they were before the last ``apply``; a second call undoes the one before.

    Decisions stay as they are; the next ``apply`` replaces the same names again.

    Args:
        folder: The study.
        vault: Its open vault, which holds the journal.
        ids: Only the transcript and codings of these conversations; by default all that was changed.

    Raises:
        VaultError: There is nothing to undo, or the vault is damaged.
        StudyError: An import goes on too long.
    """
    with locked(folder):
        journal.finish(folder, vault)
        known = journal.runs(vault)
        run = next((r for r in reversed(known) if _wanted(r, ids)), None)
        if run is None:
            raise VaultError("undo-nothing", vault.path.as_posix())
        paths = _wanted(run, ids)
        changed = [path for path in paths if not journal.stands(folder, path, run.files[path])]
        if changed:
            return UndoReport((), (), tuple(Problem("undo-edited", Place(path)) for path in changed))
        restored = [path for path in paths if _restore(folder, path, run.files[path].before)]
        rest = {path: change for path, change in run.files.items() if path not in paths}
        back = {name: data for name, data in run.entries.items() if not rest or _of(name) in ids}
        kept = replace(run, files=rest, entries={n: d for n, d in run.entries.items() if n not in back})
        journal.drop(vault, run, kept if rest else None, back)
    return UndoReport(tuple(restored), tuple(path for path in paths if path not in restored))


def _wanted(run: Run, ids: Sequence[str]) -> list[str]:
    return [path for path, change in run.files.items() if not ids or change.of in ids]


def _of(entry: str) -> str:
    """The conversation that a vault entry such as ``applied/I01.json`` belongs to."""
    return entry.rpartition("/")[2].partition(".")[0]


def _restore(folder: Folder, path: str, before: bytes | None) -> bool:
    """Bring a file back; gives whether there is one."""
    file = inside(folder.root, path)
    if before is None:
        file.unlink(missing_ok=True)
        return False
    write_atomic(file, before)
    return True
