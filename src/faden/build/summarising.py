"""Writing a summary into the framework matrix: a step like those of coding, kept at once and undone."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, ValidationError

from faden.analysis.framework import parse_framework, study_rows
from faden.coding.editing.actions import Text
from faden.coding.editing.bench import PATIENCE, known_coder
from faden.coding.editing.journal import journal_of
from faden.coding.editing.keeper import Keeper
from faden.coding.editing.outcome import Said
from faden.core import yaml
from faden.core.amending import AmendError, amend
from faden.core.documents import FileModel, wanted
from faden.core.formats import label
from faden.core.ids import CodingId, ParticipantId, Slug
from faden.core.languages import Language
from faden.core.problems import Place, Problem, StudyError
from faden.core.text import normal
from faden.core.yaml import shown_value
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.coding.editing.case import Case


class Summarise(FileModel):
    """Write what a case says under a code; without any text the summary goes."""

    do: Literal["summarise"]
    row: ParticipantId | Slug
    code: Slug
    text: dict[Language, Text]
    codings: Annotated[tuple[CodingId, ...], Field(max_length=200)] = ()


def parse_summary(data: Any) -> Summarise:
    """The summary that plain values, such as those of a request, describe.

    Raises:
        StudyError: One of its values cannot be.
    """
    try:
        return Summarise.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "–"
        value = shown_value(first.get("input"), first["loc"])
        raise StudyError("action-invalid", action="summarise", field=field, value=value) from None


def summarise(case: Case, action: Summarise, seen: Mapping[str, str]) -> Said:
    """Write a summary in the name of the case's coder; when this returns, it is on the disk.

    Args:
        case: The study as it is now.
        action: What to write.
        seen: Fingerprint of the file that the person saw, by path.

    Raises:
        StudyError: The file was edited since, or cannot be changed line by line; the code or the row does
            not exist. Nothing is written then.
    """
    folder, path = case.folder, case.shown(case.folder.framework)
    keeper = Keeper(folder, journal_of(folder, known_coder(case.coder)), patience=PATIENCE)
    with locked(folder, patience=PATIENCE):
        keeper.mend()
        now = case.version(path)
        if path not in seen:
            raise StudyError("edited-unseen", path)
        if seen[path] != now.mark:
            raise StudyError("edited-elsewhere", path)
        text = "" if now.content is None else case.text(path)
        fresh = _amended(text, path, case, action)
        values = {"row": action.row, "code": action.code}
        keeper.write(action.do, values, {path: fresh}, case.version)
    return Said("editing.said.summarise", values)


def _amended(text: str, path: str, case: Case, action: Summarise) -> str:
    """The file with the summary in it, all other lines as they were."""
    data: dict[str, Any] = {"format": label("framework"), "rows": "participant", "cells": []}
    if text.strip():
        wanted(parse_framework(text, path))
        data = copy.deepcopy(wanted(yaml.parse(normal(text), path)))
    if case.codebook().find(action.code) is None:
        raise StudyError("matrix-code-unknown", value=action.code)
    if not study_rows(case.folder, data.get("rows", "participant"), action.row):
        params = {"row": action.row, "code": action.code}
        raise StudyError.of(Problem("framework-cell-nowhere", Place(path), params))
    cells: list[dict[str, Any]] = data.setdefault("cells", [])
    at = next((n for n, c in enumerate(cells) if (c["row"], c["code"]) == (action.row, action.code)), None)
    before = cells[at]["text"] if at is not None else {}
    told = {lang: words for lang, words in (before | action.text).items() if words}
    made = {"row": action.row, "code": action.code, "text": told}
    made |= {"codings": list(action.codings)} if action.codings else {}
    made |= {"by": case.coder, "on": case.today}
    if at is None and told:
        cells.append(made)
    elif at is not None and told:
        cells[at] = made
    elif at is not None:
        del cells[at]
    try:
        fresh = amend(text, data)
    except AmendError as error:
        raise StudyError("framework-style", path, reason=str(error)) from None
    wanted(parse_framework(fresh, path))
    return fresh
