"""Finding the words of one coding again, across the files of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.codings import read_codings
from faden.coding.done import CONSENSUS
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.following import follow
from faden.core.documents import wanted
from faden.core.problems import StudyError
from faden.interviews.files import read_transcript
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from faden.coding.following import Followed
    from faden.study.folder import Folder


def follow_coding(folder: Folder, identifier: str, *, accept_by: str | None) -> Followed:
    """Look for the words of a coding; enter the new place where a person accepts it, and can take it back.

    Args:
        folder: The study.
        identifier: Id of the coding.
        accept_by: The coder who accepts, and whose coding it is; on those of the consensus each coder
            may decide. ``None`` only looks.

    Raises:
        StudyError: There is no such coding or coder, it is that of another coder, or the file of the
            coding is not in order.
    """
    if accept_by is not None:
        coders = {coder.id for coder in wanted(read_settings(folder)).coders}
        if accept_by not in coders:
            raise StudyError("coder-unknown", value=accept_by or "–")
    for path in folder.codings():
        parsed = read_codings(folder, path)
        file = parsed.value
        coding = next((c for c in file.codings if c.id == identifier), None) if file else None
        if file is None or coding is None:
            continue
        if accept_by is not None and file.coder not in {accept_by, CONSENSUS}:
            raise StudyError("coding-of-another", folder.shown(path), value=identifier, coder=file.coder)
        followed = follow(coding, wanted(read_transcript(folder, file.transcript)))
        if accept_by is not None and followed.proposal is not None:
            values = {"transcript": file.transcript, "coder": path.parent.name, "coding": identifier}
            action = parse_action({"do": "follow", **values, "accept": True})
            Bench(folder, accept_by).perform(action, {})
        return followed
    raise StudyError("coding-unknown", value=identifier)
