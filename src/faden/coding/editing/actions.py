"""Actions: everything that a person can do to codings, codebook, memos and words, as plain values."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter

from faden.coding.codebook import Colour, Example, Kind
from faden.coding.consensus import Choice, Extent
from faden.coding.editing.parsing import parse_as
from faden.core.documents import FileModel
from faden.core.ids import CodingId, ConversationId, Slug, TurnId
from faden.core.languages import Language, LocalText
from faden.core.text import normal
from faden.interviews.transcript import PartKind

Point = tuple[TurnId, Annotated[int, Field(ge=0)]]
"""A turn, and code points from the start of one of its parts."""

Text = Annotated[str, AfterValidator(normal), StringConstraints(strip_whitespace=True)]


def _plain(text: LocalText) -> LocalText:
    return LocalText({language: normal(words).strip() for language, words in text.root.items()})


def _told(text: LocalText) -> LocalText:
    plain = _plain(text)
    if not any(plain.root.values()):
        raise ValueError("empty")
    return plain


Told = Annotated[LocalText, AfterValidator(_told)]
"""A text that says something in at least one language; a language that is given empty is taken away."""

Rule = Annotated[LocalText, AfterValidator(_plain)]
"""A text that may also be taken away as a whole."""


class MakeCoding(FileModel):
    """Put a code on words."""

    do: Literal["code"]
    transcript: ConversationId
    start: Point
    end: Point
    part: PartKind = PartKind.ORIGINAL
    language: Language | None = None
    code: Slug
    memo: Text = ""


class MakeCodingAnew(FileModel):
    """Add a code to the codebook and put it on words, in one step."""

    do: Literal["code-anew"]
    transcript: ConversationId
    start: Point
    end: Point
    part: PartKind = PartKind.ORIGINAL
    language: Language | None = None
    name: Told
    parent: Slug | None = None


class DropCoding(FileModel):
    """Take a coding away."""

    do: Literal["uncode"]
    transcript: ConversationId
    coding: CodingId


class Recode(FileModel):
    """Give a coding another code; with its present code it is confirmed under the present codebook."""

    do: Literal["recode"]
    transcript: ConversationId
    coding: CodingId
    code: Slug


class Confirm(FileModel):
    """Confirm the coder's codings with a code, and with codes merged into it, under the present codebook."""

    do: Literal["confirm"]
    code: Slug
    codings: Annotated[tuple[CodingId, ...], Field(min_length=1, max_length=20_000)]


class Resize(FileModel):
    """Move the ends of a coding within its part."""

    do: Literal["resize"]
    transcript: ConversationId
    coding: CodingId
    start: Point
    end: Point


class Note(FileModel):
    """Write the memo of a coding; an empty one takes it away."""

    do: Literal["note"]
    transcript: ConversationId
    coding: CodingId
    memo: Text


class AddCode(FileModel):
    """Add a code to the codebook."""

    do: Literal["add-code"]
    id: Slug | None = None
    name: Told
    parent: Slug | None = None
    kind: Kind | None = None
    colour: Colour | None = None


class RenameCode(FileModel):
    """Give a code another name; its id stays."""

    do: Literal["rename-code"]
    code: Slug
    name: Told


class DefineCode(FileModel):
    """Change what a code means; what is not given stays.

    Raises the version of the codebook, unless the code had no definition before or only its examples change.
    """

    do: Literal["define-code"]
    code: Slug
    definition: Rule | None = None
    include: Rule | None = None
    exclude: Rule | None = None
    examples: tuple[Example, ...] | None = None
    why: Told | None = None


class MoveCode(FileModel):
    """Move a code with all below it; ``parent`` none is the root, ``before`` none the last place."""

    do: Literal["move-code"]
    code: Slug
    parent: Slug | None = None
    before: Slug | None = None


class RecolourCode(FileModel):
    """Give a code another colour."""

    do: Literal["recolour-code"]
    code: Slug
    colour: Colour


class ClassifyCode(FileModel):
    """Say what words under a code state, such as a need; makes no new version of the codebook."""

    do: Literal["classify-code"]
    code: Slug
    kind: Kind


class FolderCode(FileModel):
    """Make a code a folder, which only holds other codes, or a code again."""

    do: Literal["folder-code"]
    code: Slug
    codable: bool


class MergeCode(FileModel):
    """Let a code count as another one; codings stay in their files as they are."""

    do: Literal["merge-code"]
    code: Slug
    into: Slug


