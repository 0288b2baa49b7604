"""Personas: composites of findings, never a real person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, named, parse_yaml
from faden.core.files import read_text
from faden.core.ids import CodingId, FindingId, NeedId, ParticipantId, PersonaId, Slug
from faden.core.languages import LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder


class Attribute(FileModel):
    """One thing said of a persona; how many of its participants it holds for is computed."""

    text: LocalText
    codes: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Persona(FileModel):
    """``analysis/personas/PE01.yaml``. The participants are internal and never published."""

    format: str
    id: PersonaId
    name: LocalText
    situation: LocalText
    participants: tuple[ParticipantId, ...] = ()
    needs: tuple[NeedId, ...] = ()
    findings: tuple[FindingId, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    quotations: tuple[CodingId, ...] = ()
    synthetic: bool = False
    by: Slug
    on: PartialDate
    expires: PartialDate | None = None


def read_persona(folder: Folder, path: Path) -> Parsed[Persona]:
    """Read one persona."""
    shown = folder.shown(path)
    parsed = parse_yaml(Persona, read_text(path, shown=shown), "persona", shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.id, shown)
