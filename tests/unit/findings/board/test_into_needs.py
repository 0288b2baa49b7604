"""A group becomes a need; what people wrote into the file by hand stays."""

from __future__ import annotations

from typing import Any

import pytest
from ministudy import MiniStudy

from faden.core.documents import wanted
from faden.core.problems import StudyError
from faden.findings.board.into_needs import NEEDS
from faden.findings.need import Need, read_needs, standing


def needs(study: MiniStudy) -> tuple[Need, ...]:
    """The needs as they stand in their file."""
    return wanted(read_needs(study.folder))


def ready(do: Any, *cards: str) -> None:
    """A group that says all that a need says."""
    do("group", cards=list(cards), name={"de": "Warten: „#1“", "en": "Waiting"})
    do("mark", group="g1", mark="pain")
    do("state", group="g1", statement={"de": "Wer schreibt, wartet."})


def test_a_new_need_is_added_below_the_others(study: MiniStudy, do: Any) -> None:
    """Not a byte of the others changes; codes are those of the cards, the first cards are quoted."""
    before = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    ready(do, "c-77777777", "W01-n01", "c-22222222", "c-33333333")

    told = do("accept", group="g1")

    assert ("N03",) == told.created
    assert (study.folder.root / NEEDS).read_text(encoding="utf-8").startswith(before)
    made = needs(study)[-1]
    assert ("N03", "pain", "Warten: „#1“") == (made.id, made.kind, made.name.text("de"))
    assert ("keine-antwort", "schnelle-antwort") == made.codes
    assert ("c-77777777", "c-22222222", "c-33333333") == made.codings
    assert ("erste", "2026-03-15") == (made.by, made.on)


def test_a_need_that_is_there_is_brought_up_to_date(study: MiniStudy, do: Any) -> None:
    """It keeps its id, comments, other languages, codes, and the quotations that a person chose."""
    study.edit(NEEDS, "  - id: N01\n", "  # von Hand geordnet\n  - id: N01 # zuerst\n")
    do("adopt")
    do("name", group="g1", name={"de": "Eine Antwort bekommen"})
    do("place", cards=["c-77777777"], group="g1")
    do("accept", group="g1")

    text = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    assert "  # von Hand geordnet\n  - id: N01 # zuerst\n" in text
    first = needs(study)[0]
    assert {"de": "Eine Antwort bekommen", "en": "A reply"} == first.name.root
    assert (("keine-antwort", "schnelle-antwort"), ("c-22222222",)) == (first.codes, first.codings)
    assert "2026-02-01" == first.on


def test_a_quotation_that_was_moved_away_leaves_its_need(study: MiniStudy, do: Any) -> None:
    """What a person put elsewhere no longer speaks for it."""
    do("adopt")
    do("reject", cards=["c-22222222"])
    do("accept", group="g1")

    assert ("c-33333333", "c-44444444", "c-55555555", "c-66666666") == needs(study)[0].codings


def test_needs_become_groups_with_the_codings_under_them(do: Any) -> None:
    """Each open card once, those that a need quotes first; what is there already is not made again."""
    board = do("adopt").state.board

    assert [("N01", "need"), ("N02", "pain")] == [(g.need, g.mark) for g in board.groups]
    assert "c-22222222" == board.groups[0].cards[0]
    assert ("c-77777777",) == board.groups[1].cards
    with pytest.raises(StudyError, match="board-nothing-to-adopt"):
        do("adopt")


def test_a_coding_goes_to_the_need_that_names_it(study: MiniStudy, do: Any) -> None:
    """Also where the codes of a need before it would take it; a person has chosen it."""
    study.edit(NEEDS, "    codes: [antworten]\n", "    codes: [antworten]\n    codings: [c-55555555]\n")

    board = do("adopt").state.board

    assert ("c-55555555", "c-77777777") == board.groups[1].cards
    assert "c-55555555" not in board.groups[0].cards
    assert {"c-22222222": "k-a", "c-55555555": "k-a"}.items() <= board.proposed().items()


def test_where_no_file_is_one_is_begun(study: MiniStudy, do: Any) -> None:
    """And undoing takes it away again."""
    (study.folder.root / NEEDS).unlink()
    ready(do, "c-22222222")
    do("accept", group="g1")

    assert ["N01"] == [need.id for need in needs(study)]
    do("undo")
    assert not (study.folder.root / NEEDS).exists()


def test_a_group_must_say_what_it_is_before_it_is_a_need(do: Any) -> None:
    """Name and statement are people's work."""
    do("group", cards=["c-22222222"], name={"de": "Eins"})
    do("mark", group="g1", mark="need")

    with pytest.raises(StudyError, match="board-group-unsaid"):
        do("accept", group="g1")


def test_two_needs_are_not_merged_silently(do: Any) -> None:
    """Who merges says which one stays; naming a third one says nothing."""
    do("adopt")

    for keep in (None, "N07"):
        with pytest.raises(StudyError, match="board-merge-needs"):
            do("merge", group="g1", into="g2", keep=keep)


@pytest.mark.parametrize(("keep", "goes"), [("N01", "N02"), ("N02", "N01")])
def test_of_two_needs_one_stays_and_nothing_of_the_other_is_deleted(
    study: MiniStudy, do: Any, keep: str, goes: str
) -> None:
    """The group keeps name and need of the one that stays; the other entry is noted as merged; undo works."""
    study.edit(NEEDS, "  - id: N01\n", "  # von Hand\n  - id: N01\n")
    do("adopt")
    before = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    names = {need.id: need.name for need in needs(study)}
    told = do("merge", group="g1", into="g2", keep=keep)
    after = (study.folder.root / NEEDS).read_text(encoding="utf-8")

    (group,) = told.state.board.groups
    assert ("g2", keep, names[keep]) == (group.id, group.need, group.name)
    assert {keep: None, goes: keep} == {need.id: need.merged_into for need in needs(study)}
    assert [keep] == [need.id for need in standing(needs(study))]
    assert [] == [line for line in before.splitlines() if line not in after.splitlines()]
    with pytest.raises(StudyError, match="board-nothing-to-adopt"):
        do("adopt")
    do("undo")
    assert before == (study.folder.root / NEEDS).read_text(encoding="utf-8")


def test_what_had_gone_into_a_need_follows_it(study: MiniStudy, do: Any) -> None:
    """Nothing leads to a need that has gone itself."""
    text = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    entry = text[text.index("  - id: N02") :].replace("N02", "N03")
    study.write(NEEDS, f"{text.rstrip()}\n{entry.rstrip()}\n    merged_into: N02\n")
    do("adopt")
    do("merge", group="g2", into="g1", keep="N01")

    assert {"N02": "N01", "N03": "N01"} == {n.id: n.merged_into for n in needs(study) if n.merged_into}


def test_a_need_that_somebody_took_out_by_hand_stands_in_no_way(study: MiniStudy, do: Any) -> None:
    """The board may still name it."""
    do("adopt")
    text = (study.folder.root / NEEDS).read_text(encoding="utf-8")
    study.write(NEEDS, text[: text.index("  - id: N02")])

    assert "N01" == do("merge", group="g1", into="g2").state.board.groups[0].need


def test_a_need_that_went_into_another_takes_nothing_up(study: MiniStudy, do: Any) -> None:
    """What is written into it would be published nowhere; the group says so instead."""
    do("adopt")
    file = study.folder.root / NEEDS
    study.edit(NEEDS, "  - id: N02\n", "  - id: N02\n    merged_into: N01\n")
    before = file.read_bytes()

    with pytest.raises(StudyError, match="board-need-merged"):
        do("accept", group="g2")
    assert before == file.read_bytes()
