"""Two coders side by side while they talk: what they coded, what is settled, and what they noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.coding.codings import CodingFile
from faden.coding.comparison import Pair, compare
from faden.coding.consensus import ConsensusFile, consensus_path, parse_consensus
from faden.coding.done import CONSENSUS, Done, done_path, read_done
from faden.coding.memos import Memo, parse_memo
from faden.core.documents import wanted
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.comparison import Comparison
    from faden.coding.consensus import Decision
    from faden.coding.editing.case import Case


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table between two coders.

    Attributes:
        comparison: Their passages.
        decisions: (first coder's coding, second's) → what was settled; an empty id stands for none.
        notes: Coding id → memos about it, the oldest first.
        seen: Fingerprint of each file it rests on, by path.
    """

    comparison: Comparison
    decisions: Mapping[tuple[str, str], Decision]
    notes: Mapping[str, tuple[Memo, ...]]
    seen: Mapping[str, str]


def lay_out(case: Case, transcript: str, coders: tuple[str, str]) -> Table:
    """Lay out what two coders did in a conversation.

    Raises:
        StudyError: Somebody who coded it has not done it yet, or a file is not in order.
    """
    require_done(case, transcript, coders)
    first, second, settled = (_file(case, coder, transcript) for coder in (*coders, CONSENSUS))
    found = compare(case.transcript(transcript), Pair(first, second, settled), _done(case), case.codebook())
    path = case.shown(consensus_path(case.folder, transcript))
    told = {coding.id for passage in found.passages for coding in passage.codings}
    notes = _notes(case, told)
    paths = [
        case.shown(case.folder.codebook),
        case.shown(case.folder.transcript(transcript)),
        path,
        *(case.sheet_path(coder, transcript) for coder in (*coders, CONSENSUS)),
        *(_memo_path(memo) for each in notes.values() for memo in each),
    ]
    seen = {each: case.version(each).mark for each in paths}
    decisions = {(d.first or "", d.second or ""): d for d in _decided(case, path).decisions}
    return Table(found, decisions, notes, seen)


def require_done(case: Case, transcript: str, coders: Iterable[str]) -> None:
    """Nothing may be compared or settled before all who coded a conversation have done it.

    Raises:
        StudyError: Somebody has not.
    """
    done = _done(case)
    for coder in sorted({*who_coded(case, transcript), *coders}):
        if not done.by(coder, transcript):
            where = case.sheet_path(coder, transcript)
            raise StudyError("agreement-blind", where, coder=coder, transcript=transcript)


def who_coded(case: Case, transcript: str) -> tuple[str, ...]:
    """All who have codings in a conversation, by name; the consensus is nobody."""
    found = {path.parent.name for path in case.folder.codings() if path.stem == transcript}
    return tuple(sorted(found - {CONSENSUS}))


def done_seen(case: Case, transcript: str) -> dict[str, str]:
    """Fingerprints of what a coder's being done rests on: their marks, and what they coded."""
    paths = (case.shown(done_path(case.folder, case.coder)), case.sheet_path(case.coder, transcript))
    return {path: case.version(path).mark for path in paths}


def _done(case: Case) -> Done:
    return wanted(read_done(case.folder))


def _file(case: Case, coder: str, transcript: str) -> CodingFile:
    return CodingFile(transcript, coder, case.sheet(coder, transcript).codings, {})


def _decided(case: Case, path: str) -> ConsensusFile:
    now = case.version(path)
    if now.content is None:
        return ConsensusFile(format="", transcript="I00")
    return case.memory.get(path, now.mark, lambda: wanted(parse_consensus(case.text(path), path)))


def _notes(case: Case, codings: set[str]) -> dict[str, tuple[Memo, ...]]:
    """Memos on codings; one that cannot be read is none."""
    found: dict[str, list[Memo]] = {}
    for path in case.folder.memos():
        memo = _memo(case, case.shown(path), path.stem)
        if memo is not None and memo.head.about in codings:
            found.setdefault(memo.head.about, []).append(memo)
    return {about: tuple(sorted(memos, key=lambda m: (m.head.on, m.name))) for about, memos in found.items()}


def _memo(case: Case, path: str, name: str) -> Memo | None:
    try:
        text = case.text(path)
    except StudyError:
        return None
    read: list[Memo | None] = case.memory.get(
        f"{path} memo", case.version(path).mark, lambda: [parse_memo(name, text, path).value]
    )
    return read[0]


def _memo_path(memo: Memo) -> str:
    return f"analysis/memos/{memo.name}.md"
