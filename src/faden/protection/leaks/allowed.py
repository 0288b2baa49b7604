"""Decisions that a name may stand somewhere: a place of the key that is the subject of a public page.

They stand in the vault, for name and place together would tell what a label stands for. Words from
transcripts are never allowed, whatever is decided here.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, Protocol

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, format_table, parse_table, validate_rows, wanted
from faden.core.yaml import Parsed
from faden.protection import vault as vaults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.protection.leaks.scan import Hit
    from faden.protection.vault import Vault

ENTRY: Final = "leaks.csv"
"""Name in the vault."""

COLUMNS: Final = ("label", "where", "by", "on", "why")


class Allowed(FileModel):
    """One person's decision that a name may stand in some files.

    Attributes:
        label: Label of the name.
        where: Files of the output, such as ``benchmark/*``.
        by: Who decided.
        on: When.
        why: For which reason, such as ``public page on this town``.
    """

    label: str
    where: str
    by: str
    on: PartialDate
    why: str


def read_allowed(vault: Vault) -> tuple[Allowed, ...]:
    """The decisions of a study.

    Raises:
        StudyError: They cannot be understood.
        VaultError: The vault is damaged.
    """
    data = vaults.find(vault, ENTRY)
    if data is None:
        return ()
    table = wanted(parse_table(data.decode(), "leaks", COLUMNS, ENTRY))
    rows, problems = validate_rows(Allowed, table, ENTRY)
    return wanted(Parsed(None if problems else tuple(row for _, row in rows), tuple(problems)))


def write_allowed(vault: Vault, decisions: Iterable[Allowed]) -> bool:
    """Keep decisions; gives whether anything changed."""
    rows = [(d.label, d.where, d.by, str(d.on), d.why) for d in decisions]
    return vaults.write(vault, {ENTRY: format_table("leaks", COLUMNS, rows).encode()})


class _Somewhere(Protocol):
    """A name and where it may stand."""

    @property
    def label(self) -> str: ...
    @property
    def where(self) -> str: ...


def is_allowed(hit: Hit, decisions: Iterable[_Somewhere]) -> bool:
    """Whether a person decided that this name may stand in this file of the output."""
    return any(d.label == hit.label and fnmatchcase(hit.path, d.where) for d in decisions)
