"""Clearing: a person says that a transcript may be published, in this very wording (FIELD DP-5)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faden.core.files import read_text, write_atomic
from faden.core.problems import Place, Problem, StudyError
from faden.interviews.files import parse_transcript, read_transcript, write_transcript
from faden.interviews.transcript import Clearance, content_hash, head_hash, is_cleared
from faden.protection.lock import locked
from faden.protection.material import raw_ids, read_raw
from faden.protection.pseudonyms.apply import written_hash
from faden.protection.pseudonyms.candidates import EVERYWHERE
from faden.protection.pseudonyms.keeping import read_state
from faden.protection.pseudonyms.labels import ladder_of
from faden.protection.pseudonyms.matching import fold
from faden.protection.pseudonyms.noted import check_notes, searched_notes
from faden.protection.pseudonyms.replacing import Finder
from faden.protection.pseudonyms.rules import RuleDetector
from faden.study.labels import read_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.decisions import State
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

_STATE: Final = re.compile(r"^(?:state|cleared):[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
"""What the head of a transcript says of its state already."""
_TELLING: Final = 0.5
"""Least score at which a rule's finding around the words stops a clearance; a month alone has less."""
_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class ClearReport:
    """What was cleared.

    Attributes:
        cleared: Ids of the transcripts that are cleared now.
        already: Ids of those that were, in this very wording.
        problems: Why the others were not.
    """

    cleared: tuple[str, ...]
    already: tuple[str, ...]
    problems: tuple[Problem, ...]


def clear(folder: Folder, vault: Vault, ids: Sequence[str], *, by: str, on: str) -> ClearReport:
    """Mark transcripts as cleared, each only if nothing stands against it.

    Args:
        folder: The study.
        vault: Its open vault: whoever clears must be able to see what was replaced.
        ids: The transcripts.
        by: Who has read the text and answers for it.
        on: When, as a date.

    Raises:
        StudyError: Nobody is named, the list of names has a mistake, or an import goes on too long.
        VaultError: The vault is damaged.
    """
    if not by.strip():
        raise StudyError("clear-by-missing")
    cleared: list[str] = []
    already: list[str] = []
    problems: list[Problem] = []
    with locked(folder):
        state = read_state(vault)
        for identifier in ids:
            transcript = _read(folder, identifier, problems)
            if transcript is None:
                continue
            against = list(check_clearing(folder, vault, state, transcript))
            problems += against
            if against:
                continue
            if is_cleared(transcript):
                already.append(identifier)
                continue
            words, around = content_hash(transcript), head_hash(transcript)
            _write(folder, transcript, Clearance(hash=words, head=around, by=by.strip(), on=on))
            cleared.append(identifier)
    return ClearReport(tuple(cleared), tuple(already), tuple(problems))


def _write(folder: Folder, transcript: Transcript, stamp: Clearance) -> None:
    """Write the clearance into the head of the file; everything a person wrote there stays as it looks."""
    head = transcript.head.model_copy(update={"state": "cleared", "cleared": stamp})
    path = folder.transcript(transcript.head.id)
    shown = folder.shown(path)
    before, fence, after = read_text(path, shown=shown).partition("\n---\n")
    kept = _STATE.sub("", before + "\n")
    around = f"head: {stamp.head}, " if stamp.head else ""
    told = f"hash: {stamp.hash}, {around}by: {json.dumps(stamp.by)}, on: {stamp.on}"
    line = f"state: cleared\ncleared: {{{told}}}"
    text = f"{kept}{line}{fence}{after}"
    made = parse_transcript(text, shown).value
    if made and made.head == head and content_hash(made) == stamp.hash:
        write_atomic(path, text)
    else:
        write_transcript(folder, replace(transcript, head=head))


