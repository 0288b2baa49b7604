"""Recordings and pictures in the vault that came with projects of other programs: a voice cannot be cut out.

A recording of a conversation that the person took part in goes as a whole, as originals do. One of a
project with such a conversation that no transcript names may hold the voice; a person has to listen.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from faden.protection import vault as vaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.protection.vault import Vault
    from faden.protection.withdrawal.person import Person
    from faden.study.folder import Folder

_SOURCES: Final = frozenset({"AudioSource", "VideoSource", "PictureSource", "PdfSource"})


def recordings(folder: Folder, vault: Vault, person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """Entries of the vault that go, and those that a person has to look at.

    Args:
        folder: The study.
        vault: Its open vault.
        person: Who withdraws.
    """
    gone: set[str] = set()
    doubtful: set[str] = set()
    for slug, sidecar in _sidecars(folder, vault):
        told = {guid.casefold(): one for guid, one in sidecar.get("transcripts", {}).items()}
        if not set(told.values()) & set(person.turns):
            continue
        base = f"exchange/{slug}/files/"
        rest = {name for name in vaults.names(vault) if name.startswith(base)}
        for source in _sources(sidecar.get("project")):
            named = {name for name in rest if name.removeprefix(base) in _file_names(source)}
            of = {told[guid] for guid in _guids(source) if guid in told}
            if of & set(person.turns):
                gone |= named
            if of:
                rest -= named
        doubtful |= {name for name in rest - gone if not _is_text(vaults.read(vault, name))}
    return frozenset(gone), frozenset(doubtful)


def _sidecars(folder: Folder, vault: Vault) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Slug and content of what is kept of each project; what cannot be understood is told by `remaining`."""
    raw = {
        path.parent.name: path.read_bytes() for path in folder.root.glob("analysis/exchange/*/project.json")
    }
    for name in vaults.names(vault):
        if name.startswith("exchange/") and name.endswith("/project.json"):
            raw[name.split("/")[1]] = vaults.read(vault, name)
    for slug, data in sorted(raw.items()):
        try:
            sidecar = json.loads(data)
        except ValueError:
            continue
        if isinstance(sidecar, dict) and isinstance(sidecar.get("transcripts", {}), dict):
            yield slug, sidecar


def _sources(plain: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(plain, dict):
        if plain.get("is") in _SOURCES:
            yield plain
            return
        plain = list(plain.values())
    for each in plain if isinstance(plain, list) else ():
        yield from _sources(each)


def _guids(plain: object) -> set[str]:
    """All ids in a source: its own, and those of its transcripts."""
    if isinstance(plain, list):
        return set[str]().union(*map(_guids, plain)) if plain else set()
    if not isinstance(plain, dict):
        return set()
    return {str(plain.get("guid", "")).casefold(), *_guids(list(plain.values()))}


def _file_names(source: Mapping[str, Any]) -> set[str]:
    """How a source names its file, without the way to it: ``internal://a.mp3``, ``relative:///x/a.mp3``."""
    paths = [str(source[key]) for key in ("path", "current_path") if source.get(key)]
    return {path.replace("\\", "/").rpartition("/")[2] for path in paths} | {
        path.partition("://")[2].lstrip("/") for path in paths
    }


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
