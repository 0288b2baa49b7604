"""Whatever people do on the board, in whatever order: no card is lost, and all of it can be undone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from faden.core.problems import StudyError
from faden.findings.board.actions import parse_action
from faden.findings.board.bench import BoardBench
from faden.findings.board.board import PATH, parse_board
from faden.findings.board.deck import Candidate, Deck
from faden.study.folder import Folder

CARDS = tuple(f"W01-n{n}" for n in range(1, 7))
DECK = Deck(dict.fromkeys(CARDS, ""), (Candidate("k-a", CARDS[:3]), Candidate("k-b", CARDS[3:5])))

_cards = st.lists(st.sampled_from(CARDS), min_size=1, max_size=3)
_group = st.sampled_from(["g1", "g2", "g3"])
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_steps = st.one_of(
    st.builds(lambda c: {"do": "group", "cards": c}, _cards),
    st.builds(lambda c, g: {"do": "place", "cards": c, "group": g}, _cards, _group),
    st.builds(lambda c: {"do": "reject", "cards": c}, _cards),
    st.builds(lambda c: {"do": "restore", "cards": c}, _cards),
    st.builds(lambda g, w: {"do": "name", "group": g, "name": {"de": w}}, _group, _words),
    st.builds(lambda g, w: {"do": "state", "group": g, "statement": {"ar": w}}, _group, _words),
    st.builds(lambda g, m: {"do": "mark", "group": g, "mark": m}, _group, st.sampled_from(["pain", None])),
    st.builds(lambda g, i: {"do": "merge", "group": g, "into": i}, _group, _group),
    st.builds(lambda g: {"do": "dissolve", "group": g}, _group),
    st.just({"do": "undo"}),
    st.just({"do": "redo"}),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_steps, max_size=8))
def test_any_steps_leave_a_board_in_order_that_can_be_undone(steps: list[dict[str, Any]]) -> None:
    """Each card stands once at most, the file reads as what was told, and undoing all takes it away."""
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place).resolve())
        bench = BoardBench(folder, "mira")
        path = folder.root / PATH
        for step in steps:
            before = path.read_bytes() if path.exists() else None
            try:
                told = bench.perform(parse_action(step), bench.state().fingerprints, DECK).state.board
            except StudyError:
                assert before == (path.read_bytes() if path.exists() else None)
                continue
            if path.exists():
                read = parse_board(path.read_text(encoding="utf-8"))
                assert (told, ()) == (read.value, read.problems)
            assert {*told.proposed()} == {*told.homes()} - {CARDS[5]}
        while bench.state().undo:
            bench.perform(parse_action({"do": "undo"}), bench.state().fingerprints, DECK)

        assert not path.exists()
