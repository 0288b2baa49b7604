"""What a reader gives: who said what and when, and everything that was not understood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.core.problems import ImportRefusedError, Place, Problem, Severity
from faden.core.text import normal
from faden.interviews.readers.labels import guess_roles
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNNAMED = ""
"""Label of a voice that the file does not name."""

MAX_PIECES: Final = 50_000
"""Paragraphs, cues or rows of one file; a week of talk has not as many turns."""


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """What one voice says until another does, as the file has it.

    Attributes:
        speaker: The label in the file; `UNNAMED` where it names nobody. May be a real name.
        text: The words, in normal form.
        start: Time from the start of the recording, where the file has it.
        line: Line of the file, or number of the paragraph (Word, LibreOffice), from 1.
    """

    speaker: str
    text: str
    start: dt.timedelta | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """Something in the file that nobody said: a comment, a footnote, a caption, a heading.

    Attributes:
        kind: Code of the notice that tells of it, such as ``import-footnote``.
        text: Its text. May hold real names, and therefore never stands in a notice.
        line: Line or paragraph, from 1; 0 for the file as a whole.
    """

    kind: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as a reader understood it.

    Attributes:
        turns: At least one, in the order of the file.
        speakers: Label → role; the role is a guess from the label alone.
        preamble: What stands before anybody speaks.
        asides: What nobody said, with its text.
        notices: What was not understood or guessed, with the place; never with names.
    """

    turns: tuple[ReadTurn, ...]
    speakers: Mapping[str, Role]
    preamble: str = ""
    asides: tuple[Aside, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Found:
    """What a reader collects on its way.

    Attributes:
        asides: What nobody said.
        notices: What was not understood.
    """

    asides: list[Aside] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def aside(self, kind: str, text: str, line: int = 0) -> None:
        """Keep something that nobody said, and tell of it."""
        self.asides.append(Aside(kind, normal(text).strip(), line))
        self.notices.append(notice(kind, line))

    def columns(self, told: Mapping[int, str]) -> None:
        """Keep columns of a table that nobody said, and tell once which; headings may be names.

        Args:
            told: Number of each column, from 1 at the left, and its text.
        """
        if told:
            self.asides += [Aside("import-column", normal(text).strip()) for text in told.values()]
            self.note("import-column", n=len(told), value=", ".join(map(str, told)))

    def note(self, code: str, line: int = 0, **params: object) -> None:
        """Tell of something that was not understood but loses no words."""
        self.notices.append(notice(code, line, **params))

    def warn(self, code: str, line: int = 0, **params: object) -> None:
        """Tell of something that a person should look at."""
        self.notices.append(Problem(code, Place("", line), params, Severity.WARNING))


def refuse_too_many(count: int) -> None:
    """Stop before work is done that no transcript asks for.

    Raises:
        ImportRefusedError: There are more pieces than `MAX_PIECES`.
    """
    if count > MAX_PIECES:
        raise ImportRefusedError("import-too-complex", limit=MAX_PIECES)


def notice(code: str, line: int = 0, **params: object) -> Problem:
    """A notice: said for completeness; the file is named where it is known."""
    return Problem(code, Place("", line), params, Severity.NOTE)


def finish(turns: Iterable[ReadTurn], found: Found, *, preamble: str = "") -> Reading:
    """The reading of a file from its turns; neighbouring turns of one named voice become one.

    Word repeats the speaker after a page break, and captions cut one sentence into many cues.

    Raises:
        ImportRefusedError: Nobody says anything.
    """
    return finish_apart(_joined(_worded(turns, found), "\n\n"), found, preamble=preamble)


def finish_flowing(turns: Iterable[ReadTurn], found: Found, *, preamble: str = "") -> Reading:
    """As `finish`, for files that cut what one voice says into pieces of time: they flow on in one line.

    Raises:
        ImportRefusedError: Nobody says anything.
    """
    return finish_apart(_joined(_worded(turns, found), " "), found, preamble=preamble)


def finish_apart(turns: Iterable[ReadTurn], found: Found, *, preamble: str = "") -> Reading:
    """As `finish`, for files that say themselves where a turn ends: neighbours of one voice stay apart.

    Raises:
        ImportRefusedError: Nobody says anything.
    """
    spoken = _worded(turns, found)
    if not spoken:
        raise ImportRefusedError("import-empty")
    speakers = guess_roles(dict.fromkeys(turn.speaker for turn in spoken))
    if any(role is not Role.UNKNOWN for role in speakers.values()):
        found.note("import-roles-guessed", count=sum(r is not Role.UNKNOWN for r in speakers.values()))
    return Reading(
        tuple(spoken), speakers, normal(preamble).strip(), tuple(found.asides), tuple(found.notices)
    )


def _worded(turns: Iterable[ReadTurn], found: Found) -> list[ReadTurn]:
    """Turns that have words, in normal form; an empty one is noticed."""
    spoken: list[ReadTurn] = []
    for turn in turns:
        text = normal(turn.text).strip()
        if text:
            spoken.append(turn if turn.text == text else replace(turn, text=text))
        else:
            found.note("import-turn-empty", turn.line)
    return spoken


def _joined(turns: Iterable[ReadTurn], gap: str) -> list[ReadTurn]:
    """Turns with neighbours of one named voice put together."""
    joined: list[tuple[ReadTurn, list[str]]] = []
    for turn in turns:
        if joined and joined[-1][0].speaker == turn.speaker != UNNAMED:
            joined[-1][1].append(turn.text)
        else:
            joined.append((turn, [turn.text]))
    return [replace(first, text=gap.join(texts)) for first, texts in joined]
