"""Two coders side by side: the list of conversations, and one with passages, what is settled, and notes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from faden.app.views.stretches import Run, Stretch, runs
from faden.coding.anchor import find, per_turn
from faden.coding.comparison import Difference
from faden.coding.done import CONSENSUS
from faden.core.languages import direction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from faden.coding.blind import Blindness
    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.coding.comparison import Passage
    from faden.coding.consensus import Decision
    from faden.coding.editing.comparing import Table
    from faden.coding.memos import Memo
    from faden.interviews.transcript import Transcript

AROUND: Final = 160
"""Code points of a turn that are shown before and after coded words; longer turns are cut there."""


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A conversation in the list.

    Attributes:
        id: Its id.
        title: Its title; may be empty.
        people: Who has codings there or has found nothing to code, or who may code where that may not be
            told; with ``done``, ``not-done``, ``done-nothing`` (done without a coding), or ``unsaid`` (not
            done, perhaps because they do not code it).
        mine: ``done``, ``open`` or ``none``: how far the viewer is.
        ready: Whether it can be compared now.
        seen: Fingerprints that saying so must name, as JSON.
    """

    id: str
    title: str
    people: tuple[tuple[str, str], ...]
    mine: str
    ready: bool
    seen: str


@dataclass(frozen=True, slots=True)
class TurnWords:
    """A turn, or what of it lies around coded words.

    Attributes:
        id: Id of the turn.
        speaker: Who speaks.
        language: Language of the words.
        direction: ``ltr`` or ``rtl``.
        runs: The words, cut where the coding begins and ends.
    """

    id: str
    speaker: str
    language: str
    direction: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """What one of the two coded.

    Attributes:
        coder: Who.
        code: Id of the code.
        name: Its name.
        memo: What the coder noted on it; may be empty.
        turns: The words.
    """

    coder: str
    code: str
    name: str
    memo: str
    turns: tuple[TurnWords, ...]


@dataclass(frozen=True, slots=True)
class SettledView:
    """What was settled.

    Attributes:
        choice: As `faden.coding.consensus.Choice` says.
        codings: (code, its name, the words, their language, its direction) of each coding.
        by: Who decided.
        on: When.
    """

    choice: str
    codings: tuple[tuple[str, str, str, str, str], ...]
    by: tuple[str, ...]
    on: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A discussion note.

    Attributes:
        name: Name of the memo.
        text: What it says.
        by: Who wrote it.
        on: When.
        own: Whether the viewer wrote it.
        seen: Its path and fingerprint, as JSON.
    """

    name: str
    text: str
    by: str
    on: str
    own: bool
    seen: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage that at least one of the two coded.

    Attributes:
        id: Its id on the page.
        kind: How the two relate.
        turns: Ids of its turns.
        first: Id of the first coder's coding; may be empty.
        second: Id of the second coder's.
        sides: What each coded; ``None`` where nothing.
        one_part: Whether both lie in the same version of the words, so that their ends can be put together.
        settled: What was settled; ``None`` where that is open.
        notes: The discussion notes.
    """

    id: str
    kind: str
    turns: tuple[str, ...]
    first: str
    second: str
    sides: tuple[SideView | None, SideView | None]
    one_part: bool
    settled: SettledView | None
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """One conversation, side by side.

    Attributes:
        coders: The two.
        shown: The passages that are shown.
        counts: (kind, number) of all passages.
        open: Number of passages that are not settled.
        same_open: Passages coded alike that are not settled, as JSON, and their number.
        changed: Those who changed codings after they had said that they were done.
        lost: Number of codings whose words are no longer there.
        seen: Fingerprints that a decision must name, as JSON.
    """

    coders: tuple[str, str]
    shown: tuple[PassageView, ...]
    counts: tuple[tuple[str, int], ...]
    open: int
    same_open: tuple[str, int]
    changed: tuple[str, ...]
    lost: int
    seen: str


SHOWN: Final = ("different", "open", "all")
"""Which passages a page can show."""


def list_talks(
    talks: Mapping[str, str],
    sight: Blindness,
    seen: Mapping[str, Mapping[str, str]],
    named: Collection[str],
) -> Iterator[TalkRow]:
    """All conversations, in order.

    Whoever codes blind is told of everybody who may code whether they have done it, not whether they have
    begun.

    Args:
        talks: Id → title.
        sight: What the viewer may see.
        seen: Conversation → fingerprints of what the viewer's being done rests on.
        named: Coders that the settings of the study name.
    """
    for identifier, title in talks.items():
        people = sorted(sight.coded.get(identifier, frozenset()))
        done = sight.done.by(sight.viewer, identifier)
        mine = "done" if done else "open" if sight.viewer in people else "none"
        others = [each for each in people if each != sight.viewer]
        ready = len(people) > 1 and all(sight.shows(each, identifier) for each in others)
        ready = ready and sight.done.by_all(people, identifier)
        told = tuple(_told(sight, named, identifier))
        marks = json.dumps(seen.get(identifier, {}), sort_keys=True)
        yield TalkRow(identifier, title, told, mine, ready, marks)


