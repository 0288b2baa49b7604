"""Everything that a person can do on the board, as plain values."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from faden.coding.editing.parsing import parse_as
from faden.core.documents import FileModel
from faden.core.ids import NeedId
from faden.core.languages import LocalText
from faden.core.text import normal
from faden.findings.board.board import CardId, GroupId, Mark, ProposalId

MOST: Final = 2000
"""Cards that one step moves; our choice."""

LONGEST: Final = 1000
"""Characters of a name or statement."""


def _plain(text: LocalText) -> LocalText:
    told = {language: " ".join(normal(words).split()) for language, words in text.root.items()}
    if any(len(words) > LONGEST for words in told.values()):
        raise ValueError("too long")
    return LocalText(told)


Words = Annotated[LocalText, AfterValidator(_plain)]
"""A text in one line; a language that is given empty is taken away, one that is not given stays."""

Cards = Annotated[tuple[CardId, ...], Field(min_length=1, max_length=MOST)]


class PlaceCards(FileModel):
    """Put cards into a group, last or before another card."""

    do: Literal["place"]
    cards: Cards
    group: GroupId
    before: CardId | None = None


class MakeGroup(FileModel):
    """Make a group of cards, wherever they stood: out of a proposal, or by splitting another group."""

    do: Literal["group"]
    cards: Annotated[tuple[CardId, ...], Field(max_length=MOST)] = ()
    name: Words | None = None
    proposal: Annotated[tuple[ProposalId, ...], Field(max_length=100)] = ()


class NameGroup(FileModel):
    """Give a group a name."""

    do: Literal["name"]
    group: GroupId
    name: Words


class StateGroup(FileModel):
    """Say in one sentence what a group says."""

    do: Literal["state"]
    group: GroupId
    statement: Words


class MarkGroup(FileModel):
    """Say what a group is; ``None`` leaves it open."""

    do: Literal["mark"]
    group: GroupId
    mark: Mark | None = None


class MergeGroups(FileModel):
    """Put all cards of a group into another one; the first one goes.

    Where both are needs, ``keep`` says which need stays; the other one is noted as merged into it.
    """

    do: Literal["merge"]
    group: GroupId
    into: GroupId
    keep: NeedId | None = None


class DissolveGroup(FileModel):
    """Take a group away; its cards are open again."""

    do: Literal["dissolve"]
    group: GroupId


class RejectCards(FileModel):
    """Set cards aside: somebody has looked at them, and they belong into no group."""

    do: Literal["reject"]
    cards: Cards


class RestoreCards(FileModel):
    """Take cards out of their group, or back from aside; they are open again."""

    do: Literal["restore"]
    cards: Cards


class AdoptNeeds(FileModel):
    """Make a group of each need in ``analysis/needs.yaml`` that has none, with the codings under it."""

    do: Literal["adopt"]


class AcceptGroup(FileModel):
    """Write a group into ``analysis/needs.yaml``, as a new need or as the one that it is."""

    do: Literal["accept"]
    group: GroupId


class Undo(FileModel):
    """Take the last step back."""

    do: Literal["undo"]


class Redo(FileModel):
    """Do again what was taken back."""

    do: Literal["redo"]


Action = (
    PlaceCards
    | MakeGroup
    | NameGroup
    | StateGroup
    | MarkGroup
    | MergeGroups
    | DissolveGroup
    | RejectCards
    | RestoreCards
    | AdoptNeeds
    | AcceptGroup
    | Undo
    | Redo
)


@cache
def _adapter() -> TypeAdapter[Action]:
    return TypeAdapter(Annotated[Action, Field(discriminator="do")])


def parse_action(data: Any) -> Action:
    """The action that plain values, such as those of a request, describe.

    Raises:
        StudyError: There is no such action, or one of its values cannot be.
    """
    return parse_as(_adapter(), data)
