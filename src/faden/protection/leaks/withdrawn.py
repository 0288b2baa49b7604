"""Names of people who have withdrawn: out of the key, and still sought in what goes out.

Of each name only keyed hashes stay in the vault, as a scan list has them, so that a page, an old file or a
restored copy that still holds the name is found. Nobody can read the name from them; whoever has vault and
a list of names could try them all, so they stay in the vault, and go with the vault's key.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faden.core.problems import VaultError
from faden.protection import vault as vaults
from faden.protection.leaks.keys import ScanKey, make_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.protection.pseudonyms.names import Name
    from faden.protection.vault import Vault

ENTRY: Final = "withdrawn.json"
"""Name in the vault."""


def read_withdrawn(vault: Vault) -> ScanKey | None:
    """The names of all who have withdrawn, hashed; ``None`` where there are none.

    Raises:
        VaultError: The vault is damaged.
    """
    data = vaults.find(vault, ENTRY)
    if data is None:
        return None
    try:
        told = json.loads(data)
        listed = ((label, kind, tuple(map(frozenset, words))) for label, kind, words in told["patterns"])
        return ScanKey(bytes.fromhex(told["secret"]), tuple(listed))
    except (ValueError, KeyError, TypeError):
        raise VaultError("scan-list-damaged", ENTRY) from None


def with_names(before: ScanKey | None, names: Iterable[Name], withdrawal: str) -> bytes:
    """The entry of the vault with the names of one more withdrawal.

    Args:
        before: What the vault has.
        names: Names that leave the key.
        withdrawal: Its random id; the only thing that a hit will tell.
    """
    made = make_key(names, secret=before.secret if before else None)
    fresh = tuple((withdrawal, kind, words) for _, kind, words in made.patterns)
    patterns = tuple(dict.fromkeys((*(before.patterns if before else ()), *fresh)))
    listed = [[label, kind, [sorted(marks) for marks in words]] for label, kind, words in patterns]
    return json.dumps({"secret": made.secret.hex(), "patterns": listed}, indent=1).encode()


def add_withdrawn(key: ScanKey, withdrawn: ScanKey | None) -> ScanKey:
    """A key that seeks the names of who has withdrawn as well; both must have one secret."""
    if withdrawn is None:
        return key
    return replace(key, patterns=tuple(dict.fromkeys((*key.patterns, *withdrawn.patterns))))
