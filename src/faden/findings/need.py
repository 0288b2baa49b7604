"""Needs and pain points: named by people, backed by codings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import CodingId, NeedId, Slug
from faden.core.languages import LocalText
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.study.folder import Folder


class Need(FileModel):
    """What participants must be able to do to reach a goal, or an obstacle they told of.

    ``merged_into`` names the need in which it has gone; what people wrote of it stays as it is.
    """

    id: NeedId
    kind: Literal["need", "pain"] = "need"
    name: LocalText
    statement: LocalText
    codes: tuple[Slug, ...]
    codings: tuple[CodingId, ...] = ()
    by: Slug
    on: PartialDate
    merged_into: NeedId | None = None


class NeedsFile(FileModel):
    """``analysis/needs.yaml``."""

    format: str
    needs: tuple[Need, ...] = ()


def merged(needs: Iterable[Need]) -> dict[str, str]:
    """Need → the need into which it has been merged, for those that have."""
    return {need.id: need.merged_into for need in needs if need.merged_into is not None}


def standing(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that have gone into no other."""
    return tuple(need for need in needs if need.merged_into is None)


def read_needs(folder: Folder) -> Parsed[tuple[Need, ...]]:
    """Read ``analysis/needs.yaml``, in the order of the file."""
    shown = folder.shown(folder.needs)
    parsed = parse_yaml(NeedsFile, read_text(folder.needs, shown=shown), "needs", shown)
    if parsed.value is None:
        return Parsed(None, parsed.problems, parsed.lines)
    needs = parsed.value.needs
    twice = tuple(
        Problem("need-twice", Place(shown, parsed.line("needs", at)), {"need": need.id})
        for at, need in enumerate(needs)
        if need.id in {earlier.id for earlier in needs[:at]}
    )
    return Parsed(needs, twice, parsed.lines)
