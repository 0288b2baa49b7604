"""Codings: one coder tying one code to words. One coder, one file per transcript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from faden.coding.anchored import Anchored, anchored
from faden.core.dates import PartialDate
from faden.core.documents import FileModel
from faden.core.files import read_text, write_atomic
from faden.core.formats import label, upgrade
from faden.core.ids import CodingId, ConversationId, Slug
from faden.core.problems import Place, Problem
from faden.core.reasons import reason
from faden.core.text import normal
from faden.core.yaml import Parsed, shown_value, validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from faden.coding.anchor import Anchor
    from faden.study.folder import Folder


class CodingsHead(FileModel):
    """First line of a file of codings."""

    format: str
    transcript: ConversationId
    coder: Slug


class _Named(FileModel):
    """What a line begins with."""

    id: CodingId
    code: Slug


class Coding(Anchored, _Named):
    """One code on one stretch of words; a line of the file.

    ``start`` and ``end`` are (turn, offset in code points), end excluded.
    """

    on: PartialDate
    codebook: Annotated[int, Field(ge=1)] = 1
    memo: str = ""


def coding_at(anchor: Anchor, *, identifier: str, code: str, on: str, codebook: int) -> Coding:
    """A coding on described words, as a person makes it."""
    return Coding(
        id=identifier,
        code=code,
        **anchored(anchor),
        on=on,
        codebook=codebook,
    )


@dataclass(frozen=True, slots=True)
class CodingFile:
    """What one coder did in one transcript.

    Attributes:
        transcript: Id of the conversation.
        coder: Who coded.
        codings: The codings, in the order of the file.
        lines: Line of each coding, by id.
    """

    transcript: str
    coder: str
    codings: tuple[Coding, ...]
    lines: dict[str, int]


def parse_codings(text: str, path: str) -> Parsed[CodingFile]:
    """Parse a file of codings; lines that are not understood become problems, the rest is kept."""
    first, *rest = normal(text).rstrip("\n").split("\n")
    head_data, problem = _json(first, Place(path, 1))
    if problem is not None:
        return Parsed(None, (problem,))
    parsed = upgrade(Parsed(head_data, (), {("format",): 1}), "codings", path)
    head = validate(CodingsHead, parsed, path)
    if head.value is None:
        return Parsed(None, head.problems)
    codings: list[Coding] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    twice: set[str] = set()
    for number, line in enumerate(rest, start=2):
        data, problem = _json(line, Place(path, number))
        coding = _coding(data, Place(path, number), problems) if problem is None else None
        if problem is not None:
            problems.append(problem)
        if coding is None:
            continue
        if coding.id in lines:
            problems.append(Problem("coding-twice", Place(path, number), {"value": coding.id}))
            twice.add(coding.id)
            continue
        lines[coding.id] = number
        codings.append(coding)
    kept = tuple(coding for coding in codings if coding.id not in twice)
    file = CodingFile(head.value.transcript, head.value.coder, kept, lines)
    return Parsed(file, tuple(problems))


def _json(line: str, place: Place) -> tuple[Any, Problem | None]:
    try:
        return json.loads(line), None
    except (ValueError, RecursionError) as error:
        return None, Problem("json-invalid", place, {"n": getattr(error, "colno", 1)})


def _coding(data: Any, place: Place, problems: list[Problem]) -> Coding | None:
    try:
        return Coding.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            field = ".".join(str(part) for part in found["loc"]) or "–"
            value = shown_value(found["input"], found["loc"])
            params = {"field": field, "value": value, "reason": reason(found)}
            problems.append(Problem("value-invalid", place, params))
        return None


def format_codings(file: CodingFile, order: tuple[str, ...]) -> str:
    """The file of codings, sorted by position, then code; the same bytes for the same codings.

    Args:
        file: The codings.
        order: Ids of the turns of the transcript, in their order.
    """
    at = placing(order)
    lines = [format_coding(coding) for coding in sorted(file.codings, key=at)]
    return "\n".join([format_head(file.transcript, file.coder), *lines]) + "\n"


def placing(order: tuple[str, ...]) -> Callable[[Coding], tuple[object, ...]]:
    """By what codings are sorted: position, then code, then id.

    Args:
        order: Ids of the turns of the transcript, in their order.
    """
    rank = {turn: at for at, turn in enumerate(order)}

    def key(coding: Coding) -> tuple[object, ...]:
        start, end = coding.start, coding.end
        return (
            rank.get(start[0], len(rank)),
            start[1],
            rank.get(end[0], len(rank)),
            end[1],
            coding.code,
            coding.id,
        )

    return key


def format_head(transcript: str, coder: str) -> str:
    """The first line of a file of codings, without its line break."""
    return _line({"format": label("codings"), "transcript": transcript, "coder": coder})


def format_coding(coding: Coding) -> str:
    """The line of a coding, without its line break."""
    values = coding.model_dump(mode="json")
    return _line({k: v for k, v in values.items() if k != "memo" or v})


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_codings(folder: Folder, path: Path) -> Parsed[CodingFile]:
    """Read one file of codings; its folder and name must agree with what it says of itself."""
    shown = folder.shown(path)
    parsed = parse_codings(read_text(path, shown=shown), shown)
    if parsed.value is None:
        return parsed
    told = (parsed.value.coder, parsed.value.transcript)
    named = (path.parent.name, path.stem)
    if told == named:
        return parsed
    params = {"told": "/".join(told), "named": "/".join(named)}
    problem = Problem("codings-misplaced", Place(shown, 1), params)
    return Parsed(parsed.value, (*parsed.problems, problem))


def write_codings(folder: Folder, file: CodingFile, order: tuple[str, ...]) -> bool:
    """Write the codings of one coder in one transcript; gives whether the file changed."""
    path = folder.coding_file(file.coder, file.transcript)
    return write_atomic(path, format_codings(file, order))
