"""A study's own pages, ``site/<name>.md``: what the team wants to say beside what is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.documents import FileModel, parse_front_matter, split_blocks
from faden.core.files import read_text
from faden.core.languages import NAMES, LocalText
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder


class OwnPageHead(FileModel):
    """The front matter of a study's own page."""

    format: str
    title: LocalText
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that the team has written.

    Attributes:
        name: Name of its file without suffix, and of the page in addresses.
        head: Its title.
        texts: Language → Markdown.
    """

    name: str
    head: OwnPageHead
    texts: dict[str, str]


def read_own_page(folder: Folder, path: Path) -> Parsed[OwnPage]:
    """Read one of a study's own pages."""
    shown = folder.shown(path)
    head, parts = parse_front_matter(OwnPageHead, read_text(path, shown=shown), "page", shown)
    if head.value is None or parts is None:
        return Parsed(None, head.problems, head.lines)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for block in split_blocks(parts.body, parts.body_line)[1]:
        language = block.words[0] if len(block.words) == 1 else ""
        if language not in NAMES or language in texts:
            params = {"value": " ".join(block.words)}
            problems.append(Problem("finding-language-invalid", Place(shown, block.line), params))
            continue
        texts[language] = block.text
    return Parsed(OwnPage(path.stem, head.value, texts), tuple(problems), head.lines)
