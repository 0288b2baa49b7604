"""The codebook: codes in a tree, each with definition, include, exclude and anchor examples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import ConversationId, Slug, TurnId
from faden.core.languages import LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.study.folder import Folder


class Kind(StrEnum):
    """What words under a code state."""

    NEED = "need"
    PAIN = "pain"
    PROPOSAL = "proposal"
    RESOURCE = "resource"
    DEVIANT = "deviant"
    CONTEXT = "context"


class Example(FileModel):
    """Words of a transcript that show what a code means."""

    transcript: ConversationId
    turn: TurnId
    quote: Annotated[str, Field(min_length=1)]


class Revision(FileModel):
    """One version of the codebook, and why it came about.

    Where it only changed what one code means, ``code`` names it.
    """

    version: Annotated[int, Field(ge=1)]
    on: PartialDate
    by: Slug
    code: Slug | None = None
    change: LocalText


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Code(FileModel):
    """A named idea with the rules for using it."""

    id: Slug
    name: LocalText
    kind: Kind = Kind.CONTEXT
    colour: Colour = "#5b6b7b"
    origin: Literal["deductive", "inductive"] = "inductive"
    since: Annotated[int, Field(ge=1)] = 1
    codable: bool = True
    retired: bool = False
    merged_into: Slug | None = None
    definition: LocalText | None = None
    include: LocalText | None = None
    exclude: LocalText | None = None
    examples: tuple[Example, ...] = ()
    children: tuple[Code, ...] = ()


class CodebookFile(FileModel):
    """``analysis/codebook.yaml``."""

    format: str
    version: Annotated[int, Field(ge=1)] = 1
    history: tuple[Revision, ...] = ()
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A code with its place in the tree.

    Attributes:
        code: The code.
        path: Ids from the root to the code, itself included.
    """

    code: Code
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All codes of a study.

    Attributes:
        version: Its present version.
        history: How it came about.
        tree: The codes at the root.
    """

    version: int
    history: tuple[Revision, ...]
    tree: tuple[Code, ...]

    def codes(self) -> Iterator[Placed]:
        """Every code with its place, parents before children."""
        yield from _walk(self.tree, ())

    def find(self, identifier: str) -> Code | None:
        """The code with this id; a merged code answers as the code it went into."""
        by_id = {placed.code.id: placed.code for placed in self.codes()}
        code, seen = by_id.get(identifier), {identifier}
        while code is not None and code.merged_into and code.merged_into not in seen:
            seen.add(code.merged_into)
            code = by_id.get(code.merged_into)
        return code

    def defined(self, identifier: str) -> int:
        """The version of the codebook from which on a code means what it means now; 1 where it is unknown."""
        since = [placed.code.since for placed in self.codes() if placed.code.id == identifier]
        changed = [revision.version for revision in self.history if revision.code == identifier]
        return max([*since, *changed], default=1)

    def below(self, identifier: str) -> frozenset[str]:
        """Ids of a code, of all codes below it, and of all that were merged into one of them."""
        ids: set[str] = set()
        found = {p.code.id for p in self.codes() if identifier in p.path}
        while found - ids:
            ids |= found
            found = {p.code.id for p in self.codes() if p.code.merged_into in ids}
        return frozenset(ids)


def _walk(codes: tuple[Code, ...], path: tuple[str, ...]) -> Iterator[Placed]:
    for code in codes:
        yield Placed(code, (*path, code.id))
        yield from _walk(code.children, (*path, code.id))


def read_codebook(folder: Folder) -> Parsed[Codebook]:
    """Read ``analysis/codebook.yaml``."""
    shown = folder.shown(folder.codebook)
    text = read_text(folder.codebook, shown=shown)
    parsed = parse_yaml(CodebookFile, text, "codebook", shown)
    if parsed.value is None:
        return Parsed(None, parsed.problems, parsed.lines)
    file = parsed.value
    return Parsed(Codebook(file.version, file.history, file.codes), (), parsed.lines)
