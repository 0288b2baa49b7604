"""Candidate groups as pages need them: ids of codings, words and stability, no quotations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words taken from a coding that may stand for a group.

    Attributes:
        coding: Id of the coding.
        start: First code point in its words.
        end: One past the last.
    """

    coding: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group of similar passages that a model found.

    Attributes:
        id: ``K01``, …
        words: Words that tell it from the others, by language.
        codings: Ids of the codings in it.
        stability: How often its members stay together over several runs, from 0 to 1.
        sentence: The one proposed to say what it is about; no page shows it unless it may be quoted.
    """

    id: str
    words: dict[str, tuple[str, ...]]
    codings: tuple[str, ...]
    stability: float
    sentence: Sentence | None = None


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
