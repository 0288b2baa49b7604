"""What the coding page is told after every step: codings, codes with counts, and what can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faden.core.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from faden.coding.codebook import Codebook
    from faden.coding.codings import Coding
    from faden.coding.editing.outcome import Doubtful, Outcome, State
    from faden.interviews.transcript import Transcript

Values = dict[str, Any]
"""Plain values that become JSON."""


def state_values(
    state: State | Outcome, codebook: Codebook, language: str, others: Mapping[str, int]
) -> Values:
    """All that the page shows of the coder's work, as values that become JSON.

    Args:
        state: What the bench told.
        codebook: The codebook.
        language: That of the interface.
        others: How many codings of each other coder are left without their words; only their number is told.
    """
    return {
        "seen": state.fingerprints,
        "codings": [_coding(coding) for coding in state.codings],
        "doubtful": [_coding(each.coding) | {"proposal": _proposal(each)} for each in state.doubtful],
        "others": [{"who": who, "n": n} for who, n in sorted(others.items())],
        "codes": list(_codes(codebook, state.totals, language)),
        "undo": state.undo.text(language, codebook) if state.undo else "",
        "redo": state.redo.text(language, codebook) if state.redo else "",
        "mended": [said.text(language, codebook) for said in state.mended],
    }


def word_values(transcript: Transcript) -> list[Values]:
    """The words of all parts, for a page that shows older ones."""
    return [
        {"turn": turn.id, "part": part.kind.value, "language": part.language, "text": part.text}
        for turn in transcript.turns
        for part in turn.parts
    ]


def told_after(outcome: Outcome, coder: str, language: str) -> str:
    """What a correction brought about besides, as sentences; only of this coder's codings."""
    mine = sum(each.coder == coder for each in outcome.doubtful)
    kinds = ((int(outcome.said.values.get("own", "0")), "followed"), (mine, "doubtful"))
    found = [text(f"app.correct.{key}", language, n=n) for n, key in kinds if n]
    if outcome.uncleared:
        found.append(text("app.correct.uncleared", language))
    return " ".join(found)


def _proposal(doubtful: Doubtful) -> str:
    """The words that are most like those that are gone; nothing where none are."""
    return doubtful.proposal.exact if doubtful.proposal else ""


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
