"""A project that comes back, held against the study: what is new goes in, what differs is listed.

A coding, code or memo that the study has is never changed or deleted here; people decide that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from faden.coding.anchor import find
from faden.coding.codings import coding_at
from faden.core.problems import Place, Problem, Severity
from faden.core.text import normal
from faden.exchange.refi.aligning import compact
from faden.exchange.refi.known import present
from faden.exchange.refi.model import key
from faden.exchange.refi.plan import UNKNOWN_CODER, date_of

if TYPE_CHECKING:
    from faden.coding.anchor import Anchor
    from faden.coding.codings import Coding
    from faden.exchange.refi.corpus import Corpus
    from faden.exchange.refi.known import Known, Recognised
    from faden.exchange.refi.model import Coding as RefiCoding
    from faden.exchange.refi.model import Project, TextSelection
    from faden.exchange.refi.plan import Names
    from faden.study.folder import Folder


@dataclass(slots=True)
class Changes:
    """What a project holds that the study does not, and the other way round.

    Attributes:
        new: Coder and transcript → codings to be added.
        names: Coding (id of the project, small letters) → id in the study.
        same: How many codings the study has just so.
        differences: What a person has to decide.
    """

    new: dict[tuple[str, str], list[Coding]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    same: int = 0
    differences: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Given:
    """A coding as the project has it; ``coder`` is empty where nobody is named."""

    guid: str
    transcript: str
    coder: str
    code: str
    anchor: Anchor | None
    memo: str
    on: str


class Comparison:
    """Holds the codings of a project against those of the study."""

    def __init__(self, folder: Folder, corpus: Corpus, known: Known, names: Names) -> None:
        """Prepare.

        Args:
            folder: The study; for the places that messages name.
            corpus: What is in it.
            known: What it knows of the project.
            names: What the things of the project are called in it.
        """
        self._folder, self._corpus, self._known, self._names = folder, corpus, known, names
        self._now = present(corpus)
        self._seen: set[tuple[str, str]] = set()
        self._lines = {(f.transcript, c.id): f.lines.get(c.id, 0) for f in corpus.codings for c in f.codings}
        self._places: dict[tuple[str, str], Anchor] = {}
        self._there: dict[tuple[str, str, str], list[str]] = {}
        for (transcript, identifier), (_, coding) in self._now.items():
            text = corpus.transcripts.get(transcript)
            anchor = find(coding.anchor, text) if text is not None else None
            if anchor is not None:
                self._places[transcript, identifier] = anchor
                self._there.setdefault((transcript, coding.code, _spot(anchor)), []).append(identifier)
        self._codes = {p.code.id for book in (corpus.book, *corpus.beside) for p in book.codes()}
        self.changes = Changes()

    def compare(self, project: Project, recognised: Collection[Recognised], sent: Collection[str]) -> Changes:
        """What is new and what differs.

        Args:
            project: The project.
            recognised: Its texts that the study has.
            sent: Ids of codings that left this copy of the study before.
        """
        for text in recognised:
            if not text.alignment.same:
                place = Place(self._folder.shown(self._folder.transcript(text.known.transcript)))
                self._tell("exchange-text-differs", place)
            lost: Counter[str] = Counter()
            for given in self._given(project, text):
                self._take(given, lost)
            for problem, n in lost.items():
                place = Place(self._folder.shown(self._folder.transcript(text.known.transcript)))
                self._tell(problem, place, n=n)
        for text in recognised:
            self._missing(text, sent)
        return self.changes

    def _given(self, project: Project, text: Recognised) -> Iterator[_Given]:
        for selection in text.source.selections:
            anchor = text.anchor(selection.start or 0, selection.end or 0)
            for coding in selection.codings:
                who = key(coding.creating_user or selection.creating_user)
                yield _Given(
                    key(coding.guid),
                    text.known.transcript,
                    self._names.coders.get(who, ""),
                    self._code(coding),
                    anchor,
                    normal(selection.description or "").strip(),
                    _day(coding, selection, project) or self._names.on,
                )

    def _code(self, coding: RefiCoding) -> str:
        return self._names.codes.get(key(coding.code.target) if coding.code else "", "")

    def _take(self, given: _Given, lost: Counter[str]) -> None:
        """Find out what a coding is: known, known otherwise, taken back, or new."""
        identifier = self._known.codings.get(given.guid)
        mark = (given.transcript, identifier or "")
        if identifier is not None and mark in self._now:
            self.changes.names[given.guid] = identifier
            self._seen.add(mark)
            self._differs(given, *self._now[mark])
            return
        if identifier is not None:
            lost["exchange-coding-taken-back"] += 1
            return
        if given.anchor is None or not given.code:
            lost["exchange-coding-unplaced" if given.code else "exchange-coding-without-code"] += 1
            return
        alike = self._alike(given, given.anchor)
        if alike is not None:
            self.changes.names[given.guid] = alike
            self._seen.add((given.transcript, alike))
            self.changes.same += 1
            return
        self._add(given, given.anchor)

    def _alike(self, given: _Given, anchor: Anchor) -> str | None:
        """A coding of the study with the same code on the same words by the same coder."""
        for identifier in self._there.get((given.transcript, given.code, _spot(anchor)), ()):
            mark = (given.transcript, identifier)
            if mark not in self._seen and given.coder in {"", self._now[mark][0]}:
                return identifier
        return None

    def _add(self, given: _Given, anchor: Anchor) -> None:
        identifier = self._names.coding(given.guid)
        coder = given.coder or UNKNOWN_CODER
        new = self.changes.new.setdefault((coder, given.transcript), [])
        if identifier in {each.id for each in new}:
            return  # the same coding stands twice in the project
        self.changes.names[given.guid] = identifier
        made = coding_at(
            anchor, identifier=identifier, code=given.code, on=given.on, codebook=self._corpus.book.version
        )
        new.append(made.model_copy(update={"memo": given.memo}))

    def _differs(self, given: _Given, coder: str, coding: Coding) -> None:
        """List what is otherwise than in the study."""
        place = self._place(coder, given.transcript, coding.id)
        before = len(self.changes.differences)
        if given.code and given.code != coding.code:
            self._tell("exchange-coding-recoded", place, here=coding.code, there=given.code)
        here = self._places.get((given.transcript, coding.id))
        if given.anchor is None:
            self._tell("exchange-coding-shifted", place, here=_told(here), there="–")
        elif here is None or _spot(here) != _spot(given.anchor):
            self._tell("exchange-coding-shifted", place, here=_told(here), there=_told(given.anchor))
        if given.coder and given.coder != coder:
            self._tell("exchange-coding-coder", place, here=coder, there=given.coder)
        # Codings of one selection share its description, so each memo stands in it somewhere.
        if given.memo != coding.memo.strip() and (not coding.memo or coding.memo.strip() not in given.memo):
            self._tell("exchange-coding-memo", place)
        self.changes.same += before == len(self.changes.differences)

    def _missing(self, text: Recognised, sent: Collection[str]) -> None:
        """List codings of the study that the project does not have although it has their words."""
        part, language = text.known.track
        words = "" if text.alignment.same else compact(text.source.plain or "")
        for (transcript, identifier), (coder, coding) in self._now.items():
            mine = transcript == text.known.transcript and coding.part.value == part
            if not mine or language not in {"", coding.language} or (transcript, identifier) in self._seen:
                continue
            if (words and compact(coding.exact) not in words) or coding.code not in self._codes:
                continue  # words or code did not go along
            self._seen.add((transcript, identifier))
            problem = "exchange-coding-missing" if identifier in sent else "exchange-coding-only-here"
            self._tell(problem, self._place(coder, transcript, identifier), code=coding.code)

    def _place(self, coder: str, transcript: str, identifier: str) -> Place:
        path = self._folder.shown(self._folder.coding_file(coder, transcript))
        return Place(path, self._lines.get((transcript, identifier), 0))

    def _tell(self, problem: str, place: Place, **params: object) -> None:
        self.changes.differences.append(Problem(problem, place, params, Severity.WARNING))


def _spot(anchor: Anchor) -> str:
    """The place of words, for comparison; blanks at the ends do not count."""
    lead = len(anchor.exact) - len(anchor.exact.lstrip())
    tail = len(anchor.exact) - len(anchor.exact.rstrip())
    start, end = anchor.start, anchor.end
    return f"{anchor.part}/{start.turn}:{start.offset + lead}-{end.turn}:{end.offset - tail}"


def _told(anchor: Anchor | None) -> str:
    if anchor is None:
        return "–"
    return f"{anchor.start.turn}:{anchor.start.offset}–{anchor.end.turn}:{anchor.end.offset}"


def _day(coding: RefiCoding, selection: TextSelection, project: Project) -> str | None:
    return date_of(coding.created, selection.created, selection.modified, project.modified)


def memo_differences(folder: Folder, corpus: Corpus, known: Known, project: Project) -> Iterator[Problem]:
    """Yield memos of the study that say something else in the project."""
    for note in project.notes:
        name = known.memos.get(key(note.guid))
        memo = corpus.memos.get(name) if name is not None else None
        told = "\n\n".join(p for p in (note.description, note.plain) if p and p.strip())
        place = Place(folder.shown(folder.root / "analysis/memos" / f"{name}.md"))
        if name is not None and memo is None:
            yield Problem("exchange-memo-gone", place, {}, Severity.WARNING)
        elif memo is not None and compact(normal(told)) != compact(memo.text):
            yield Problem("exchange-memo-differs", place, {}, Severity.WARNING)
