"""Every step on the board is kept at once, can be undone, and never overwrites what others edited."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.coding.editing.keeper import Keeper
from faden.core.problems import StudyError
from faden.findings.board.actions import parse_action
from faden.findings.board.bench import BoardBench
from faden.findings.board.board import PATH, Board, parse_board
from faden.findings.board.deck import Deck
from faden.findings.board.into_needs import NEEDS

DECK = Deck(codes={"c-22222222": "keine-antwort", "c-33333333": "keine-antwort"})


def kept(study: MiniStudy) -> Board:
    """The board as it stands in its file."""
    parsed = parse_board((study.folder.root / PATH).read_text(encoding="utf-8"))
    assert parsed.value is not None
    return parsed.value


def test_a_step_is_on_the_disk_when_it_is_told(study: MiniStudy, do: Any) -> None:
    """The file says what the answer says, in words that a person can read."""
    told = do("group", cards=["c-22222222", "W01-n01"], name={"de": "Niemand antwortet"})

    assert told.state.board == kept(study)
    assert (("g1",), ("c-22222222", "W01-n01")) == (told.created, kept(study).groups[0].cards)
    text = (study.folder.root / PATH).read_text(encoding="utf-8")
    assert text.startswith("format: faden.board/1\ngroups:\n  - id: g1\n")
    assert "niemand hat geantwortet" not in text


def test_comments_and_order_of_a_hand_written_board_stay(study: MiniStudy, do: Any) -> None:
    """Only lines whose values change are written anew."""
    study.write(
        PATH,
        "# Von Hand begonnen.\nformat: faden.board/1\ngroups:\n  # die wichtigste\n  - id: g7\n"
        '    by: erste\n    "on": 2026-03\n    cards:\n      - c-22222222 # so gesagt\n      - c-33333333\n',
    )

    do("place", cards=["c-55555555"], group="g7")

    text = (study.folder.root / PATH).read_text(encoding="utf-8")
    assert text.startswith("# Von Hand begonnen.\nformat: faden.board/1\ngroups:\n  # die wichtigste\n")
    assert "      - c-22222222 # so gesagt\n      - c-33333333\n      - c-55555555\n" in text


def test_a_card_stands_in_one_place(do: Any) -> None:
    """Whatever it is put into, it leaves where it was."""
    do("group", cards=["c-22222222", "c-33333333"])
    do("group", cards=["c-33333333"])
    do("reject", cards=["c-22222222"])
    board = do("place", cards=["c-22222222"], group="g2", before="c-33333333").state.board

    assert [("g1", ()), ("g2", ("c-22222222", "c-33333333"))] == [(g.id, g.cards) for g in board.groups]
    assert () == board.aside


def test_groups_are_named_marked_merged_and_taken_away(do: Any) -> None:
    """A merged group says what it did not say itself; the cards of one that is taken away are open."""
    do("group", cards=["c-22222222"], name={"de": "  Keine\n Antwort "})
    do("group", cards=["c-33333333"])
    do("mark", group="g2", mark="pain")
    do("state", group="g2", statement={"de": "Sie warten."})
    board = do("merge", group="g2", into="g1").state.board
    (group,) = board.groups

    assert ("Keine Antwort", "pain", "Sie warten.") == (
        group.name and group.name.text("de"),
        group.mark,
        group.statement and group.statement.text("de"),
    )
    assert ("c-22222222", "c-33333333") == group.cards
    assert ((), {}) == (do("dissolve", group="g1").state.board.groups, do("undo") and {})


def test_what_the_machine_had_proposed_is_kept_beside_the_decision(do: Any) -> None:
    """As it was when a person first decided (DT-5); an opened card forgets it, a later step does not."""
    do("group", cards=["c-22222222", "c-33333333"], proposal=["k-a"])
    do("reject", cards=["c-77777777"])
    board = do("group", cards=["c-33333333"]).state.board

    assert {"c-22222222": "k-a", "c-33333333": "k-b", "c-77777777": "nowhere"} == board.proposed()
    assert ("k-a",) == board.groups[0].proposal
    assert "c-33333333" not in do("restore", cards=["c-33333333"]).state.board.proposed()


def test_every_step_can_be_undone_and_redone(study: MiniStudy, do: Any) -> None:
    """The bytes are those of before, also where the board was begun."""
    do("group", cards=["c-22222222"], name={"de": "Eins"})
    first = (study.folder.root / PATH).read_bytes()
    do("reject", cards=["c-22222222"])
    second = (study.folder.root / PATH).read_bytes()
    do("undo")

    assert first == (study.folder.root / PATH).read_bytes()
    do("redo")
    assert second == (study.folder.root / PATH).read_bytes()
    do("undo")
    assert do("undo").state.undo is None
    assert not (study.folder.root / PATH).exists()


def test_what_was_edited_elsewhere_is_not_overwritten(study: MiniStudy, bench: BoardBench, do: Any) -> None:
    """The page has to show it first."""
    do("group", cards=["c-22222222"])
    seen = bench.state().fingerprints
    study.edit(PATH, "by: erste", "by: zweite")
    action = parse_action({"do": "reject", "cards": ["c-22222222"]})

    with pytest.raises(StudyError, match="edited-elsewhere"):
        bench.perform(action, seen, DECK)
    with pytest.raises(StudyError, match="edited-unseen"):
        bench.perform(action, {}, DECK)


@pytest.mark.parametrize(
    ("problem", "action"),
    [
        ("board-card-unknown", {"do": "reject", "cards": ["c-99999999"]}),
        ("board-card-unknown", {"do": "place", "cards": ["c-22222222"], "group": "g1", "before": "W01-n01"}),
        ("board-group-unknown", {"do": "mark", "group": "g9"}),
        ("board-merge-itself", {"do": "merge", "group": "g1", "into": "g1"}),
        ("board-group-no-need", {"do": "accept", "group": "g1"}),
        ("nothing-to-redo", {"do": "redo"}),
        ("action-unknown", {"do": "fly"}),
        ("action-invalid", {"do": "reject", "cards": ["../x"]}),
        ("action-invalid", {"do": "reject", "cards": []}),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(
    study: MiniStudy, do: Any, problem: str, action: dict[str, Any]
) -> None:
    """With its reason, and nothing is written."""
    do("group", cards=["c-33333333"])
    before = (study.folder.root / PATH).read_bytes()

    with pytest.raises(StudyError, match=problem):
        do(**action)
    assert before == (study.folder.root / PATH).read_bytes()


@pytest.mark.parametrize("written", [0, 1])
def test_a_need_cut_off_between_its_files_is_completed(
    study: MiniStudy, do: Any, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """Board and needs never tell different things for good, even where the program is killed."""

    class Ended(BaseException):
        pass

    real, done = Keeper._write, []  # noqa: SLF001 - where the program is ended

    def ending(self: Keeper, path: str, content: Any) -> None:
        if len(done) == written:
            raise Ended
        done.append(path)
        real(self, path, content)

    do("group", cards=["c-22222222"], name={"de": "Eins"})
    do("mark", group="g1", mark="pain")
    do("state", group="g1", statement={"de": "Satz."})
    monkeypatch.setattr(Keeper, "_write", ending)
    with pytest.raises(Ended):
        do("accept", group="g1")
    monkeypatch.undo()
    state = BoardBench(study.folder, "erste").state()

    assert ("N03", "N03") == (state.board.groups[0].need, state.needs[-1].id)
    assert state.mended
    assert NEEDS in state.fingerprints
