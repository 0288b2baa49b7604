"""Prose of a study that stands in several languages: research questions and the interview guide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from faden.core.documents import FileModel, parse_front_matter, split_blocks
from faden.core.files import read_text
from faden.core.languages import NAMES
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder

_HEADING: Final = re.compile(r"^## (?P<id>\S.*)$", re.MULTILINE)


class ProseHead(FileModel):
    """The front matter of a prose file."""

    format: str
    synthetic: bool = False
    version: Annotated[int, Field(ge=1)] = 1


@dataclass(frozen=True, slots=True)
class Section:
    """One headed piece.

    Attributes:
        id: Its heading, e.g. ``Q1``.
        texts: Language → Markdown.
    """

    id: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Prose:
    """A prose file.

    Attributes:
        head: Its front matter.
        sections: Its pieces, in order.
    """

    head: ProseHead
    sections: tuple[Section, ...]


def read_prose(folder: Folder, path: Path, name: str) -> Parsed[Prose]:
    """Read ``questions.md`` or ``guide.md``.

    Args:
        folder: The study.
        path: The file.
        name: Its format, ``questions`` or ``guide``.
    """
    shown = folder.shown(path)
    head, parts = parse_front_matter(ProseHead, read_text(path, shown=shown), name, shown)
    if head.value is None or parts is None:
        return Parsed(None, head.problems, head.lines)
    marks = list(_HEADING.finditer(parts.body))
    sections: list[Section] = []
    problems: list[Problem] = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(parts.body)
        line = parts.body_line + parts.body.count("\n", 0, mark.end())
        texts: dict[str, str] = {}
        for block in split_blocks(parts.body[mark.end() : end], line)[1]:
            language = block.words[0] if len(block.words) == 1 else ""
            if language not in NAMES:
                params = {"value": " ".join(block.words)}
                problems.append(Problem("finding-language-invalid", Place(shown, block.line), params))
                continue
            texts[language] = block.text
        sections.append(Section(mark["id"].strip(), texts))
    return Parsed(Prose(head.value, tuple(sections)), tuple(problems), head.lines)
