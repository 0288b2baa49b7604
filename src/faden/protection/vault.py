"""The vault: where clear names live, encrypted, outside the study and outside git.

A folder with ``vault.json`` (public: how the key is derived), ``index`` (encrypted: names of the
entries and their files) and ``entries/`` (encrypted, random names). A random key encrypts
everything with AES-256-GCM; the passphrase, or a key file, unwraps that key through scrypt. What
is written goes to new files first, and one replacement of the index makes it valid: a crash leaves
the old state. Each file is bound to vault, file name and place, so that none can stand for another.

An older state of the whole folder cannot be told from the present one; that is what backups are.
Number and size of entries can be seen from outside.
"""

from __future__ import annotations

import base64
import json
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faden.core.files import write_atomic
from faden.core.problems import VaultError
from faden.protection.lock import take

FORMAT: Final = "faden.vault/1"
MIN_PASSPHRASE: Final = 12
"""Characters; four words are more."""

MIN_KEY_FILE: Final = 32
"""Bytes of a key file."""

COST: Final = 17
"""Binary logarithm of scrypt's N: 128 MB and about half a second for each guess.

Source: OWASP Password Storage Cheat Sheet (N=2^17, r=8, p=1).
"""

_MAX_COST: Final = 20
_NONCE: Final = 12
_KEY: Final = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a vault; never shown.

    Attributes:
        value: The bytes that scrypt gets.
        short: Whether it is too short for a new vault; a vault that is there just stays closed to it.
    """

    value: bytes = field(repr=False)
    short: bool = False


def from_passphrase(passphrase: str) -> Secret:
    """The secret of a passphrase; the same letters count as the same however they are composed.

    One of less than 12 characters makes no new vault.
    """
    normal = unicodedata.normalize("NFC", passphrase)
    return Secret(b"passphrase:" + normal.encode(), short=len(normal) < MIN_PASSPHRASE)


def read_key_file(path: Path) -> Secret:
    """The secret of a key file, at least 32 bytes of chance.

    Raises:
        VaultError: It cannot be read, or is too short.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise VaultError("vault-key-file-unreadable", path.as_posix()) from None
    if len(data) < MIN_KEY_FILE:
        raise VaultError("vault-key-file-short", path.as_posix(), least=MIN_KEY_FILE)
    return Secret(b"key file:" + data)


class _Derivation(BaseModel):
    """How the passphrase becomes a key."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Literal["scrypt"] = "scrypt"
    cost: int = Field(ge=4, le=_MAX_COST)
    salt: str


class _Public(BaseModel):
    """``vault.json``: what anybody may see."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal["faden.vault/1"] = FORMAT
    id: str
    derivation: _Derivation
    key: str


@dataclass(frozen=True, slots=True)
class Vault:
    """An open vault.

    Attributes:
        path: Its folder.
        id: Its random id, which the study knows.
    """

    path: Path
    id: str
    _key: bytes = field(repr=False)


def create(path: Path, identifier: str, secret: Secret, *, cost: int = COST) -> Vault:
    """Make an empty vault.

    Args:
        path: Its folder; must be empty or not be there.
        identifier: Its random id.
        secret: What will open it.
        cost: Binary logarithm of scrypt's N; tests use less.

    Raises:
        VaultError: There is something at this place, it is inside a git work tree, or the passphrase
            is shorter than 12 characters.
    """
    refuse_place(path)
    _refuse_short(secret)
    if path.exists() and any(path.iterdir()):
        raise VaultError("vault-exists", path.as_posix())
    key = secrets.token_bytes(_KEY)
    derivation = _Derivation(cost=cost, salt=_text(secrets.token_bytes(16)))
    wrapped = _seal(_derive(secret, derivation), key, f"{identifier}/key")
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    (path / "entries").mkdir(mode=0o700, exist_ok=True)
    vault = Vault(path, identifier, key)
    _write_index(vault, {})
    public = _Public(id=identifier, derivation=derivation, key=_text(wrapped))
    _write(path / "vault.json", public.model_dump_json(indent=1).encode() + b"\n")
    return vault


def open_vault(path: Path, secret: Secret) -> Vault:
    """Open a vault.

    Raises:
        VaultError: There is none, it is damaged, or the passphrase is wrong.
    """
    refuse_place(path)
    try:
        public = _Public.model_validate_json((path / "vault.json").read_bytes())
        salted = public.derivation
        wrapped = _bytes(public.key)
    except OSError:
        raise VaultError("vault-missing", path.as_posix()) from None
    except (ValidationError, ValueError):
        raise VaultError("vault-damaged", (path / "vault.json").as_posix()) from None
    key = _unseal(_derive(secret, salted), wrapped, f"{public.id}/key")
    if key is None:
        raise VaultError("vault-passphrase-wrong", path.as_posix())
    return Vault(path, public.id, key)


def names(vault: Vault) -> tuple[str, ...]:
    """The names of all entries, in order.

    Raises:
        VaultError: The vault is damaged.
    """
    return tuple(sorted(_read_index(vault)))


