"""A transcript: who said what, turn by turn, in which language, and what an interpreter made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from faden.core.dates import PartialDate
from faden.core.documents import FileModel
from faden.core.files import digest
from faden.core.ids import ConversationId, ParticipantId, Slug
from faden.core.languages import Language, LocalText

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(StrEnum):
    """What a speaker does in the conversation."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    INTERPRETER = "interpreter"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"
    UNKNOWN = "unknown"


class Speaker(FileModel):
    """A voice of the conversation; participants are named by their random id."""

    role: Role = Role.UNKNOWN
    participant: ParticipantId | None = None
    label: str = ""


class Clearance(FileModel):
    """That a person has cleared this very text for publication; another text is not cleared.

    Attributes:
        hash: Of the words, see `content_hash`.
        head: Of title, labels of speakers and preamble, see `head_hash`; empty where there are none.
        by: Who has read all of it and answers for it.
        on: When.
    """

    hash: str
    head: str = ""
    by: str
    on: PartialDate


class Declaration(FileModel):
    """That a person declares a text to have come pseudonymised."""

    by: str
    on: PartialDate


class Source(FileModel):
    """The file a transcript was imported from."""

    name: str
    sha256: str
    format: str


SpeakerKey = Annotated[str, StringConstraints(pattern=r"^[^\s·]{1,40}$")]


class Head(FileModel):
    """The front matter of a transcript."""

    format: str
    id: ConversationId
    kind: Literal["interview", "workshop"]
    title: LocalText | None = None
    date: PartialDate | None = None
    municipality: Slug | None = None
    language: Language
    synthetic: bool = False
    state: Literal["pseudonymised", "cleared"] = "pseudonymised"
    cleared: Clearance | None = None
    declared: Declaration | None = None
    source: Source | None = None
    speakers: Annotated[dict[SpeakerKey, Speaker], Field(min_length=1)]


class PartKind(StrEnum):
    """What a part of a turn is."""

    ORIGINAL = "original"
    INTERPRETATION = "interpretation"
    """What the interpreter said in the room."""
    TRANSLATION = "translation"
    """What a translator wrote later."""


@dataclass(frozen=True, slots=True)
class Part:
    """One version of what was said in a turn.

    Attributes:
        kind: What it is.
        language: Its language.
        text: The words, NFC, stripped; offsets of codings count code points of this text.
        by: Speaker who interpreted, where known.
    """

    kind: PartKind
    language: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another does.

    Attributes:
        id: ``t1``, ``t2``, …
        speaker: Key of the speaker.
        parts: The versions of the words; aligned, the first is the one to show first.
        start: Time from the start of the recording.
        line: Line of the turn in its file; 0 where it has none.
    """

    id: str
    speaker: str
    parts: tuple[Part, ...]
    start: dt.timedelta | None = None
    line: int = 0

    @property
    def text(self) -> str:
        """The words of the first part."""
        return self.parts[0].text if self.parts else ""

    def part(self, kind: str, language: str) -> Part | None:
        """The part of this kind and language."""
        return next((p for p in self.parts if (p.kind, p.language) == (kind, language)), None)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as text.

    Attributes:
        head: Its front matter.
        turns: What was said, in order.
        preamble: What stands before the first turn, such as the notice that all is invented.
    """

    head: Head
    turns: tuple[Turn, ...]
    preamble: str = ""

    def turn(self, identifier: str) -> Turn | None:
        """The turn with this id."""
        return next((t for t in self.turns if t.id == identifier), None)

    def index(self, identifier: str) -> int | None:
        """Position of the turn with this id, from 0."""
        return next((i for i, t in enumerate(self.turns) if t.id == identifier), None)

    def participant(self, turn: Turn) -> str | None:
        """Random id of the participant who speaks in a turn; ``None`` for all other voices."""
        speaker = self.head.speakers.get(turn.speaker)
        return speaker.participant if speaker and speaker.role is Role.PARTICIPANT else None

    def participants(self) -> Iterator[str]:
        """Random ids of the participants, in the order of the front matter."""
        for speaker in self.head.speakers.values():
            if speaker.participant is not None:
                yield speaker.participant


def content_hash(transcript: Transcript) -> str:
    """SHA-256 over all words of a transcript; a clearance is bound to it."""
    words = [
        f"{t.id}\x1f{t.speaker}\x1f{p.kind}\x1f{p.language}\x1f{p.text}"
        for t in transcript.turns
        for p in t.parts
    ]
    return digest("\x1e".join(words))


def head_hash(transcript: Transcript) -> str:
    """SHA-256 over what stands around the words: title, labels of speakers, preamble; empty without any."""
    titles = transcript.head.title.root if transcript.head.title else {}
    labels = {code: one.label for code, one in transcript.head.speakers.items() if one.label}
    told = [f"{key}\x1f{text}" for named in (titles, labels) for key, text in sorted(named.items())]
    if not told and not transcript.preamble.strip():
        return ""
    return digest("\x1e".join([*told, transcript.preamble.strip()]))


def is_cleared(transcript: Transcript) -> bool:
    """Whether a person has cleared a transcript as it stands: its words, title, labels and preamble."""
    cleared = transcript.head.cleared
    if transcript.head.state != "cleared" or cleared is None:
        return False
    return (cleared.hash, cleared.head) == (content_hash(transcript), head_hash(transcript))
