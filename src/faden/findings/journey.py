"""Journeys: the steps that people take towards a goal, with what is in their way at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, named, parse_yaml
from faden.core.files import read_text
from faden.core.ids import NeedId, Slug
from faden.core.languages import LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder


class JourneyStep(FileModel):
    """One step: what happens there, and under which codes people tell of what is in the way.

    How many persons met it is computed. A step without codes says “no data”; nothing is filled in.
    """

    id: Slug
    name: LocalText
    text: LocalText | None = None
    codes: tuple[Slug, ...] = ()
    needs: tuple[NeedId, ...] = ()


class Journey(FileModel):
    """``analysis/journeys/<id>.yaml``: the way of one group, step by step, written by a person."""

    format: str
    id: Slug
    title: LocalText
    text: LocalText | None = None
    group: Slug | None = None
    """Whose way it is; only persons of this group are counted. Empty: all."""
    steps: Annotated[tuple[JourneyStep, ...], Field(min_length=1)]
    synthetic: bool = False
    by: Slug
    on: PartialDate


def read_journey(folder: Folder, path: Path) -> Parsed[Journey]:
    """Read one journey."""
    shown = folder.shown(path)
    parsed = parse_yaml(Journey, read_text(path, shown=shown), "journey", shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.id, shown)
