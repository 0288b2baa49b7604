"""Correcting words of a transcript: codings of all coders follow, and a person decides where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.anchor import carry
from faden.coding.editing.edit import Edit
from faden.coding.editing.on_codings import placed, words
from faden.coding.editing.outcome import Doubtful
from faden.coding.editing.sheet import with_codings, without
from faden.coding.following import follow as find_again
from faden.core.problems import StudyError
from faden.interviews.correcting import corrected, with_words
from faden.interviews.transcript import content_hash

if TYPE_CHECKING:
    from faden.coding.codings import Coding
    from faden.coding.editing.actions import Correct, Follow
    from faden.coding.editing.case import Case
    from faden.coding.editing.sheet import Sheet
    from faden.interviews.transcript import Part, Transcript


def correct(case: Case, action: Correct) -> Edit:
    """Correct the words of one part of a turn; a clearance of the old text no longer counts.

    Raises:
        StudyError: There is no such part, nothing would change or stand there, or a file of codings of
            this transcript is not in order.
    """
    path = case.shown(case.folder.transcript(action.transcript))
    before = case.transcript(action.transcript)
    part = _part(before, action, path)
    meant = with_words(before, action.turn, part, action.text)
    text, after = corrected(case.text(path), path, before, meant)
    cleared = before.head.cleared is not None and before.head.cleared.hash == content_hash(before)
    edit = Edit(
        {path: text},
        {path: after},
        values={"transcript": action.transcript, "turn": action.turn},
        uncleared=cleared,
    )
    for coder in coders_of(case, action.transcript):
        _carry(case, edit, coder, (before, after), part)
    return edit


def follow(case: Case, action: Follow) -> Edit:
    """Take a coding to where its words stand now, or away.

    Raises:
        StudyError: There is no such coding, or nothing like its words and no other words are named.
    """
    coder = action.coder or case.coder
    sheet = case.sheet(coder, action.transcript)
    coding = sheet.coding(action.coding)
    if not action.accept:
        return _kept(case, action.transcript, coder, without(sheet, [coding.id]), coding)
    transcript = case.transcript(action.transcript)
    if action.start is not None and action.end is not None:
        anchor = words(case, transcript, action.start, action.end, coding.part, coding.language)
    else:
        found = find_again(coding, transcript).proposal
        if found is None:
            raise StudyError("follow-nothing", case.sheet_path(coder, action.transcript), value=coding.id)
        anchor = found
    moved = coding.model_copy(update=placed(anchor))
    order = tuple(turn.id for turn in transcript.turns)
    return _kept(case, action.transcript, coder, with_codings(sheet, [moved], order), moved)


def _part(transcript: Transcript, action: Correct, path: str) -> Part:
    turn = transcript.turn(action.turn)
    if turn is None:
        raise StudyError("turn-gone", path, turn=action.turn)
    part = turn.part(action.part, action.language)
    if part is None:
        raise StudyError(
            "part-gone", path, line=turn.line, turn=turn.id, part=f"{action.part} {action.language}"
        )
    if action.text in {"", part.text}:
        code = "correction-unchanged" if action.text else "correction-empty"
        raise StudyError(code, path, line=turn.line, turn=turn.id)
    return part


def coders_of(case: Case, transcript: str) -> list[str]:
    """Everybody who has coded in a transcript."""
    return sorted(path.parent.name for path in case.folder.codings() if path.stem == transcript)


def _carry(case: Case, edit: Edit, coder: str, texts: tuple[Transcript, Transcript], part: Part) -> None:
    """Add to an edit what becomes of the codings of one coder."""
    before, after = texts
    name = after.head.id
    sheet = case.sheet(coder, name)
    mine = [c for c in sheet.codings if (c.part, c.language) == (part.kind, part.language)]
    found = carry([c.anchor for c in mine], before, after, part.kind, part.language)
    moved: list[Coding] = []
    for coding, anchor in zip(mine, found, strict=True):
        if anchor is None:
            edit.doubtful.append(Doubtful(coder, coding, find_again(coding, after).proposal))
        elif anchor != coding.anchor:
            moved.append(coding.model_copy(update=placed(anchor)))
    if moved:
        fresh = with_codings(sheet, moved, tuple(turn.id for turn in after.turns))
        path = case.sheet_path(coder, name)
        edit.files[path], edit.parsed[path] = fresh.text, fresh
        edit.values["n"] = str(int(edit.values.get("n", "0")) + len(moved))
        if coder == case.coder:
            edit.values["own"] = str(len(moved))


def _kept(case: Case, transcript: str, coder: str, sheet: Sheet, coding: Coding) -> Edit:
    path = case.sheet_path(coder, transcript)
    values = {"transcript": transcript, "code": coding.code}
    return Edit({path: sheet.text}, {path: sheet}, values=values)