def _told(sight: Blindness, named: Collection[str], transcript: str) -> Iterator[tuple[str, str]]:
    """Who codes a conversation and how far they are; who may code it, where more may not be told yet."""
    ready = {coder for coder, of in sight.done.marks if of == transcript and sight.done.by(coder, of)}
    coded = sight.coded.get(transcript, frozenset())
    is_open = sight.open(transcript)
    for each in sorted((coded | ready if is_open else {*named, sight.viewer} | ready) - {CONSENSUS, ""}):
        if each in ready:
            yield each, "done-nothing" if is_open and each not in coded else "done"
        else:
            yield each, "not-done" if is_open or each == sight.viewer else "unsaid"


def show_table(
    table: Table, transcript: Transcript, book: Codebook, viewer: str, show: tuple[str, str]
) -> TableView:
    """One conversation, side by side.

    Args:
        table: What lies on the table.
        transcript: The conversation.
        book: The codebook.
        viewer: Who looks.
        show: Which passages, one of `SHOWN`; and the language of the page.
    """
    which, language = show
    names = {p.code.id: p.code.name.text(language) for p in book.codes()}
    found = table.comparison
    views = [_Passages(table, transcript, names, viewer).view(p) for p in found.passages]
    wanted = {
        "different": [v for v in views if v.kind != Difference.SAME],
        "open": [v for v in views if v.settled is None],
        "all": views,
    }[which]
    alike = [
        {"first": v.first, "second": v.second} for v in views if v.kind == Difference.SAME and not v.settled
    ]
    return TableView(
        coders=found.coders,
        shown=tuple(wanted),
        counts=tuple((kind.value, n) for kind, n in found.count().items()),
        open=sum(v.settled is None for v in views),
        same_open=(json.dumps(alike), len(alike)),
        changed=found.changed,
        lost=len(found.lost),
        seen=json.dumps(dict(table.seen), sort_keys=True),
    )


class _Passages:
    """Shows passages of one table."""

    def __init__(self, table: Table, transcript: Transcript, names: Mapping[str, str], viewer: str) -> None:
        self._table, self._transcript, self._names, self._viewer = table, transcript, names, viewer

    def view(self, passage: Passage) -> PassageView:
        first, second = passage.first, passage.second
        ids = (first.id if first else "", second.id if second else "")
        decision = self._table.decisions.get(ids)
        memos = [memo for each in ids for memo in self._table.notes.get(each, ())]
        coders = self._table.comparison.coders
        parts = {(each.part, each.language) for each in passage.codings}
        return PassageView(
            id="-".join(("p", *(each.removeprefix("c-") for each in ids if each))),
            kind=passage.kind.value,
            turns=passage.turns,
            first=ids[0],
            second=ids[1],
            sides=(self._side(coders[0], first), self._side(coders[1], second)),
            one_part=len(parts) == 1 and len(passage.codings) > 1,
            settled=self._settled(decision, passage.settled) if decision else None,
            notes=tuple(self._note(memo) for memo in memos),
        )

    def _side(self, coder: str, coding: Coding | None) -> SideView | None:
        if coding is None:
            return None
        name = self._names.get(coding.code, coding.code)
        return SideView(coder, coding.code, name, coding.memo, tuple(self._words(coding)))

    def _words(self, coding: Coding) -> Iterator[TurnWords]:
        anchor = find(coding.anchor, self._transcript)
        for identifier, start, end in per_turn(anchor, self._transcript) if anchor is not None else ():
            turn = self._transcript.turn(identifier)
            part = turn.part(coding.part, coding.language) if turn is not None else None
            if turn is None or part is None:
                continue
            low, high = _cut(part.text, start, end)
            cut = runs(part.text[low:high], [Stretch(coding.id, coding.code, start - low, end - low)])
            dots = Run("… ") if low else None, Run(" …") if high < len(part.text) else None
            shown = tuple(each for each in (dots[0], *cut, dots[1]) if each is not None)
            yield TurnWords(identifier, turn.speaker, part.language, direction(part.language), shown)

    def _settled(self, decision: Decision, settled: Sequence[Coding]) -> SettledView:
        kept = [each for each in settled if each.id in decision.codings]
        codings = tuple(
            (c.code, self._names.get(c.code, c.code), c.exact, c.language, direction(c.language))
            for c in kept
        )
        return SettledView(decision.choice.value, codings, decision.by, decision.on)

    def _note(self, memo: Memo) -> NoteView:
        path = f"analysis/memos/{memo.name}.md"
        marks = json.dumps({path: self._table.seen[path]})
        head = memo.head
        return NoteView(memo.name, memo.text, head.by, head.on, head.by == self._viewer, marks)


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """What of a turn is shown: all of a short one, else whole words around the coded ones."""
    if len(text) <= end - start + 2 * AROUND:
        return 0, len(text)
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    while 0 < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < len(text) and not text[high].isspace():
        high -= 1
    return low, high
