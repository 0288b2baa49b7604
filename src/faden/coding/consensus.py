"""The consensus: what two coders settle on where they differ, and who settled it.

``analysis/codings/consensus/`` holds two files a conversation: the codings, in a file like that of a coder
(``I01.jsonl``), and the decisions they came from (``I01.yaml``), with what held before and after, and the
persons who decided. The coders' own files stay as they were. The consensus is nobody who codes: it is in
no comparison and never done.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from faden.coding.done import CONSENSUS
from faden.core import yaml
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.formats import label
from faden.core.ids import CodingId, ConversationId, Slug
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from faden.study.folder import Folder


class Choice(StrEnum):
    """What goes into the consensus."""

    FIRST = "first"
    """What the first coder coded."""
    SECOND = "second"
    """What the second coder coded."""
    BOTH = "both"
    NONE = "none"
    CHANGED = "changed"
    """Another code, or other words, than either of them coded."""


class Extent(StrEnum):
    """The words of a changed coding."""

    FIRST = "first"
    SECOND = "second"
    ALL = "all"
    """From where the earlier begins to where the later ends."""
    SHARED = "shared"
    """Those that both coded."""


class Decision(FileModel):
    """What was settled on one passage.

    Attributes:
        coders: The first and the second coder.
        first: The first coder's coding; none where there is none.
        second: The second coder's.
        before: Their codes, as they were when this was settled, the first coder's first.
        choice: What was chosen.
        codings: The codings of the consensus that came of it.
        after: Their codes.
        by: The persons who decided.
        on: When.
    """

    coders: tuple[Slug, Slug]
    first: CodingId | None = None
    second: CodingId | None = None
    before: tuple[Slug, ...]
    choice: Choice
    codings: tuple[CodingId, ...] = ()
    after: tuple[Slug, ...] = ()
    by: Annotated[tuple[Slug, ...], Field(min_length=1)]
    on: PartialDate

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """The codings that it is about."""
        return self.first, self.second


class ConsensusFile(FileModel):
    """The decisions on one conversation."""

    format: str
    transcript: ConversationId
    decisions: tuple[Decision, ...] = ()


def consensus_path(folder: Folder, transcript: str) -> Path:
    """The file of decisions on a conversation."""
    return folder.coding_file(CONSENSUS, transcript).with_suffix(".yaml")


def parse_consensus(text: str, path: str) -> Parsed[ConsensusFile]:
    """Parse the decisions on a conversation."""
    return parse_yaml(ConsensusFile, text, "consensus", path)


def read_consensus(folder: Folder, transcript: str) -> Parsed[ConsensusFile]:
    """Read the decisions on a conversation; none where there is no file."""
    path = consensus_path(folder, transcript)
    if not path.is_file():
        return Parsed(ConsensusFile(format=label("consensus"), transcript=transcript), ())
    shown = folder.shown(path)
    parsed = parse_consensus(read_text(path, shown=shown), shown)
    if parsed.value is None or parsed.value.transcript == transcript:
        return parsed
    params = {"told": f"{CONSENSUS}/{parsed.value.transcript}", "named": f"{CONSENSUS}/{transcript}"}
    problem = Problem("codings-misplaced", Place(shown, parsed.line("transcript")), params)
    return Parsed(parsed.value, (*parsed.problems, problem), parsed.lines)


def format_consensus(transcript: str, decisions: Iterable[Decision]) -> str:
    """The file of decisions, in the order in which they were first made; the same bytes for the same ones."""
    rows = [decision.model_dump(mode="json", exclude_none=True) for decision in decisions]
    return yaml.dump({"format": label("consensus"), "transcript": transcript, "decisions": rows})
