"""Captions: cues with times become turns."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.interviews.readers.labels import find_label, is_known
from faden.interviews.readers.reading import (
    UNNAMED,
    Found,
    Reading,
    ReadTurn,
    finish_flowing,
    refuse_too_many,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_STAMP: Final = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})")
_ARROW: Final = re.compile(r"^\s*(?P<start>[^\s<>]+)\s*-+>\s*(?P<end>[^\s<>]*)(?P<settings>.*)$")
_TAG: Final = re.compile(
    r"</?(?:[cibuv]|lang|ruby|rt|font)(?:[.\s][^<>]{0,200})?/?>|<\d[\d:.,]{4,14}>", re.IGNORECASE
)
_DASH: Final = re.compile(r"^[-–—]\s*\S")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption.

    Attributes:
        voice: The speaker it names; `UNNAMED` where it names nobody.
        text: Its words.
        start: When it begins, where that could be read.
        line: Line of the file.
    """

    voice: str
    text: str
    start: dt.timedelta | None
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank lines.

    Attributes:
        lines: The lines.
        line: The line of the first one.
    """

    lines: tuple[str, ...]
    line: int


def parse_stamp(text: str) -> dt.timedelta | None:
    """A time as captions write it, ``01:02.500``, ``00:01:02,500``; ``None`` where it is none."""
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, milliseconds = (int(group or 0) for group in match.groups())
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)


def split_blocks(text: str) -> list[Block]:
    """The blocks of a caption file with their lines."""
    blocks: list[Block] = []
    begun: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            begun.append(line)
        elif begun:
            blocks.append(Block(tuple(begun), number - len(begun)))
            begun = []
    return blocks


@dataclass(frozen=True, slots=True)
class Timing:
    """The line of a cue that holds its times."""

    start: dt.timedelta | None
    at: int


def find_timing(block: Block, found: Found) -> Timing | None:
    """The times of a cue; tells of times that are wrong, and of settings of position and size."""
    for at, line in enumerate(block.lines[:2]):
        match = _ARROW.match(line)
        if match is None:
            continue
        start, end = parse_stamp(match["start"]), parse_stamp(match["end"])
        place = block.line + at
        if start is None or end is None:
            found.warn("import-cue-time-invalid", place)
        elif end < start:
            found.note("import-cue-time-backwards", place)
        if match["settings"].strip():
            found.aside("import-cue-settings", match["settings"], place)
        return Timing(start, at)
    return None


def words_of(lines: Sequence[str], line: int, found: Found) -> str:
    """The words of a cue without its tags; lines that break for their width only become one."""
    if sum(_DASH.match(text) is not None for text in lines) > 1:
        found.warn("import-cue-two-voices", line)
        joined = "\n".join(text.strip() for text in lines)
    else:
        joined = " ".join(text.strip() for text in lines)
    bare = _TAG.sub("", joined)
    if bare != joined and not re.fullmatch(r"<v[^<>]*>[^<>]*(?:</v>)?", joined):
        found.note("import-formatting", line)
    return html.unescape(bare).strip()


def read_cues(cues: Sequence[Cue], found: Found) -> Reading:
    """The reading of captions: neighbouring cues of one voice are one turn.

    A cue without a voice is a turn of its own, since anybody may be speaking.

    Raises:
        ImportRefusedError: No cue has words.
    """
    refuse_too_many(len(cues))
    named = _names(cues)
    if all(cue.voice == UNNAMED for cue in named):
        found.warn("import-speakers-unnamed", count=len(named))
    return finish_flowing([ReadTurn(cue.voice, cue.text, cue.start, cue.line) for cue in named], found)


def _names(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with the names that stand before their words, as Zoom writes ``Name: text``.

    Half of all cues must begin so; otherwise a colon is a colon, except after ``I:`` and the like.
    """
    labels = [find_label(cue.text) if cue.voice == UNNAMED else None for cue in cues]
    mostly = 2 * sum(label is not None for label in labels) >= len(cues)
    named: list[Cue] = []
    for cue, label in zip(cues, labels, strict=True):
        if label is not None and (mostly or is_known(label.label)):
            named.append(Cue(label.label, label.text, cue.start, cue.line))
        else:
            named.append(cue)
    return named
