"""Asking for the secret of a vault."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from faden.cli.showing import say, show_error, tell
from faden.core.problems import Place, Problem, VaultError

if TYPE_CHECKING:
    from faden.protection.vault import Secret, Vault
    from faden.study.folder import Folder


def open_vault(folder: Folder) -> Vault:
    """Open the vault of a study with the secret that is given or asked for.

    Raises:
        VaultError: There is none, there is no secret, or it is wrong.
    """
    from faden.protection.places import ID_FILE, find_vault, read_vault

    if find_vault(folder) is None:
        raise VaultError("vault-missing", ID_FILE)  # before a passphrase is asked for in vain
    return read_vault(folder, ask_secret())


def ask_secret(*, fresh: bool = False) -> Secret:
    """The secret of the vault: from the environment, else asked for where a person sits.

    Raises:
        VaultError: There is neither.
    """
    from faden.protection.places import read_secret
    from faden.protection.vault import from_passphrase

    given = read_secret()
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise VaultError("vault-locked")
    return _new_secret() if fresh else from_passphrase(_typed("cli.vault.passphrase"))


def _new_secret() -> Secret:
    # Asked for twice, in the language of faden: a slip of the finger would lock the vault for good.
    from faden.protection.vault import MIN_PASSPHRASE, from_passphrase

    while True:
        typed = _typed("cli.vault.new-passphrase")
        secret = from_passphrase(typed)
        if secret.short:
            show_error(Problem("vault-passphrase-short", Place(), {"least": MIN_PASSPHRASE}))
            continue
        if _typed("cli.vault.again") == typed:
            return secret
        tell(say("cli.vault.differ"), err=True)


def _typed(question: str) -> str:
    return str(typer.prompt(say(question), hide_input=True, err=True))
