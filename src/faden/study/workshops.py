"""Workshops: plan and protocol, with counts per role instead of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, named, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.languages import Language, LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder

WorkshopId = Annotated[str, StringConstraints(pattern=r"^W[0-9]{2,4}$")]


class NextStep(FileModel):
    """What happens next; its owner is a role, never a name."""

    step: LocalText
    owner: LocalText
    due: PartialDate | None = None


class Heading(FileModel):
    """A group of sticky notes, in the words in which a person has cleared it for publication.

    Attributes:
        cluster: The heading as it hangs on the board; another one is not cleared.
        name: What is published instead of it.
        by: Who has cleared it.
        on: When.
    """

    cluster: Annotated[str, Field(min_length=1)]
    name: LocalText
    by: Slug
    on: PartialDate


class Workshop(FileModel):
    """``research/workshops/W01.yaml``."""

    format: str
    id: WorkshopId
    title: LocalText
    aim: LocalText
    date: PartialDate | None = None
    municipality: Slug | None = None
    place_kind: LocalText | None = None
    phase: Literal["understand", "observe", "define", "ideate", "prototype", "test"]
    counts: Annotated[dict[Slug, Annotated[int, Field(ge=0)]], Field(default_factory=dict)]
    interpreters: Annotated[int, Field(ge=0)] = 0
    languages: tuple[Language, ...] = ()
    compensation: LocalText | None = None
    accessibility: LocalText | None = None
    method: tuple[LocalText, ...] = ()
    results: tuple[LocalText, ...] = ()
    decisions: tuple[LocalText, ...] = ()
    dissent: tuple[LocalText, ...] = ()
    headings: tuple[Heading, ...] = ()
    photo_consent: bool = False
    next: tuple[NextStep, ...] = ()


def read_workshop(folder: Folder, path: Path) -> Parsed[Workshop]:
    """Read one workshop."""
    shown = folder.shown(path)
    parsed = parse_yaml(Workshop, read_text(path, shown=shown), "workshop", shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.id, shown)
