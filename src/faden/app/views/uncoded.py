"""Passages that nobody coded and that may belong on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faden.coding.codebook import Kind
from faden.core.catalogue import text
from faden.core.languages import direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faden.analysis.stated.values import Stated
    from faden.app.boards import Sight

_ON_BOARD = frozenset({Kind.NEED, Kind.PAIN, Kind.PROPOSAL})


def uncoded_values(sight: Sight, stated: Iterable[Stated], language: str) -> list[dict[str, Any]]:
    """Passages that nobody coded, as cards that are none yet: a person codes them, or leaves them."""
    settings, book = sight.case.corpus.settings, sight.case.corpus.codebook
    found = []
    for each in stated:
        group, code = settings.group(each.group or ""), book.find(each.code) if each.code else None
        if each.kind in _ON_BOARD and code is not None:
            found.append(
                {
                    "words": each.text,
                    "language": each.language,
                    "direction": direction(each.language),
                    "role": group.role.text(language) if group else "",
                    "place": f"{each.transcript}, {each.turn}",
                    "path": f"{each.transcript}#{each.turn}",
                    "why": text("app.board.uncoded.score", language, n=round(10 * each.score)),
                    "code": code.name.text(language),
                    "action": {
                        "do": "code",
                        "transcript": each.transcript,
                        "start": [each.turn, each.start],
                        "end": [each.turn, each.end],
                        "part": str(each.part),
                        "language": each.language,
                        "code": each.code,
                    },
                }
            )
    return found
