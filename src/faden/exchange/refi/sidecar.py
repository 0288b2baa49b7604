"""What a study cannot hold of a project, kept beside it: ids, order, sets, links, unknown content."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field, ValidationError

from faden.core.documents import FileModel
from faden.core.files import read_text, write_atomic
from faden.core.formats import label, upgrade
from faden.core.ids import CodingId, ConversationId, Slug
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed
from faden.exchange.refi.binding import from_plain, to_plain
from faden.exchange.refi.model import Project
from faden.exchange.refi.plan import Names
from faden.protection import vault as vaults

if TYPE_CHECKING:
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

FOLDER: Final = "analysis/exchange"
"""Where the sidecars of declared material stand; those of raw material stand in the vault."""


class Sidecar(FileModel):
    """``analysis/exchange/<slug>/project.json``, or the same in the vault.

    ``transcripts``, ``codes``, ``coders``, ``codings`` and ``memos`` map ids (GUID, small letters) to names
    in the study; ``codings`` holds those whose name does not follow from the id.
    """

    format: str
    slug: Slug
    sha256: str
    declared_by: str = ""
    on: str
    language: str = "de"
    languages: Annotated[dict[ConversationId, str], Field(default_factory=dict)]
    transcripts: Annotated[dict[str, ConversationId], Field(default_factory=dict)]
    codes: Annotated[dict[str, Slug], Field(default_factory=dict)]
    coders: Annotated[dict[str, Slug], Field(default_factory=dict)]
    memos: Annotated[dict[str, str], Field(default_factory=dict)]
    codings: Annotated[dict[str, CodingId], Field(default_factory=dict)]
    files: tuple[str, ...] = ()
    project: dict[str, Any]

    def names(self) -> Names:
        """The names under which the project was imported."""
        return Names(
            self.transcripts,
            self.codes,
            self.coders,
            self.language,
            self.languages,
            self.on,
            self.codings,
        )

    def read(self) -> Project:
        """The project as it came.

        Raises:
            KeyError, TypeError, ValueError: Somebody has edited the file.
        """
        return self.whole

    @cached_property
    def whole(self) -> Project:
        """The project as it came, read once; see `read`."""
        node = from_plain(self.project, Project)
        if not isinstance(node, Project):
            raise TypeError("project")
        return node


def make(slug: str, sha256: str, project: Project, names: Names, **rest: Any) -> Sidecar:
    """The sidecar of a project."""
    return Sidecar(
        format=label("exchange"),
        slug=slug,
        sha256=sha256,
        on=names.on,
        language=names.language,
        languages=dict(names.languages),
        transcripts=dict(names.transcripts),
        codes=dict(names.codes),
        coders=dict(names.coders),
        codings=dict(names.codings),
        project=to_plain(project),
        **rest,
    )


def format_sidecar(sidecar: Sidecar) -> str:
    """The file of a sidecar; the same bytes for the same values."""
    return json.dumps(sidecar.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def parse_sidecar(text: str, path: str) -> Parsed[Sidecar]:
    """Parse a sidecar; one that somebody has edited becomes a problem."""
    try:
        data = json.loads(text)
        parsed = upgrade(Parsed(data), "exchange", path)
        if parsed.value is None:
            return Parsed(None, parsed.problems)
        sidecar = Sidecar.model_validate(parsed.value)
        sidecar.read()
    except (ValidationError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return Parsed(None, (Problem("exchange-sidecar-broken", Place(path, 1)),))
    return Parsed(sidecar)


def read_sidecars(folder: Folder, vault: Vault | None = None) -> Parsed[tuple[Sidecar, ...]]:
    """All sidecars of a study, by slug: those beside it, and those in the vault where it is open."""
    found: dict[str, Sidecar] = {}
    problems: list[Problem] = []
    for path in sorted((folder.root / FOLDER).glob("*/project.json")):
        parsed = parse_sidecar(read_text(path, shown=folder.shown(path)), folder.shown(path))
        problems += parsed.problems
        if parsed.value is not None:
            found[parsed.value.slug] = parsed.value
    names = vaults.names(vault) if vault is not None else ()
    for name in names:
        if vault is not None and name.startswith("exchange/") and name.endswith("/project.json"):
            parsed = parse_sidecar(vaults.read(vault, name).decode(), name)
            problems += parsed.problems
            if parsed.value is not None:
                found[parsed.value.slug] = parsed.value
    return Parsed(tuple(found[slug] for slug in sorted(found)), tuple(problems))


def write_beside(folder: Folder, sidecar: Sidecar) -> str:
    """Write a sidecar beside the study; gives its path as messages name it."""
    path = folder.root / FOLDER / sidecar.slug / "project.json"
    write_atomic(path, format_sidecar(sidecar))
    return folder.shown(path)


def write_into(vault: Vault, sidecar: Sidecar, files: dict[str, bytes]) -> None:
    """Keep a sidecar and its files in the vault, all or nothing."""
    base = f"exchange/{sidecar.slug}"
    entries: dict[str, bytes | None] = {f"{base}/files/{name}": data for name, data in files.items()}
    vaults.write(vault, {**entries, f"{base}/project.json": format_sidecar(sidecar).encode()})


def write_files(vault: Vault, slug: str, files: dict[str, bytes]) -> None:
    """Keep the files of a project in the vault."""
    vaults.write(vault, {f"exchange/{slug}/files/{name}": data for name, data in files.items()})


def read_files(vault: Vault, sidecar: Sidecar) -> dict[str, bytes]:
    """The files of a project that the vault keeps."""
    found = {name: vaults.find(vault, f"exchange/{sidecar.slug}/files/{name}") for name in sidecar.files}
    return {name: data for name, data in found.items() if data is not None}
