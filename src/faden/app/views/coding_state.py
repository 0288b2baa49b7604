"""What the coding page is told after every step: codings, codes with counts, and what can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.coding.editing.outcome import Outcome, State

Values = dict[str, Any]
"""Plain values that become JSON."""


def state_values(state: State | Outcome, codebook: Codebook, language: str) -> Values:
    """All that the page shows of the coder's work, as values that become JSON."""
    return {
        "seen": state.fingerprints,
        "codings": [_coding(coding) for coding in state.codings],
        "doubtful": [_coding(each.coding) for each in state.doubtful],
        "codes": list(_codes(codebook, state.totals, language)),
        "undo": state.undo.text(language, codebook) if state.undo else "",
        "redo": state.redo.text(language, codebook) if state.redo else "",
        "mended": [said.text(language, codebook) for said in state.mended],
    }


def _coding(coding: Coding) -> Values:
    return {
        "id": coding.id,
        "code": coding.code,
        "start": coding.start,
        "end": coding.end,
        "part": coding.part.value,
        "language": coding.language,
        "exact": coding.exact,
        "memo": coding.memo,
    }


def _codes(codebook: Codebook, counts: Mapping[str, int], language: str) -> Iterator[Values]:
    """The codes in use, parents before children, each with the number of the coder's codings."""
    names = {placed.code.id: placed.code.name.text(language) for placed in codebook.codes()}
    for placed in codebook.codes():
        code = placed.code
        if code.merged_into is not None:
            continue
        count = counts.get(code.id, 0)
        retired = bool(getattr(code, "retired", False))
        if retired and not count:
            continue
        yield {
            "id": code.id,
            "name": names[code.id],
            "path": placed.path,
            "trail": " › ".join(names[each] for each in placed.path[:-1]),
            "codable": code.codable and not retired,
            "count": count,
            "definition": code.definition.text(language) if code.definition else "",
        }
