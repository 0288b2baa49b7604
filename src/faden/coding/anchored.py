"""What stands in files about words: where they are, as `faden.coding.anchor` finds them again."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from faden.coding.anchor import Anchor, Position
from faden.core.documents import FileModel
from faden.core.ids import TurnId
from faden.core.languages import Language
from faden.interviews.transcript import PartKind

Offset = Annotated[int, Field(ge=0)]


class Anchored(FileModel):
    """Something about words of a transcript.

    ``start`` and ``end`` are (turn, offset in code points), end excluded. Keys stand in a file in the order
    of the bases of a model, the last base first.
    """

    start: tuple[TurnId, Offset]
    end: tuple[TurnId, Offset]
    part: PartKind = PartKind.ORIGINAL
    language: Language
    exact: Annotated[str, Field(min_length=1)]
    prefix: str = ""
    suffix: str = ""

    @property
    def anchor(self) -> Anchor:
        """Where the words stand."""
        return Anchor(
            start=Position(*self.start),
            end=Position(*self.end),
            exact=self.exact,
            prefix=self.prefix,
            suffix=self.suffix,
            part=self.part,
            language=self.language,
        )


def anchored(anchor: Anchor) -> dict[str, Any]:
    """The values of `Anchored` for described words."""
    return {
        "start": (anchor.start.turn, anchor.start.offset),
        "end": (anchor.end.turn, anchor.end.offset),
        "part": anchor.part,
        "language": anchor.language,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }
