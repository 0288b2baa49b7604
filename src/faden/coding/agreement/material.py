"""What coders are compared on: the units that count, and the words that each of them coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.coding.agreement.question import Uncoded
from faden.coding.agreement.units import codes_in, participants_line, units
from faden.coding.done import CONSENSUS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faden.coding.agreement.placing import Line, Placed
    from faden.coding.agreement.question import Question, Work
    from faden.coding.agreement.units import Unit
    from faden.coding.codings import CodingFile

Seen = tuple[frozenset[str] | None, ...]
"""The codes that each coder gave a unit; ``None`` where a coder has not done the conversation."""


@dataclass(frozen=True, slots=True)
class Material:
    """What coders are compared on.

    Attributes:
        coders: Their ids.
        transcripts: Conversations that count.
        lines: Their texts.
        placed: (coder, conversation) → code and place of each coding; no entry where not done.
        seen: Unit → the codes that each coder gave it.
        waiting: Conversations of which nothing is told yet.
        changed: (coder, conversation) changed after it was done.
        lost: Codings without a place.
    """

    coders: tuple[str, ...]
    transcripts: tuple[str, ...]
    lines: Mapping[str, Line]
    placed: Mapping[tuple[str, str], Sequence[tuple[str, Placed]]]
    seen: Mapping[Unit, Seen]
    waiting: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    lost: int

    def ratings(self) -> list[Seen]:
        """A row a unit, a column a coder."""
        return list(self.seen.values())

    def codes(self) -> set[str]:
        """Codes that any of the coders used."""
        return {code for found in self.placed.values() for code, _ in found}

    def shared(self) -> tuple[str, ...]:
        """Conversations that all coders have done; on these, ends of words can be compared."""
        return tuple(t for t in self.transcripts if all((c, t) in self.placed for c in self.coders))

    def length(self, skipped: str | None) -> int:
        """Code points of all shared conversations but one."""
        return sum(self.lines[t].length for t in self.shared() if t != skipped)

    def spans(self, coder: str, code: str, skipped: str | None) -> Iterator[tuple[int, int]]:
        """Where a coder gave a code, all shared conversations but one laid end to end."""
        base = 0
        for transcript in self.shared():
            if transcript == skipped:
                continue
            for given, place in self.placed.get((coder, transcript), ()):
                if given == code:
                    yield base + place.start, base + place.end
            base += self.lines[transcript].length


def gather(work: Work, question: Question) -> Material:
    """What there is to compare; nothing of a conversation that not all who coded it have done.

    A conversation counts where at least two of the coders have done it.
    """
    coders = tuple(c for c in dict.fromkeys(question.coders) if c != CONSENSUS)
    files = {(f.coder, f.transcript): f for f in work.files if f.coder in coders}
    told, waiting = _sorted_out(work, question, files)
    lines = {t: participants_line(work.transcripts[t]) for t in told}
    placed: dict[tuple[str, str], list[tuple[str, Placed]]] = {}
    seen: dict[Unit, Seen] = {}
    lost = 0
    for transcript, line in lines.items():
        cut = units(line, question.unit)
        columns: list[dict[Unit, frozenset[str]] | None] = []
        for coder in coders:
            file = files.get((coder, transcript))
            if file is None or not _done(work, question, coder, transcript):
                columns.append(None)
                continue
            found = [(_now(work, c.code), line.place(c)) for c in file.codings]
            kept = [(code, place) for code, place in found if place is not None]
            lost += len(found) - len(kept)
            placed[coder, transcript] = kept
            columns.append(codes_in(cut, kept))
        seen |= {unit: tuple(None if c is None else c[unit] for c in columns) for unit in cut}
    if question.uncoded is Uncoded.LEFT_OUT:
        seen = {unit: row for unit, row in seen.items() if any(row)}
    changed = tuple(key for key, file in sorted(files.items()) if key[1] in told and work.done.changed(file))
    return Material(coders, told, lines, placed, seen, waiting, changed, lost)


def _sorted_out(
    work: Work, question: Question, files: Mapping[tuple[str, str], CodingFile]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Conversations that count, and those that wait until everybody who coded them has done them."""
    told: list[str] = []
    waiting: list[str] = []
    for transcript in sorted({t for _, t in files if t in work.transcripts}):
        by = [coder for coder, t in files if t == transcript]
        ready = [coder for coder in by if _done(work, question, coder, transcript)]
        if len(by) < 2:  # noqa: PLR2004 - a pair
            continue
        (told if len(ready) == len(by) else waiting).append(transcript)
    return tuple(told), tuple(waiting)


def _done(work: Work, question: Question, coder: str, transcript: str) -> bool:
    return coder in question.machines or work.done.by(coder, transcript)


def _now(work: Work, code: str) -> str:
    """A merged code as the one that it went into."""
    found = work.book.find(code)
    return found.id if found is not None else code
