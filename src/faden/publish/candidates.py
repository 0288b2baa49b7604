"""Candidate groups as pages need them: ids of codings, words and stability, no quotations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of similar passages that a model found.

    Attributes:
        id: ``K01``, …
        words: Words that tell it from the others, by language.
        codings: Ids of the codings in it.
        stability: How often its members stay together over several runs, from 0 to 1.
    """

    id: str
    words: dict[str, tuple[str, ...]]
    codings: tuple[str, ...]
    stability: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a study.

    Attributes:
        groups: The candidates, the largest first.
        unassigned: Ids of the codings that fit nowhere.
        runs: Over how many runs the candidates were agreed.
        model: The embedding model.
    """

    groups: tuple[Candidate, ...] = ()
    unassigned: tuple[str, ...] = ()
    runs: int = 0
    model: str = ""