class SplitPart(FileModel):
    """One of the codes that a code is split into, and the coder's codings that go there."""

    name: Told
    codings: tuple[CodingId, ...] = ()


class SplitCode(FileModel):
    """Make new codes out of one and give them some of the coder's codings; the rest stays."""

    do: Literal["split-code"]
    code: Slug
    parts: Annotated[tuple[SplitPart, ...], Field(min_length=1)]


class RetireCode(FileModel):
    """Take a code out of use; its codings stay and count."""

    do: Literal["retire-code"]
    code: Slug


class ReviveCode(FileModel):
    """Bring a retired or merged code back into use."""

    do: Literal["revive-code"]
    code: Slug


class WriteMemo(FileModel):
    """Write a memo on the study, a conversation, a code (``code:x``) or a coding (``coding:c-…``)."""

    do: Literal["write-memo"]
    about: Annotated[str, StringConstraints(max_length=80)]
    title: Text = ""
    text: Text
    memo: Slug | None = None


class DeleteMemo(FileModel):
    """Delete a memo."""

    do: Literal["delete-memo"]
    memo: Slug


class Correct(FileModel):
    """Correct the words of one part of a turn."""

    do: Literal["correct"]
    transcript: ConversationId
    turn: TurnId
    part: PartKind = PartKind.ORIGINAL
    language: Language
    text: Text


class PairTurns(FileModel):
    """Put interpreters' turns into the turns before them, which they give in another language.

    ``leave`` names turns that stay, because interpreters speak for themselves there.
    """

    do: Literal["pair"]
    transcript: ConversationId
    leave: Annotated[tuple[TurnId, ...], Field(max_length=5000)] = ()


class Follow(FileModel):
    """Decide on a coding whose words were rewritten: take it to where they stand now, or away.

    Without ``start`` and ``end`` it goes where `faden.coding.following.follow` proposes.
    """

    do: Literal["follow"]
    transcript: ConversationId
    coder: Slug | None = None
    coding: CodingId
    accept: bool
    start: Point | None = None
    end: Point | None = None


class SayDone(FileModel):
    """Say that the coder has done a conversation."""

    do: Literal["done"]
    transcript: ConversationId


class SayNotDone(FileModel):
    """Take back that the coder has done a conversation."""

    do: Literal["not-done"]
    transcript: ConversationId


class Pairing(FileModel):
    """The codings of two coders on one passage; one of them may have none."""

    first: CodingId | None = None
    second: CodingId | None = None


Pairings = Annotated[tuple[Pairing, ...], Field(min_length=1, max_length=1000)]


class Settle(FileModel):
    """Put what two coders settle on into the consensus, in place of what was settled there before.

    ``code`` and ``extent`` belong to the choice ``changed``; ``by`` names who decided besides the coder.
    """

    do: Literal["settle"]
    transcript: ConversationId
    coders: tuple[Slug, Slug]
    passages: Pairings
    choice: Choice
    code: Slug | None = None
    extent: Extent = Extent.ALL
    by: tuple[Slug, ...] = ()


class Unsettle(FileModel):
    """Take passages out of the consensus; they are open again."""

    do: Literal["unsettle"]
    transcript: ConversationId
    passages: Pairings


class Undo(FileModel):
    """Take back the last action that stands."""

    do: Literal["undo"]


class Redo(FileModel):
    """Do again what was taken back last."""

    do: Literal["redo"]


Action = (
    MakeCoding
    | MakeCodingAnew
    | DropCoding
    | Recode
    | Confirm
    | Resize
    | Note
    | AddCode
    | RenameCode
    | DefineCode
    | MoveCode
    | RecolourCode
    | ClassifyCode
    | FolderCode
    | MergeCode
    | SplitCode
    | RetireCode
    | ReviveCode
    | WriteMemo
    | DeleteMemo
    | Correct
    | PairTurns
    | Follow
    | SayDone
    | SayNotDone
    | Settle
    | Unsettle
    | Undo
    | Redo
)
"""Anything a person can do."""


@cache
def _adapter() -> TypeAdapter[Action]:
    return TypeAdapter(Annotated[Action, Field(discriminator="do")])


def parse_action(data: Any) -> Action:
    """The action that plain values, such as those of a request, describe.

    Raises:
        StudyError: There is no such action, or one of its values cannot be.
    """
    return parse_as(_adapter(), data)