def read(vault: Vault, name: str) -> bytes:
    """An entry.

    Raises:
        VaultError: There is none of this name, or it was changed from outside.
    """
    data = find(vault, name)
    if data is None:
        raise VaultError("vault-entry-missing", vault.path.as_posix())
    return data


def find(vault: Vault, name: str) -> bytes | None:
    """An entry, or ``None`` where there is none of this name.

    Raises:
        VaultError: It was changed from outside.
    """
    file = _read_index(vault).get(name)
    if file is None:
        return None
    where = vault.path / "entries" / file
    try:
        sealed = where.read_bytes()
    except OSError:
        if _read_index(vault).get(name) != file:
            return find(vault, name)  # another process has replaced the entry between the two steps
        raise VaultError("vault-damaged", where.as_posix()) from None
    data = _unseal(vault._key, sealed, f"{vault.id}/entries/{file}")  # noqa: SLF001 - the module's own type
    if data is None:
        raise VaultError("vault-damaged", where.as_posix())
    return data


def write(vault: Vault, entries: Mapping[str, bytes | None]) -> bool:
    """Write entries, all of them or none; ``None`` removes one. The same content changes nothing.

    Returns:
        Whether anything changed.

    Raises:
        VaultError: The vault is damaged, or another process is writing.
    """
    with _locked(vault):
        index = _read_index(vault)
        changed = {name: data for name, data in entries.items() if find(vault, name) != data}
        if not changed:
            return False
        old = {index.pop(name) for name in changed if name in index}
        for name, data in changed.items():
            if data is not None:
                file = secrets.token_hex(16)
                sealed = _seal(vault._key, data, f"{vault.id}/entries/{file}")  # noqa: SLF001 - as above
                _write(vault.path / "entries" / file, sealed)
                index[name] = file
        _write_index(vault, index)
        for file in old:
            (vault.path / "entries" / file).unlink(missing_ok=True)
    return True


def change_secret(vault: Vault, secret: Secret, *, cost: int = COST) -> None:
    """Give the vault another passphrase or key file; the entries stay as they are.

    Raises:
        VaultError: The passphrase is shorter than 12 characters.
    """
    _refuse_short(secret)
    derivation = _Derivation(cost=cost, salt=_text(secrets.token_bytes(16)))
    wrapped = _seal(_derive(secret, derivation), vault._key, f"{vault.id}/key")  # noqa: SLF001 - as above
    public = _Public(id=vault.id, derivation=derivation, key=_text(wrapped))
    _write(vault.path / "vault.json", public.model_dump_json(indent=1).encode() + b"\n")


def refuse_place(path: Path, study: Path | None = None) -> None:
    """Refuse a place for a vault from which clear names could get into git or to others.

    Args:
        path: Where the vault is to be.
        study: The study's folder.

    Raises:
        VaultError: The place is inside the study or inside a git work tree, links resolved.
    """
    real = path.resolve()
    if study is not None and (real == study.resolve() or study.resolve() in real.parents):
        raise VaultError("vault-inside-study", path.as_posix())
    for folder in (real, *real.parents):
        if (folder / ".git").exists():
            raise VaultError("vault-inside-git", path.as_posix(), value=folder.as_posix())


def _refuse_short(secret: Secret) -> None:
    if secret.short:
        raise VaultError("vault-passphrase-short", least=MIN_PASSPHRASE)


@contextmanager
def _locked(vault: Vault) -> Iterator[None]:
    """One writer at a time; the lock of a process that was killed does not last."""
    lock = vault.path / "lock"
    try:
        taken = vault.path.is_dir() and take(lock, 0)
    except OSError:
        raise VaultError("vault-missing", vault.path.as_posix()) from None
    if not taken:
        busy = lock.exists()
        raise VaultError("vault-busy" if busy else "vault-missing", (lock if busy else vault.path).as_posix())
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _read_index(vault: Vault) -> dict[str, str]:
    where = vault.path / "index"
    try:
        data = _unseal(vault._key, where.read_bytes(), f"{vault.id}/index")  # noqa: SLF001 - the module's own type
    except OSError:
        data = None
    if data is None:
        raise VaultError("vault-damaged", where.as_posix())
    index: dict[str, str] = json.loads(data)
    return index


def _write_index(vault: Vault, index: Mapping[str, str]) -> None:
    data = json.dumps(index, ensure_ascii=False, sort_keys=True).encode()
    _write(vault.path / "index", _seal(vault._key, data, f"{vault.id}/index"))  # noqa: SLF001 - as above


def _write(path: Path, data: bytes) -> None:
    write_atomic(path, data)
    path.chmod(0o600)


def _derive(secret: Secret, derivation: _Derivation) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    salt = _bytes(derivation.salt)
    return Scrypt(salt=salt, length=_KEY, n=2**derivation.cost, r=8, p=1).derive(secret.value)


def _seal(key: bytes, data: bytes, place: str) -> bytes:
    """Encrypt, bound to a place; the nonce is random and stands in front."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def _unseal(key: bytes, sealed: bytes, place: str) -> bytes | None:
    """Decrypt; ``None`` where key, place or content are not those of `_seal`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
    except (InvalidTag, ValueError):
        return None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
