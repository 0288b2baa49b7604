"""From paragraphs to turns: which of them begin with a speaker, and whose are the others."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.interviews.readers.labels import (
    Labelled,
    find_label,
    is_header,
    is_known,
    split_time_first,
    split_time_last,
)
from faden.interviews.readers.reading import (
    UNNAMED,
    Found,
    Reading,
    ReadTurn,
    finish,
    refuse_too_many,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_PROGRAM: Final = re.compile(
    r"(?:transcribed by https?://otter\.ai/?"
    r"|.{1,80} (?:hat die Transkription (?:gestartet|beendet)|(?:started|stopped) transcription))\.?",
    re.IGNORECASE,
)
"""What Otter and Teams write into the text that nobody said."""

_LONGEST: Final = 120
_TWICE: Final = 2
_THRICE: Final = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a file.

    Attributes:
        text: Its words; lines within it end with LF.
        line: Its line or number, from 1.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, whether it begins a paragraph, and the speaker it may begin with."""

    text: str
    line: int
    first: bool
    labelled: Labelled | None


def read_conversation(paragraphs: Sequence[Paragraph], found: Found, *, numbered: bool = False) -> Reading:
    """The reading of a text in paragraphs.

    Args:
        paragraphs: The paragraphs in order.
        found: What the reader has noticed so far.
        numbered: Whether `Paragraph.line` counts paragraphs, so that the lines within share it.

    Raises:
        ImportRefusedError: There are no words.
    """
    refuse_too_many(sum(p.text.count("\n") + 1 for p in paragraphs))
    lines = [
        _Line(text, p.line + (0 if numbered else at), at == 0, find_label(text))
        for p in paragraphs
        for at, text in enumerate(p.text.split("\n"))
        if text.strip() and not _by_program(text, p.line + (0 if numbered else at), found)
    ]
    accepted = _accept(lines, found)
    spoken = [line for line in lines if _speaks(line, accepted)]
    if not spoken:
        if lines:
            found.warn("import-speakers-unnamed", count=sum(line.first for line in lines))
        return finish(_each(lines, accepted), found)
    alone = len(accepted) == 1 and len(spoken) > 1
    if alone and any(line.first and not _speaks(line, accepted) for line in lines):
        found.warn("import-speakers-sparse", count=len(spoken), total=sum(line.first for line in lines))
        return finish(_each(lines, accepted), found)
    start = lines.index(spoken[0])
    before = "\n".join(
        ("\n" if line.first and at else "") + line.text for at, line in enumerate(lines[:start])
    )
    if before:
        found.warn("import-text-before", lines[0].line, count=sum(line.first for line in lines[:start]))
    turns = _runs(lines[start:], accepted)
    if before and not any(turn.text.strip() for turn in turns):  # names, and nothing after them
        return finish(_each(lines, frozenset()), found)
    return finish(turns, found, preamble=before)


def _by_program(text: str, line: int, found: Found) -> bool:
    """Whether a program wrote a line; it is set aside."""
    if len(text) > _LONGEST or _PROGRAM.fullmatch(text.strip()) is None:
        return False
    found.aside("import-program-line", text, line)
    return True


def _speaks(line: _Line, accepted: frozenset[str]) -> bool:
    return line.labelled is not None and line.labelled.label in accepted


def _accept(lines: Sequence[_Line], found: Found) -> frozenset[str]:
    """Which of the possible labels are speakers.

    A label that comes again, or is known as one, is a speaker. One that stands once is taken for
    a speaker only where nearly every paragraph has one: words given to a stranger are seen and
    mended, words given to the wrong person are not.
    """
    possible = [line.labelled for line in lines if line.labelled is not None]
    counts = Counter(labelled.label for labelled in possible)
    sure = {label.label for label in possible if label.sure or is_known(label.label)}
    sure |= {
        label
        for label, count in counts.items()
        if count >= (_THRICE if label[0].islower() else _TWICE) and not is_header(label)
    }
    firsts = [line for line in lines if line.first]
    mostly = 2 * sum(line.labelled is not None for line in firsts) >= len(firsts)
    accepted = set(sure)
    for line in lines:
        if line.labelled is None or line.labelled.label in sure:
            continue
        label = line.labelled
        if mostly and label.text.strip() and not is_header(label.label) and not label.label[0].islower():
            accepted.add(label.label)
            found.warn("import-label-once", line.line)
        else:
            found.note("import-label-doubtful", line.line)
    return frozenset(accepted)


@dataclass(slots=True)
class _Begun:
    """A turn to which lines are still added; the pieces of its text are joined once, at the end."""

    label: str
    start: dt.timedelta | None
    line: int
    pieces: list[str]

    @property
    def blank(self) -> bool:
        """Whether it has no words yet."""
        return not any(self.pieces)

    def done(self) -> ReadTurn:
        """The turn."""
        return ReadTurn(self.label, "".join(self.pieces), self.start, self.line)


def _each(lines: Sequence[_Line], accepted: frozenset[str]) -> list[ReadTurn]:
    """A turn a paragraph: where a text does not say who speaks, anybody may."""
    turns: list[_Begun] = []
    for line in lines:
        if line.labelled is not None and line.labelled.label in accepted:
            told = line.labelled
            turns.append(_Begun(told.label, told.start, line.line, [told.text]))
        elif line.first or not turns:
            start, text = split_time_first(line.text)
            turns.append(_Begun(UNNAMED, start, line.line, [text]))
        else:
            turns[-1].pieces.append(f"\n{line.text}")
    return [turn.done() for turn in turns]


def _runs(lines: Sequence[_Line], accepted: frozenset[str]) -> list[ReadTurn]:
    """Turns of named speakers; a paragraph without a name goes on with the turn before it."""
    turns: list[_Begun] = []
    ended: dt.timedelta | None = None
    for line in lines:
        if line.labelled is not None and line.labelled.label in accepted:
            last_time, words = split_time_last(line.labelled.text)
            start = line.labelled.start if line.labelled.start is not None else ended
            if not words.strip() and last_time is not None:  # the time beside the name, text below
                start, last_time = last_time, None
            turns.append(_Begun(line.labelled.label, start, line.line, [words]))
        else:
            last_time, text = split_time_last(line.text)
            gap = "\n\n" if line.first and not turns[-1].blank else "\n"
            turns[-1].pieces.append(f"{gap}{text}")
        # f4 writes the time at which a turn ended; the next one begins there.
        ended = last_time
    return [turn.done() for turn in turns]
