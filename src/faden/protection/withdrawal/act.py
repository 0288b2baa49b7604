"""Withdrawal: a plan first, then the act. Interrupted at any point, the next run ends it.

Whatever repeats the words goes before the words themselves, so that a later run still knows them; and what
is needed to go on stands in ``build/withdrawal`` as ids and fingerprints until all is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from faden.coding.editing.journal import delete_journals
from faden.coding.editing.keeper import complete
from faden.core.files import digest, write_atomic
from faden.core.problems import Place, VaultError
from faden.core.text import slug
from faden.language._cache import cache_folder
from faden.protection import lock
from faden.protection import vault as vaults
from faden.protection.places import find_vault
from faden.protection.withdrawal.changes import Change, changes
from faden.protection.withdrawal.history import History, search_history, write_purge
from faden.protection.withdrawal.ledgers import ledger_changes
from faden.protection.withdrawal.person import FOLDER, Person, drop_state, gather, keep_state
from faden.protection.withdrawal.recordings import recordings
from faden.protection.withdrawal.remaining import remaining
from faden.protection.withdrawal.vaulting import vault_changes
from faden.study.withdrawals import Withdrawal, keep_withdrawal

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

Forget = Callable[[str], Iterable[str]]
"""Takes the id of a conversation and gives the names of what was changed; for layers above this one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal will do.

    Attributes:
        person: Whose, with their conversations and turns.
        files: What becomes of each file of the study.
        entries: Entries of the vault that change; ``None`` for those that go.
        caches: Folders and files that are deleted, to be made again without the person.
        doubtful: Recordings in the vault that may hold the person's voice; a person has to listen.
    """

    person: Person
    files: tuple[Change, ...]
    entries: dict[str, bytes | None]
    caches: tuple[Path, ...]
    doubtful: frozenset[str] = frozenset()

    @property
    def kinds(self) -> dict[str, int]:
        """Kind of file → number of files, in alphabetical order."""
        counts: dict[str, int] = {}
        for change in self.files:
            counts[change.kind] = counts.get(change.kind, 0) + 1
        if self.entries:
            counts["vault"] = len(self.entries)
        return dict(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What a withdrawal did.

    Attributes:
        plan: What was changed.
        review: Files that people wrote and should read: quotations were taken out of them.
        left: Places where words of the person still stand; a person has to look there.
        history: What git and others still have.
        purge: List of versions for ``git filter-repo``; ``None`` where git holds none.
    """

    plan: Plan
    review: tuple[str, ...]
    left: tuple[Place, ...]
    history: History
    purge: Path | None


def plan_withdrawal(folder: Folder, vault: Vault | None, participant: str, *, on: str) -> Plan:
    """What will happen, without doing it.

    Args:
        folder: The study.
        vault: Its open vault; a study that has one cannot do without.
        participant: Who withdraws.
        on: Day of the withdrawal.

    Raises:
        VaultError: The study has a vault, and it is not open.
        StudyError: A transcript or a ledger cannot be understood.
    """
    if vault is None and find_vault(folder) is not None:
        raise VaultError("withdraw-vault-closed")
    person = gather(folder, vault, participant)
    files = (*changes(folder, person), *ledger_changes(folder, person, on))
    written = {
        c.path.stem: digest(c.content) for c in files if c.kind == "transcripts" and c.content is not None
    }
    entries = vault_changes(vault, person, written) if vault is not None else {}
    gone, doubtful = recordings(folder, vault, person) if vault is not None else (frozenset(), frozenset())
    entries |= dict.fromkeys(gone)
    return Plan(person, files, entries, tuple(_caches(folder)), doubtful - entries.keys())


def withdraw(
    folder: Folder,
    vault: Vault | None,
    participant: str,
    *,
    by: str,
    on: str,
    forget: Forget = lambda _: (),
) -> WithdrawalReport:
    """Take a person out of the study and its vault, and prove that nothing of their words stands anywhere.

    Run again after an interruption, it ends what was begun; run again when all is done, it changes nothing.

    Args:
        folder: The study.
        vault: Its open vault; a study that has one cannot do without.
        participant: Who withdraws.
        by: Who carries it out; a slug, as coders have.
        on: Day of the withdrawal.
        forget: Told each conversation that the person took part in, for what layers above keep of it.

    Raises:
        VaultError: The study has a vault, and it is not open.
        StudyError: A transcript or a ledger cannot be understood, or the study is in use.
    """
    with lock.locked(folder):
        complete(folder)  # codings that have not followed their words yet would not be known as the person's
        plan = plan_withdrawal(folder, vault, participant, on=on)
        person = _noted(folder, plan)
        keep_state(folder, person)
        delete_journals(folder)
        first = [change for change in plan.files if change.kind not in {"transcripts", "ledgers"}]
        for change in first:
            _write(change)
        for conversation in sorted(person.turns):
            for _ in forget(conversation):
                pass
        if vault is not None:
            vaults.write(vault, plan.entries)
        for change in plan.files:
            if change not in first:
                _write(change)
        delete_caches(folder)
        left = tuple(remaining(folder, vault, person.words))
        history = search_history(folder, person)
        purge = write_purge(folder, person, history)
        if purge is not None and vault is not None:  # build may be deleted
            vaults.write(vault, {f"withdrawals/{purge.name}": purge.read_bytes()})
        keep_withdrawal(folder, _record(person, by, on))
        if not left:
            drop_state(folder, person)
    return WithdrawalReport(plan, tuple(sorted(person.review)), left, history, purge)


def _noted(folder: Folder, plan: Plan) -> Person:
    """The person with all that this run and those before it change."""
    kinds = frozenset(plan.kinds) - {"ledgers"}
    review = {folder.shown(change.path) for change in plan.files if change.review}
    review |= {f"vault:{name}" for name in plan.doubtful}
    person = plan.person
    return replace(person, removed=person.removed | kinds, review=person.review | review)


def _record(person: Person, by: str, on: str) -> Withdrawal:
    return Withdrawal(
        withdrawal=person.withdrawal,
        on=on,
        by=slug(by, "team"),
        removed=tuple(sorted(person.removed)),
        conversations=tuple(sorted(person.sole)),
    )


def _write(change: Change) -> None:
    if change.content is None:
        change.path.unlink(missing_ok=True)
    else:
        write_atomic(change.path, change.content)


def _caches(folder: Folder) -> Iterable[Path]:
    """All that is built, and vectors of texts: they are made again without the person."""
    if folder.build.is_dir():
        kept = {lock.NAME, FOLDER}
        yield from (path for path in sorted(folder.build.iterdir()) if path.name not in kept)
    cache = cache_folder()
    if cache.is_dir():
        yield from sorted(cache.rglob("vectors.sqlite*"))


def delete_caches(folder: Folder) -> None:
    """Delete all that is built, and vectors of texts."""
    for path in _caches(folder):
        _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
