"""A board on which the first coder of the small study works, and a machine that proposes two groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from ministudy import WORDS, MiniStudy

from faden.findings.board.actions import parse_action
from faden.findings.board.bench import BoardBench, BoardOutcome
from faden.findings.board.deck import Candidate, Deck

Do = Callable[..., BoardOutcome]
"""Carries out a step given by its values, having seen the files as they are."""

DECK = Deck(
    codes={card: code for card, code, _, _ in WORDS} | {"W01-n01": "", "W01-n02": ""},
    candidates=(
        Candidate("k-a", ("c-22222222", "c-44444444", "c-55555555")),
        Candidate("k-b", ("c-33333333",)),
        Candidate("W01.1", ("W01-n01", "W01-n02"), wall="Warten"),
    ),
    nowhere={"c-77777777": "k-b"},
    below={"antworten": frozenset({"antworten", "keine-antwort", "schnelle-antwort"})},
)


@pytest.fixture
def deck() -> Deck:
    """All cards of the small study, with two groups of the machine and one of a wall."""
    return DECK


@pytest.fixture
def bench(study: MiniStudy) -> BoardBench:
    """The board of the small study, on a day in March."""
    return BoardBench(study.folder, "erste", today=lambda: dt.date(2026, 3, 15))


@pytest.fixture
def do(bench: BoardBench) -> Do:
    """Carry out a step."""

    def carry_out(do: str, **values: Any) -> BoardOutcome:
        return bench.perform(parse_action({"do": do, **values}), bench.state().fingerprints, DECK)

    return carry_out
