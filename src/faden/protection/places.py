"""How a study finds its vault: a random id in the study, the place by the user's settings."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import StringConstraints

from faden.core.documents import FileModel, parse_yaml, wanted
from faden.core.files import read_text, write_atomic
from faden.core.formats import label
from faden.core.ids import LETTERS
from faden.core.problems import VaultError
from faden.core.yaml import dump
from faden.protection import vault as vaults
from faden.protection.lock import create, locked
from faden.protection.vault import COST, Secret, Vault

if TYPE_CHECKING:
    from faden.study.folder import Folder

ID_FILE: Final = "research/vault.yaml"
"""Names the vault of a study by a random id; holds no secret and no path."""

ENVIRONMENT: Final = "FADEN_VAULTS"
"""Folder of all vaults; by default ``~/.local/share/faden/vaults``."""

PASSPHRASE: Final = "FADEN_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase
KEY_FILE: Final = "FADEN_KEY_FILE"


class VaultId(FileModel):
    """``research/vault.yaml``.

    Attributes:
        format: ``faden.vault/1``.
        id: The random id of the vault.
        issued: Ids given to raw transcripts in the vault; no other conversation gets them, even where
            the vault is not at hand or a conversation was withdrawn.
    """

    format: str
    id: Annotated[str, StringConstraints(pattern=rf"^v-[{LETTERS}]{{12}}$")]
    issued: tuple[Annotated[str, StringConstraints(pattern=r"^[IW][0-9]+$")], ...] = ()


def vaults_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of all vaults of this user."""
    given = environment.get(ENVIRONMENT, "").strip()
    if given:
        return Path(given).expanduser()
    data = environment.get("XDG_DATA_HOME", "").strip()
    return (Path(data) if data else Path.home() / ".local/share") / "faden/vaults"


def read_secret(environment: Mapping[str, str] = os.environ) -> Secret | None:
    """The secret that the environment names: a passphrase or a key file; ``None`` where neither.

    Raises:
        VaultError: A key file is too short, or cannot be read.
    """
    if environment.get(PASSPHRASE):
        return vaults.from_passphrase(environment[PASSPHRASE])
    if environment.get(KEY_FILE):
        return vaults.read_key_file(Path(environment[KEY_FILE]).expanduser())
    return None


def find_vault(folder: Folder, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of a study's vault; ``None`` where the study has none yet.

    Raises:
        StudyError: ``research/vault.yaml`` cannot be understood.
        VaultError: It would be inside the study or a git work tree.
    """
    known = _read_id(folder)
    if known is None:
        return None
    path = vaults_folder(environment) / known.id
    vaults.refuse_place(path, folder.root)
    return path


def issued(folder: Folder) -> frozenset[str]:
    """Ids that raw transcripts in the vault have or had; told without opening it.

    Raises:
        StudyError: ``research/vault.yaml`` cannot be understood.
    """
    known = _read_id(folder)
    return frozenset(known.issued) if known else frozenset()


def keep_issued(folder: Folder, ids: Iterable[str]) -> bool:
    """Note in ``research/vault.yaml`` that ids are given; gives whether it changed.

    Raises:
        StudyError: ``research/vault.yaml`` cannot be understood, or another import goes on too long.
    """
    with locked(folder):
        known = _read_id(folder)
        if known is None or set(ids) <= set(known.issued):
            return False
        values = {"format": known.format, "id": known.id, "issued": sorted({*known.issued, *ids})}
        return write_atomic(folder.root / ID_FILE, dump(values))


def _read_id(folder: Folder) -> VaultId | None:
    file = folder.root / ID_FILE
    if not file.is_file():
        return None
    return wanted(parse_yaml(VaultId, read_text(file, shown=ID_FILE), "vault", ID_FILE))


def read_vault(folder: Folder, secret: Secret, environment: Mapping[str, str] = os.environ) -> Vault:
    """Open the vault of a study.

    Raises:
        VaultError: There is none, or the passphrase is wrong.
        StudyError: ``research/vault.yaml`` cannot be understood.
    """
    path = find_vault(folder, environment)
    if path is None:
        raise VaultError("vault-missing", ID_FILE)
    return vaults.open_vault(path, secret)


def write_vault(
    folder: Folder, secret: Secret, environment: Mapping[str, str] = os.environ, *, cost: int = COST
) -> Vault:
    """The vault of a study, made where it has none yet.

    Raises:
        VaultError: The place is refused, the passphrase is wrong, or the vault of the study is not here.
    """
    with locked(folder):
        if find_vault(folder, environment) is not None:
            return read_vault(folder, secret, environment)
        identifier = "v-" + "".join(secrets.choice(LETTERS) for _ in range(12))
        path = vaults_folder(environment) / identifier
        vaults.refuse_place(path, folder.root)
        made = vaults.create(path, identifier, secret, cost=cost)
        if create(folder.root / ID_FILE, dump({"format": label("vault"), "id": identifier})):
            return made
    # The file came from elsewhere meanwhile, such as by git: its vault counts, the empty one goes.
    shutil.rmtree(path)
    return read_vault(folder, secret, environment)
