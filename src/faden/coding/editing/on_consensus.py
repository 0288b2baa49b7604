"""What a person does about other coders: say that one is done, and settle with them what holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from faden.coding.anchor import find
from faden.coding.codings import CodingFile, coding_at
from faden.coding.consensus import (
    Choice,
    Decision,
    Extent,
    consensus_path,
    format_consensus,
    parse_consensus,
)
from faden.coding.done import (
    CONSENSUS,
    DoneMark,
    comparable,
    done_path,
    format_done,
    parse_done,
    with_done,
    without_done,
)
from faden.coding.editing.comparing import require_done
from faden.coding.editing.edit import Edit
from faden.coding.editing.on_codings import order, placed, same, usable, words
from faden.coding.editing.sheet import Sheet, with_codings, without
from faden.core import ids
from faden.core.documents import wanted
from faden.core.ids import SLUG_PATTERN
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from faden.coding.codings import Coding
    from faden.coding.editing.actions import Pairing, SayDone, SayNotDone, Settle, Unsettle
    from faden.coding.editing.case import Case
    from faden.interviews.transcript import Transcript

Found = tuple["Coding | None", "Coding | None"]
"""What two coders coded on a passage."""


def say_done(case: Case, action: SayDone) -> Edit:
    """Say that the coder has done a conversation; who found nothing to code gets an empty file."""
    transcript = case.transcript(action.transcript)
    path = case.sheet_path(case.coder, action.transcript)
    sheet = case.sheet(case.coder, action.transcript)
    file = CodingFile(transcript.head.id, case.coder, sheet.codings, {})
    empty: dict[str, str | None] = {} if case.version(path).content is not None else {path: sheet.text}
    return _marked(case, action.transcript, with_done(_marks(case), file, case.today), empty)


def say_not_done(case: Case, action: SayNotDone) -> Edit:
    """Take back that the coder has done a conversation."""
    seen = comparable(case.folder, action.transcript)
    return _marked(case, action.transcript, without_done(_marks(case), action.transcript, seen=seen), {})


def _marks(case: Case) -> tuple[DoneMark, ...]:
    path = case.shown(done_path(case.folder, case.coder))
    there = case.version(path).content is not None
    return wanted(parse_done(case.text(path), path)).done if there else ()


def _marked(case: Case, transcript: str, kept: list[DoneMark], files: dict[str, str | None]) -> Edit:
    path = case.shown(done_path(case.folder, case.coder))
    there = case.version(path).content is not None
    text = format_done(case.coder, kept) if kept or there else None
    return Edit({**files, path: text}, values={"transcript": transcript, "coder": case.coder})


def settle(case: Case, action: Settle) -> Edit:
    """Put what was settled on into the consensus.

    Raises:
        StudyError: Not all are done, a passage has no coding to choose, or its words are gone.
    """
    require_done(case, action.transcript, action.coders)
    by = _persons(case, action.by)
    pages = [case.sheet(coder, action.transcript) for coder in action.coders]
    made = _opened(case, action.transcript)
    for pairing in action.passages:
        first, second = (
            sheet.coding(each) if each else None
            for sheet, each in zip(pages, (pairing.first, pairing.second), strict=True)
        )
        codings = made.put(_chosen(case, action, (first, second)))
        before = tuple(_now(case, each.code) for each in (first, second) if each is not None)
        if not before:
            raise StudyError("consensus-empty")
        made.decide(
            Decision(
                coders=action.coders,
                first=pairing.first,
                second=pairing.second,
                before=before,
                choice=action.choice,
                codings=tuple(each.id for each in codings),
                after=tuple(each.code for each in codings),
                by=by,
                on=case.today,
            )
        )
    return made.edit(len(action.passages))


def unsettle(case: Case, action: Unsettle) -> Edit:
    """Take passages out of the consensus."""
    made = _opened(case, action.transcript)
    for pairing in action.passages:
        made.forget(pairing)
    return made.edit(len(action.passages))


class _Opened:
    """The consensus on a conversation while it is changed."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        self._case, self._transcript = case, transcript
        identifier = transcript.head.id
        self._path = case.shown(consensus_path(case.folder, identifier))
        there = case.version(self._path).content is not None
        file = wanted(parse_consensus(case.text(self._path), self._path)) if there else None
        self._decisions = list(file.decisions) if file is not None else []
        self._sheet: Sheet = case.sheet(CONSENSUS, identifier)

    def put(self, wished: list[Coding]) -> list[Coding]:
        """Codings that stand in the consensus from now on; one that stands there already is taken."""
        found = []
        for coding in wished:
            known = next((other for other in self._sheet.codings if same(coding, other)), None)
            if known is None:
                self._sheet = with_codings(self._sheet, [coding], order(self._transcript))
            found.append(known or coding)
        return found

    def decide(self, decision: Decision) -> None:
        """Keep a decision, in place of the one on the same passage; what only that one needed goes."""
        at = self._at(decision.pair)
        if at is None:
            self._decisions.append(decision)
            return
        old, self._decisions[at] = self._decisions[at], decision
        self._drop(old)

    def forget(self, pairing: Pairing) -> None:
        """Take a decision back, if there is one."""
        at = self._at((pairing.first, pairing.second))
        if at is not None:
            self._drop(self._decisions.pop(at))

    def edit(self, number: int) -> Edit:
        """The edit that leaves the two files behind."""
        identifier = self._transcript.head.id
        sheet = self._case.sheet_path(CONSENSUS, identifier)
        values = {"transcript": identifier, "number": str(number)}
        text = format_consensus(identifier, self._decisions)
        return Edit({self._path: text, sheet: self._sheet.text}, {sheet: self._sheet}, (), values)

    def _at(self, pair: tuple[str | None, str | None]) -> int | None:
        return next((at for at, each in enumerate(self._decisions) if each.pair == pair), None)

    def _drop(self, old: Decision) -> None:
        needed = {coding for each in self._decisions for coding in each.codings}
        self._sheet = without(self._sheet, set(old.codings) - needed)


