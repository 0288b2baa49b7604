"""Memos: an analyst's notes on the study, a transcript, a code or a coding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_front_matter
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from pathlib import Path

    from faden.study.folder import Folder


class MemoHead(FileModel):
    """The front matter of a memo."""

    format: str
    about: str
    by: Slug
    on: PartialDate
    synthetic: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note.

    Attributes:
        name: Name of its file without suffix.
        head: What it is about, by whom, when.
        text: The note, Markdown.
    """

    name: str
    head: MemoHead
    text: str


def read_memo(folder: Folder, path: Path) -> Parsed[Memo]:
    """Read one memo."""
    shown = folder.shown(path)
    return parse_memo(path.stem, read_text(path, shown=shown), shown)


def parse_memo(name: str, text: str, path: str) -> Parsed[Memo]:
    """Parse a memo.

    Args:
        name: Name of its file without suffix.
        text: The file.
        path: How messages name it.
    """
    head, parts = parse_front_matter(MemoHead, text, "memo", path)
    if head.value is None or parts is None:
        return Parsed(None, head.problems, head.lines)
    return Parsed(Memo(name, head.value, parts.body.strip()), (), head.lines)
