"""Putting an interpreter's turns beside what they interpret: shown first, written on wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.coding.anchor import find
from faden.coding.codebook import read_codebook
from faden.coding.codings import read_codings
from faden.core.documents import wanted
from faden.core.files import read_text, write_atomic
from faden.core.problems import StudyError, UnknownError
from faden.interviews.files import parse_transcript
from faden.interviews.pairing import paired, unpaired
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from faden.coding.codings import Coding
    from faden.interviews.pairing import Pair
    from faden.interviews.transcript import Transcript
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class Pairing:
    """What was put together, or would be.

    Attributes:
        path: The file of the transcript.
        pairs: A participant's turn, and the interpreter's that goes into it.
        written: Whether the file was written.
    """

    path: str
    pairs: tuple[Pair, ...]
    written: bool


def pair_turns(
    folder: Folder, identifier: str, leave: Collection[str] = (), *, write: bool = False
) -> Pairing:
    """Put each turn of an interpreter into the turn before it that it interprets.

    No coding moves: where somebody coded in a turn that would go, nothing is written.

    Args:
        folder: The study.
        identifier: Id of the conversation.
        leave: Turns of interpreters that stay, because they hold the interpreter's own words.
        write: Whether to write the file; else it is only told what would become of it.

    Raises:
        UnknownError: There is no such conversation, or no such turn to leave.
        StudyError: Somebody coded there, or the file is not in order.
    """
    path = next((each for each in folder.transcripts() if each.stem == identifier), None)
    if path is None:
        raise UnknownError("pairing-transcript-unknown", value=identifier)
    shown = folder.shown(path)
    with locked(folder):
        text = read_text(path, shown=shown)
        parsed = parse_transcript(text, shown)
        if parsed.problems:
            raise StudyError.of(parsed.problems[0])
        transcript = wanted(parsed)
        found = unpaired(transcript)
        strange = sorted({*leave} - {given.id for _, given in found})
        if strange:
            raise UnknownError("pairing-turn-unknown", shown, value=", ".join(strange))
        pairs = tuple(pair for pair in found if pair[1].id not in leave)
        content, after = paired(text, shown, transcript, pairs)
        _refuse_coded(folder, shown, (transcript, after), pairs)
        return Pairing(shown, pairs, written=write and write_atomic(path, content))


def _refuse_coded(
    folder: Folder, shown: str, texts: tuple[Transcript, Transcript], pairs: tuple[Pair, ...]
) -> None:
    """Refuse to take turns away in which somebody coded, or that show what a code means.

    Raises:
        StudyError: It names the turns.
    """
    identifier = texts[0].head.id
    gone = {given.id for _, given in pairs}
    used: dict[str, None] = {}
    for path in folder.codings():
        if path.stem == identifier:
            for coding in wanted(read_codings(folder, path)).codings:
                used |= dict.fromkeys(_lost(coding, *texts, gone))
    book = read_codebook(folder).value if folder.codebook.is_file() else None
    for placed in book.codes() if book is not None else ():
        shows = (each.turn for each in placed.code.examples if each.transcript == identifier)
        used |= dict.fromkeys(turn for turn in shows if turn in gone)
    if used:
        raise StudyError("pairing-coded", shown, value=", ".join(used))


def _lost(coding: Coding, before: Transcript, after: Transcript, gone: Collection[str]) -> Iterator[str]:
    """The turns that a coding would lose; its own where it would be found elsewhere."""
    first, last = (before.index(turn) for turn in (coding.start[0], coding.end[0]))
    crossed = [turn.id for turn in before.turns[first or 0 : (last or 0) + 1]]
    lost = [turn for turn in crossed if turn in gone and coding.part == "original"]
    yield from lost
    was, now = find(coding.anchor, before), find(coding.anchor, after)
    if not lost and was is not None and (now is None or (was.start, was.end) != (now.start, now.end)):
        yield coding.start[0]
