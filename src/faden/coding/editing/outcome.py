"""What the app shows after an action, and what it shows of a transcript at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.core.catalogue import text
from faden.core.languages import LocalText

if TYPE_CHECKING:
    from faden.coding.anchor import Anchor
    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding


_NAME: Final = "name:"


def named(name: LocalText) -> dict[str, str]:
    """The name of a new code as values: undone, it stands in no codebook that could tell it."""
    return {f"{_NAME}{language}": words for language, words in name.root.items() if words}


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, as a key of the catalogue with its values.

    Attributes:
        key: A key of the catalogue, such as ``editing.said.code``.
        values: Its values; codes stand as ids, and the name of one that was just made as `named` gives it.
        frame: A key that tells what became of it, such as ``editing.undone``; empty for nothing.
    """

    key: str
    values: dict[str, str]
    frame: str = ""

    def text(self, language: str, codebook: Codebook | None = None) -> str:
        """The words for it; with a codebook, codes are called by their names.

        Args:
            language: ``de`` or ``en``.
            codebook: The codebook of the study.
        """
        names = {p.code.id: p.code.name.text(language) for p in codebook.codes()} if codebook else {}
        if told := {k.partition(":")[2]: v for k, v in self.values.items() if k.startswith(_NAME)}:
            names = {self.values["code"]: LocalText(told).text(language)} | names
        plain = {k: v for k, v in self.values.items() if not k.startswith(_NAME)}
        values = {k: names.get(v, v) if k in {"code", "into"} else v for k, v in plain.items()}
        what = text(self.key, language, **values)
        return text(self.frame, language, what=what) if self.frame else what


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A coding whose words were rewritten; a person decides where it goes.

    Attributes:
        coder: Whose coding it is.
        coding: The coding as it stands in its file.
        proposal: Where its words, or what became of them, stand now; ``None`` where nothing is like.
    """

    coder: str
    coding: Coding
    proposal: Anchor | None


@dataclass(frozen=True, slots=True)
class State:
    """What the page of a transcript shows.

    Attributes:
        fingerprints: Fingerprint of each file it rests on, by path; an action on it must name them.
        codings: The coder's codings in the transcript, in order, where their words stand now.
        counts: Code → number of codings in this transcript; merged codes count as the one they went into.
        totals: Code → number of the coder's codings in all transcripts.
        undo: What can be undone; ``None`` where nothing can.
        redo: What can be redone.
        doubtful: The coder's codings whose words were rewritten; they are in no other list.
        mended: What was interrupted and has been completed, or could not be; said once.
    """

    fingerprints: dict[str, str]
    codings: tuple[Coding, ...]
    counts: dict[str, int]
    totals: dict[str, int]
    undo: Said | None
    redo: Said | None
    doubtful: tuple[Doubtful, ...] = ()
    mended: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action did; all of it is on the disk.

    Attributes:
        changed: Paths of the files that changed, relative to the study.
        created: Ids of what was made: codings, codes, memos.
        said: What was done.
        transcript: The transcript that it concerned; empty for the codebook and memos.
        fingerprints: As in `State`, and those of all changed files.
        codings: As in `State`; nothing where the action concerned no transcript.
        counts: As in `State`.
        totals: As in `State`.
        undo: As in `State`.
        redo: As in `State`.
        doubtful: Codings of all coders that the action left without their words.
        followed: Number of codings that moved with corrected words.
        uncleared: Whether the text was cleared for publication, and no longer is.
        mended: As in `State`.
    """

    changed: tuple[str, ...]
    created: tuple[str, ...]
    said: Said
    transcript: str
    fingerprints: dict[str, str]
    codings: tuple[Coding, ...]
    counts: dict[str, int]
    totals: dict[str, int]
    undo: Said | None
    redo: Said | None
    doubtful: tuple[Doubtful, ...] = ()
    followed: int = 0
    uncleared: bool = False
    mended: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """What changed in a transcript's files since a page was shown.

    Attributes:
        files: Paths of the files that changed.
        known: Whether it is known what the codings were before; if not, the lists below are empty.
        added: Codings that came.
        removed: Codings that went.
        changed: Codings that changed, as they are now.
    """

    files: tuple[str, ...]
    known: bool
    added: tuple[Coding, ...] = ()
    removed: tuple[Coding, ...] = ()
    changed: tuple[Coding, ...] = ()
