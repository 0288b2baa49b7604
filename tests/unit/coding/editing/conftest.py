"""A bench at which the first coder of the small study works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.coding.editing.outcome import Outcome

Do = Callable[..., Outcome]
"""Carries out an action given by its values, having seen all files as they are."""


@pytest.fixture
def bench(study: MiniStudy) -> Bench:
    """The bench of the lead coder, on a day in March."""
    return Bench(study.folder, "erste", today=lambda: dt.date(2026, 3, 15))


@pytest.fixture
def do(bench: Bench) -> Do:
    """Carry out an action in ``W01``."""

    def carry_out(do: str, **values: Any) -> Outcome:
        return bench.perform(parse_action({"do": do, **values}), bench.state("W01").fingerprints)

    return carry_out
