"""Context: facts about each municipality, every one with source and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder


class Count(FileModel):
    """A number of persons, with its source."""

    value: Annotated[int, Field(ge=0)]
    as_of: PartialDate
    source: str
    fictional: bool = False


Share = Annotated[float, Field(ge=0, le=1)]


class GroupCount(FileModel):
    """An estimate of how many persons of a group live or work in a place."""

    population: Annotated[int, Field(ge=0)]
    as_of: PartialDate
    source: str
    fictional: bool = False
    shares: Annotated[
        dict[Literal["language", "age_band", "gender", "arrived", "household"], dict[str, Share]],
        Field(default_factory=dict),
    ]
    """Attribute → value → share in the group, from 0 to 1, by the words of ``participants.csv``."""


class Fact(FileModel):
    """One fact of a municipality."""

    name: LocalText
    value: float | int | str
    unit: str = ""
    as_of: PartialDate
    source: str
    fictional: bool = False


class MunicipalityContext(FileModel):
    """What is known of one municipality."""

    id: Slug
    fictional: bool = False
    population: Count
    housing: tuple[Fact, ...] = ()
    arrival_history: LocalText | None = None
    actors: tuple[LocalText, ...] = ()
    parts: tuple[str, ...] = ()
    """Names of quarters, villages and other parts, by which words tell the place."""
    groups: Annotated[dict[Slug, GroupCount], Field(default_factory=dict)]


class ContextFile(FileModel):
    """``research/context.yaml``."""

    format: str
    municipalities: tuple[MunicipalityContext, ...] = ()


def read_context(folder: Folder) -> Parsed[ContextFile]:
    """Read ``research/context.yaml``."""
    shown = folder.shown(folder.context)
    return parse_yaml(ContextFile, read_text(folder.context, shown=shown), "context", shown)
