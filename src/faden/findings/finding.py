"""Findings: claims about the cases, with evidence and counter-evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, named, parse_front_matter, split_blocks
from faden.core.files import read_text
from faden.core.ids import CodingId, FindingId, NeedId, Slug
from faden.core.languages import NAMES, LocalText
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from faden.study.folder import Folder

_MARK: Final = re.compile(r"\[\[(?P<words>[^\[\]\n]{1,80})\]\]")


class EvidenceLink(FileModel):
    """A link from a finding to a coding."""

    coding: CodingId
    relation: Literal["supports", "contradicts"] = "supports"


class FindingHead(FileModel):
    """The front matter of a finding."""

    format: str
    id: FindingId
    title: LocalText
    needs: tuple[NeedId, ...] = ()
    codes: tuple[Slug, ...]
    evidence: tuple[EvidenceLink, ...] = ()
    certainty: Literal["high", "medium", "low"] = "medium"
    key: bool = False
    synthetic: bool = False
    by: Slug
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a finding's text that is filled when it is published.

    Attributes:
        words: What stands between the brackets, e.g. ``reach group=refugees`` or a coding's id.
        start: First code point of the mark, brackets included.
        end: One past its last.
    """

    words: str
    start: int
    end: int

    @property
    def is_quotation(self) -> bool:
        """Whether the mark stands for the words of a coding."""
        return self.words.startswith("c-")


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its text in each language.

    Attributes:
        head: The claim, its codes and evidence.
        texts: Language → Markdown, still with its marks.
        path: The file, as messages name it.
        lines: Line of each entry of the front matter, and of the first line of each text by language.
    """

    head: FindingHead
    texts: dict[str, str]
    path: str
    lines: dict[str, int]

    def quoted(self) -> Iterator[str]:
        """Ids of the codings that the texts quote, each once, in order."""
        found = {m.words: None for text in self.texts.values() for m in marks(text) if m.is_quotation}
        yield from found


def marks(text: str) -> list[Mark]:
    """The marks of a finding's text, in order."""
    return [Mark(m["words"].strip(), m.start(), m.end()) for m in _MARK.finditer(text)]


def parse_finding(text: str, path: str) -> Parsed[Finding]:
    """Parse a finding."""
    head, parts = parse_front_matter(FindingHead, text, "finding", path)
    if head.value is None or parts is None:
        return Parsed(None, head.problems, head.lines)
    before, blocks = split_blocks(parts.body, parts.body_line)
    problems: list[Problem] = []
    if before:
        problems.append(Problem("finding-text-outside", Place(path, parts.body_line)))
    texts: dict[str, str] = {}
    lines = {".".join(map(str, key)): line for key, line in head.lines.items()}
    for block in blocks:
        language = block.words[0] if len(block.words) == 1 else ""
        if language not in NAMES or language in texts:
            params = {"value": " ".join(block.words)}
            problems.append(Problem("finding-language-invalid", Place(path, block.line), params))
            continue
        texts[language] = block.text
        lines[language] = block.text_line
    return Parsed(Finding(head.value, texts, path, lines), tuple(problems), head.lines)


def read_finding(folder: Folder, path: Path) -> Parsed[Finding]:
    """Read one finding."""
    shown = folder.shown(path)
    parsed = parse_finding(read_text(path, shown=shown), shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.head.id, shown)
