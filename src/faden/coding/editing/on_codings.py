"""What a person does to their codings: make, drop, recode, resize, note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.anchor import Anchor, Position, describe
from faden.coding.codings import coding_at
from faden.coding.editing.edit import Edit
from faden.coding.editing.sheet import Sheet, with_codings, without
from faden.core import ids
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from faden.coding.codebook import Code
    from faden.coding.codings import Coding
    from faden.coding.editing.actions import DropCoding, MakeCoding, Note, Point, Recode, Resize
    from faden.coding.editing.case import Case
    from faden.interviews.transcript import PartKind, Transcript


def make(case: Case, action: MakeCoding) -> Edit:
    """Put a code on words.

    Raises:
        StudyError: There is no such code to code with, no such words, or the same coding stands already.
    """
    code, transcript = usable(case, action.code), case.transcript(action.transcript)
    anchor = words(case, transcript, action.start, action.end, action.part, action.language)
    sheet = case.sheet(case.coder, action.transcript)
    made = coding_at(
        anchor, identifier=ids.coding(), code=code.id, on=case.today, codebook=case.codebook().version
    )
    if any(same(made, other) for other in sheet.codings):
        raise StudyError("coding-made-already", value=code.id)
    made = made.model_copy(update={"memo": action.memo})
    return keep(case, action.transcript, with_codings(sheet, [made], order(transcript)), made, created=True)


def drop(case: Case, action: DropCoding) -> Edit:
    """Take a coding away."""
    sheet = case.sheet(case.coder, action.transcript)
    gone = sheet.coding(action.coding)
    return keep(case, action.transcript, without(sheet, [gone.id]), gone)


def recode(case: Case, action: Recode) -> Edit:
    """Give a coding another code, or confirm the one it has under the present codebook, retired or not."""
    if case.sheet(case.coder, action.transcript).coding(action.coding).code != action.code:
        usable(case, action.code)
    fresh = {"code": action.code, "codebook": case.codebook().version, "on": case.today}
    return _changed(case, action.transcript, action.coding, fresh)


def resize(case: Case, action: Resize) -> Edit:
    """Move the ends of a coding."""
    old = case.sheet(case.coder, action.transcript).coding(action.coding)
    transcript = case.transcript(action.transcript)
    anchor = words(case, transcript, action.start, action.end, old.part, old.language)
    return _changed(case, action.transcript, action.coding, placed(anchor) | {"on": case.today})


def note(case: Case, action: Note) -> Edit:
    """Write the memo of a coding."""
    return _changed(case, action.transcript, action.coding, {"memo": action.memo})


def usable(case: Case, identifier: str) -> Code:
    """A code with which words may be coded.

    Raises:
        StudyError: There is no such code, it is only a folder, merged or retired.
    """
    code = next((p.code for p in case.codebook().codes() if p.code.id == identifier), None)
    path = case.shown(case.folder.codebook)
    if code is None or not code.codable:
        raise StudyError("code-unknown", path, value=identifier)
    if code.merged_into is not None:
        raise StudyError("code-merged", path, value=identifier, into=code.merged_into)
    if code.retired:
        raise StudyError("code-retired", path, value=identifier)
    return code


def words(
    case: Case, transcript: Transcript, start: Point, end: Point, part: PartKind, language: str | None
) -> Anchor:
    """The selected words, described.

    Raises:
        StudyError: There is no such turn, the selection is empty or outside, or who speaks has withdrawn.
    """
    path = case.shown(case.folder.transcript(transcript.head.id))
    ends = []
    for turn_id, _ in (start, end):
        at = transcript.index(turn_id)
        if at is None:
            raise StudyError("turn-gone", path, turn=turn_id)
        ends.append(at)
    for turn in transcript.turns[ends[0] : ends[1] + 1]:
        if case.withdrawn(transcript.participant(turn)):
            raise StudyError("turn-withdrawn", path, line=turn.line, turn=turn.id)
    try:
        anchor = describe(transcript, Position(*start), Position(*end), part=part, language=language)
    except ValueError:
        raise StudyError("selection-empty", path, turn=start[0]) from None
    if not anchor.exact.strip():
        raise StudyError("selection-empty", path, turn=start[0])
    return anchor


def placed(anchor: Anchor) -> dict[str, object]:
    """Values of a coding on these words."""
    return {
        "start": (anchor.start.turn, anchor.start.offset),
        "end": (anchor.end.turn, anchor.end.offset),
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def keep(case: Case, transcript: str, sheet: Sheet, coding: Coding, *, created: bool = False) -> Edit:
    """The edit that leaves a sheet of the coder behind."""
    path = case.sheet_path(case.coder, transcript)
    values = {"transcript": transcript, "code": coding.code}
    return Edit({path: sheet.text}, {path: sheet}, (coding.id,) if created else (), values)


def _changed(case: Case, transcript: str, identifier: str, fresh: dict[str, object]) -> Edit:
    sheet = case.sheet(case.coder, transcript)
    changed = sheet.coding(identifier).model_copy(update=fresh)
    if any(same(changed, other) for other in sheet.codings if other.id != identifier):
        raise StudyError("coding-made-already", value=changed.code)
    ranked = order(case.transcript(transcript))
    return keep(case, transcript, with_codings(sheet, [changed], ranked), changed)


def same(one: Coding, other: Coding) -> bool:
    """Whether two codings say the same: one code on the same words."""
    return (
        one.start == other.start
        and one.end == other.end
        and (one.code, one.part, one.language) == (other.code, other.part, other.language)
    )


def order(transcript: Transcript) -> tuple[str, ...]:
    """Ids of the turns, in their order."""
    return tuple(turn.id for turn in transcript.turns)
