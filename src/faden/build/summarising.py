"""Writing into the framework matrix, a summary or what rows are: a step that is kept at once and undone."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from faden.analysis.framework import Rows, parse_framework, study_rows
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


class ChooseRows(FileModel):
    """Say what a row of the framework matrix is; summaries of other rows wait in the file."""

    do: Literal["framework-rows"]
    rows: Rows


STEPS: Final[dict[object, type[Summarise | ChooseRows]]] = {
    "summarise": Summarise,
    "framework-rows": ChooseRows,
}
"""What can be done in the framework matrix, by its word."""


def parse_summary(data: Any) -> Summarise | ChooseRows:
    """The step that plain values, such as those of a request, describe.

    Raises:
        StudyError: One of its values cannot be.
    """
    step = STEPS.get(data.get("do"), Summarise) if isinstance(data, dict) else Summarise
    try:
        return step.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "–"
        value = shown_value(first.get("input"), first["loc"])
        told = next(word for word, each in STEPS.items() if each is step)
        raise StudyError("action-invalid", action=str(told), field=field, value=value) from None


def summarise(case: Case, action: Summarise | ChooseRows, seen: Mapping[str, str]) -> Said:
    """Do a step in the name of the case's coder; when this returns, it is on the disk.

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
        data, values = _read(text, path), dict[str, str]()
        if isinstance(action, ChooseRows):
            data["rows"] = values["rows"] = action.rows
        else:
            _summed_up(data, path, case, action)
            values |= {"row": action.row, "code": action.code}
        keeper.write(action.do, values, {path: _amended(text, path, data)}, case.version)
    return Said(f"editing.said.{action.do}", values)


def _read(text: str, path: str) -> dict[str, Any]:
    """What stands in the file; what a file says that is not there yet."""
    data: dict[str, Any] = {"format": label("framework"), "rows": "participant", "cells": []}
    if text.strip():
        wanted(parse_framework(text, path))
        data = copy.deepcopy(wanted(yaml.parse(normal(text), path)))
    return data


def _summed_up(data: dict[str, Any], path: str, case: Case, action: Summarise) -> None:
    """Put a summary among the others."""
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


def _amended(text: str, path: str, data: dict[str, Any]) -> str:
    """The file with these values, all other lines as they were."""
    try:
        fresh = amend(text, data)
    except AmendError as error:
        raise StudyError("framework-style", path, reason=str(error)) from None
    wanted(parse_framework(fresh, path))
    return fresh
