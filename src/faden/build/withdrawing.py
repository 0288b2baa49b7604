"""Withdrawal over all layers: what `protection.withdrawal` does, with what the layers above it keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.files import write_atomic
from faden.exchange.refi.carrying import forget
from faden.protection import lock
from faden.protection.withdrawal.act import WithdrawalReport, delete_caches, plan_withdrawal, withdraw
from faden.protection.withdrawal.history import search_history
from faden.protection.withdrawal.ledgers import withdraw_purposes
from faden.protection.withdrawal.person import find_person
from faden.publish.uses import uses
from faden.study.consent import Purpose
from faden.study.withdrawals import Withdrawal, keep_withdrawal, new_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.protection.vault import Vault
    from faden.protection.withdrawal.act import Plan
    from faden.protection.withdrawal.history import History
    from faden.study.folder import Folder

WHOLE = frozenset({Purpose.TAKE_PART, Purpose.TRANSCRIBE})
"""Purposes without which no word of a person may stay."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a withdrawal would do.

    Attributes:
        participant: Whose.
        plan: The plan.
        history: What git and others have.
    """

    participant: str
    plan: Plan
    history: History


@dataclass(frozen=True, slots=True)
class PurposesReport:
    """What became of single purposes that were taken back.

    Attributes:
        participant: By whom.
        changed: Whether the ledger changed.
        cited: Places that cite words of the person, which may have to go now.
    """

    participant: str
    changed: bool
    cited: tuple[str, ...]


def preview(folder: Folder, vault: Vault | None, who: str, *, on: str) -> Preview:
    """What ``faden withdraw`` would do; nothing is changed.

    Raises:
        StudyError: Nobody, or several people, are known by the id.
        VaultError: The study has a vault, and it is not open.
    """
    participant = find_person(folder, who)
    plan = plan_withdrawal(folder, vault, participant, on=on)
    return Preview(participant, plan, search_history(folder, plan.person))


def withdraw_person(folder: Folder, vault: Vault | None, who: str, *, by: str, on: str) -> WithdrawalReport:
    """Take a person out of everything; see `protection.withdrawal.act.withdraw`.

    Raises:
        StudyError: Nobody, or several people, are known by the id.
        VaultError: The study has a vault, and it is not open.
    """

    def _forget(conversation: str) -> Iterable[str]:
        return forget(folder, conversation, vault)

    return withdraw(folder, vault, find_person(folder, who), by=by, on=on, forget=_forget)


def take_back(folder: Folder, who: str, purposes: tuple[Purpose, ...], *, on: str) -> PurposesReport:
    """Take back single purposes: the ledger says so from this day, and what was built goes.

    Args:
        folder: The study.
        who: The participant, or a conversation with one.
        purposes: What is no longer allowed; none of `WHOLE`, for which `withdraw_person` is there.
        on: Day of the withdrawal.

    Raises:
        StudyError: Nobody, or several people, are known by the id, or the ledger cannot be understood.
    """
    participant = find_person(folder, who)
    with lock.locked(folder):
        change = withdraw_purposes(folder, participant, purposes, on)
        if change is not None and change.content is not None:
            write_atomic(change.path, change.content)
        delete_caches(folder)
    return PurposesReport(participant, change is not None, _cited(folder, participant))


def keep_words(folder: Folder, who: str, *, by: str, on: str, because: str) -> str:
    """Record that the words stay in spite of a withdrawal, by a decision on research (GDPR Art. 17(3)(d)).

    All consent is taken back, so that nothing of the person is quoted, published or given to a machine.

    Returns:
        The participant.

    Raises:
        StudyError: Nobody, or several people, are known by the id, or a ledger cannot be understood.
    """
    participant = find_person(folder, who)
    with lock.locked(folder):
        change = withdraw_purposes(folder, participant, tuple(Purpose), on)
        if change is not None and change.content is not None:
            write_atomic(change.path, change.content)
        decision = Withdrawal(withdrawal=new_id(), on=on, by=by, kept=participant, kept_because=because)
        keep_withdrawal(folder, decision)
        delete_caches(folder)
    return participant


def _cited(folder: Folder, participant: str) -> tuple[str, ...]:
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index

    corpus = read_corpus(folder)
    found = Index(corpus).found
    places = {
        f"{use.path}:{use.line}"
        for use in uses(corpus)
        if use.coding in found and found[use.coding].participant == participant
    }
    return tuple(sorted(places))
