"""Candidates: what may identify somebody in a whole study, waiting for a person to decide."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faden.protection.pseudonyms.identifiers import Kind

SPEAKER_LABEL: Final = -1
"""`Occurrence.part` of the label of a speaker; `Occurrence.turn` is the speaker's key then."""

PREAMBLE: Final = -2
"""`Occurrence.part` of what stands before the first turn; `Occurrence.turn` is empty then."""

EVERYWHERE: Final = "everywhere"
"""Scope of a dismissal that holds for all texts of the study."""


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One place where a candidate stands.

    Attributes:
        transcript: Id of the conversation.
        turn: Id of the turn; the key of a speaker, or empty, where `part` says so.
        part: Index in the turn's parts; `SPEAKER_LABEL` or `PREAMBLE`.
        start: Where it begins, in code points.
        end: Where it ends, excluded.
        text: The words as they stand there.
        by: Names of the detectors that proposed it, in order.
        score: How sure they are together, 0 to 1.
    """

    transcript: str
    turn: str
    part: int
    start: int
    end: int
    text: str
    by: tuple[str, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name, number or detail, in all its spellings and places; it holds clear names.

    Attributes:
        id: 12 hexadecimal digits that tell nothing without the vault; see `identify`.
        kind: What it is.
        key: What its spellings have in common; Mohammed, Muhamad and محمد are one.
        forms: Its spellings, the most frequent first.
        occurrences: Where it stands, in the order of transcripts and turns.
        score: The highest score of its occurrences.
        label: What the study's list already puts in its place, if anything.
    """

    id: str
    kind: Kind
    key: str
    forms: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    score: float = 1.0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A person's decision to leave something as it is; it may hold a clear name.

    Attributes:
        form: The spelling.
        kind: What it had been proposed as; empty means any kind.
        scope: `EVERYWHERE`, or a place such as ``I03/t4``.
        by: Who decided.
        on: When, as a date.
    """

    form: str
    kind: str
    scope: str = EVERYWHERE
    by: str = ""
    on: str = ""


def identify(salt: bytes, kind: str, key: str) -> str:
    """The id of a candidate: the same for the same name, and nothing to be guessed from it.

    Args:
        salt: Random bytes that stay in the vault.
        kind: Its kind.
        key: What its spellings have in common.
    """
    return hmac.new(salt, f"{kind}\x1f{key}".encode(), hashlib.sha256).hexdigest()[:12]
