"""What the vault of a study holds, and under which names: originals, raw transcripts, the key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict

from faden.core.problems import VaultError
from faden.interviews.files import format_transcript, parse_transcript
from faden.protection import vault as vaults
from faden.protection.vault import Vault

if TYPE_CHECKING:
    from faden.interviews.readers.reading import Aside
    from faden.interviews.transcript import Transcript

NAMES: Final = "pseudonyms.csv"
KEY: Final = "key.json"
_IMPORTS: Final = "imports.json"


class Imported(BaseModel):
    """A file that was imported into the vault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
    format: str
    on: str


class Imports(BaseModel):
    """All files that were imported, by the SHA-256 of their bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    files: dict[str, Imported] = {}


class Key(BaseModel):
    """The key of pseudonyms: which participant speaks where, and what was written last.

    Attributes:
        people: Label of a person in the list → participant id, the same in all conversations.
        speakers: ``I07/S2`` → participant id, for those whom the list does not name.
        written: Transcript id → SHA-256 of the file as it was last written by ``apply``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    people: dict[str, str] = {}
    speakers: dict[str, str] = {}
    written: dict[str, str] = {}


def read_imports(vault: Vault) -> Imports:
    """The files imported so far.

    Raises:
        VaultError: The vault is damaged.
    """
    data = vaults.find(vault, _IMPORTS)
    return Imports() if data is None else Imports.model_validate_json(data)


def format_imports(imports: Imports) -> dict[str, bytes]:
    """The files imported so far as an entry of the vault."""
    return {_IMPORTS: _json(imports.model_dump())}


def read_key(vault: Vault) -> Key:
    """The key of pseudonyms.

    Raises:
        VaultError: The vault is damaged.
    """
    data = vaults.find(vault, KEY)
    return Key() if data is None else Key.model_validate_json(data)


def write_key(vault: Vault, key: Key) -> bool:
    """Keep the key of pseudonyms; gives whether it changed."""
    return vaults.write(vault, {KEY: format_key(key)})


def format_key(key: Key) -> bytes:
    """The key of pseudonyms as an entry of the vault."""
    return _json(key.model_dump())


def write_material(
    vault: Vault, transcript: Transcript, original: bytes, imported: Imported, asides: tuple[Aside, ...]
) -> None:
    """Keep an original, its raw transcript and what was set aside; all or nothing."""
    if transcript.head.source is None:
        raise VaultError("vault-entry-missing", vault.path.as_posix())
    sha = transcript.head.source.sha256
    files = {**read_imports(vault).files, sha: imported}
    aside = [{"kind": a.kind, "line": a.line, "text": a.text} for a in asides]
    identifier = transcript.head.id
    vaults.write(
        vault,
        {
            f"originals/{sha}": original,
            f"raw/{identifier}.md": format_transcript(transcript).encode(),
            f"asides/{identifier}.json": _json(aside),
            **format_imports(Imports(files=files)),
        },
    )


def raw_ids(vault: Vault) -> tuple[str, ...]:
    """Ids of the raw transcripts in the vault, in order."""
    names = [name for name in vaults.names(vault) if name.startswith("raw/")]
    return tuple(name.removeprefix("raw/").removesuffix(".md") for name in names)


def read_raw(vault: Vault, identifier: str) -> Transcript:
    """A raw transcript.

    Raises:
        VaultError: There is none of this id, or the vault is damaged.
    """
    text = vaults.read(vault, f"raw/{identifier}.md").decode()
    transcript = parse_transcript(text, f"raw/{identifier}.md").value
    if transcript is None:
        raise VaultError("vault-damaged", vault.path.as_posix())
    return transcript


def read_names(vault: Vault) -> str:
    """The list of names as text; empty where there is none yet.

    Raises:
        VaultError: The vault is damaged.
    """
    return (vaults.find(vault, NAMES) or b"").decode("utf-8-sig", "replace")


def write_names(vault: Vault, text: str) -> bool:
    """Keep the list of names; gives whether it changed."""
    return vaults.write(vault, {NAMES: text.encode()})


def _json(values: Mapping[str, object] | list[dict[str, object]]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1).encode()
