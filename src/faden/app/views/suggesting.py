"""Suggestions as the coding page gets them: places as it knows them, scores in hundreds, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faden.core.languages import direction

if TYPE_CHECKING:
    from faden.analysis.suggest.values import Near, Passage, Suggestion

SHOWN: Final = 160
"""Letters of a passage that are shown."""

Values = dict[str, Any]
"""Plain values that become JSON."""


def suggestion_values(found: Suggestion) -> Values:
    """One suggested code with its reason."""
    return {
        "code": found.code,
        "percent": percent(found.score),
        "words": list(found.reason.words),
        "near": [_near(each) for each in found.reason.near],
    }


def _near(near: Near) -> Values:
    return place_values(near.passage) | {"effect": max(1, percent(near.effect))}


def scored_values(passage: Passage, score: float, code: str) -> Values:
    """A passage that may belong to a code, or a coding that stands out."""
    return place_values(passage) | {"percent": percent(score), "code": code}


def place_values(passage: Passage) -> Values:
    """Where words stand, as the page chooses them, and how they begin."""
    language = passage.language or ""
    return {
        "transcript": passage.transcript,
        "start": [passage.turn, passage.start],
        "end": [passage.last or passage.turn, passage.end],
        "part": str(passage.part),
        "language": language,
        "direction": direction(language) if language else "auto",
        "words": _begun(passage.text),
    }


def _begun(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1].rstrip()}…"


def percent(share: float) -> int:
    """A share from 0 to 1 in hundreds."""
    return round(share * 100)
