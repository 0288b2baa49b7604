"""Transcripts as files: readable, diffable Markdown with one heading a turn."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

from faden.core.documents import (
    escape,
    format_front_matter,
    named,
    parse_front_matter,
    split_blocks,
    unescape,
)
from faden.core.files import read_text, write_atomic
from faden.core.ids import TURN_PATTERN
from faden.core.languages import NAMES
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed, speaker_told
from faden.interviews.transcript import Head, Part, PartKind, Transcript, Turn

if TYPE_CHECKING:
    from faden.study.folder import Folder

_HEADING: Final = re.compile(r"^## (?P<fields>.+)$", re.MULTILINE)
_SLIPPED: Final = re.compile(r"^[^\S\n]*#+[^\S\n]*t\d+[a-z]?\b.*$", re.MULTILINE | re.IGNORECASE)
"""A heading that was mistyped: its turn would silently become words of the one before."""
_TIME: Final = re.compile(r"^([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{3}))?$")
_TURN: Final = re.compile(TURN_PATTERN)


def parse_transcript(text: str, path: str) -> Parsed[Transcript]:
    """Parse a transcript file; every line that is not understood becomes a problem."""
    head, parts = parse_front_matter(Head, text, "transcript", path)
    if head.value is None or parts is None:
        return Parsed(None, head.problems, head.lines)
    body = parts.body
    marks = list(_HEADING.finditer(body))
    turns: list[Turn] = []
    problems: list[Problem] = []
    line, counted = parts.body_line, 0
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(body)
        line, counted = line + body.count("\n", counted, mark.start()), mark.start()
        turn, found = _turn(mark["fields"], body[mark.end() + 1 : end], head.value, Place(path, line))
        problems += found
        if turn is not None:
            turns.append(turn)
    problems += _repeated(turns, path)
    for slip in _SLIPPED.finditer(body):
        if not _HEADING.match(body, slip.start()):
            line = parts.body_line + body.count("\n", 0, slip.start())
            problems.append(
                Problem("turn-heading-invalid", Place(path, line), {"value": _told(slip[0].strip())})
            )
    preamble = unescape(body[: marks[0].start()] if marks else body)
    return Parsed(Transcript(head.value, tuple(turns), preamble), tuple(problems), head.lines)


def _turn(fields: str, text: str, head: Head, place: Place) -> tuple[Turn | None, list[Problem]]:
    """One turn from its heading and the text below it."""
    identifier, *rest = [field.strip() for field in fields.split("·")]
    if not _TURN.fullmatch(identifier) or not rest:
        return None, [Problem("turn-heading-invalid", place, {"value": _told(identifier)})]
    speaker, start, language = rest[0], None, head.language
    problems: list[Problem] = []
    if speaker not in head.speakers:
        told = speaker if speaker_told(speaker) else "…"
        problems.append(Problem("speaker-unknown", place, {"value": told}))
    for field in rest[1:]:
        if (time := parse_time(field)) is not None:
            start = time
        elif field in NAMES:
            language = field
        else:
            problems.append(Problem("turn-heading-invalid", place, {"value": _told(field)}))
    before, blocks = split_blocks(text, place.line + 1)
    pieces = [Part(PartKind.ORIGINAL, language, before)] if before or not blocks else []
    for block in blocks:
        part = _part(block.words, block.text)
        if part is None:
            value = " ".join(_told(word) for word in block.words[:3])
            problems.append(Problem("part-invalid", Place(place.path, block.line), {"value": value}))
        else:
            pieces.append(part)
    return Turn(identifier, speaker, tuple(pieces), start, place.line), problems


def _told(field: str) -> str:
    """A piece of a heading as a message may repeat it; where it may hold a name, only that it is there."""
    return field if re.fullmatch(r"[a-z0-9:.]{1,15}", field) else "…"


def _part(words: tuple[str, ...], text: str) -> Part | None:
    """A part from its marker, e.g. ``interpretation de · D``."""
    kinds = {kind.value: kind for kind in PartKind}
    match [word for word in words if word != "·"]:
        case [kind, language] if kind in kinds and language in NAMES:
            return Part(kinds[kind], language, text)
        case [kind, language, by] if kind in kinds and language in NAMES:
            return Part(kinds[kind], language, text, by)
        case _:
            return None


def _repeated(turns: list[Turn], path: str) -> list[Problem]:
    """Turn ids, and parts within a turn, that stand twice."""
    seen: set[str] = set()
    problems: list[Problem] = []
    for turn in turns:
        if turn.id in seen:
            problems.append(Problem("turn-twice", Place(path, turn.line), {"value": turn.id}))
        seen.add(turn.id)
        names = [(part.kind, part.language) for part in turn.parts]
        if len(names) != len(set(names)):
            problems.append(Problem("part-twice", Place(path, turn.line), {"value": turn.id}))
    return problems


def format_transcript(transcript: Transcript) -> str:
    """The file of a transcript; always the same bytes for the same transcript."""
    body = [escape(transcript.preamble)] if transcript.preamble else []
    spoken = transcript.head.language
    body += [f"{_heading(turn, spoken)}\n\n{_words(turn)}" for turn in transcript.turns]
    return format_front_matter(_head(transcript.head), "\n\n".join(body))


def _head(head: Head) -> dict[str, Any]:
    values = head.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    order = ["format", "id", "kind"]
    return {key: values[key] for key in [*order, *(k for k in values if k not in order)]}


def _heading(turn: Turn, language: str) -> str:
    fields = [turn.id, turn.speaker]
    if turn.start is not None:
        fields.append(format_time(turn.start))
    spoken = turn.parts[0].language if turn.parts else language
    if spoken != language:
        fields.append(spoken)
    return "## " + " · ".join(fields)


def _words(turn: Turn) -> str:
    if len(turn.parts) == 1 and turn.parts[0].kind is PartKind.ORIGINAL and not turn.parts[0].by:
        return escape(turn.parts[0].text)
    blocks = []
    for part in turn.parts:
        by = f" · {part.by}" if part.by else ""
        blocks.append(f"::: {part.kind.value} {part.language}{by}\n{escape(part.text)}")
    return "\n\n".join(blocks)


def parse_time(text: str) -> dt.timedelta | None:
    """A time from the start of the recording, ``hh:mm:ss`` or ``hh:mm:ss.mmm``."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, milliseconds = (int(group or 0) for group in match.groups())
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)


def format_time(time: dt.timedelta) -> str:
    """A time as ``hh:mm:ss``, with milliseconds only where there are any."""
    total, micro = divmod(round(time.total_seconds() * 1000), 1000)
    clock = f"{total // 3600:02d}:{total // 60 % 60:02d}:{total % 60:02d}"
    return f"{clock}.{micro:03d}" if micro else clock


def read_transcript(folder: Folder, identifier: str) -> Parsed[Transcript]:
    """Read ``interviews/<id>.md``; a file that says it is another conversation is left out."""
    path = folder.transcript(identifier)
    shown = folder.shown(path)
    parsed = parse_transcript(read_text(path, shown=shown), shown)
    return parsed if parsed.value is None else named(parsed, parsed.value.head.id, shown)


def write_transcript(folder: Folder, transcript: Transcript) -> bool:
    """Write ``interviews/<id>.md``; gives whether the file changed."""
    return write_atomic(folder.transcript(transcript.head.id), format_transcript(transcript))
