"""What a person does to codebook and codings in one step, so that one step takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.coding.editing import on_codebook, on_codings
from faden.coding.editing.actions import AddCode, MakeCoding
from faden.coding.editing.edit import Edit
from faden.coding.editing.patch import version

if TYPE_CHECKING:
    from faden.coding.editing.actions import MakeCodingAnew
    from faden.coding.editing.case import Case


def make(case: Case, action: MakeCodingAnew) -> Edit:
    """Add a code and put it on words; what is made is named in this order: the code, the coding.

    Raises:
        StudyError: There is no such parent, there are no such words, or a file is not in order.
    """
    added = on_codebook.add(case, AddCode(do="add-code", name=action.name, parent=action.parent))
    fresh = {path: version(text) for path, text in added.files.items()}
    for path, parsed in added.parsed.items():
        case.memory.put(path, fresh[path].mark, parsed)
    words = action.model_dump(include={"transcript", "start", "end", "part", "language"})
    made = on_codings.make(case.after(fresh), MakeCoding(do="code", code=added.created[0], **words))
    return Edit(
        added.files | made.files,
        added.parsed | made.parsed,
        (*added.created, *made.created),
        values=added.values | made.values,
    )
