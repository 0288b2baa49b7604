"""Putting interpreters' turns beside what they interpret: all coders' codings follow, or nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.anchor import describe, find
from faden.coding.editing.book import open_book
from faden.coding.editing.edit import Edit
from faden.coding.editing.on_codings import placed
from faden.coding.editing.on_words import coders_of
from faden.coding.editing.sheet import with_codings
from faden.core.problems import StudyError
from faden.interviews.pairing import pairable, paired
from faden.interviews.transcript import PartKind, content_hash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from faden.coding.anchor import Anchor
    from faden.coding.codings import Coding
    from faden.coding.editing.actions import PairTurns
    from faden.coding.editing.case import Case
    from faden.interviews.pairing import Pair
    from faden.interviews.transcript import Transcript


def pair(case: Case, action: PairTurns) -> Edit:
    """Put each turn of an interpreter into the turn before it that it interprets.

    Codings in such a turn are those of the same words in the turn that the words stand in from now on,
    and examples of the codebook name that turn.

    Raises:
        StudyError: There is no such turn to leave, nothing to put together, or a coding cannot follow.
    """
    path = case.shown(case.folder.transcript(action.transcript))
    before = case.transcript(action.transcript)
    pairs = chosen(before, action.leave, path)
    if not pairs:
        raise StudyError("pairing-none", path, value=action.transcript)
    text, after = paired(case.text(path), path, before, pairs)
    cleared = before.head.cleared is not None and before.head.cleared.hash == content_hash(before)
    values = {"transcript": action.transcript, "turns": str(len(pairs))}
    edit = Edit({path: text}, {path: after}, values=values, uncleared=cleared)
    into = {given.id: said.id for said, given in pairs}
    _carry_examples(case, edit, after, into)
    lost: dict[str, None] = {}
    for coder in coders_of(case, action.transcript):
        lost |= dict.fromkeys(_carry(case, edit, coder, (before, after), into))
    if lost:
        raise StudyError("pairing-coded", path, value=", ".join(lost))
    return edit


def chosen(transcript: Transcript, leave: Collection[str], path: str) -> tuple[Pair, ...]:
    """The pairs but those of the interpreter's turns that stay.

    Raises:
        StudyError: No such turn would be put together.
    """
    found = pairable(transcript)
    strange = sorted({*leave} - {given.id for _, given in found})
    if strange:
        raise StudyError("pairing-turn-unknown", path, value=", ".join(strange))
    return tuple(each for each in found if each[1].id not in leave)


def _carry_examples(case: Case, edit: Edit, after: Transcript, into: Mapping[str, str]) -> None:
    """Add to an edit the codebook whose examples name the turns that their words stand in from now on."""
    book = open_book(case)
    changed = False
    for code in book.ids():
        for example in book.code(code).get("examples") or []:
            now = into.get(example["turn"]) if example["transcript"] == after.head.id else None
            turn = after.turn(now) if now else None
            if turn is not None and any(example["quote"] in part.text for part in turn.parts):
                example["turn"], changed = turn.id, True
    if changed:
        told = book.edit({})
        edit.files.update(told.files)
        edit.parsed.update(told.parsed)


def _carry(
    case: Case, edit: Edit, coder: str, texts: tuple[Transcript, Transcript], into: Mapping[str, str]
) -> Iterator[str]:
    """Add to an edit where the codings of one coder go; yields turns out of which one cannot."""
    after = texts[1]
    sheet = case.sheet(coder, after.head.id)
    moved: list[Coding] = []
    beside: list[Coding] = []
    for coding in sheet.codings:
        was, now = find(coding.anchor, texts[0]), find(coding.anchor, after)
        crossed = [turn for turn in _crossed(coding, texts[0]) if turn in into]
        if not crossed:
            if was is not None and (now is None or (was.start, was.end) != (now.start, now.end)):
                yield coding.start[0]
            elif now is not None and was == coding.anchor != now:  # a turn next to it went
                beside.append(coding.model_copy(update=placed(now)))
            continue
        anchor = _beside(was, after, into)
        if anchor is None:
            yield from crossed
        else:
            moved.append(coding.model_copy(update={**placed(anchor), "part": anchor.part}))
    if moved or beside:
        fresh = with_codings(sheet, [*moved, *beside], tuple(turn.id for turn in after.turns))
        path = case.sheet_path(coder, after.head.id)
        edit.files[path], edit.parsed[path] = fresh.text, fresh
    if moved:
        edit.values["n"] = str(int(edit.values.get("n", "0")) + len(moved))
        if coder == case.coder:
            edit.values["own"] = str(len(moved))


def _crossed(coding: Coding, transcript: Transcript) -> list[str]:
    """The turns whose original words a coding names."""
    if coding.part is not PartKind.ORIGINAL:
        return []
    first, last = (transcript.index(turn) for turn in (coding.start[0], coding.end[0]))
    return [turn.id for turn in transcript.turns[first or 0 : (last or 0) + 1]]


def _beside(anchor: Anchor | None, after: Transcript, into: Mapping[str, str]) -> Anchor | None:
    """The same words as interpretation beside the original; ``None`` where they are not all there."""
    if anchor is None or anchor.start.turn != anchor.end.turn or anchor.start.turn not in into:
        return None
    start, end = (type(at)(into[at.turn], at.offset) for at in (anchor.start, anchor.end))
    found = describe(after, start, end, part=PartKind.INTERPRETATION, language=anchor.language)
    return found if found.exact == anchor.exact else None
