"""That a coder has done a conversation: ``analysis/codings/<coder>/done.yaml``.

Two people code blind: neither is shown what the other did before both have said that they are done. What
was coded is remembered by its digest, so that a change after the comparison can be told from the
independent reading that agreement is about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import StringConstraints

from faden.core import yaml
from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import digest, read_text, write_atomic
from faden.core.formats import label
from faden.core.ids import ConversationId, Slug
from faden.core.problems import Place, Problem, StudyError
from faden.core.yaml import Parsed
from faden.interviews.transcript import PartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from faden.coding.codings import CodingFile
    from faden.study.folder import Folder

CONSENSUS: Final = "consensus"
"""The coder whose codings are what coders have settled on together; never compared, never independent."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class DoneMark(FileModel):
    """One conversation that a coder has done.

    ``open`` tells that it was taken back when others' codings could be seen already; the digest of what
    was coded independently stays, so that a later change can still be told.
    """

    transcript: ConversationId
    on: PartialDate
    codings: Digest
    open: bool = False


class DoneFile(FileModel):
    """``done.yaml`` of one coder."""

    format: str
    coder: Slug
    done: tuple[DoneMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What coders say they have done.

    Attributes:
        marks: (coder, conversation) → the mark.
    """

    marks: Mapping[tuple[str, str], DoneMark]

    def by(self, coder: str, transcript: str) -> bool:
        """Whether this coder has done this conversation."""
        mark = self.marks.get((coder, transcript))
        return mark is not None and not mark.open

    def by_all(self, coders: Iterable[str], transcript: str) -> bool:
        """Whether all of them have; only then may one see what another did."""
        return all(self.by(coder, transcript) for coder in coders)

    def changed(self, file: CodingFile) -> bool:
        """Whether codings were changed after their coder had said that they were done.

        That an interpreter's words stand beside the original now changes nothing of what was coded.
        """
        mark = self.marks.get((file.coder, file.transcript))
        return mark is not None and mark.codings not in {content(file), content(_unpaired(file))}


def content(file: CodingFile) -> str:
    """Digest of which words got which code; their place does not count, so that typos can be mended."""
    rows = sorted(f"{c.code}\x1f{c.part}\x1f{c.language}\x1f{c.exact}" for c in file.codings)
    return digest("\x1e".join(rows))[:16]


def _unpaired(file: CodingFile) -> CodingFile:
    """The codings as they were while interpreters' words stood in turns of their own."""
    alone = {"part": PartKind.ORIGINAL}
    told = (c.model_copy(update=alone) if c.part is PartKind.INTERPRETATION else c for c in file.codings)
    return replace(file, codings=tuple(told))


def done_path(folder: Folder, coder: str) -> Path:
    """The file of a coder's marks."""
    return folder.coding_file(coder, "").with_name("done.yaml")


def parse_done(text: str, path: str) -> Parsed[DoneFile]:
    """Parse the marks of a coder."""
    return parse_yaml(DoneFile, text, "done", path)


def read_done(folder: Folder) -> Parsed[Done]:
    """Read what all coders say they have done; a file that cannot be read marks nothing."""
    marks: dict[tuple[str, str], DoneMark] = {}
    problems: list[Problem] = []
    for path in folder.done_marks():
        shown = folder.shown(path)
        parsed = parse_done(read_text(path, shown=shown), shown)
        problems += parsed.problems
        file = parsed.value
        if file is not None and file.coder != path.parent.name:
            params = {"told": file.coder, "named": path.parent.name}
            problems.append(Problem("codings-misplaced", Place(shown, parsed.line("coder")), params))
        elif file is not None:
            marks |= {(file.coder, mark.transcript): mark for mark in file.done}
    return Parsed(Done(marks), tuple(problems))


def format_done(coder: str, marks: Sequence[DoneMark]) -> str:
    """The file of a coder's marks, by conversation; the same bytes for the same marks."""
    rows = [
        mark.model_dump(exclude_defaults=True) for mark in sorted(marks, key=lambda mark: mark.transcript)
    ]
    return yaml.dump({"format": label("done"), "coder": coder, "done": rows})


def declare_done(folder: Folder, file: CodingFile, on: str) -> bool:
    """Say that a coder has done a conversation; gives whether the file changed.

    Raises:
        StudyError: The file of marks cannot be read, or the coder is the consensus.
    """
    if file.coder == CONSENSUS:
        raise StudyError("done-consensus")
    return _write(folder, file.coder, lambda known: with_done(known, file, on))


def take_back_done(folder: Folder, coder: str, transcript: str) -> bool:
    """Take back that a coder has done a conversation; gives whether the file changed.

    Raises:
        StudyError: The file of marks cannot be read.
    """
    seen = comparable(folder, transcript)
    return _write(folder, coder, lambda known: without_done(known, transcript, seen=seen))


def with_done(known: Iterable[DoneMark], file: CodingFile, on: str) -> list[DoneMark]:
    """A coder's marks once a conversation is done; what was coded independently stays remembered."""
    before = next((mark for mark in known if mark.transcript == file.transcript), None)
    first = before.codings if before is not None and before.open else content(file)
    mark = DoneMark(transcript=file.transcript, on=on, codings=first)
    return [*(each for each in known if each.transcript != file.transcript), mark]


def without_done(known: Iterable[DoneMark], transcript: str, *, seen: bool) -> list[DoneMark]:
    """A coder's marks once a conversation is no longer done.

    Args:
        known: The marks before.
        transcript: The conversation.
        seen: Whether the coder could see already what others coded there.
    """
    here = [mark for mark in known if mark.transcript == transcript]
    kept = [mark.model_copy(update={"open": True}) for mark in here if seen or mark.open]
    return [*(each for each in known if each.transcript != transcript), *kept]


def comparable(folder: Folder, transcript: str) -> bool:
    """Whether two coders or more have codings in a conversation, and all of them have done it."""
    coded = {path.parent.name for path in folder.codings() if path.stem == transcript} - {CONSENSUS}
    done = read_done(folder).value
    return len(coded) > 1 and done is not None and done.by_all(coded, transcript)


def _write(folder: Folder, coder: str, change: Callable[[list[DoneMark]], list[DoneMark]]) -> bool:
    read = read_done(folder)
    path = done_path(folder, coder)
    mine = [p for p in read.problems if p.place.path == folder.shown(path)]
    if mine:
        raise StudyError.of(mine[0])
    known = read.value.marks if read.value is not None else {}
    kept = change([mark for (who, _), mark in known.items() if who == coder])
    if not kept and not path.exists():
        return False
    return write_atomic(path, format_done(coder, kept))
