"""Positions: every quotation exact in every convention, and at word boundaries in real files."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from faden.exchange.refi.offsets import at_words
from faden.exchange.refi.read import Found, parse_project, read_project


def _generator() -> ModuleType:
    path = Path(__file__).with_name("refi_generator.py")
    spec = importlib.util.spec_from_file_location("refi_generator", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["refi_generator"] = module
    spec.loader.exec_module(module)
    return module


MADE = _generator()
REAL = Path(__file__).parents[3] / "shared/data/refi"
NVIVO = REAL / "qdpx/nvivo-win-12.6_emoji_MASKED.qdpx"


def _wrong(found: Found, quotes: dict[str, str]) -> list[tuple[str, str]]:
    """Source and words of every selection that reads otherwise than it was made."""
    return [
        (source.guid or "", quotes[each.guid])
        for source in found.project.sources
        for each in source.selections
        if source.plain[each.start : each.end] != quotes[each.guid]
    ]


@pytest.mark.parametrize("how", MADE.CONVENTIONS, ids=str)
def test_every_quotation_is_exact_in_every_convention(how: object) -> None:
    """Whoever wrote the file and however it counts: the words are the words."""
    made = MADE.project(how)

    assert [] == _wrong(parse_project(made.data, "made.qdpx"), made.quotes)


@pytest.mark.parametrize("how", MADE.CONVENTIONS[::4], ids=str)
def test_a_single_selection_is_exact_or_told_as_doubtful(
    how: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the text cannot decide, the problem names the source; nothing shifts silently."""
    chance = random.Random(7)  # noqa: S311 - nothing secret; the same choice every time
    all_of = MADE.quotations
    monkeypatch.setattr(MADE, "quotations", lambda text: chance.sample(all_of(text), 1))
    made = MADE.project(how)

    found = parse_project(made.data, "made.qdpx")

    told = {p.params["source"] for p in found.problems if p.code == "refi-offsets-ambiguous"}
    assert told >= {source for source, _ in _wrong(found, made.quotes)}


@pytest.mark.skipif(not NVIVO.is_file(), reason="real exports are not here: ../shared/data/refi")
def test_a_real_nvivo_export_keeps_its_selections_at_words() -> None:
    """UTF-16 units, CR LF counted two, mark not counted; a naive reader gets 49 of 303."""
    (choice,) = read_project(NVIVO).readings.values()

    assert 303 == len(choice.spans)
    assert "UTF-16, CRLF = 2, BOM = 0" == str(choice.reading)
    assert choice.fitting >= 0.99


def test_word_boundaries_count_marks_as_letters() -> None:
    """A letter and its combining mark are never parted."""
    text = "Mu\u0308nchen"

    assert not at_words(text, 2, 8)
    assert at_words(text, 0, 8)