def _opened(case: Case, transcript: str) -> _Opened:
    return _Opened(case, case.transcript(transcript))


def _persons(case: Case, others: tuple[str, ...]) -> tuple[str, ...]:
    """Who decided: the coder who works, and those named besides."""
    named = tuple(dict.fromkeys((case.coder, *others)))
    for each in named:
        if each == CONSENSUS or not re.fullmatch(SLUG_PATTERN, each):
            raise StudyError("coder-consensus")
    return named


def _chosen(case: Case, action: Settle, found: Found) -> list[Coding]:
    """The codings that a choice puts into the consensus."""
    first, second = found
    match action.choice:
        case Choice.FIRST if first is not None:
            return [_copied(case, action, first)]
        case Choice.SECOND if second is not None:
            return [_copied(case, action, second)]
        case Choice.BOTH if first is not None and second is not None:
            return [_copied(case, action, first), _copied(case, action, second)]
        case Choice.NONE:
            return []
        case Choice.CHANGED if action.code is not None:
            return [_changed(case, action, found)]
    raise StudyError("consensus-empty")


def _copied(case: Case, action: Settle, coding: Coding) -> Coding:
    """A coder's coding as one of the consensus, where its words stand now."""
    transcript = case.transcript(action.transcript)
    anchor = find(coding.anchor, transcript)
    if anchor is None:
        raise StudyError(
            "coding-words-gone", case.shown(case.folder.transcript(transcript.head.id)), coding=coding.id
        )
    version = case.codebook().version
    return coding_at(
        anchor, identifier=ids.coding(), code=_now(case, coding.code), on=case.today, codebook=version
    )


def _changed(case: Case, action: Settle, found: Found) -> Coding:
    """A coding with another code or on other words than the two have."""
    code = usable(case, str(action.code))
    both = [_copied(case, action, each) for each in found if each is not None]
    one = {Extent.FIRST: found[0], Extent.SECOND: found[1]}.get(action.extent)
    base = _copied(case, action, one) if one is not None else both[0]
    if one is None and len(both) > 1:
        base = _joined(case, action, both[0], both[1])
    return base.model_copy(update={"code": code.id})


def _joined(case: Case, action: Settle, one: Coding, other: Coding) -> Coding:
    """A coding on all words of two, or on those that they share."""
    if (one.part, one.language) != (other.part, other.language):
        raise StudyError("consensus-other-part")
    transcript = case.transcript(action.transcript)
    rank = {turn: at for at, turn in enumerate(order(transcript))}

    def place(point: tuple[str, int]) -> tuple[int, int]:
        return rank.get(point[0], -1), point[1]

    early, late = sorted((one.start, other.start), key=place), sorted((one.end, other.end), key=place)
    start, end = (early[0], late[1]) if action.extent is Extent.ALL else (early[1], late[0])
    if place(start) >= place(end):
        raise StudyError(
            "selection-empty", case.shown(case.folder.transcript(transcript.head.id)), turn=start[0]
        )
    anchor = words(case, transcript, start, end, one.part, one.language)
    return one.model_copy(update=placed(anchor))


def _now(case: Case, code: str) -> str:
    """A merged code as the one that it went into."""
    found = case.codebook().find(code)
    return found.id if found is not None else code
