"""``research/withdrawals.csv``: that somebody has withdrawn, without a word on who it was (FIELD DP-3)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, format_table, parse_table, validate_rows
from faden.core.files import read_text, write_atomic
from faden.core.ids import LETTERS, ConversationId, ParticipantId, Slug
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder

PATH: Final = "research/withdrawals.csv"
COLUMNS: Final = ("withdrawal", "on", "by", "removed", "conversations", "kept", "kept_because")
"""Columns of the table."""

WithdrawalId = Annotated[str, StringConstraints(pattern=rf"^w-[{LETTERS}]{{6}}$")]


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


class Withdrawal(FileModel):
    """One withdrawal.

    ``removed`` names kinds, such as ``transcripts``; ``conversations`` those that are gone as a whole, so
    that no other gets their ids. ``kept`` names a participant only where words stay by a recorded decision
    (GDPR Art. 17(3)(d)), with its reason.
    """

    withdrawal: WithdrawalId
    on: PartialDate
    by: Slug
    removed: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    conversations: Annotated[tuple[ConversationId, ...], BeforeValidator(_split)] = ()
    kept: ParticipantId | None = None
    kept_because: str = ""


def new_id() -> str:
    """A random id, derived from nothing."""
    return "w-" + "".join(secrets.choice(LETTERS) for _ in range(6))


def read_withdrawals(folder: Folder) -> Parsed[tuple[Withdrawal, ...]]:
    """Read ``research/withdrawals.csv``; nothing where there is no such file."""
    path = folder.root / PATH
    if not path.is_file():
        return Parsed(())
    table = parse_table(read_text(path, shown=PATH), "withdrawals", COLUMNS, PATH)
    if table.value is None:
        return Parsed(None, table.problems)
    rows, problems = validate_rows(Withdrawal, table.value, PATH)
    return Parsed(None if problems else tuple(row for _, row in rows), tuple(problems))


def keep_withdrawal(folder: Folder, withdrawal: Withdrawal) -> bool:
    """Add a withdrawal; one that is there already, by its id, changes nothing.

    Raises:
        StudyError: The file cannot be understood.
    """
    from faden.core.documents import wanted

    known = wanted(read_withdrawals(folder))
    if any(one.withdrawal == withdrawal.withdrawal for one in known):
        return False
    rows = [_row(one) for one in (*known, withdrawal)]
    return write_atomic(folder.root / PATH, format_table("withdrawals", COLUMNS, rows))


def _row(one: Withdrawal) -> tuple[str, ...]:
    return (
        one.withdrawal,
        one.on,
        one.by,
        " ".join(one.removed),
        " ".join(one.conversations),
        one.kept or "",
        one.kept_because,
    )
