"""Putting an interpreter's turns beside what they interpret: shown first, written on wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.build.clock import today
from faden.coding.editing.actions import PairTurns
from faden.coding.editing.bench import Bench
from faden.coding.editing.case import Case, Memory
from faden.coding.editing.keeper import complete
from faden.coding.editing.on_pairing import chosen, pair
from faden.core.problems import UnknownError
from faden.interviews.files import read_transcript
from faden.interviews.pairing import unpaired
from faden.study.lock import locked
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from faden.interviews.pairing import Pair
    from faden.study.folder import Folder

NOBODY = "studie"
"""In whose name turns are put together in a study that names no coder."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What was put together, or would be.

    Attributes:
        path: The file of the transcript.
        pairs: A turn, and the interpreter's that goes into it.
        written: Whether the file was written.
        followed: Codings in such turns, which go along.
        coder: Who can undo it in the app.
    """

    path: str
    pairs: tuple[Pair, ...]
    written: bool
    followed: int = 0
    coder: str = ""


def pair_turns(
    folder: Folder, identifier: str, leave: Collection[str] = (), *, write: bool = False
) -> Pairing:
    """Put each turn of an interpreter into the turn before it that it interprets; codings follow.

    What an interrupted action has left open is completed first.

    Args:
        folder: The study.
        identifier: Id of the conversation.
        leave: Turns of interpreters that stay, because they hold the interpreter's own words.
        write: Whether to write the files; else it is only told what would become of them. What was
            written the study's lead coder can undo in the app.

    Raises:
        UnknownError: There is no such conversation.
        StudyError: There is no such turn to leave, a coding cannot follow, or a file is not in order.
    """
    path = next((each for each in folder.transcripts() if each.stem == identifier), None)
    if path is None:
        raise UnknownError("pairing-transcript-unknown", value=identifier)
    shown, coder = folder.shown(path), _coder(folder)
    action = PairTurns(do="pair", transcript=identifier, leave=tuple(sorted({*leave})))
    case = Case(folder, coder, today().isoformat(), Memory())
    with locked(folder):
        complete(folder)  # of a pairing that was killed, codings may not have followed their words yet
        pairs = chosen(case.transcript(identifier), action.leave, shown)
        edit = pair(case, action) if pairs else None
    if edit is None:
        return Pairing(shown, (), written=False)
    if write:
        Bench(folder, coder, today=today).perform(action, {shown: case.version(shown).mark})
    return Pairing(shown, pairs, written=write, followed=int(edit.values.get("n", "0")), coder=coder)


def to_pair(folder: Folder, identifiers: Iterable[str]) -> list[tuple[str, int]]:
    """Conversations in which interpreters' turns seem to give a person's words, each with how many.

    What cannot be read is told elsewhere, and left out here.

    Args:
        folder: The study.
        identifiers: Ids of the conversations in question.
    """
    found = []
    for identifier in identifiers:
        if folder.transcript(identifier).is_file():
            talk = read_transcript(folder, identifier).value
            found.append((identifier, len(unpaired(talk)) if talk is not None else 0))
    return [(identifier, n) for identifier, n in found if n]


def _coder(folder: Folder) -> str:
    """Who codes for the study; else the first who codes at all."""
    settings = read_settings(folder).value
    coders = [coder.id for coder in settings.coders] if settings else []
    return (settings.lead if settings else None) or next(iter(coders), NOBODY)
