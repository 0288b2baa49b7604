"""The needs board, an affinity diagram: cards in groups that people made, and what the machine had proposed.

The board holds ids and people's own words for groups, never the words of participants; those stand in the
transcripts and are looked up. Only a card that was typed off a wall and is nowhere else holds its words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.formats import label
from faden.core.ids import CODING_PATTERN, NeedId, Slug
from faden.core.languages import Language, LocalText
from faden.core.problems import Place, Problem, Severity
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.study.folder import Folder

PATH: Final = "analysis/board.yaml"

NOWHERE: Final = "nowhere"
"""What stands for a group of the machine where a card lay far from all of them."""

_CODING: Final = CODING_PATTERN.strip("^$")

CardId = Annotated[
    str,
    StringConstraints(
        pattern=rf"^({_CODING}|W[0-9]{{2,4}}-[a-z][a-z0-9]*(-[a-z0-9]+)*|paper-[1-9][0-9]{{0,5}})$",
        max_length=70,
    ),
]
"""A card: a coding, a sticky note as ``W01-n03``, or a card typed off a wall as ``paper-1``."""

GroupId = Annotated[str, StringConstraints(pattern=r"^g[1-9][0-9]{0,4}$")]
ProposalId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:+-]*$", max_length=80)]


class Mark(StrEnum):
    """What people say that a group is."""

    NEED = "need"
    PAIN = "pain"
    IDEA = "idea"
    NONE = "none"
    """Looked at, and not one of these."""


class Group(FileModel):
    """Cards that belong together, in the eyes of a person.

    ``proposal`` names what the machine had proposed where a group began with it; ``need`` is the entry
    of ``analysis/needs.yaml`` that was made of it.
    """

    id: GroupId
    name: LocalText | None = None
    mark: Mark | None = None
    statement: LocalText | None = None
    need: NeedId | None = None
    proposal: tuple[ProposalId, ...] = ()
    by: Slug
    on: PartialDate
    cards: tuple[CardId, ...] = ()


class Paper(FileModel):
    """A card that was typed off a wall, and is no coding and no sticky note of a workshop."""

    id: Annotated[str, StringConstraints(pattern=r"^paper-[1-9][0-9]{0,5}$")]
    text: Annotated[str, StringConstraints(min_length=1)]
    language: Language = "und"


class Proposed(FileModel):
    """Cards that the machine had put together when a person first decided about them."""

    id: ProposalId
    cards: tuple[CardId, ...]


class Board(FileModel):
    """``analysis/board.yaml``.

    A card stands in one group, or is set aside, or in neither: then nobody has decided about it yet.
    """

    format: str = Field(default_factory=lambda: label("board"))
    groups: tuple[Group, ...] = ()
    aside: tuple[CardId, ...] = ()
    paper: tuple[Paper, ...] = ()
    machine: tuple[Proposed, ...] = ()

    def group(self, identifier: str) -> Group | None:
        """The group with this id."""
        return next((group for group in self.groups if group.id == identifier), None)

    def homes(self) -> dict[str, str]:
        """Card → id of its group, or ``aside``; cards that nobody has decided about are missing."""
        found = {card: group.id for group in self.groups for card in group.cards}
        return dict.fromkeys(self.aside, "aside") | found

    def proposed(self) -> dict[str, str]:
        """Card → what the machine had put it into when a person first decided about it."""
        return {card: each.id for each in self.machine for card in each.cards}

    def values(self) -> dict[str, Any]:
        """The board as plain values, in the order of its file; what says nothing is left out."""
        told = self.model_dump(mode="json", exclude_none=True)
        for group in told["groups"]:
            if not group["proposal"]:
                del group["proposal"]
        for paper in told["paper"]:
            if paper["language"] == "und":
                del paper["language"]
        return {name: value for name, value in told.items() if value or name == "groups"}


def parse_board(text: str, path: str = PATH) -> Parsed[Board]:
    """Parse a board; a card that stands twice is a problem, since nobody knows where it belongs."""
    parsed = parse_yaml(Board, text, "board", path)
    if parsed.value is None:
        return parsed
    problems = tuple(_twice(parsed.value, parsed, path))
    return Parsed(None if problems else parsed.value, problems, parsed.lines)


def read_board_file(folder: Folder) -> Parsed[Board]:
    """Read ``analysis/board.yaml``; an empty board where there is none."""
    path = folder.root / PATH
    if not path.exists():
        return Parsed(Board())
    return parse_board(read_text(path, shown=PATH))


def check_board(board: Board, known: Iterable[str], needs: Iterable[str], line: Any) -> Iterator[Problem]:
    """What a board names that is not there (any more).

    Args:
        board: The board.
        known: Ids of all codings and sticky notes of the study.
        needs: Ids of all needs.
        line: Gives the line of a value in the file, by the keys that lead to it.
    """
    there = {*known, *(paper.id for paper in board.paper)}
    named = set(needs)
    for at, group in enumerate(board.groups):
        if group.need is not None and group.need not in named:
            place = Place(PATH, line("groups", at, "need"))
            yield Problem("board-need-gone", place, {"value": group.need, "group": group.id})
        for n, card in enumerate(group.cards):
            if card not in there:
                place = Place(PATH, line("groups", at, "cards", n))
                yield Problem("board-card-gone", place, {"value": card}, Severity.WARNING)
    for n, card in enumerate(board.aside):
        if card not in there:
            yield Problem("board-card-gone", Place(PATH, line("aside", n)), {"value": card}, Severity.WARNING)


def _twice(board: Board, parsed: Parsed[Board], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    names: set[str] = set()
    for at, group in enumerate(board.groups):
        if group.id in names:
            place = Place(path, parsed.line("groups", at, "id"))
            yield Problem("board-group-twice", place, {"value": group.id})
        names.add(group.id)
        for n, card in enumerate(group.cards):
            if card in seen:
                place = Place(path, parsed.line("groups", at, "cards", n))
                yield Problem("board-card-twice", place, {"value": card})
            seen.add(card)
    for n, card in enumerate(board.aside):
        if card in seen:
            yield Problem("board-card-twice", Place(path, parsed.line("aside", n)), {"value": card})
        seen.add(card)
