"""Edits: the files that an action would leave behind, before any of them is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faden.coding.editing.outcome import Doubtful


@dataclass(frozen=True, slots=True)
class Edit:
    """What an action does.

    Attributes:
        files: New text of each file, by path relative to the study; ``None`` where the file goes.
        parsed: What the new text of a file means, where that is known already.
        created: Ids of what was made: codings, codes, memos.
        values: What the action was about, for the words in which it is told.
        doubtful: Codings that are left without their words.
        uncleared: Whether the text was cleared for publication, and no longer is.
    """

    files: dict[str, str | None]
    parsed: dict[str, object] = field(default_factory=dict)
    created: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    doubtful: list[Doubtful] = field(default_factory=list)
    uncleared: bool = False
