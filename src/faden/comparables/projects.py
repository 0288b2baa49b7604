"""Comparable projects: facts in own words, each with source, date and confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, named, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder

Function = Literal[
    "search",
    "listing-intake",
    "matching",
    "mediation",
    "accompaniment",
    "landlord-assurance",
    "information",
    "participation",
    "contribution",
    "advocacy",
]
"""What a project does (criterion C02)."""

Confidence = Literal["high", "medium", "low"]
"""That the sources say so, not that a self-reported figure is true."""


class Status(FileModel):
    """Whether a project runs; always as of a date."""

    state: Literal["active", "ended", "unknown"]
    as_of: PartialDate | None = None
    basis: str = ""


class OpenSource(FileModel):
    """Whether code or content is open; ``null`` is not known."""

    is_open: bool | None = None
    licence: str | None = None
    repo: str | None = None


class Result(FileModel):
    """A figure that a source reports; ranges and bounds stay as they were given."""

    value: str
    unit: LocalText
    as_of: str | None = None
    basis: str = ""
    source: str = ""


class Transferability(FileModel):
    """What of it could serve here."""

    rating: Annotated[int, Field(ge=0, le=3)] | Literal["unknown"] = "unknown"
    note: LocalText | None = None


class Rating(FileModel):
    """A value on one criterion; unknown is a value of its own and never counts as 0."""

    value: str | int | float | tuple[str, ...]
    as_of: str | None = None
    confidence: Confidence | None = None


class Source(FileModel):
    """Where a fact was found."""

    url: str
    found_in: str = ""
    dated: str | None = None


class Comparable(FileModel):
    """``research/comparables/<id>.yaml``."""

    format: str
    id: Slug
    name: str
    operator: str = ""
    region: str = ""
    country: str = ""
    start_year: int | None = None
    status: Status
    target_group: LocalText | None = None
    functions: tuple[Function, ...] = ()
    languages: tuple[str, ...] = ()
    open_source: OpenSource = OpenSource()
    results: tuple[Result, ...] = ()
    lesson: LocalText | None = None
    transferability: Transferability = Transferability()
    ratings: Annotated[dict[str, Rating], Field(default_factory=dict)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked: PartialDate
    confidence: Confidence


class Criterion(FileModel):
    """One question that all projects are asked."""

    id: str
    name: LocalText
    scale: LocalText
    type: str = ""


class CriteriaFile(FileModel):
    """``research/comparables/criteria.yaml``."""

    format: str
    criteria: tuple[Criterion, ...] = ()
    rules: tuple[LocalText, ...] = ()


def read_comparable(folder: Folder, path: Path) -> Parsed[Comparable]:
    """Read one comparable project."""
    shown = folder.shown(path)
    parsed = parse_yaml(Comparable, read_text(path, shown=shown), "comparable", shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.id, shown)


def read_criteria(folder: Folder) -> Parsed[CriteriaFile]:
    """Read the criteria and rules of the benchmark."""
    path = folder.root / "research/comparables/criteria.yaml"
    shown = folder.shown(path)
    return parse_yaml(CriteriaFile, read_text(path, shown=shown), "criteria", shown)