def check_clearing(folder: Folder, vault: Vault, state: State, transcript: Transcript) -> Iterator[Problem]:
    """Yield what stands against clearing: a search not made, a decision or a label missing.

    The notes of a workshop are asked for with its conversation: whoever clears one answers for both.
    """
    identifier = transcript.head.id
    place = Place(folder.shown(folder.transcript(identifier)))
    if not _is_searched(vault, state, transcript):
        yield Problem("clear-not-searched", place, {"transcript": identifier})
    waiting = state.waiting(identifier)
    if waiting:
        yield Problem("clear-undecided", place, {"transcript": identifier, "n": waiting})
    rows = list(enumerate(state.names, start=1))
    finder = Finder(rows, state.dismissals, state.spots)
    named = [turn for turn, text in _texts(transcript) if finder.find(text, f"{identifier}/{turn}").edits]
    for turn in dict.fromkeys(named):
        yield Problem("clear-name-left", place, {"transcript": identifier, "turn": turn})
    yield from _around(state, transcript, place)
    yield from _without_label(folder, state, transcript, place)
    board = folder.board(identifier)
    yield from check_notes(folder, searched_notes(state), [board] if board.is_file() else [])


def _read(folder: Folder, identifier: str, problems: list[Problem]) -> Transcript | None:
    """A transcript that was understood as a whole; what was not is told."""
    path = folder.transcript(identifier)
    if not path.is_file():
        problems.append(Problem("clear-not-applied", Place(folder.shown(path)), {"transcript": identifier}))
        return None
    parsed = read_transcript(folder, identifier)
    problems += parsed.problems
    return None if parsed.problems else parsed.value


def _is_searched(vault: Vault, state: State, transcript: Transcript) -> bool:
    """Whether names were looked for in this very text, or in the raw text that it was made from."""
    seen = state.seen.get(transcript.head.id, ())
    now = content_hash(transcript)
    if now in seen:
        return True
    if transcript.head.id not in raw_ids(vault) or now != written_hash(vault, transcript.head.id):
        return False
    return content_hash(read_raw(vault, transcript.head.id)) in seen


def _around(state: State, transcript: Transcript, place: Place) -> Iterator[Problem]:
    """Details in title, labels and preamble, which review does not show: they are changed in the file."""
    kept = {
        fold(d.form)
        for d in state.dismissals
        if d.scope == EVERYWHERE or d.scope.partition("/")[0] == transcript.head.id
    }
    detector = RuleDetector()
    for where, text in _head_texts(transcript):
        labels = [(m.start(), m.end()) for m in _LABEL.finditer(text)]
        for found in detector.find(text, transcript.head.language):
            inside = any(start <= found.start and found.end <= end for start, end in labels)
            if found.score < _TELLING or inside or fold(found.text) in kept:
                continue
            params = {"where": where, "kind": found.kind.value, "words": f"{found.text[:1]}…"}
            yield Problem("clear-detail-around", place, params)


def _head_texts(transcript: Transcript) -> Iterator[tuple[str, str]]:
    """What stands around the words, with the name of its place in the file."""
    yield "–", transcript.preamble
    for language, title in (transcript.head.title.root if transcript.head.title else {}).items():
        yield f"title: {language}", title
    for code, speaker in transcript.head.speakers.items():
        yield code, speaker.label


def _texts(transcript: Transcript) -> Iterator[tuple[str, str]]:
    """All texts of a transcript with the place of each."""
    yield from _head_texts(transcript)
    for turn in transcript.turns:
        for part in turn.parts:
            yield turn.id, part.text


def _without_label(folder: Folder, state: State, transcript: Transcript, place: Place) -> Iterator[Problem]:
    """Labels that can be widened, stand in a transcript, and not in ``research/labels.yaml``."""
    ladders = read_labels(folder)
    if ladders.value is None:
        yield from ladders.problems
        return
    found = {m[0] for _, text in _texts(transcript) for m in _LABEL.finditer(text)}
    wanted = {label for label, kind in state.kinds.items() if ladder_of(label, kind) is not None}
    for label in sorted((found & wanted) - set(ladders.value.by_label)):
        yield Problem("clear-label-missing", place, {"transcript": transcript.head.id, "label": label})
