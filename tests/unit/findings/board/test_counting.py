"""In how many persons a need is counted: by the cards that people put together, else by its codes."""

from __future__ import annotations

from ministudy import MiniStudy

from faden.core.languages import LocalText
from faden.findings.board.board import Board, Group
from faden.findings.board.counting import Counting
from faden.findings.need import Need

NEED = Need(
    id="N01",
    name=LocalText({"de": "Antwort"}),
    statement=LocalText({"de": "Wer fragt, muss Antwort bekommen."}),
    codes=("keine-antwort",),
    by="erste",
    on="2026",
)


def board(*cards: str, need: str | None = "N01") -> Board:
    """A board with one group."""
    return Board(groups=(Group(id="g1", by="erste", on="2026", cards=cards, need=need),))


def test_persons_are_counted_by_the_cards_of_the_group(study: MiniStudy) -> None:
    """Everything else under its codes is something else; a sticky note is nobody's in particular."""
    index = study.case().index
    counting = Counting(index, board("c-22222222", "c-33333333", "W01-n01", "paper-1", "c-99999999"))

    assert (2, 7) == (counting.reach(NEED).n, counting.reach(NEED).of)
    assert (2, 6) == (counting.reach(NEED, group="residents").n, counting.reach(NEED, group="residents").of)
    assert 0 == counting.reach(NEED, group="administration").n
    assert 2 < index.reach(NEED.codes).n


def test_without_a_group_the_codes_count(study: MiniStudy) -> None:
    """Also where the group is empty, is no need, or holds only cards that are nobody's words."""
    index = study.case().index
    by_codes = index.reach(NEED.codes).n

    for seen in (Board(), board(), board("c-22222222", need=None), board("W01-n01", "paper-1")):
        assert by_codes == Counting(index, seen).reach(NEED).n


def test_two_groups_of_one_need_count_together(study: MiniStudy) -> None:
    """Somebody may have written that by hand."""
    one, other = board("c-22222222").groups[0], board("c-33333333").groups[0]
    both = Board(groups=(one, other.model_copy(update={"id": "g2"})))

    assert 2 == Counting(study.case().index, both).reach(NEED).n
